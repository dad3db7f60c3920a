/*
 * signer.h - the one place where signatures and keys are made.
 *
 * A signer remembers the largest ledger it vouched for (FORMAT 3.8, 4.9)
 * beside its key file.  Its user compares that with the ledger at hand before
 * it signs:
 *
 *	signer_memory(s, &n, &hash);
 *	if (n > 0 && (n > size || leaf n - 1 has not this hash)) refuse
 *	... signer_sign() each statement, signer_saw(s, size, &last) ...
 *	e = signer_close(s);
 */
#ifndef SIGN_SIGNER_H
#define SIGN_SIGNER_H

#include "base.h"
#include "vkey.h"

#define COSIGN_LEN 72 /* u64 time, signature */
#define SEEN_SUFFIX ".seen"
#define SEEN_MAX 128

struct secret;
struct signer;

/*
 * A new pair.  type is VKEY_SIGN or VKEY_COSIGN; *reading is only filled with
 * with_reading.
 * Owns:	*s is the caller's: secret_free().
 * Errors:	ERR_FORMAT name or type; ERR_SECRET
 */
MUST_CHECK enum err key_generate(struct secret **s, struct vkey *k,
    struct readkey *reading, struct span name, uint8_t type, bool with_reading);

/*
 * The key of keypath, its secret, and its memory (none yet is fine).  The
 * secret is copied.
 * Errors:	of keyfile_load; ERR_KEY the secret is another key's;
 *		ERR_FORMAT the memory is damaged; ERR_SECRET, ERR_IO
 */
MUST_CHECK enum err signer_open(struct signer **s, const char *keypath,
    struct secret *secret);

/*
 * The key whose seed lies on paper: no file, and no memory.  k is what the
 * ledger grants.
 * Errors:	ERR_KEY the seed is another key's; ERR_SECRET; ERR_MEMORY
 */
MUST_CHECK enum err signer_of_seed(struct signer **s, const struct vkey *k,
    const uint8_t seed[32]);

/* The public key of a seed.  Errors: ERR_SECRET */
MUST_CHECK enum err key_of_seed(struct pubkey *k, const uint8_t seed[32]);

/*
 * Write the memory, if it grew, and free s, whatever comes.  NULL is fine.
 * Errors:	of file_replace
 */
MUST_CHECK enum err signer_close(struct signer *s);

const struct vkey *signer_vkey(const struct signer *s); /* dies with s */

/* Errors: ERR_KEY not of type 0x01; ERR_SECRET */
MUST_CHECK enum err signer_sign(struct sig *sig, struct signer *s,
    struct span text);

/*
 * The bytes of a cosignature/v1 line for note_sig_encode.
 * Errors:	ERR_KEY not of type 0x04; ERR_RANGE; ERR_SPACE text too long;
 *		ERR_SECRET
 */
MUST_CHECK enum err signer_cosign(uint8_t out[COSIGN_LEN], struct signer *s,
    uint64_t time_s, struct span text);

/* The largest ledger signed: n leaves, and the hash of leaf n - 1; n may be 0 */
void signer_memory(const struct signer *s, uint64_t *n, struct digest *hash);

/*
 * Note in memory what a statement says it saw; less than before is fine.
 * Errors:	ERR_HASH as many leaves as remembered, but another hash;
 *		ERR_RANGE
 */
MUST_CHECK enum err signer_saw(struct signer *s, uint64_t n,
    const struct digest *hash);

/* FORMAT 4.9; pure. */
struct seen {
	uint64_t n;
	struct digest hash; /* zero if n is 0 */
};
MUST_CHECK enum err seen_encode(struct span *out, const struct seen *s,
    void *buf, size_t cap);
MUST_CHECK enum err seen_decode(struct seen *s, struct span bytes);

#endif
