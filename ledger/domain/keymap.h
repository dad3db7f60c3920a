/*
 * keymap.h - a hash table from short byte strings to numbers, so that no
 * lookup grows with the length of the ledger.
 *
 * Pure.
 */
#ifndef DOMAIN_KEYMAP_H
#define DOMAIN_KEYMAP_H

#include "base.h"

#define KEYMAP_NONE SIZE_MAX

struct keymap_slot {
	size_t at, n; /* the key's bytes in the pool; n == 0: free */
	size_t value;
};
struct keymap {
	struct keymap_slot *slot;
	size_t n, cap; /* cap is 0 or a power of two */
	uint8_t *pool;
	size_t n_pool, cap_pool;
};

/* A key is a letter for its sort and bytes. */
void keymap_release(struct keymap *m);
size_t keymap_get(const struct keymap *m, char sort, struct span key);
/* Room for n keys in all, so that they can come without a pause. */
MUST_CHECK enum err keymap_reserve(struct keymap *m, size_t n);
/* Add or replace.  Errors: ERR_MEMORY; m is then as before. */
MUST_CHECK enum err keymap_put(struct keymap *m, char sort, struct span key,
    size_t value);

#endif
