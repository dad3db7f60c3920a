/*
 * state_bytes.c - the state as bytes: the counts, the records of each array,
 * and the keys by which they are found.
 *
 * Keys of ids are made anew from the entries; the others stand in the order in
 * which they came, so that equal ledgers have equal bytes.
 */
#include "state_bytes.h"

#include <stdlib.h>
#include <string.h>

#include "state_part.h"
#include "state_records.h"

static size_t
get_size(const struct state *s, size_t offset)
{
	size_t n;

	memcpy(&n, (const uint8_t *)s + offset, sizeof(n));
	return n;
}

static void
put_size(struct state *s, size_t offset, size_t n)
{
	memcpy((uint8_t *)s + offset, &n, sizeof(n));
}

/* Room for n records, all zero, as state_grow() would have made it: a state
 * that was read in part must be one that can be freed. */
static enum err
room(struct state *s, const struct state_array *a, size_t n)
{
	size_t cap = 1;
	void *p;

	while (cap < n)
		cap *= 2;
	p = n == 0 ? NULL : calloc(cap, a->size);
	if (n > 0 && p == NULL)
		return ERR_MEMORY;
	memcpy((uint8_t *)s + a->array, &p, sizeof(p));
	put_size(s, a->count, n);
	return ERR_OK;
}

static void
array_fields(struct fields *f, struct state *s, const struct state *counts,
    const struct state_array *a)
{
	size_t n = get_size(counts, a->count), i;
	uint8_t *p;

	if (f->way == FIELDS_READ && room(s, a, n) != ERR_OK)
		fields_fail(f, ERR_MEMORY);
	memcpy(&p, (uint8_t *)s + a->array, sizeof(p));
	for (i = 0; i < n && f->err == ERR_OK; i++)
		a->one(f, counts, p + i * a->size, i);
}

/* What a key's value counts, or 0 for a letter that is none. */
static size_t
values_of(const struct state *s, uint8_t sort)
{
	switch (sort) {
	case MAP_CHILD:
	case MAP_PERSONAL:
	case MAP_NAME:
	case MAP_GUARDIAN:
		return s->n_child;
	case MAP_SPONSOR:
		return s->n_sponsor;
	case MAP_VOUCHER:
		return s->n_disbursement;
	case MAP_SIGNER:
		return s->n_signer;
	default:
		return 0;
	}
}

static void
key_fields(struct fields *f, const struct state *s, uint8_t key[KEYMAP_KEY_MAX],
    size_t *n, size_t *value)
{
	uint32_t len = (uint32_t)*n;

	fields_u32(f, &len);
	if (len == 0 || len > KEYMAP_KEY_MAX) {
		fields_fail(f, ERR_FORMAT);
		len = 0;
	}
	*n = len;
	fields_bytes(f, key, len);
	fields_link(f, value, len == 0 ? 0 : values_of(s, key[0]));
	if (*value == SIZE_MAX)
		fields_fail(f, ERR_FORMAT);
}

static void
map_write(struct fields *f, const struct state *s)
{
	uint8_t bytes[KEYMAP_KEY_MAX];
	size_t n = s->map.n, at = 0, len, value;
	struct span key;

	fields_count(f, &n);
	while (f->err == ERR_OK && keymap_next(&s->map, &at, &key, &value)) {
		len = key.n;
		memcpy(bytes, key.p, len);
		key_fields(f, s, bytes, &len, &value);
	}
}

static enum err
map_put_new(struct keymap *m, const uint8_t *key, size_t n, size_t value)
{
	struct span rest = {key + 1, n - 1};

	if (keymap_get(m, (char)key[0], rest) != KEYMAP_NONE)
		return ERR_FORMAT;
	return keymap_put(m, (char)key[0], rest, value);
}

static void
map_read(struct fields *f, struct state *s)
{
	uint8_t key[KEYMAP_KEY_MAX] = {0};
	size_t n = 0, i, len, value;
	enum err e = ERR_OK;

	fields_count(f, &n);
	if (f->err == ERR_OK &&
	    keymap_reserve(&s->map, n, f->r.rest.n) != ERR_OK)
		fields_fail(f, ERR_MEMORY);
	for (i = 0; i < n && f->err == ERR_OK; i++) {
		len = 0;
		value = 0;
		key_fields(f, s, key, &len, &value);
		if (f->err == ERR_OK)
			e = map_put_new(&s->map, key, len, value);
		if (e != ERR_OK)
			fields_fail(f, e);
	}
	if (f->err == ERR_OK && state_index_ids(s) != ERR_OK)
		fields_fail(f, ERR_MEMORY);
}

void
state_fields(struct fields *f, struct state *s)
{
	struct state counts = {0};
	size_t i, n;

	for (i = 0; i < STATE_ARRAYS; i++) {
		n = get_size(s, state_arrays[i].count);
		fields_count(f, &n);
		put_size(&counts, state_arrays[i].count, n);
	}
	for (i = 0; i < STATE_ARRAYS && f->err == ERR_OK; i++)
		array_fields(f, s, &counts, &state_arrays[i]);
	fields_u64(f, &s->unknown);
	if (f->way == FIELDS_READ)
		map_read(f, s);
	else
		map_write(f, s);
}
