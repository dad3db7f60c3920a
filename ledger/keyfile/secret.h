/*
 * secret.h - the private half of a key in guarded memory.  Only sign/ and the
 * glue that hands a reading key to open/ may include it.
 *
 * The bytes lie in their own pages, locked and unreadable except while a lent
 * function runs.  They are lent, never returned, so that no copy is left on a
 * stack.  Two threads must not use one secret at once.
 */
#ifndef KEYFILE_SECRET_H
#define KEYFILE_SECRET_H

#include "base.h"

#define SECRET_SEED_LEN 32
#define SECRET_READING_LEN 32

struct secret;

/*
 * Copies both; the caller wipes its own.  reading is NULL for a key without.
 * Errors:	ERR_SECRET no guarded memory
 */
MUST_CHECK enum err secret_new(struct secret **s,
    const uint8_t seed[SECRET_SEED_LEN], const uint8_t *reading);
void secret_free(struct secret *s);

bool secret_has_reading(struct secret *s);

/*
 * What the borrower does with the bytes; its result is handed through.
 * boxkey_new() of open/ is one: secret_lend_reading(s, boxkey_new, &key).
 */
typedef enum err secret_use(void *arg, const uint8_t bytes[32]);

/* Errors:	ERR_SECRET; ERR_MISSING no reading key; as use */
MUST_CHECK enum err secret_lend_seed(struct secret *s, secret_use *use,
    void *arg);
MUST_CHECK enum err secret_lend_reading(struct secret *s, secret_use *use,
    void *arg);

#endif
