/*
 * arrange.h - of a publication about few children, every way to put them into
 * the printed cells, and between which numbers each crossing then lies.
 * Include after cmocka.h.
 */
#ifndef UNIT_ARRANGE_H
#define UNIT_ARRANGE_H

#include "cells.h"
#include "reader.h"

#define LEAST 5	    /* what every crossing leaves open */
#define CHILDREN 15 /* of the largest commune */
#define CELLS 5	    /* of a table */
#define TABLES 3    /* crossed at once */
#define CROSSINGS 125

/* ---- what a reader sees: tables less the children whom the reader knows ---- */

struct view {
	size_t n; /* children not known */
	size_t n_cell[TABLES];
	uint64_t size[TABLES][CELLS];
};

/* Sponsor FACTS_NOBODY knows nobody. */
static inline bool
knows(const struct facts *f, size_t sponsor, size_t child)
{
	size_t i;

	for (i = 0; i < f->n_tie; i++)
		if (f->tie[i].sponsor == sponsor && f->tie[i].child == child)
			return true;
	return false;
}

static inline void
view_make(struct view *v, const json_t *p, const struct facts *f,
    size_t sponsor)
{
	const json_t *cells, *cell;
	size_t i, k, t;

	memset(v, 0, sizeof(*v));
	for (i = 0; i < f->n_child; i++)
		v->n += !knows(f, sponsor, i);
	for (t = 0; t < TABLES; t++) {
		cells = json_object_get(
		    json_array_get(json_object_get(p, "tables"), t), "cells");
		v->n_cell[t] = json_array_size(cells);
		assert_true(v->n_cell[t] <= CELLS);
		for (k = 0; k < v->n_cell[t]; k++) {
			cell = json_array_get(cells, k);
			v->size[t][k] = (uint64_t)json_integer_value(
			    json_object_get(cell, "n"));
			for (i = 0; i < f->n_child; i++)
				v->size[t][k] -= knows(f, sponsor, i) &&
				    reader_has_key(cell,
					reader_key(&f->child[i], t));
		}
	}
}

/* ---- every arrangement ---- */

/* The next order of these bytes; the first again, and false, after the last. */
static inline bool
next_order(uint8_t *a, size_t n)
{
	size_t i = n, j = n, left;
	uint8_t swap;

	while (i > 1 && a[i - 2] >= a[i - 1])
		i--;
	for (left = i > 0 ? i - 1 : 0, j = n; left + 1 < j; left++) {
		swap = a[left];
		a[left] = a[--j];
		a[j] = swap;
	}
	if (i < 2)
		return false;
	for (j = i - 1; a[j] <= a[i - 2];)
		j++;
	swap = a[j];
	a[j] = a[i - 2];
	a[i - 2] = swap;
	return true;
}

/* In which cell of each table each child is; of which crossing how many
 * children were seen, a bit for each number. */
struct walk {
	const struct view *v;
	size_t table[TABLES], depth;
	uint8_t cell[TABLES][CHILDREN];
	uint32_t seen[CROSSINGS];
	unsigned long tried;
};

/* The cells of crossing number c. */
static inline void
crossing_cells(size_t cell[TABLES], const struct walk *w, size_t c)
{
	size_t d;

	for (d = 0; d < w->depth; d++) {
		cell[d] = c % w->v->n_cell[w->table[d]];
		c /= w->v->n_cell[w->table[d]];
	}
}

static inline size_t
crossings(const struct walk *w)
{
	size_t d, n = 1;

	for (d = 0; d < w->depth; d++)
		n *= w->v->n_cell[w->table[d]];
	assert_true(n <= CROSSINGS);
	return n;
}

static inline void
walk_note(struct walk *w)
{
	uint32_t in[TABLES][CELLS], both;
	size_t c, cell[TABLES], d, i, n = crossings(w);

	memset(in, 0, sizeof(in));
	for (d = 0; d < w->depth; d++)
		for (i = 0; i < w->v->n; i++)
			in[d][w->cell[d][i]] |= UINT32_C(1) << i;
	for (c = 0; c < n; c++) {
		crossing_cells(cell, w, c);
		for (both = UINT32_MAX, d = 0; d < w->depth; d++)
			both &= in[d][cell[d]];
		w->seen[c] |= UINT32_C(1) << __builtin_popcount(both);
	}
	w->tried++;
}

/* One child is as good as another, so that the first table may stand still
 * while all others take every order. */
static inline void
walk_all(struct walk *w)
{
	size_t d, i, k;

	for (d = 0; d < w->depth; d++)
		for (i = k = 0; k < w->v->n_cell[w->table[d]]; k++) {
			memset(&w->cell[d][i], (int)k,
			    w->v->size[w->table[d]][k]);
			i += w->v->size[w->table[d]][k];
		}
	do {
		walk_note(w);
		for (d = 1; d < w->depth; d++)
			if (next_order(w->cell[d], w->v->n))
				break;
	} while (d < w->depth);
}

/* Any number from the lowest to the highest occurs, and these are those of the
 * closed form.  Returns the width. */
static inline uint64_t
crossing_width(const struct walk *w, size_t c)
{
	uint64_t high, low, size[TABLES];
	size_t cell[TABLES], d;

	crossing_cells(cell, w, c);
	for (d = 0; d < w->depth; d++)
		size[d] = w->v->size[w->table[d]][cell[d]];
	crossing_bounds(&low, &high, w->v->n, size, w->depth);
	assert_int_equal(w->seen[c],
	    (UINT32_C(2) << high) - (UINT32_C(1) << low));
	return high - low;
}

struct score {
	unsigned worlds, printed, views, narrow;
	unsigned long tried;
};

/* Every crossing of these tables. */
static inline void
cross(struct score *s, const struct view *v, const size_t *table, size_t depth)
{
	struct walk w = {.v = v, .depth = depth};
	size_t c, d;

	for (d = 0; d < depth; d++) {
		if (v->n_cell[table[d]] < 2)
			return;
		w.table[d] = table[d];
	}
	walk_all(&w);
	for (c = 0; c < crossings(&w); c++)
		s->narrow += crossing_width(&w, c) < LEAST;
	s->tried += w.tried;
}

/* Triples of larger communes would take too long. */
static inline void
read_all(struct score *s, const json_t *p, const struct facts *f, size_t most)
{
	static const size_t pair[][2] = {{0, 1}, {0, 2}, {1, 2}},
			    all[] = {0, 1, 2};
	struct view v;
	size_t i, who;

	for (who = 0; who <= f->n_sponsor; who++) {
		view_make(&v, p, f, who == f->n_sponsor ? FACTS_NOBODY : who);
		for (i = 0; i < 3; i++)
			cross(s, &v, pair[i], 2);
		if (v.n <= most)
			cross(s, &v, all, 3);
		s->views++;
	}
}

#endif
