/*
 * witness.h - C2SP tlog-witness and cosignatures, from the log's side: what a
 * witness is asked, what it may answer, and how its signatures join those that
 * a checkpoint has.
 *
 * Pure.
 */
#ifndef CORE_WITNESS_H
#define CORE_WITNESS_H

#include "note.h"
#include "proof.h"
#include "trust.h"

/* Where an answer is written. */
struct room {
	void *p;
	size_t n;
};

#define WITNESS_REQUEST_MAX (NOTE_MAX + (PROOF_MAX + 1) * 64)
#define WITNESS_ANSWER_MAX NOTE_MAX

/*
 * The body of add-checkpoint: "old <size>", the proof from there, an empty
 * line, the checkpoint.  Errors: ERR_SPACE
 */
MUST_CHECK enum err witness_request(struct span *out, uint64_t old_size,
    const struct proof *p, struct span checkpoint, void *buf, size_t cap);

/* The size that a witness says it knows (status 409).  Errors: ERR_FORMAT */
MUST_CHECK enum err witness_size_decode(uint64_t *size, struct span body);

/*
 * Put cosignatures into a signed checkpoint: lines are signature lines, or a
 * note with the same text.  Those of the policy's witnesses are verified, and
 * the newest of each is kept; lines of strangers are passed over.  What the
 * checkpoint carries otherwise stays as it is.
 *
 * good		how many lines were those of a known witness, new or not
 * Errors:	ERR_FORMAT; ERR_STALE a note with another text; ERR_SIGNATURE a
 *		line of a known witness is wrong; ERR_RANGE too many lines;
 *		ERR_SPACE
 */
MUST_CHECK enum err witness_merge(struct span *out, size_t *good,
    struct span checkpoint, struct span lines, const struct trust *t,
    struct room room);

#endif
