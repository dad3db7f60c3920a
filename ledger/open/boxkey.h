/*
 * boxkey.h - an X25519 pair in guarded memory: a reading key, the vault's or
 * the recovery key; what opens sealed boxes.
 *
 * From a key file: secret_lend_reading(secret, boxkey_new, &key).
 */
#ifndef OPEN_BOXKEY_H
#define OPEN_BOXKEY_H

#include "base.h"

#define BOX_EXTRA 48 /* a sealed box is longer than its text by this */

struct boxkey;

/*
 * to is a struct boxkey **, of the type that secret_lend_reading wants.  The
 * secret is copied.
 * Errors:	ERR_SECRET
 */
MUST_CHECK enum err boxkey_new(void *to, const uint8_t secret[32]);
void boxkey_free(struct boxkey *k);
struct readkey boxkey_public(const struct boxkey *k);

/* A copy of the secret, which the caller wipes; only vault/ has use for it. */
void boxkey_copy(uint8_t secret[32], const struct boxkey *k);

/* box.n is n + BOX_EXTRA.  Errors: ERR_FORMAT length; ERR_SECRET not for k */
MUST_CHECK enum err boxkey_open(uint8_t *out, size_t n, struct boxkey *k,
    struct span box);

#endif
