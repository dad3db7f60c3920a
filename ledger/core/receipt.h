/*
 * receipt.h - the papers: tlog-proof files, receipts (FORMAT 9.1) and slips
 * (9.2).
 *
 * Pure.
 */
#ifndef CORE_RECEIPT_H
#define CORE_RECEIPT_H

#include "base.h"
#include "checkpoint.h"
#include "proof.h"
#include "value.h"

#define RECEIPT_MAX 524288
#define RECEIPT_PAYLOAD_MAX 262144
#define SLIP_LEN 96

/* A C2SP tlog-proof file.  Spans point into the bytes decoded. */
struct tlog_proof {
	struct span extra; /* base64 as it stands; n = 0 if none */
	uint64_t index;
	struct proof proof;
	struct span checkpoint; /* the note, verbatim */
};

/* checkpoint is tested to be a note, nothing more. */
MUST_CHECK enum err tlog_proof_decode(struct tlog_proof *t, struct span bytes);
MUST_CHECK enum err tlog_proof_encode(struct span *out,
    const struct tlog_proof *t, void *buf, size_t cap);

/* What "extra" of a receipt holds, each u32 length-prefixed, 9.1. */
struct receipt {
	struct span leaf, head, note, okey, payload;
};

/* extra is decoded base64.  The five parts are only split, and capped. */
MUST_CHECK enum err receipt_decode(struct receipt *r, struct span extra);
MUST_CHECK enum err receipt_encode(struct span *out, const struct receipt *r,
    void *buf, size_t cap);

/*
 * Does the receipt hold under a checkpoint that the caller has verified?
 * amount is what the payload says, or 0 (FORMAT 5.2): reading payloads is not
 * the core's.
 *
 * Spec:	FORMAT 9.1; signatures and authority of the signers are not shown
 * Errors:	of the parts; ERR_RANGE indices differ; ERR_PROOF not in the tree;
 *		ERR_HASH, ERR_VALUE commitments
 */
MUST_CHECK enum err receipt_check(const struct receipt *r,
    const struct tlog_proof *t, const struct checkpoint *c, int64_t amount,
    struct fault *f);

/* "/xac-minh#<index>.<blind base64url>" */
struct slip {
	uint64_t index;
	struct scalar blind;
};
MUST_CHECK enum err slip_encode(struct span *out, const struct slip *s,
    void *buf, size_t cap);
MUST_CHECK enum err slip_decode(struct slip *s, struct span text);

#endif
