/*
 * keymap.c - open addressing, half full at most; keys are copied to a pool,
 * ids stay where they are.
 */
#include "keymap.h"

#include <stdlib.h>
#include <string.h>

#define CAP_MIN 64
#define AHEAD 16 /* ids that are looked up at a time */
#define HEAD 6	 /* of a key in the pool: value and length */

void
keymap_release(struct keymap *m)
{
	free(m->slot);
	free(m->pool);
	memset(m, 0, sizeof(*m));
}

void
idmap_release(struct idmap *m)
{
	free(m->slot);
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

static uint32_t
hash_key(char sort, struct span key)
{
	uint8_t c = (uint8_t)sort;
	uint64_t h =
	    hash_of(key.p, key.n, hash_of(&c, 1, UINT64_C(0xcbf29ce484222325)));

	return (uint32_t)(h ^ h >> 32);
}

/* Ids are random, most of their bits at least; all bits count. */
static uint32_t
hash_id(const struct id *id)
{
	uint64_t a, b;

	memcpy(&a, id->b, sizeof(a));
	memcpy(&b, id->b + sizeof(a), sizeof(b));
	a = (a ^ b * UINT64_C(0x9e3779b97f4a7c15)) *
	    UINT64_C(0xff51afd7ed558ccd);
	return (uint32_t)(a >> 32);
}

/* Slots for n keys, those that are there put into them anew. */
static enum err
slots_for(struct keymap_slot **slot, size_t *cap, size_t n)
{
	struct keymap_slot *more;
	size_t want = *cap == 0 ? CAP_MIN : *cap, i, j;

	while (want / 2 < n && want <= SIZE_MAX / 4)
		want *= 2;
	if (want == *cap)
		return ERR_OK;
	more = calloc(want, sizeof(*more));
	if (more == NULL)
		return ERR_MEMORY;
	for (i = 0; i < *cap; i++) {
		if ((*slot)[i].at == 0)
			continue;
		j = (*slot)[i].hash & (want - 1);
		while (more[j].at != 0)
			j = (j + 1) & (want - 1);
		more[j] = (*slot)[i];
	}
	free(*slot);
	*slot = more;
	*cap = want;
	return ERR_OK;
}

/* What stands in the pool at a place. */
static struct span
pool_key(const struct keymap *m, size_t at)
{
	const uint8_t *p = m->pool + at;

	return (struct span){p + HEAD, (size_t)p[4] | (size_t)p[5] << 8};
}

static size_t
pool_value(const struct keymap *m, size_t at)
{
	uint32_t v;

	memcpy(&v, m->pool + at, sizeof(v));
	return v;
}

/* The slot of this key, or the free one where it would go. */
static struct keymap_slot *
find(const struct keymap *m, uint32_t hash, char sort, struct span key)
{
	struct keymap_slot *k;
	struct span have;
	size_t i;

	for (i = hash & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
		k = &m->slot[i];
		if (k->at == 0)
			return k;
		if (k->hash != hash)
			continue;
		have = pool_key(m, k->at - 1);
		if (have.n == key.n + 1 && have.p[0] == (uint8_t)sort &&
		    (key.n == 0 || memcmp(have.p + 1, key.p, key.n) == 0))
			return k;
	}
}

size_t
keymap_get(const struct keymap *m, char sort, struct span key)
{
	const struct keymap_slot *k;

	if (m->cap == 0)
		return KEYMAP_NONE;
	k = find(m, hash_key(sort, key), sort, key);
	return k->at == 0 ? KEYMAP_NONE : pool_value(m, k->at - 1);
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
keymap_reserve(struct keymap *m, size_t n, size_t bytes)
{
	enum err e;

	e = slots_for(&m->slot, &m->cap, n);
	return e == ERR_OK ? grow_pool(m, bytes + n * HEAD) : e;
}

/* A key that is not there yet. */
static void
pool_add(struct keymap *m, char sort, struct span key)
{
	uint8_t *p = m->pool + m->n_pool;

	p[4] = (uint8_t)((key.n + 1) & 0xff);
	p[5] = (uint8_t)((key.n + 1) >> 8);
	p[HEAD] = (uint8_t)sort;
	if (key.n > 0)
		memcpy(p + HEAD + 1, key.p, key.n);
	m->n_pool += HEAD + 1 + key.n;
}

enum err
keymap_put(struct keymap *m, char sort, struct span key, size_t value)
{
	uint32_t hash = hash_key(sort, key), v = (uint32_t)value;
	struct keymap_slot *k;
	enum err e;

	if (key.n >= KEYMAP_KEY_MAX || value >= UINT32_MAX ||
	    m->n_pool >= UINT32_MAX - KEYMAP_KEY_MAX)
		return ERR_RANGE;
	e = slots_for(&m->slot, &m->cap, m->n + 1);
	if (e == ERR_OK)
		e = grow_pool(m, HEAD + 1 + key.n);
	if (e != ERR_OK)
		return e;
	k = find(m, hash, sort, key);
	if (k->at == 0) {
		*k = (struct keymap_slot){hash, (uint32_t)m->n_pool + 1};
		pool_add(m, sort, key);
		m->n++;
	}
	memcpy(m->pool + k->at - 1, &v, sizeof(v));
	return ERR_OK;
}

bool
keymap_next(const struct keymap *m, size_t *at, struct span *key, size_t *value)
{
	if (*at >= m->n_pool)
		return false;
	*key = pool_key(m, *at);
	*value = pool_value(m, *at);
	*at += HEAD + key->n;
	return true;
}

static const struct id *
id_at(const struct id_array *a, size_t i)
{
	return (const struct id *)(const void *)((const uint8_t *)a->first +
	    i * a->size + a->offset);
}

static struct keymap_slot *
id_find(const struct idmap *m, const struct id_array *a, uint32_t hash,
    const struct id *id)
{
	struct keymap_slot *k;
	size_t i;

	for (i = hash & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
		k = &m->slot[i];
		if (k->at == 0 ||
		    (k->hash == hash && id_eq(id_at(a, k->at - 1), id)))
			return k;
	}
}

/* There is room. */
static enum err
id_put(struct idmap *m, const struct id_array *a, uint32_t hash, size_t value)
{
	struct keymap_slot *k;

	if (value >= UINT32_MAX - 1)
		return ERR_RANGE;
	k = id_find(m, a, hash, id_at(a, value));
	if (k->at == 0)
		m->n++;
	*k = (struct keymap_slot){hash, (uint32_t)value + 1};
	return ERR_OK;
}

size_t
idmap_get(const struct idmap *m, const struct id_array *a, const struct id *id)
{
	const struct keymap_slot *k;

	if (m->cap == 0)
		return KEYMAP_NONE;
	k = id_find(m, a, hash_id(id), id);
	return k->at == 0 ? KEYMAP_NONE : k->at - 1;
}

/* Every slot is somewhere else: it is called for while others are filled. */
enum err
idmap_fill(struct idmap *m, const struct id_array *a, size_t n)
{
	uint32_t ahead[AHEAD];
	size_t i;
	enum err e;

	e = slots_for(&m->slot, &m->cap, n);
	for (i = 0; e == ERR_OK && i < n + AHEAD; i++) {
		if (i >= AHEAD)
			e = id_put(m, a, ahead[i % AHEAD], i - AHEAD);
		if (i >= n)
			continue;
		ahead[i % AHEAD] = hash_id(id_at(a, i));
		__builtin_prefetch(&m->slot[ahead[i % AHEAD] & (m->cap - 1)],
		    1);
	}
	return e;
}

enum err
idmap_put(struct idmap *m, const struct id_array *a, size_t value)
{
	enum err e;

	e = slots_for(&m->slot, &m->cap, m->n + 1);
	return e == ERR_OK ? id_put(m, a, hash_id(id_at(a, value)), value) : e;
}
