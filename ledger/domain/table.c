/*
 * table.c - reading a printed table back, and Theorem 1: what one-way tables
 * say about crossings that were never printed.
 */
#include "cells.h"

#include "schema.h"

#include <string.h>

static enum err
cell_decode(struct cell *c, const json_t *j)
{
	const json_t *keys;
	const char *key;
	size_t i;

	memset(c, 0, sizeof(*c));
	keys = json_object_get(j, "keys");
	if (!json_is_integer(json_object_get(j, "n")) || !json_is_array(keys) ||
	    json_array_size(keys) < 1 || json_array_size(keys) > CELLS_KEYS ||
	    j_int(j, "n") < 0)
		return ERR_FORMAT;
	c->n = (uint64_t)j_int(j, "n");
	c->n_key = json_array_size(keys);
	for (i = 0; i < c->n_key; i++) {
		key = json_string_value(json_array_get(keys, i));
		if (key == NULL || strlen(key) >= FACTS_WORD)
			return ERR_FORMAT;
		memcpy(c->key[i], key, strlen(key) + 1);
	}
	return ERR_OK;
}

static enum err
one_decode(struct table *t, const json_t *j)
{
	const json_t *cells;
	const char *id;
	size_t i;
	enum err e;

	id = t->id;
	memset(t, 0, sizeof(*t));
	t->id = id;
	cells = json_object_get(j, "cells");
	t->withheld = json_is_string(json_object_get(j, "withheld"));
	t->n_cell = json_array_size(cells);
	if (!json_is_array(cells) || t->n_cell > CELLS_MAX ||
	    t->withheld != (t->n_cell == 0))
		return ERR_FORMAT;
	if (t->withheld)
		return ERR_OK;
	if (!json_is_string(json_object_get(j, "released")))
		return ERR_FORMAT;
	e = facts_quarter_decode(&t->released, j_str(j, "released"));
	for (i = 0; i < t->n_cell && e == ERR_OK; i++)
		e = cell_decode(&t->cell[i], json_array_get(cells, i));
	return e;
}

enum err
table_decode(struct table *t, const json_t *publication, const char *id)
{
	const json_t *list, *j;
	struct table out;
	const char *s;
	size_t i;
	enum err e;

	list = json_object_get(publication, "tables");
	for (i = 0; i < json_array_size(list); i++) {
		j = json_array_get(list, i);
		s = json_string_value(json_object_get(j, "id"));
		if (s == NULL)
			return ERR_FORMAT;
		if (strcmp(s, id) != 0)
			continue;
		out.id = id;
		e = one_decode(&out, j);
		if (e == ERR_OK)
			*t = out;
		return e;
	}
	return ERR_MISSING;
}

void
crossing_bounds(uint64_t *low, uint64_t *high, uint64_t universe,
    const uint64_t *size, size_t d)
{
	uint64_t outside, most;
	size_t i;

	/* N less all complements, laid side by side as far as they go. */
	outside = 0;
	most = universe;
	for (i = 0; i < d; i++) {
		outside += universe - size[i];
		if (size[i] < most)
			most = size[i];
	}
	*low = outside < universe ? universe - outside : 0;
	*high = most;
}
