/*
 * handout.h - lists and reports on their way out of the office: how much of a
 * name they tell, the disclosure that is entered before they do, and the file
 * or terminal that they go to.
 */
#ifndef MINHBACH_HANDOUT_H
#define MINHBACH_HANDOUT_H

#include "session.h"

#include "lists.h"

enum handout_format {
	HANDOUT_AUTO, /* by the name of the file; else text */
	HANDOUT_TEXT,
	HANDOUT_CSV,
	HANDOUT_XLSX,
	HANDOUT_PDF
};

struct handout {
	enum handout_format format;
	const char *out; /* NULL: standard output */
	const char *to;	 /* who gets it, for the disclosure; NULL: the signer */
	enum who who;
	bool wrong; /* an option was malformed */
};

/*
 * Take --format F, --out FILE, --to TEXT, --names and --initials out of the
 * arguments; what is left stays in order.  Answers the new argc; h->wrong says
 * that the usage must be shown.
 */
int handout_options(struct handout *h, int argc, char **argv);

/* The same for one option with a value that is the command's own. */
bool handout_take(const char **value, int *argc, char **argv, const char *name);

/* What session_open() needs for it. */
unsigned handout_needs(const struct handout *h);

/* Day, quarter and year of the command; all else is the command's. */
void handout_ask(struct list_ask *ask, const struct session *s,
    const struct handout *h);

/* One entry for each of n recipients, in one batch (FORMAT 6.34).  Says the
 * lines; exit status. */
int handout_disclose(struct session *s, const char *list, const char *const *to,
    size_t n);

/* A grid as a file, mode 0600, that is not there yet.  ERR_EXISTS */
MUST_CHECK enum err handout_file(struct session *s, const char *path,
    const struct grid *g, enum handout_format format);
const char *handout_suffix(enum handout_format f); /* "pdf" */

/*
 * Enter a disclosure if a grid names persons, then write them all; list is the
 * word of FORMAT 6.34, to a recipient unless --to named one, or NULL.  Exit
 * status.
 */
int handout_put(struct session *s, const struct handout *h,
    struct grid *const *g, size_t n, const char *list, const char *to);

#endif
