/*
 * keeper.h - a check is made by two processes.  The reader takes what strangers
 * wrote, and can neither write a file nor reach anybody (confine.h); the keeper
 * reads none of it, and does for the reader the little that this needs: it
 * writes the state file, and asks the address that was named.
 */
#ifndef VERIFY_KEEPER_H
#define VERIFY_KEEPER_H

#include "confine.h"
#include "public.h"

struct options;

struct keeper {
	int fd; /* to the keeper */
	bool confined;
	char words[CONFINE_WORDS_LEN]; /* what confines us, or is missing */
};

/* One mode, run by a reader of its own.  Its exit status; undecided if it died
 * of what it read. */
int keeper_run(const struct options *o,
    int (*mode)(const struct options *o, char *const *operand),
    char *const *operand);

/*
 * In the reader, before it reads what strangers wrote: from here on only the
 * files or directories named can be opened (NULL: none).  A system that confines
 * nobody is no hindrance, and is told in the report.  False: said why.
 */
bool keeper_confine(const struct options *o, const char *a, const char *b);

/* In the reader: keep these bytes as the state file. */
MUST_CHECK enum err keeper_save(const struct options *o, struct span state);

/* In the reader: keep this signed note beside the state file, under its name
 * with ".evidence"; the first that was kept stays. */
MUST_CHECK enum err keeper_evidence(const struct options *o, struct span note);

/* In the reader: the files below the address that was named. */
struct public_source keeper_source(const struct options *o);

#endif
