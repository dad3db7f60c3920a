/*
 * evidence.c - releases put in order, and Theorem 1 batch by batch: children
 * of different batches are independent, so that their intervals add up.
 */
#include "evidence.h"

#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t
table_sum(const struct table *t)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < t->n_cell; i++)
		n += t->cell[i].n;
	return n;
}

void
evidence_release(struct evidence *v)
{
	free(v->release);
}

static bool
release_decode(struct release *r, bool *mixed, const json_t *p, enum err *e)
{
	const struct table *first = NULL;
	size_t i;

	memset(r, 0, sizeof(*r));
	for (i = 0; i < CELLS_TABLES; i++) {
		*e = table_decode(&r->table[i], p, table_id(i));
		if (*e != ERR_OK) {
			*e = ERR_FORMAT;
			return false;
		}
		if (r->table[i].withheld)
			continue;
		if (first == NULL)
			first = &r->table[i];
		if (r->table[i].released != first->released ||
		    table_sum(&r->table[i]) != table_sum(first))
			*mixed = true;
	}
	r->quarter = first == NULL ? 0 : first->released;
	return first != NULL;
}

static enum err
evidence_add(struct evidence *v, const json_t *p, uint32_t period)
{
	struct release r;
	void *grown;
	size_t i;
	enum err e = ERR_OK;

	if (!release_decode(&r, &v->mixed, p, &e))
		return e;
	r.now = r.quarter == period;
	for (i = 0; i < v->n; i++)
		if (v->release[i].quarter == r.quarter)
			return ERR_OK; /* a reprint; A5 compares them */
	grown = realloc(v->release, (v->n + 1) * sizeof(r));
	if (grown == NULL)
		return ERR_MEMORY;
	v->release = grown;
	for (i = v->n; i > 0 && v->release[i - 1].quarter > r.quarter; i--)
		v->release[i] = v->release[i - 1];
	v->release[i] = r;
	v->n++;
	return ERR_OK;
}

/* Was a cell of the earlier table split in the later one? */
static bool
is_split(const struct table *then, const struct table *now)
{
	size_t at, i, k;

	for (i = 0; i < then->n_cell && now->n_cell > 0; i++) {
		at = table_find(now, then->cell[i].key[0]);
		for (k = 1; k < then->cell[i].n_key; k++)
			if (table_find(now, then->cell[i].key[k]) != at)
				return true;
	}
	return false;
}

static void
evidence_split(struct evidence *v)
{
	size_t i, j, t;

	for (i = 0; i < v->n; i++)
		for (j = 0; j < i; j++)
			for (t = 0; t < CELLS_TABLES; t++)
				v->split = v->split ||
				    is_split(&v->release[j].table[t],
					&v->release[i].table[t]);
}

enum err
evidence_collect(struct evidence *v, const json_t *publication,
    const struct facts *f)
{
	size_t i;
	enum err e;

	memset(v, 0, sizeof(*v));
	e = evidence_add(v, publication, f->period);
	for (i = 0; i < f->n_earlier && e == ERR_OK; i++)
		e = evidence_add(v, f->earlier[i], f->period);
	if (e != ERR_OK)
		evidence_release(v);
	else
		evidence_split(v);
	return e;
}

/* ---- crossings ---- */

bool
crossing_first(struct crossing *c, const struct evidence *v)
{
	memset(c->cell, 0, sizeof(c->cell));
	return crossing_depth(c, v) + c->has_extra >= 2 || crossing_next(c, v);
}

size_t
crossing_depth(const struct crossing *c, const struct evidence *v)
{
	const struct table *t = v->release[c->release].table;
	size_t d, i;

	for (d = i = 0; i < CELLS_TABLES; i++)
		d += c->cell[i] < t[i].n_cell;
	return d;
}

bool
crossing_next(struct crossing *c, const struct evidence *v)
{
	const struct table *t = v->release[c->release].table;
	size_t i;

	do {
		for (i = 0; i < CELLS_TABLES; i++) {
			if (++c->cell[i] <= t[i].n_cell)
				break;
			c->cell[i] = 0;
		}
		if (i == CELLS_TABLES)
			return false;
	} while (crossing_depth(c, v) + c->has_extra < 2);
	return true;
}

