/*
 * book.h - a public directory that was checked: the only thing the portal
 * takes a number from.
 */
#ifndef PORTAL_BOOK_H
#define PORTAL_BOOK_H

#include "public.h"
#include "snapshot.h"

#define BOOK_TIME_LEN 48

struct book {
	struct snapshot files;
	struct public_result result;
	char checked[BOOK_TIME_LEN]; /* "07:00 ngày 10/10/2026", UTC+7 */
};

/*
 * Read and check.  On success *out is a book that passed every check.
 *
 * Owns:	book_free
 * Errors:	ERR_HASH or another fault's code, with *f, if a check failed;
 *		as snapshot_read and public_check otherwise
 */
MUST_CHECK enum err book_open(struct book **out, const char *dir,
    const struct anchor *a, struct fault *f);
void book_free(struct book *b);

/* Has the file "checkpoint" in dir become another one? */
bool book_is_old(const struct book *b, const char *dir);

/* Today in UTC+7, "2026-11-23". */
void book_today(char out[11]);

#endif
