/*
 * cells.c - counting and merging the one-way tables, and when they are
 * counted again.
 */
#include "cells.h"

#include "evidence.h"
#include "exact.h"
#include "schema.h"
#include "tally.h"

#include <stdlib.h>
#include <string.h>

static const char *const ids[CELLS_TABLES] = {"cluster", "category", "level"};

/* Cells that every table starts from; a key outside them is its own cell. */
static const char *const together[CELLS_TABLES][4][2] = {
    {{NULL, NULL}, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}},
    {{"1", "2"}, {"3", NULL}, {"4", NULL}, {NULL, NULL}},
    {{"mn", "th"}, {"thcs", "thpt"}, {NULL, NULL}, {NULL, NULL}}};

const char *
table_id(size_t i)
{
	return ids[i];
}

static void
table_withhold(struct table *t)
{
	t->withheld = true;
	t->n_cell = 0;
	t->released = 0;
}

static bool
cell_add_key(struct cell *c, const char *key)
{
	if (c->n_key == CELLS_KEYS || strlen(key) >= FACTS_WORD)
		return false;
	memcpy(c->key[c->n_key++], key, strlen(key) + 1);
	return true;
}

/* Put cell b into a; the cells after b move up. */
static void
table_merge(struct table *t, size_t a, size_t b)
{
	size_t i;

	t->cell[a].n += t->cell[b].n;
	for (i = 0; i < t->cell[b].n_key; i++)
		if (!cell_add_key(&t->cell[a], t->cell[b].key[i])) {
			table_withhold(t);
			return;
		}
	t->n_cell--;
	memmove(&t->cell[b], &t->cell[b + 1],
	    (t->n_cell - b) * sizeof(t->cell[0]));
}

/* A new cell of this key, in its place in the order of first keys. */
static void
table_insert(struct table *t, size_t table, const char *key)
{
	struct cell c;
	size_t i, j;

	memset(&c, 0, sizeof(c));
	for (i = 0; i < 4; i++)
		for (j = 0; j < 2; j++)
			if (together[table][i][j] != NULL &&
			    strcmp(together[table][i][j], key) == 0)
				goto found;
found:
	if (i == 4)
		(void)cell_add_key(&c, key);
	for (j = 0; i < 4 && j < 2 && together[table][i][j] != NULL; j++)
		(void)cell_add_key(&c, together[table][i][j]);
	if (t->n_cell == CELLS_MAX) {
		table_withhold(t);
		return;
	}
	for (i = t->n_cell; i > 0; i--) {
		if (strcmp(t->cell[i - 1].key[0], c.key[0]) < 0)
			break;
		t->cell[i] = t->cell[i - 1];
	}
	t->cell[i] = c;
	t->n_cell++;
}

/* What was printed as one cell stays one: else a subtraction splits it. */
static void
table_keep(struct table *t, const struct table *before)
{
	size_t a, b, i, j;

	for (i = 0; i < before->n_cell && !t->withheld; i++)
		for (j = 1; j < before->cell[i].n_key; j++) {
			a = table_find(t, before->cell[i].key[0]);
			b = table_find(t, before->cell[i].key[j]);
			if (a < t->n_cell && b < t->n_cell && a != b)
				table_merge(t, a < b ? a : b, a < b ? b : a);
		}
}

/* ---- making the tables ---- */

static void
table_start(struct table *t, size_t table, const struct facts *f,
    const struct table *before)
{
	const char *key;
	size_t i;

	memset(t, 0, sizeof(*t));
	t->id = ids[table];
	for (i = 0; i < f->n_child && !t->withheld; i++) {
		key = tally_key(&f->child[i], table);
		if (table_find(t, key) == t->n_cell)
			table_insert(t, table, key);
	}
	table_keep(t, before);
	if (!t->withheld)
		t->released = f->period;
}

/* Merge the first cell that is not safe with the next one, the last with the
 * one before it, until all are safe. */
static void
table_settle(struct table *t, size_t table, struct tally *c)
{
	struct margin m;
	size_t k;

	while (!t->withheld) {
		tally_place(c, t, table);
		if (t->n_cell < 2) {
			table_withhold(t);
			break;
		}
		for (k = 0; k < t->n_cell; k++) {
			m = tally_margin(c, t, k);
			if (!margin_is_safe(&m))
				break;
		}
		if (k == t->n_cell)
			break;
		if (k + 1 == t->n_cell)
			k--;
		table_merge(t, k, k + 1);
	}
}

bool
table_may_follow(const struct table *t, const struct table *before)
{
	uint64_t joined, old;
	size_t i, j;

	if (before->withheld)
		return true;
	if (t->withheld || table_sum(t) < table_sum(before) + limits()->joiners)
		return false;
	joined = table_sum(t) - table_sum(before);
	for (j = 0; j < before->n_cell; j++)
		for (i = 1; i < before->cell[j].n_key; i++)
			if (table_find(t, before->cell[j].key[0]) !=
			    table_find(t, before->cell[j].key[i]))
				return false; /* split since */
	for (i = 0; i < t->n_cell; i++) {
		old = 0;
		for (j = 0; j < before->n_cell; j++)
			if (cell_has(&t->cell[i], before->cell[j].key[0]))
				old += before->cell[j].n;
		if (t->cell[i].n < old ||
		    t->cell[i].n - old > joined - limits()->apart)
			return false;
	}
	return true;
}

/* The tables of the last publication; withheld ones if there is none. */
static enum err
tables_before(struct table t[CELLS_TABLES], const struct facts *f)
{
	const json_t *last;
	size_t i;
	enum err e;

	last = earlier_publication(f, 0);
	for (i = 0; i < CELLS_TABLES; i++) {
		memset(&t[i], 0, sizeof(t[i]));
		t[i].id = ids[i];
		t[i].withheld = true;
		if (last == NULL)
			continue;
		e = table_decode(&t[i], last, ids[i]);
		if (e != ERR_OK)
			return ERR_FORMAT;
	}
	return ERR_OK;
}

enum err
cells_compute(struct table t[CELLS_TABLES], const struct facts *f)
{
	struct table before[CELLS_TABLES];
	struct tally c;
	bool follow;
	size_t i;
	enum err e;

	e = tables_before(before, f);
	if (e != ERR_OK)
		return e;
	e = tally_init(&c, f);
	if (e != ERR_OK)
		return e;
	follow = true;
	for (i = 0; i < CELLS_TABLES; i++) {
		table_start(&t[i], i, f, &before[i]);
		table_settle(&t[i], i, &c);
		follow = follow && table_may_follow(&t[i], &before[i]);
	}
	for (i = 0; i < CELLS_TABLES && !follow; i++)
		t[i] = before[i];
	tally_release(&c);
	return ERR_OK;
}
