/*
 * keymap.h - hash tables from short byte strings, and from ids, to numbers, so
 * that no lookup grows with the length of the ledger.
 *
 * Pure.  Both are made for a million keys: a slot is 8 bytes that tell most
 * other keys apart without a look at them, and growing hashes nothing again.
 */
#ifndef DOMAIN_KEYMAP_H
#define DOMAIN_KEYMAP_H

#include "base.h"

#define KEYMAP_NONE SIZE_MAX
#define KEYMAP_KEY_MAX 1024 /* bytes of a key with its letter */

struct keymap_slot {
	uint32_t hash, at; /* at: of the entry in the pool, plus 1; 0: free */
};
struct keymap {
	struct keymap_slot *slot;
	size_t n, cap; /* cap is 0 or a power of two */
	uint8_t *pool; /* value, length and bytes of each, as they came */
	size_t n_pool, cap_pool;
};

/* A key is a letter for its sort and bytes. */
void keymap_release(struct keymap *m);
size_t keymap_get(const struct keymap *m, char sort, struct span key);
/* Room for n keys of so many bytes in all, to come without a pause. */
MUST_CHECK enum err keymap_reserve(struct keymap *m, size_t n, size_t bytes);
/* Add or replace.  Errors: ERR_MEMORY; ERR_RANGE a key, value or table that is
 * too large; m is then as before. */
MUST_CHECK enum err keymap_put(struct keymap *m, char sort, struct span key,
    size_t value);
/* The keys one after the other, as they came, each with its letter: from *at
 * = 0 on; false after the last. */
bool keymap_next(const struct keymap *m, size_t *at, struct span *key,
    size_t *value);

/*
 * Ids by number: the ids themselves are the caller's, in an array of records
 * with the id at some place of each, and every id that was put stays there.
 */
struct idmap {
	struct keymap_slot *slot;
	size_t n, cap;
};
struct id_array {
	const void *first;
	size_t size, offset; /* of a record, of the id in it */
};

void idmap_release(struct idmap *m);
size_t idmap_get(const struct idmap *m, const struct id_array *a,
    const struct id *id);
/* All ids of the first n records; m is empty. */
MUST_CHECK enum err idmap_fill(struct idmap *m, const struct id_array *a,
    size_t n);
/* Add or replace the id of record number value.  Errors: as keymap_put() */
MUST_CHECK enum err idmap_put(struct idmap *m, const struct id_array *a,
    size_t value);

#endif
