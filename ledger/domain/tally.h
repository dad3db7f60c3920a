/*
 * tally.h - children counted into the cells of a table; for the files of the
 * tables and of the attacks on them, not for others.
 *
 * Pure.
 */
#ifndef DOMAIN_TALLY_H
#define DOMAIN_TALLY_H

#include "cells.h"

struct tally {
	const struct facts *f;
	bool *circle;	 /* facts_circles */
	size_t *house;	 /* of each child: the first of its household */
	size_t *where;	 /* cell of each child, or SIZE_MAX */
	bool *seen;	 /* households met */
	size_t universe; /* children with a cell */
};

MUST_CHECK enum err tally_init(struct tally *c, const struct facts *f);
void tally_release(struct tally *c);

/* Find each child's cell in table number `table`, and count them; those who
 * came after the release have none. */
void tally_place(struct tally *c, struct table *t, size_t table);

/* After tally_place of the same table. */
struct margin tally_margin(struct tally *c, const struct table *t, size_t k);

/* The word under which a child stands in the table. */
const char *tally_key(const struct facts_child *c, size_t table);

size_t table_number(const char *id); /* CELLS_TABLES: no table */
bool cell_has(const struct cell *c, const char *key);
size_t table_find(const struct table *t, const char *key);

#endif
