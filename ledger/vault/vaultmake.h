/*
 * vaultmake.h - what the officer's tool does to a keyring: make it, let
 * readers in and out, add subjects, save it (FORMAT 4.6, 4.7).
 *
 * Nothing here writes but keyring_save(); every change lives in the caller's
 * struct keyring until then.
 */
#ifndef VAULT_VAULTMAKE_H
#define VAULT_VAULTMAKE_H

#include "base.h"
#include "keyring.h"
#include "vaultkey.h"

/* 20 groups of 4 hex digits, a space between. */
#define RECOVERY_LEN (20 * 4 + 19)

/* What a code on paper is for (FORMAT 4.14). */
enum recovery_use {
	RECOVERY_READS, /* the vault */
	RECOVERY_SIGNS	/* grants and revocations */
};

/*
 * A new keyring at genesis: vault pair, office subject, index key, and the
 * reader "recovery", whose secret is returned as text for paper and nowhere
 * else.  Add the readers next; *v, which the caller frees, lets it.
 *
 * recovery	wiped by the caller once it is printed
 * Errors:	ERR_FORMAT origin; ERR_SECRET; ERR_MEMORY
 */
MUST_CHECK enum err vault_create(struct keyring *k, struct vault **v,
    struct span origin, char recovery[RECOVERY_LEN + 1]);

/* Errors: ERR_EXISTS the name; ERR_FORMAT; ERR_KEY a bad point; ERR_SECRET */
MUST_CHECK enum err vault_add_reader(struct keyring *k, struct vault *v,
    struct span name, const struct readkey *key);

/*
 * The line goes; who had it could have copied the vault secret before
 * (FORMAT 4.10 renews it).  Errors: ERR_MISSING
 */
MUST_CHECK enum err vault_remove_reader(struct keyring *k, struct span name);

/* Random handle and key; the caller wipes *key.  Errors: ERR_MEMORY */
MUST_CHECK enum err vault_new_subject(struct handle *h, struct subject_key *key,
    struct keyring *k);

/*
 * Let an officer open this one subject, with a box to the officer's reading
 * key; keyring_drop_officer() ends it.
 * Errors:	of vault_subject(), keyring_put_officer(); ERR_KEY a bad point
 */
MUST_CHECK enum err vault_add_officer(struct keyring *k, struct vault *v,
    const struct handle *h, struct span name, const struct readkey *key);

/* For erasure.  The caller saves, and sees to the copies. Errors: ERR_MISSING */
MUST_CHECK enum err vault_drop_subject(struct keyring *k,
    const struct handle *h);

/*
 * Another vault pair: every subject key, the index key and the readers' boxes
 * are made anew for it, and *v is the new vault (FORMAT 4.10).  What was boxed
 * to the old pair is no longer in the keyring.  The caller saves.
 * Errors:	ERR_SECRET a record that does not open; ERR_KEY; ERR_MEMORY.  k
 *		and *v stand.
 */
MUST_CHECK enum err vault_renew(struct keyring *k, struct vault **v);

/*
 * Another recovery pair in the place of the one there is; the caller renews
 * the vault and saves.
 * recovery	wiped by the caller once it is printed
 * Errors:	ERR_SECRET; ERR_MEMORY
 */
MUST_CHECK enum err vault_renew_recovery(struct keyring *k, struct vault *v,
    char recovery[RECOVERY_LEN + 1]);

/*
 * Box handle || key to a reading key: item K of the audit stream.
 * Errors:	ERR_KEY a bad point
 */
MUST_CHECK enum err subject_seal(uint8_t box[96], const struct handle *h,
    const struct subject_key *key, const struct readkey *to);

/* HMAC-SHA-256(index key, number).  Errors: of vault_index_key */
MUST_CHECK enum err blind_index(struct digest *out, struct vault *v,
    const struct keyring *k, struct span number);

/*
 * Write the whole file with mode 0600, generation + 1; k has it afterwards.
 * Errors:	of keyring_encode; ERR_RANGE path; ERR_IO.  k and the old file
 *		stand.
 */
MUST_CHECK enum err keyring_save(struct keyring *k, const char *path);

/*
 * A secret as text and back.  White space and case are forgiven, as people
 * type it from paper.
 * Errors:	ERR_FORMAT not that many digits; ERR_HASH the checksum of
 *		*line, counted from 1, which is 0 else
 */
void recovery_encode(char text[RECOVERY_LEN + 1], enum recovery_use use,
    const uint8_t secret[32]);
MUST_CHECK enum err recovery_decode(uint8_t secret[32], enum recovery_use *use,
    unsigned *line, struct span text);

#endif
