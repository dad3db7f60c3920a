/*
 * exceptions.c - asks all questions, and sorts what they found.
 */
#include "exceptions.h"

#include <stdio.h>
#include <stdlib.h>

#include "exceptionwork.h"

#define FIRST 64

static const char *
child_code(const struct state *s, size_t child)
{
	return child == STATE_NONE ? "" : s->child[child].code;
}

static const char *
unit_code(const struct state *s, const struct exception_at *at)
{
	if (at->unit != NULL)
		return at->unit;
	return at->sponsor == STATE_NONE ? "" : s->sponsor[at->sponsor].code;
}

void
exceptions_add(struct exceptions *x, const struct book *b,
    const struct exception_at *at)
{
	const size_t want = x->cap == 0 ? FIRST : x->cap * 2;
	struct exception_found *f = x->f;

	if (x->bad != ERR_OK)
		return;
	if (x->n == x->cap) {
		f = want > SIZE_MAX / sizeof(*f)
		    ? NULL
		    : realloc(f, want * sizeof(*f));
		if (f == NULL) {
			x->bad = ERR_MEMORY;
			return;
		}
		x->f = f;
		x->cap = want;
	}
	f = &x->f[x->n++];
	*f = (struct exception_found){.what = at->what,
	    .index = at->index,
	    .other = at->other,
	    .n = at->n};
	(void)snprintf(f->unit, sizeof(f->unit), "%s", unit_code(b->state, at));
	(void)snprintf(f->child, sizeof(f->child), "%s",
	    child_code(b->state, at->child));
}

static int
by_sponsor(const void *a, const void *b)
{
	const struct state_disbursement *x, *y;

	x = ((const struct exception_row *)a)->d;
	y = ((const struct exception_row *)b)->d;
	if (x->sponsor != y->sponsor)
		return x->sponsor < y->sponsor ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

struct exception_row *
exceptions_rows(size_t *n, struct exceptions *x, const struct book *b)
{
	const struct state *s = b->state;
	struct exception_row *row;
	size_t i;

	*n = 0;
	if (s->n_disbursement == 0)
		return NULL;
	row = calloc(s->n_disbursement, sizeof(*row));
	if (row == NULL) {
		x->bad = ERR_MEMORY;
		return NULL;
	}
	for (i = 0; i < s->n_disbursement; i++)
		if (!state_is_reversed(s, s->disbursement[i].index) &&
		    s->disbursement[i].sponsor != STATE_NONE)
			row[(*n)++].d = &s->disbursement[i];
	if (*n > 0)
		qsort(row, *n, sizeof(*row), by_sponsor);
	return row;
}

size_t
exceptions_run(const struct exception_row *row, size_t n, size_t i)
{
	size_t j = i;

	while (j < n && row[j].d->sponsor == row[i].d->sponsor)
		j++;
	return j;
}

static int
in_order(const void *a, const void *b)
{
	const struct exception_found *x = a, *y = b;

	if (x->what != y->what)
		return x->what < y->what ? -1 : 1;
	if (x->index != y->index)
		return x->index < y->index ? -1 : 1;
	return (x->other > y->other) - (x->other < y->other);
}

enum err
exceptions_find(struct exceptions *x, const struct book *b)
{
	*x = (struct exceptions){.f = NULL};
	exceptions_times(x, b);
	exceptions_decisions(x, b);
	exceptions_confirmations(x, b);
	exceptions_one_confirmer(x, b);
	exceptions_amounts(x, b);
	exceptions_vouchers(x, b);
	if (x->n > 0)
		qsort(x->f, x->n, sizeof(x->f[0]), in_order);
	return x->bad;
}

void
exceptions_release(struct exceptions *x)
{
	free(x->f);
}
