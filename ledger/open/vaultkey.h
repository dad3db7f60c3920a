/*
 * vaultkey.h - the vault opened by a reading key: it yields the key of each
 * subject (FORMAT 4.7).  An officer without it opens those boxed to its own
 * reading key, and no other.
 */
#ifndef OPEN_VAULTKEY_H
#define OPEN_VAULTKEY_H

#include "base.h"
#include "boxkey.h"
#include "keyring.h"

struct subject_key {
	uint8_t b[32];
};

struct vault;

/*
 * Look for reader's line and open its box.  The recovery secret works as any
 * other: boxkey_new() from it.
 * Owns:	*v is the caller's: vault_free().  The keyring may change and go.
 * Errors:	ERR_MISSING reader is not a reader of this keyring; ERR_SECRET
 *		the box does not open, or holds another vault's secret
 */
MUST_CHECK enum err vault_unlock(struct vault **v, const struct keyring *k,
    struct boxkey *reader);
/* The vault of this keyring from its secret.  Errors: ERR_SECRET another's */
MUST_CHECK enum err vault_from(struct vault **v, const struct keyring *k,
    const uint8_t secret[32]);
void vault_free(struct vault *v);

/* The vault's own pair, which opens statement files; dies with v. */
struct boxkey *vault_boxkey(struct vault *v);

/*
 * The key of a subject; the handle inside the box must be h.  The caller wipes
 * its copy.
 * Errors:	ERR_MISSING no record (erased); ERR_SECRET
 */
MUST_CHECK enum err vault_subject(struct subject_key *key, struct vault *v,
    const struct keyring *k, const struct handle *h);

/*
 * The same for an officer to whom this one subject is boxed.
 * Errors:	ERR_MISSING no record (erased); ERR_KEY no box for this reading
 *		key; ERR_SECRET
 */
MUST_CHECK enum err officer_subject(struct subject_key *key,
    const struct keyring *k, const struct handle *h, struct boxkey *reader);

/* The key of the blind index.  Errors: ERR_SECRET */
MUST_CHECK enum err vault_index_key(uint8_t key[32], struct vault *v,
    const struct keyring *k);

/*
 * A box of handle || key to any reading key: a keyring record, or item K of
 * the audit stream (FORMAT 10.1).
 * Errors:	ERR_FORMAT length; ERR_SECRET not for reader, or not of h
 */
MUST_CHECK enum err subject_open(struct subject_key *key,
    const struct handle *h, struct boxkey *reader, struct span box);

#endif
