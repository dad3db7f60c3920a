/*
 * reader.h - a reader with nothing but publications, time, and what one
 * sponsor or a neighbour knows.  It tries every arrangement that fits, and
 * shares no code with the attacks of the gate.
 *
 * A neighbour knows which children's amounts changed, never how much.
 */
#ifndef UNIT_READER_H
#define UNIT_READER_H

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "commune.h"

#define READER_SIDE 8 /* cells of a table */

/* One table of one release: who is in which cell, as printed. */
struct reader_table {
	const json_t *cells;
	size_t n;
	const char *released;
};

static inline struct reader_table
reader_table(const json_t *publication, size_t i)
{
	const json_t *t =
	    json_array_get(json_object_get(publication, "tables"), i);
	struct reader_table r;

	r.cells = json_object_get(t, "cells");
	r.n = json_array_size(r.cells);
	r.released = json_string_value(json_object_get(t, "released"));
	return r;
}

static inline bool
reader_has_key(const json_t *cell, const char *key)
{
	const json_t *keys = json_object_get(cell, "keys");
	size_t i;

	for (i = 0; i < json_array_size(keys); i++)
		if (strcmp(json_string_value(json_array_get(keys, i)), key) ==
		    0)
			return true;
	return false;
}

static inline int
reader_n(const json_t *cell)
{
	return (int)json_integer_value(json_object_get(cell, "n"));
}

/* The printed number of a cell of `now` in the table `then`. */
static inline int
reader_then(const struct reader_table *then, const json_t *cell)
{
	const json_t *one;
	size_t i;
	int n = 0;

	for (i = 0; i < then->n; i++) {
		one = json_array_get(then->cells, i);
		if (reader_has_key(cell,
			json_string_value(
			    json_array_get(json_object_get(one, "keys"), 0))))
			n += reader_n(one);
	}
	return n;
}

/* ---- every table of counts with these margins ---- */

struct reader_grid {
	int row[READER_SIDE], column[READER_SIDE];
	size_t n_row, n_column;
	int cell[READER_SIDE][READER_SIDE];
	int low[READER_SIDE][READER_SIDE], high[READER_SIDE][READER_SIDE];
	unsigned long tried;
};

static inline void
reader_note(struct reader_grid *g)
{
	size_t i, j;

	for (i = 0; i < g->n_row; i++)
		for (j = 0; j < g->n_column; j++) {
			if (g->cell[i][j] < g->low[i][j])
				g->low[i][j] = g->cell[i][j];
			if (g->cell[i][j] > g->high[i][j])
				g->high[i][j] = g->cell[i][j];
		}
	g->tried++;
}

/* The last column and row follow from the others. */
static inline bool
reader_close(struct reader_grid *g)
{
	size_t i, j;
	int left;

	for (i = 0; i + 1 < g->n_row; i++) {
		left = g->row[i];
		for (j = 0; j + 1 < g->n_column; j++)
			left -= g->cell[i][j];
		if (left < 0)
			return false;
		g->cell[i][g->n_column - 1] = left;
	}
	for (j = 0; j < g->n_column; j++) {
		left = g->column[j];
		for (i = 0; i + 1 < g->n_row; i++)
			left -= g->cell[i][j];
		if (left < 0)
			return false;
		g->cell[g->n_row - 1][j] = left;
	}
	return true;
}

/* Count through the free cells like a milometer, by steps of `step`, so that a
 * large table is only sampled on a lattice that holds its corners. */
static inline void
reader_try_all(struct reader_grid *g)
{
	size_t free_columns = g->n_column - 1,
	       n = (g->n_row - 1) * free_columns;
	size_t i, j, k;
	int most;

	memset(g->cell, 0, sizeof(g->cell));
	for (i = 0; i < g->n_row; i++)
		for (j = 0; j < g->n_column; j++) {
			g->low[i][j] = 1 << 20;
			g->high[i][j] = -1;
		}
	g->tried = 0;
	do {
		if (reader_close(g))
			reader_note(g);
		for (k = 0; k < n; k++) {
			i = k / free_columns;
			j = k % free_columns;
			most =
			    g->row[i] < g->column[j] ? g->row[i] : g->column[j];
			if (++g->cell[i][j] <= most)
				break;
			g->cell[i][j] = 0;
		}
	} while (k < n);
}

/* ---- two tables, batch by batch, beside what one sponsor knows ---- */

struct reader {
	const struct facts *f; /* the truth: only of what the knower knows */
	const json_t *const *publication; /* in order of time */
	size_t n;
	bool *knows; /* by child */
	unsigned recovered;
	unsigned long tried;
};

static inline const char *
reader_key(const struct facts_child *c, size_t table)
{
	static const char *const digit[] = {"0", "1", "2", "3", "4"};

	return table == 0 ? c->cluster
	    : table == 1  ? digit[c->category]
			  : c->level;
}

static inline uint32_t
reader_quarter(const char *s)
{
	return (uint32_t)(strtoul(s, NULL, 10) * 4) + (uint32_t)(s[6] - '1');
}

