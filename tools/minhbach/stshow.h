/*
 * stshow.h - a statement of a file (FORMAT 3.10), opened and shown to whoever
 * is to sign it.
 */
#ifndef MINHBACH_STSHOW_H
#define MINHBACH_STSHOW_H

#include "cli.h"
#include "note.h"
#include "statement.h"
#include "stfile.h"

#include <jansson.h>

struct state;

struct stview {
	struct note note; /* points into the file */
	struct statement s;
	json_t *payload;
};

/*
 * What is shown is what is signed: the payload must be the one that the
 * statement commits to, and so must its amount.  What a reversal takes back
 * only a state can tell; without one, both readings pass.
 *
 * Owns:	*v; stview_release(), also after a failure
 * Errors:	ERR_FORMAT, ERR_RANGE, ERR_SIGNATURE; ERR_VALUE
 */
MUST_CHECK enum err stview_open(struct stview *v, const struct stfile_part *p,
    const struct state *st, struct fault *f);
void stview_release(struct stview *v);

/* All of them on standard output, and how many of what they are, and the sum
 * of the money in them.  st may be an empty state. */
void stview_print(const struct stview *v, size_t n, const struct state *st,
    enum lang lang);

#endif
