/*
 * sums.c - a household is told apart if the amounts of all others leave the
 * newest sum free: then some combination of sums holds none of theirs.
 */
#include "sums.h"

#include "rows.h"

#include <stdlib.h>
#include <string.h>

struct sums {
	const struct facts *f;
	const struct range *range;
	size_t n;
	int64_t *amount; /* of child i in range r: i * n + r */
	bool *circle;
	size_t *house; /* of each child: the first of its household */
	bool *used;    /* households in the basis */
	int *vector;   /* of ranges */
	struct rows rows;
};

static void
sums_release(struct sums *s)
{
	free(s->amount);
	free(s->circle);
	free(s->house);
	free(s->used);
	free(s->vector);
	rows_release(&s->rows);
}

static void
sums_fill(struct sums *s)
{
	const struct facts_payment *p;
	size_t i, r;

	for (i = 0; i < s->f->n_payment; i++) {
		p = &s->f->payment[i];
		for (r = 0; r < s->n && p->child != FACTS_NOBODY; r++)
			if (range_has(&s->range[r], p->quarter))
				s->amount[p->child * s->n + r] += p->amount;
	}
}

static enum err
sums_init(struct sums *s, const struct facts *f, const struct range *range,
    size_t n)
{
	size_t all = f->n_child + 1;
	enum err e;

	memset(s, 0, sizeof(*s));
	s->f = f;
	s->range = range;
	s->n = n;
	s->amount = calloc(all * n, sizeof(*s->amount));
	s->used = calloc(all, sizeof(*s->used));
	s->vector = calloc(n, sizeof(*s->vector));
	e = rows_init(&s->rows, n);
	if (e == ERR_OK)
		e = facts_circles(&s->circle, f);
	if (e == ERR_OK)
		e = facts_houses(&s->house, f);
	if (s->amount == NULL || s->used == NULL || s->vector == NULL)
		e = ERR_MEMORY;
	if (e == ERR_OK)
		sums_fill(s);
	return e;
}

/* Is the amount per quarter the same in both ranges? */
static bool
alike(const struct sums *s, size_t child, size_t r, size_t t)
{
	const int64_t *a = &s->amount[child * s->n];

	return a[r] * (int64_t)s->range[t].n == a[t] * (int64_t)s->range[r].n;
}

/* Add the unknowns of one child: each different amount is one, and stands in
 * the sums of those ranges in which it was paid. */
static enum err
sums_add(struct sums *s, size_t child)
{
	bool fresh;
	size_t before, r, t;
	enum err e = ERR_OK;

	for (r = 0; r < s->n && e == ERR_OK; r++) {
		if (s->amount[child * s->n + r] == 0)
			continue;
		for (before = 0; !alike(s, child, before, r);)
			before++;
		if (before < r)
			continue;
		for (t = 0; t < s->n; t++)
			s->vector[t] = alike(s, child, t, r);
		e = rows_add(&s->rows, &fresh, s->vector);
		if (e == ERR_OK && fresh)
			s->used[s->house[child]] = true;
	}
	return e;
}

static bool
is_known(const struct sums *s, size_t sponsor, size_t child)
{
	return sponsor != FACTS_NOBODY &&
	    s->circle[sponsor * s->f->n_child + child];
}

/* Do all but this household (FACTS_NOBODY: all), and but the sponsor's own,
 * cover the newest sum? */
static enum err
covered(bool *covers, struct sums *s, size_t sponsor, size_t house)
{
	size_t i;
	enum err e = ERR_OK;

	rows_clear(&s->rows);
	for (i = 0; i < s->f->n_child && e == ERR_OK && s->rows.n_row < s->n;
	     i++)
		if (s->house[i] != house && !is_known(s, sponsor, i))
			e = sums_add(s, i);
	memset(s->vector, 0, s->n * sizeof(*s->vector));
	s->vector[s->n - 1] = 1;
	return e == ERR_OK ? rows_span(covers, &s->rows, s->vector) : e;
}

/* Only a household in the basis can be missed. */
static enum err
recover_for(bool *recovered, struct sums *s, size_t sponsor)
{
	bool all, rest, *basis;
	size_t i;
	enum err e;

	*recovered = false;
	memset(s->used, 0, s->f->n_child * sizeof(*s->used));
	e = covered(&all, s, sponsor, FACTS_NOBODY);
	if (e != ERR_OK || !all)
		return e;
	basis = calloc(s->f->n_child + 1, sizeof(*basis));
	if (basis == NULL)
		return ERR_MEMORY;
	memcpy(basis, s->used, s->f->n_child * sizeof(*basis));
	for (i = 0; i < s->f->n_child && e == ERR_OK && !*recovered; i++) {
		if (!basis[i])
			continue;
		e = covered(&rest, s, sponsor, i);
		*recovered = e == ERR_OK && !rest;
	}
	free(basis);
	return e;
}

enum err
sums_recover(bool *recovered, size_t *sponsor, const struct facts *f,
    const struct range *range, size_t n)
{
	struct sums s;
	size_t i;
	enum err e;

	e = sums_init(&s, f, range, n);
	*recovered = false;
	*sponsor = FACTS_NOBODY;
	if (e == ERR_OK)
		e = recover_for(recovered, &s, FACTS_NOBODY);
	for (i = 0; i < f->n_sponsor && e == ERR_OK && !*recovered; i++) {
		*sponsor = i;
		e = recover_for(recovered, &s, i);
	}
	sums_release(&s);
	return e;
}