/* Take out of a margin the children whom the knower knows. */
static inline int
reader_known(const struct reader *r, const json_t *cell, size_t table,
    const char *after, const char *until)
{
	uint32_t e;
	size_t i;
	int n = 0;

	for (i = 0; i < r->f->n_child; i++) {
		e = r->f->child[i].entered;
		n += r->knows[i] && e <= reader_quarter(until) &&
		    (after == NULL || e > reader_quarter(after)) &&
		    reader_has_key(cell, reader_key(&r->f->child[i], table));
	}
	return n;
}

/* Milometers of more than four free cells would run too long: lay cells
 * together two by two, which leaves the others as they are. */
static inline void
reader_fold(struct reader_grid *g)
{
	while ((g->n_row - 1) * (g->n_column - 1) > 4) {
		if (g->n_row >= g->n_column) {
			g->row[g->n_row - 2] += g->row[g->n_row - 1];
			g->n_row--;
		} else {
			g->column[g->n_column - 2] +=
			    g->column[g->n_column - 1];
			g->n_column--;
		}
	}
}

/* Tables a and b of the newest publication: is a crossing nearly known? */
static inline void
reader_pair(struct reader *r, size_t a, size_t b)
{
	int low[READER_SIDE][READER_SIDE] = {{0}},
	    high[READER_SIDE][READER_SIDE] = {{0}};
	struct reader_table ta, tb, na, nb, la = {0}, lb = {0};
	struct reader_grid g;
	const char *after = NULL;
	const json_t *cell;
	size_t i, j, k;

	na = reader_table(r->publication[r->n - 1], a);
	nb = reader_table(r->publication[r->n - 1], b);
	if (na.n < 2 || nb.n < 2)
		return;
	memset(&g, 0, sizeof(g));
	for (k = 0; k < r->n; k++) {
		ta = reader_table(r->publication[k], a);
		tb = reader_table(r->publication[k], b);
		if (ta.n == 0 || tb.n == 0 ||
		    (after != NULL && strcmp(after, ta.released) == 0))
			continue;
		g.n_row = na.n;
		g.n_column = nb.n;
		for (i = 0; i < na.n; i++) {
			cell = json_array_get(na.cells, i);
			g.row[i] = reader_then(&ta, cell) -
			    (after == NULL ? 0 : reader_then(&la, cell)) -
			    reader_known(r, cell, a, after, ta.released);
		}
		for (j = 0; j < nb.n; j++) {
			cell = json_array_get(nb.cells, j);
			g.column[j] = reader_then(&tb, cell) -
			    (after == NULL ? 0 : reader_then(&lb, cell)) -
			    reader_known(r, cell, b, after, tb.released);
		}
		reader_fold(&g);
		reader_try_all(&g);
		r->tried += g.tried;
		for (i = 0; i < g.n_row; i++)
			for (j = 0; j < g.n_column; j++) {
				low[i][j] += g.low[i][j];
				high[i][j] += g.high[i][j];
			}
		la = ta;
		lb = tb;
		after = ta.released;
	}
	for (i = 0; i < g.n_row; i++)
		for (j = 0; j < g.n_column; j++)
			r->recovered += high[i][j] - low[i][j] < 5;
}

static inline void
reader_tables(struct reader *r)
{
	reader_pair(r, 0, 1);
	reader_pair(r, 0, 2);
	reader_pair(r, 1, 2);
}

/* ---- sums ---- */

#define READER_SUMS 5

/* What each child had in each quarter of the ranges; ranges of the newest
 * sums, the last first. */
struct reader_sums {
	int64_t had[COMMUNE_CHILDREN][READER_SUMS]; /* per 840th of a quarter */
	size_t n;
};

static inline void
reader_had(struct reader_sums *s, const struct reader *r)
{
	const json_t *quarters;
	size_t i, k, q, n;

	memset(s, 0, sizeof(*s));
	for (k = r->n; k-- > 0 && s->n < READER_SUMS;) {
		quarters = json_object_get(json_object_get(r->publication[k],
					       "opening"),
		    "quarters");
		n = json_array_size(quarters);
		for (q = 0; q < n; q++)
			for (i = 0; i < r->f->n_payment; i++)
				if (r->f->payment[i].quarter ==
				    reader_quarter(json_string_value(
					json_array_get(quarters, q))))
					s->had[r->f->payment[i].child][s->n] +=
					    r->f->payment[i].amount *
					    (int64_t)(840 / n);
		s->n += n > 0;
	}
}

/* Does the combination leave something of this child? */
static inline bool
reader_left(const struct reader_sums *s, size_t child, const int *factor)
{
	size_t i, j;
	int sum;

	for (i = 0; i < s->n; i++) {
		if (s->had[child][i] == 0)
			continue;
		for (sum = 0, j = 0; j < s->n; j++)
			if (s->had[child][j] == s->had[child][i])
				sum += factor[j];
		if (sum != 0)
			return true;
	}
	return false;
}

/* Every combination of the newest sums with small factors.  Subtracting two
 * must leave five children, any other more than one family. */
