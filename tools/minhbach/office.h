/*
 * office.h - the ledger's file "office" as papers need it: who writes, where,
 * who signs, where the public site is.
 */
#ifndef MINHBACH_OFFICE_H
#define MINHBACH_OFFICE_H

#include "paper.h"
#include "session.h"
#include "sheet.h"
#include "wording.h"

struct office {
	struct sheet t;
	struct paper_head head; /* its texts live with this */
	char over[SAY_NAME],
	    unit[SAY_NAME];    /* capitals, where the file says nothing */
	const char *telephone; /* NULL if none */
};

/* Needs an open session.  Says what is wrong; exit status.  A ledger without
 * the file has an office all the same.  office_release() in any case. */
int office_read(struct office *o, const struct session *s);
void office_release(struct office *o);

/* A line of the file, or NULL. */
const char *office_get(const struct office *o, const char *name);

/* What a paper is written to before anybody sees it. */
struct outfile {
	FILE *to;
	char *bytes;
	size_t n;
};
MUST_CHECK enum err outfile_open(struct outfile *o);
/* To path, mode 0600, never over another file; or to standard output if path
 * is NULL.  Nothing is written if e is not ERR_OK.  Hands e or a new failure
 * back. */
MUST_CHECK enum err outfile_close(struct outfile *o, const char *path,
    enum err e);

#endif
