/*
 * stview.h - a statement of a file (FORMAT 3.10), opened: what is shown of it
 * is what is signed.
 */
#ifndef FORM_STVIEW_H
#define FORM_STVIEW_H

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
 * The payload must be the one that the statement commits to, and so must its
 * amount.  What a reversal takes back only a state can tell; without one, both
 * readings pass.
 *
 * Owns:	*v; stview_release(), also after a failure
 * Errors:	ERR_FORMAT, ERR_RANGE, ERR_SIGNATURE; ERR_VALUE
 */
MUST_CHECK enum err stview_open(struct stview *v, const struct stfile_part *p,
    const struct state *st, struct fault *f);
void stview_release(struct stview *v);

/*
 * May this key sign now?  Also where all have signed: any of them may renew.
 * Errors:	ERR_KEY it is not among the signers; ERR_EXISTS it has signed;
 *		ERR_MISSING one before it has not
 */
MUST_CHECK enum err stview_turn(const struct stview *v, struct span name);

/* What adds up: payments, and what reversals take back; 0 of all else. */
int64_t stview_money(const struct stview *v);

#endif
