/*
 * rows.c - elimination without fractions: a row is multiplied by the pivot it
 * is reduced with, and its common divisor taken out afterwards.
 */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

enum err
rows_init(struct rows *r, size_t n_column)
{
	memset(r, 0, sizeof(*r));
	r->n_column = n_column;
	r->scratch = calloc(n_column + 1, sizeof(*r->scratch));
	return r->scratch == NULL ? ERR_MEMORY : ERR_OK;
}

void
rows_release(struct rows *r)
{
	free(r->v);
	free(r->pivot);
	free(r->scratch);
}

void
rows_clear(struct rows *r)
{
	r->n_row = 0;
}

static wide
size_of(wide a)
{
	return a < 0 ? -a : a;
}

static wide
divisor(wide a, wide b)
{
	wide t;

	a = size_of(a);
	b = size_of(b);
	while (b != 0) {
		t = a % b;
		a = b;
		b = t;
	}
	return a;
}

/* Take out the common divisor; answers whether anything is left. */
static bool
shorten(wide *v, size_t n)
{
	wide d = 0;
	size_t i;

	for (i = 0; i < n && d != 1; i++)
		if (v[i] != 0)
			d = divisor(d, v[i]);
	for (i = 0; i < n && d > 1; i++)
		v[i] /= d;
	return d != 0;
}

/* v = v * row[pivot] - row * v[pivot], shortened by their divisor. */
static bool
reduce_with(wide *v, const wide *row, size_t pivot, size_t n)
{
	wide a = row[pivot], b = v[pivot], d = divisor(a, b), x, y;
	size_t i;

	a /= d;
	b /= d;
	for (i = 0; i < n; i++) {
		if (v[i] == 0 && row[i] == 0)
			continue;
		if (__builtin_mul_overflow(v[i], a, &x) ||
		    __builtin_mul_overflow(row[i], b, &y) ||
		    __builtin_sub_overflow(x, y, &v[i]))
			return false;
	}
	return true;
}

/* The scratch row becomes what the basis leaves of the vector. */
static enum err
reduce(bool *left, const struct rows *r, const int *vector)
{
	const wide *row;
	size_t i;

	for (i = 0; i < r->n_column; i++)
		r->scratch[i] = vector[i];
	*left = shorten(r->scratch, r->n_column);
	for (i = 0; i < r->n_row && *left; i++) {
		row = &r->v[i * r->n_column];
		if (r->scratch[r->pivot[i]] == 0)
			continue;
		if (!reduce_with(r->scratch, row, r->pivot[i], r->n_column))
			return ERR_RANGE;
		*left = shorten(r->scratch, r->n_column);
	}
	return ERR_OK;
}

static enum err
rows_grow(struct rows *r)
{
	size_t n = r->n_row + 1;
	void *p;

	p = realloc(r->v, n * (r->n_column + 1) * sizeof(*r->v));
	if (p == NULL)
		return ERR_MEMORY;
	r->v = p;
	p = realloc(r->pivot, n * sizeof(*r->pivot));
	if (p == NULL)
		return ERR_MEMORY;
	r->pivot = p;
	return ERR_OK;
}

enum err
rows_add(struct rows *r, bool *fresh, const int *vector)
{
	bool left;
	size_t i;
	enum err e;

	e = reduce(&left, r, vector);
	if (e == ERR_OK && left)
		e = rows_grow(r);
	if (e != ERR_OK)
		return e;
	if (fresh != NULL)
		*fresh = left;
	if (!left)
		return ERR_OK;
	for (i = 0; r->scratch[i] == 0;)
		i++;
	memcpy(&r->v[r->n_row * r->n_column], r->scratch,
	    r->n_column * sizeof(*r->v));
	r->pivot[r->n_row++] = i;
	return ERR_OK;
}

enum err
rows_span(bool *spans, const struct rows *r, const int *vector)
{
	bool left;
	enum err e;

	e = reduce(&left, r, vector);
	if (e == ERR_OK)
		*spans = !left;
	return e;
}
