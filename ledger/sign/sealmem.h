/*
 * sealmem.h - what the log key signed last (FORMAT 7.2), and whether another
 * checkpoint may follow it.
 *
 * Pure.
 */
#ifndef SIGN_SEALMEM_H
#define SIGN_SEALMEM_H

#include "base.h"
#include "checkpoint.h"
#include "proof.h"

#define SEAL_SUFFIX ".seal"
/* What sign --ready says when the key is open, before the size that it
 * remembers. */
#define SEAL_READY "ready "
#define SEALMEM_MAX (17 + CHECKPOINT_TEXT_MAX)

MUST_CHECK enum err sealmem_encode(struct span *out, const struct checkpoint *c,
    void *buf, size_t cap);
MUST_CHECK enum err sealmem_decode(struct checkpoint *c, struct span bytes);

/*
 * May next be signed after last?  old is the size that the asker proves from.
 * A new log key starts with the empty tree as its last.
 * The same checkpoint may be signed again, whatever the proof: an answer that
 * was lost is asked for anew.
 *
 * Errors:	ERR_KEY another origin; ERR_STALE old is not last's size;
 *		ERR_RANGE smaller; ERR_HASH the same size, another root;
 *		ERR_PROOF
 */
MUST_CHECK enum err seal_follows(const struct checkpoint *last, uint64_t old,
    const struct checkpoint *next, const struct proof *p);

#endif
