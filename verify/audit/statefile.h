/*
 * statefile.h - what a verifier remembers of a ledger (FORMAT 7.6).
 *
 * Pure.
 */
#ifndef AUDIT_STATEFILE_H
#define AUDIT_STATEFILE_H

#include "checkpoint.h"

#define STATE_FILE_MAX (64 + ANCHOR_MAX + NOTE_MAX)

struct statefile {
	bool quick;
	struct anchor anchor;
	struct span note; /* of the checkpoint; into the bytes decoded */
	struct checkpoint checkpoint;
};

/* The signatures of the note were verified when it was written: it is the
 * reader's own file.  Errors: ERR_FORMAT, ERR_KEY */
MUST_CHECK enum err statefile_decode(struct statefile *s, struct span bytes);

/* The checkpoint is read out of the note.  Errors: ERR_SPACE, ERR_FORMAT,
 * ERR_KEY */
MUST_CHECK enum err statefile_encode(struct span *out,
    const struct statefile *s, void *buf, size_t cap);

#endif