void
crossing_words(char *out, const struct evidence *v, const struct crossing *c)
{
	const struct table *t = v->release[c->release].table;
	size_t i, n;

	n = 0;
	out[0] = '\0';
	for (i = 0; i < CELLS_TABLES; i++)
		if (c->cell[i] < t[i].n_cell)
			n += (size_t)snprintf(out + n, CROSSING_WORDS - n,
			    "%s%s", n > 0 ? " x " : "",
			    t[i].cell[c->cell[i]].key[0]);
}

/* ---- bounds ---- */

/* Is every table of the crossing printed in this release? */
static bool
release_has(const struct release *r, const struct crossing *c,
    const struct table *of)
{
	size_t i;

	for (i = 0; i < CELLS_TABLES; i++)
		if (c->cell[i] < of[i].n_cell && r->table[i].n_cell == 0)
			return false;
	return true;
}

/* Children of this cell in another, earlier release: cells only ever merge. */
static uint64_t
cell_at(const struct table *t, const struct cell *cell)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < t->n_cell; i++)
		if (cell_has(cell, t->cell[i].key[0]))
			n += t->cell[i].n;
	return n;
}

/* What one batch says of the crossing: its universe, and in it the sets. */
struct batch {
	uint64_t universe, size[CELLS_TABLES + 1];
	size_t n;
};

static uint64_t
minus(uint64_t a, uint64_t b)
{
	return a > b ? a - b : 0;
}

/* Leave out those of the batch whom somebody knows. */
static void
batch_known(struct batch *b, const struct crossing *c, const struct facts *f,
    const struct table *of, uint32_t after, uint32_t until)
{
	const struct facts_child *own;
	size_t d, i, k;

	for (k = 0; k < c->n_own; k++) {
		own = &f->child[c->own[k]];
		if (own->entered > until ||
		    (after != 0 && own->entered <= after))
			continue;
		b->universe = minus(b->universe, 1);
		for (d = i = 0; i < CELLS_TABLES; i++) {
			if (c->cell[i] >= of[i].n_cell)
				continue;
			if (cell_has(&of[i].cell[c->cell[i]],
				tally_key(own, i)))
				b->size[d] = minus(b->size[d], 1);
			d++;
		}
	}
}

static void
batch_make(struct batch *b, const struct evidence *v, const struct crossing *c,
    size_t now, size_t before)
{
	const struct table *of = v->release[c->release].table, *t, *u;
	size_t i;

	b->n = 0;
	b->universe = 0;
	for (i = 0; i < CELLS_TABLES; i++) {
		if (c->cell[i] >= of[i].n_cell)
			continue;
		t = &v->release[now].table[i];
		b->universe = table_sum(t);
		b->size[b->n] = cell_at(t, &of[i].cell[c->cell[i]]);
		if (before < v->n) {
			u = &v->release[before].table[i];
			b->universe = minus(b->universe, table_sum(u));
			b->size[b->n] = minus(b->size[b->n],
			    cell_at(u, &of[i].cell[c->cell[i]]));
		}
		b->n++;
	}
	if (c->has_extra && before == v->n)
		b->size[b->n++] =
		    c->rest ? minus(b->universe, c->extra) : c->extra;
	else if (c->has_extra)
		b->size[b->n++] = c->rest ? b->universe : 0;
}

void
evidence_bounds(uint64_t *low, uint64_t *high, const struct evidence *v,
    const struct crossing *c, const struct facts *f)
{
	const struct table *of = v->release[c->release].table;
	uint64_t l, h;
	struct batch b;
	size_t before, i;

	*low = *high = 0;
	before = v->n;
	for (i = 0; i <= c->release; i++) {
		if (!release_has(&v->release[i], c, of))
			continue;
		batch_make(&b, v, c, i, before);
		batch_known(&b, c, f, of,
		    before < v->n ? v->release[before].quarter : 0,
		    v->release[i].quarter);
		crossing_bounds(&l, &h, b.universe, b.size, b.n);
		*low += l;
		*high += h;
		before = i;
	}
}