static inline void
reader_combine(struct reader *r)
{
	struct reader_sums s;
	int factor[READER_SUMS] = {0}, used, least;
	size_t i, k, left;
	bool family;

	reader_had(&s, r);
	if (s.n == 0 ||
	    json_is_null(json_object_get(r->publication[r->n - 1], "opening")))
		return;
	for (i = 0; i < s.n; i++)
		factor[i] = -2;
	do {
		const char *house = NULL;

		for (used = 0, i = 0; i < s.n; i++)
			used += factor[i] != 0;
		family = true;
		for (left = 0, i = 0; i < r->f->n_child && factor[0] != 0;
		     i++) {
			if (r->knows[i] || !reader_left(&s, i, factor))
				continue;
			left++;
			family = house == NULL ||
			    (family &&
				strcmp(house, r->f->child[i].household) == 0);
			house = r->f->child[i].household;
		}
		least = used == 2 && factor[0] == 1 ? 5 : 1;
		for (i = 1; i < s.n && least == 5; i++)
			least = factor[i] == 0 || factor[i] == -1 ? 5 : 1;
		r->recovered += left > 0 && (family || left < (size_t)least);
		r->tried++;
		for (k = 0; k < s.n; k++) {
			if (++factor[k] <= 2)
				break;
			factor[k] = -2;
		}
	} while (k < s.n);
}

/* ---- rounded money ---- */

#define READER_UNIT 10 /* steps in a triệu */
#define READER_CELLS 5
#define READER_BOX 6 /* steps: 800.000 đồng less what a lattice may lose */

/* Largest remainders, done the slow way: does x round to shown? */
static inline bool
reader_rounds_to(const int *x, const int *shown, size_t n)
{
	int given[READER_CELLS], spare = 0;
	size_t best, i;

	for (i = 0; i < n; i++) {
		given[i] = x[i] / READER_UNIT;
		spare += shown[i] - given[i];
	}
	for (; spare > 0; spare--) {
		best = n;
		for (i = 0; i < n; i++)
			if (given[i] == x[i] / READER_UNIT &&
			    (best == n ||
				x[i] % READER_UNIT > x[best] % READER_UNIT))
				best = i;
		if (best == n)
			return false;
		given[best]++;
	}
	for (i = 0; i < n; i++)
		if (given[i] != shown[i])
			return false;
	return true;
}

/* Cells of money of one publication, beside the total: exact, or rounded. */
static inline void
reader_cells(struct reader *r, const json_t *list, int low, int high)
{
	int shown[READER_CELLS], x[READER_CELLS], least[READER_CELLS],
	    most[READER_CELLS], sum;
	const json_t *cell;
	size_t i, k, n = 0;

	for (i = 0; i < json_array_size(list); i++) {
		cell = json_object_get(json_array_get(list, i), "million");
		if (json_is_null(cell))
			continue;
		if (n == READER_CELLS)
			return;
		shown[n++] = (int)json_integer_value(cell);
		if (shown[n - 1] < 2)
			return;
	}
	for (i = 0; i < n; i++) {
		x[i] = (shown[i] - 1) * READER_UNIT;
		least[i] = 1 << 20;
		most[i] = -1;
	}
	do {
		for (sum = 0, i = 0; i < n; i++)
			sum += x[i];
		if (sum >= low && sum <= high && reader_rounds_to(x, shown, n))
			for (i = 0; i < n; i++) {
				least[i] = x[i] < least[i] ? x[i] : least[i];
				most[i] = x[i] > most[i] ? x[i] : most[i];
			}
		r->tried++;
		for (k = 0; k < n; k++) {
			if (++x[k] < (shown[k] + 1) * READER_UNIT)
				break;
			x[k] = (shown[k] - 1) * READER_UNIT;
		}
	} while (k < n);
	for (i = 0; i < n; i++)
		r->recovered += most[i] - least[i] < READER_BOX;
}

static inline void
reader_money(struct reader *r)
{
	const json_t *p = r->publication[r->n - 1],
		     *money = json_object_get(p, "money"),
		     *q = json_object_get(money, "quarter"), *exact;
	int million = (int)json_integer_value(json_object_get(q, "million"));
	int low = million * READER_UNIT - READER_UNIT / 2, high;

	high = low + READER_UNIT;
	exact = json_object_get(q, "exact");
	if (!json_is_null(exact))
		low = high = (int)(json_integer_value(exact) / COMMUNE_STEP);
	else if (!json_is_null(json_object_get(p, "opening")))
		return; /* a difference: its own test */
	reader_cells(r, json_object_get(money, "groups"), low, high);
	reader_cells(r,
	    json_object_get(json_object_get(money, "kinds"), "cells"), low,
	    high);
}

/* ---- small numbers ---- */

static inline void
reader_counts(struct reader *r)
{
	const json_t *list =
	    json_object_get(r->publication[r->n - 1], "indicators");
	const json_t *n;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		n = json_object_get(json_array_get(list, i), "n");
		r->recovered += json_is_integer(n) &&
		    json_integer_value(n) > 0 && json_integer_value(n) < 5;
	}
}

#endif
