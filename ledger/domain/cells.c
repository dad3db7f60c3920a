/*
 * cells.c - counting and merging the one-way tables, and when they are
 * counted again.
 */
#include "cells.h"

#include "exact.h"
#include "schema.h"

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

static size_t
table_number(const char *id)
{
	size_t i;

	for (i = 0; i < CELLS_TABLES; i++)
		if (strcmp(ids[i], id) == 0)
			break;
	return i;
}

/* The word under which a child stands in the table. */
static const char *
child_key(const struct facts_child *c, size_t table)
{
	static const char *const digit[5] = {"0", "1", "2", "3", "4"};

	if (table == 0)
		return c->cluster;
	return table == 1 ? digit[c->category] : c->level;
}

static bool
cell_has(const struct cell *c, const char *key)
{
	size_t i;

	for (i = 0; i < c->n_key; i++)
		if (strcmp(c->key[i], key) == 0)
			return true;
	return false;
}

static size_t
table_find(const struct table *t, const char *key)
{
	size_t i;

	for (i = 0; i < t->n_cell; i++)
		if (cell_has(&t->cell[i], key))
			break;
	return i;
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

/* ---- margins ---- */

struct count {
	const struct facts *f;
	bool *circle;	 /* facts_circles */
	size_t *house;	 /* of each child: the first of its household */
	size_t *where;	 /* cell of each child, or SIZE_MAX */
	bool *seen;	 /* households met */
	size_t universe; /* children with a cell */
};

static void
count_release(struct count *c)
{
	free(c->circle);
	free(c->house);
	free(c->where);
	free(c->seen);
}

static enum err
count_init(struct count *c, const struct facts *f)
{
	size_t i, j;
	enum err e;

	memset(c, 0, sizeof(*c));
	c->f = f;
	e = facts_circles(&c->circle, f);
	c->house = calloc(f->n_child + 1, sizeof(*c->house));
	c->where = calloc(f->n_child + 1, sizeof(*c->where));
	c->seen = calloc(f->n_child + 1, sizeof(*c->seen));
	if (e != ERR_OK || c->house == NULL || c->where == NULL ||
	    c->seen == NULL) {
		count_release(c);
		return ERR_MEMORY;
	}
	for (i = 0; i < f->n_child; i++) {
		for (j = 0; j < i; j++)
			if (strcmp(f->child[j].household,
				f->child[i].household) == 0)
				break;
		c->house[i] = j;
	}
	return ERR_OK;
}

/* Find each child's cell; those who came after the release have none. */
static void
count_place(struct count *c, struct table *t, size_t table)
{
	size_t i, k;

	c->universe = 0;
	for (k = 0; k < t->n_cell; k++)
		t->cell[k].n = 0;
	for (i = 0; i < c->f->n_child; i++) {
		k = t->n_cell;
		if (c->f->child[i].entered <= t->released)
			k = table_find(t, child_key(&c->f->child[i], table));
		c->where[i] = k < t->n_cell ? k : SIZE_MAX;
		if (k < t->n_cell) {
			t->cell[k].n++;
			c->universe++;
		}
	}
}

static uint64_t
least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t
cell_households(struct count *c, size_t k)
{
	uint64_t n;
	size_t i;

	memset(c->seen, 0, c->f->n_child * sizeof(*c->seen));
	n = 0;
	for (i = 0; i < c->f->n_child; i++)
		if (c->where[i] == k && !c->seen[c->house[i]]) {
			c->seen[c->house[i]] = true;
			n++;
		}
	return n;
}

/* Children left inside or outside the cell, whichever are fewer, for one who
 * knows those of sponsor s. */
static uint64_t
cell_without(const struct count *c, size_t k, uint64_t n, size_t s)
{
	uint64_t in, out;
	size_t i;

	in = out = 0;
	for (i = 0; i < c->f->n_child; i++) {
		if (!c->circle[s * c->f->n_child + i])
			continue;
		in += c->where[i] == k;
		out += c->where[i] != k && c->where[i] != SIZE_MAX;
	}
	return least(n - in, c->universe - n - out);
}

static struct margin
cell_margin(struct count *c, const struct table *t, size_t k)
{
	struct margin m;
	uint64_t n, left;
	size_t s;

	n = t->cell[k].n;
	m.cell = least(n, c->universe - n);
	m.households = cell_households(c, k);
	m.without = m.cell;
	m.sponsor = FACTS_NOBODY;
	for (s = 0; s < c->f->n_sponsor; s++) {
		left = cell_without(c, k, n, s);
		if (m.sponsor == FACTS_NOBODY || left < m.without) {
			m.without = left;
			m.sponsor = s;
		}
	}
	return m;
}

bool
margin_is_safe(const struct margin *m)
{
	return m->cell >= CELL_MIN && m->households >= CELL_HOUSEHOLDS &&
	    m->without >= CELL_MIN;
}

static void
margin_worse(struct margin *all, const struct margin *m)
{
	all->cell = least(all->cell, m->cell);
	all->households = least(all->households, m->households);
	if (m->without < all->without ||
	    (m->without == all->without && m->sponsor < all->sponsor)) {
		all->without = m->without;
		all->sponsor = m->sponsor;
	}
}

enum err
cells_margin(struct margin *m, const struct table *t, const struct facts *f)
{
	struct table copy;
	struct margin one;
	struct count c;
	size_t k;
	enum err e;

	copy = *t;
	e = count_init(&c, f);
	if (e != ERR_OK)
		return e;
	count_place(&c, &copy, table_number(t->id));
	*m = (struct margin){UINT64_MAX, UINT64_MAX, UINT64_MAX, FACTS_NOBODY};
	for (k = 0; k < copy.n_cell; k++) {
		one = cell_margin(&c, &copy, k);
		margin_worse(m, &one);
	}
	count_release(&c);
	return ERR_OK;
}

enum err
cells_recount(struct table *t, const struct facts *f)
{
	struct count c;
	enum err e;

	e = count_init(&c, f);
	if (e != ERR_OK)
		return e;
	count_place(&c, t, table_number(t->id));
	count_release(&c);
	return ERR_OK;
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
		key = child_key(&f->child[i], table);
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
table_settle(struct table *t, size_t table, struct count *c)
{
	struct margin m;
	size_t k;

	while (!t->withheld) {
		count_place(c, t, table);
		if (t->n_cell < 2) {
			table_withhold(t);
			break;
		}
		for (k = 0; k < t->n_cell; k++) {
			m = cell_margin(c, t, k);
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

static uint64_t
table_sum(const struct table *t)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < t->n_cell; i++)
		n += t->cell[i].n;
	return n;
}

bool
table_may_follow(const struct table *t, const struct table *before)
{
	uint64_t joined, old;
	size_t i, j;

	if (before->withheld)
		return true;
	if (t->withheld || table_sum(t) < table_sum(before) + JOINERS_MIN)
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
		if (t->cell[i].n < old || t->cell[i].n - old > joined - 2)
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
	struct count c;
	bool follow;
	size_t i;
	enum err e;

	e = tables_before(before, f);
	if (e != ERR_OK)
		return e;
	e = count_init(&c, f);
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
	count_release(&c);
	return ERR_OK;
}
