/*
 * keymap.c - open addressing, half full at most; keys are copied to a pool.
 */
#include "keymap.h"

#include <stdlib.h>
#include <string.h>

void
keymap_release(struct keymap *m)
{
	free(m->slot);
	free(m->pool);
	memset(m, 0, sizeof(*m));
}

/* FNV-1a.  Codes come from officers of one commune, not from strangers. */
static uint64_t
hash_of(const uint8_t *p, size_t n, uint64_t h)
{
	size_t i;

	for (i = 0; i < n; i++)
		h = (h ^ p[i]) * UINT64_C(0x100000001b3);
	return h;
}

static uint64_t
hash_key(char sort, struct span key)
{
	uint8_t c = (uint8_t)sort;

	return hash_of(key.p, key.n,
	    hash_of(&c, 1, UINT64_C(0xcbf29ce484222325)));
}

static size_t
start(uint64_t h, size_t cap)
{
	return (size_t)(h ^ h >> 32) & (cap - 1);
}

/* The slot of this key, or the free one where it would go. */
static struct keymap_slot *
find(const struct keymap *m, char sort, struct span key)
{
	size_t i;

	for (i = start(hash_key(sort, key), m->cap);;
	     i = (i + 1) & (m->cap - 1)) {
		struct keymap_slot *k = &m->slot[i];

		if (k->n == 0)
			return k;
		if (k->n == key.n + 1 && m->pool[k->at] == (uint8_t)sort &&
		    (key.n == 0 ||
			memcmp(m->pool + k->at + 1, key.p, key.n) == 0))
			return k;
	}
}

size_t
keymap_get(const struct keymap *m, char sort, struct span key)
{
	const struct keymap_slot *k;

	if (m->cap == 0)
		return KEYMAP_NONE;
	k = find(m, sort, key);
	return k->n == 0 ? KEYMAP_NONE : k->value;
}

static enum err
grow_to(struct keymap *m, size_t cap)
{
	struct keymap_slot *slot;
	size_t i, j;

	slot = calloc(cap, sizeof(*slot));
	if (slot == NULL)
		return ERR_MEMORY;
	for (i = 0; i < m->cap; i++) {
		const struct keymap_slot *k = &m->slot[i];

		if (k->n == 0)
			continue;
		j = start(hash_key((char)m->pool[k->at],
			      (struct span){m->pool + k->at + 1, k->n - 1}),
		    cap);
		while (slot[j].n != 0)
			j = (j + 1) & (cap - 1);
		slot[j] = *k;
	}
	free(m->slot);
	m->slot = slot;
	m->cap = cap;
	return ERR_OK;
}

static enum err
grow_slots(struct keymap *m)
{
	if (m->n * 2 < m->cap)
		return ERR_OK;
	return grow_to(m, m->cap == 0 ? 64 : m->cap * 2);
}

enum err
keymap_reserve(struct keymap *m, size_t n)
{
	size_t cap = 64;

	while (cap / 2 <= n && cap <= SIZE_MAX / 4)
		cap *= 2;
	return cap <= m->cap ? ERR_OK : grow_to(m, cap);
}

static enum err
grow_pool(struct keymap *m, size_t more)
{
	uint8_t *p;
	size_t cap;

	if (more <= m->cap_pool - m->n_pool)
		return ERR_OK;
	cap = m->cap_pool * 2 + more + 1024;
	p = realloc(m->pool, cap);
	if (p == NULL)
		return ERR_MEMORY;
	m->pool = p;
	m->cap_pool = cap;
	return ERR_OK;
}

enum err
keymap_put(struct keymap *m, char sort, struct span key, size_t value)
{
	struct keymap_slot *k;

	if (grow_slots(m) != ERR_OK || grow_pool(m, key.n + 1) != ERR_OK)
		return ERR_MEMORY;
	k = find(m, sort, key);
	if (k->n == 0) {
		k->at = m->n_pool;
		k->n = key.n + 1;
		m->pool[m->n_pool] = (uint8_t)sort;
		if (key.n > 0)
			memcpy(m->pool + m->n_pool + 1, key.p, key.n);
		m->n_pool += key.n + 1;
		m->n++;
	}
	k->value = value;
	return ERR_OK;
}
