/*
 * sealmake.h - sealing: items of the store (FORMAT 4.5) and statement files
 * (3.10).
 */
#ifndef VAULT_SEALMAKE_H
#define VAULT_SEALMAKE_H

#include "base.h"
#include "sealed.h"
#include "stfile.h"

/* Where an item belongs; it opens nowhere else. */
struct sealed_place {
	struct handle handle;
	struct span origin;
	struct id id;
};

/*
 * item points into buf.
 * Errors:	ERR_RANGE payload above SEALED_PAYLOAD_MAX; ERR_FORMAT origin
 */
MUST_CHECK enum err sealed_make(struct span *item,
    const struct sealed_place *place, const struct subject_key *key,
    const struct okey *okey, struct span payload, uint8_t buf[SEALED_MAX]);

/* Fresh random opening key. */
struct okey okey_new(void);

/*
 * Of f, origin, time_ms, part and n are used; to are the reading keys of the
 * vault and of the signers, each once.
 * Owns:	*bytes is the caller's: free().
 * Errors:	ERR_FORMAT; ERR_EXISTS a key twice; ERR_RANGE counts, or above STFILE_MAX; ERR_KEY a bad
 *		point; ERR_MEMORY
 */
MUST_CHECK enum err stfile_seal(uint8_t **bytes, size_t *n,
    const struct stfile *f, const struct readkey *to, size_t n_to);

#endif
