/*
 * tally.c - children counted into the cells of a table, and how near each cell
 * comes to singling somebody out.
 */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

size_t
table_number(const char *id)
{
	size_t i;

	for (i = 0; i < CELLS_TABLES; i++)
		if (strcmp(table_id(i), id) == 0)
			break;
	return i;
}

/* The word under which a child stands in the table. */
const char *
tally_key(const struct facts_child *c, size_t table)
{
	static const char *const digit[5] = {"0", "1", "2", "3", "4"};

	if (table == 0)
		return c->cluster;
	return table == 1 ? digit[c->category] : c->level;
}

bool
cell_has(const struct cell *c, const char *key)
{
	size_t i;

	for (i = 0; i < c->n_key; i++)
		if (strcmp(c->key[i], key) == 0)
			return true;
	return false;
}

size_t
table_find(const struct table *t, const char *key)
{
	size_t i;

	for (i = 0; i < t->n_cell; i++)
		if (cell_has(&t->cell[i], key))
			break;
	return i;
}

void
tally_release(struct tally *c)
{
	free(c->circle);
	free(c->house);
	free(c->where);
	free(c->seen);
}

enum err
tally_init(struct tally *c, const struct facts *f)
{
	enum err e;

	memset(c, 0, sizeof(*c));
	c->f = f;
	e = facts_circles(&c->circle, f);
	if (e == ERR_OK)
		e = facts_houses(&c->house, f);
	c->where = calloc(f->n_child + 1, sizeof(*c->where));
	c->seen = calloc(f->n_child + 1, sizeof(*c->seen));
	if (e != ERR_OK || c->where == NULL || c->seen == NULL) {
		tally_release(c);
		return ERR_MEMORY;
	}
	return ERR_OK;
}

/* Find each child's cell; those who came after the release have none. */
void
tally_place(struct tally *c, struct table *t, size_t table)
{
	size_t i, k;

	c->universe = 0;
	for (k = 0; k < t->n_cell; k++)
		t->cell[k].n = 0;
	for (i = 0; i < c->f->n_child; i++) {
		k = t->n_cell;
		if (c->f->child[i].entered <= t->released)
			k = table_find(t, tally_key(&c->f->child[i], table));
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
cell_households(struct tally *c, size_t k)
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
cell_without(const struct tally *c, size_t k, uint64_t n, size_t s)
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

struct margin
tally_margin(struct tally *c, const struct table *t, size_t k)
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
	return m->cell >= limits()->cell &&
	    m->households >= limits()->households &&
	    m->without >= limits()->cell;
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
	struct tally c;
	size_t k;
	enum err e;

	copy = *t;
	e = tally_init(&c, f);
	if (e != ERR_OK)
		return e;
	tally_place(&c, &copy, table_number(t->id));
	*m = (struct margin){UINT64_MAX, UINT64_MAX, UINT64_MAX, FACTS_NOBODY};
	for (k = 0; k < copy.n_cell; k++) {
		one = tally_margin(&c, &copy, k);
		margin_worse(m, &one);
	}
	tally_release(&c);
	return ERR_OK;
}

enum err
cells_recount(struct table *t, const struct facts *f)
{
	struct tally c;
	enum err e;

	e = tally_init(&c, f);
	if (e != ERR_OK)
		return e;
	tally_place(&c, t, table_number(t->id));
	tally_release(&c);
	return ERR_OK;
}
