/*
 * correct.h - an entry that was wrong, and the two drafts that put it right.
 */
#ifndef FORM_CORRECT_H
#define FORM_CORRECT_H

#include "convert.h"
#include "sheet.h"
#include "writer.h"

struct correction {
	uint64_t index;
	enum kind kind;
	json_t *old;	       /* its payload */
	char reason[64];       /* of the reversal, if it was asked for */
	struct draft draft[2]; /* the reversal, and the entry anew */
};

/*
 * Read the entry k->index.  correction_release() in any case.
 * Errors:	ERR_MISSING no such entry; ERR_RULE its kind is not corrected;
 *		ERR_WITHHELD; those of writer_entry_load()
 */
MUST_CHECK enum err correction_load(struct correction *k, struct writer *w);

/*
 * t holds what changes, and "correction": why (or "reason", if the entry has
 * no such field of its own).
 * Errors:	ERR_FORMAT, ERR_MISSING with the column and the reason in *m;
 *		ERR_MEMORY
 */
MUST_CHECK enum err correction_make(struct correction *k, struct writer *w,
    const char *today, const struct sheet *t, struct misfit *m);

void correction_release(struct correction *k);

#endif
