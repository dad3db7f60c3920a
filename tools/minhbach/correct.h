/*
 * correct.h - an entry that was wrong, and the two drafts that put it right.
 */
#ifndef MINHBACH_CORRECT_H
#define MINHBACH_CORRECT_H

#include "session.h"
#include "sheet.h"

struct correction {
	uint64_t index;
	enum kind kind;
	json_t *old;	 /* its payload */
	char reason[64]; /* of the reversal, if it was asked for */
	const char *from;
	struct draft draft[2]; /* the reversal, and the entry anew */
};

/* Both say what is wrong; exit status.  correction_release() in any case. */
int correction_load(struct correction *k, struct session *s);

/* t holds what changes, and "correction": why (or "reason", if the entry has
 * no such field of its own). */
int correction_make(struct correction *k, struct session *s,
    const struct sheet *t);

void correction_release(struct correction *k);

#endif
