/*
 * exceptions_confirm.c - questions about confirmations: on paper, all by one,
 * all on one day.
 */
#include <stdlib.h>
#include <string.h>

#include "exceptionwork.h"

/* A confirmation that stands, with what it confirms. */
struct confirmed {
	const struct state_confirmation *c;
	const struct state_disbursement *d;
};

static struct confirmed *
collect(size_t *n, struct exceptions *x, const struct book *b)
{
	const struct state *s = b->state;
	const struct state_confirmation *c;
	struct confirmed *list;
	size_t i;

	*n = 0;
	if (s->n_confirmation == 0)
		return NULL;
	list = calloc(s->n_confirmation, sizeof(*list));
	if (list == NULL) {
		x->bad = ERR_MEMORY;
		return NULL;
	}
	for (i = 0; i < s->n_confirmation; i++) {
		c = &s->confirmation[i];
		if (c->disbursement == STATE_NONE ||
		    state_is_reversed(s, c->index) ||
		    state_is_reversed(s,
			s->disbursement[c->disbursement].index))
			continue;
		list[*n].c = c;
		list[(*n)++].d = &s->disbursement[c->disbursement];
	}
	return list;
}

static void
look_paper(struct exceptions *x, const struct book *b,
    const struct confirmed *list, size_t n)
{
	int64_t paper = 0, percent;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!list[i].c->by_paper)
			continue;
		paper++;
		if (book_is_keyed(b, list[i].c->confirmer, list[i].c->index))
			exceptions_add(x, b,
			    &(struct exception_at){EXCEPTION_PAPER_KEYED,
				list[i].c->index, list[i].d->index, STATE_NONE,
				list[i].d->child, list[i].c->confirmer, 0});
	}
	percent = n == 0 ? 0 : paper * 100 / (int64_t)n;
	if (paper >= exceptions_bound(LIMIT_PAPER_LEAST) &&
	    percent >= exceptions_bound(LIMIT_PAPER_PERCENT))
		exceptions_add(x, b,
		    &(struct exception_at){EXCEPTION_PAPER_SHARE,
			EXCEPTION_NONE, EXCEPTION_NONE, STATE_NONE, STATE_NONE,
			NULL, percent});
}

static int
by_confirmer(const void *a, const void *b)
{
	const struct confirmed *x = a, *y = b;
	const int c = strcmp(x->c->confirmer, y->c->confirmer);
	const uint32_t p = quarter_of_date(x->c->date),
		       q = quarter_of_date(y->c->date);

	if (c != 0)
		return c;
	if (p != q)
		return p < q ? -1 : 1;
	if (x->d->date != y->d->date)
		return x->d->date < y->d->date ? -1 : 1;
	return (x->c->index > y->c->index) - (x->c->index < y->c->index);
}

/* The rows [i, j) are of one confirmer and quarter, in order of payment. */
static void
look_day(struct exceptions *x, const struct book *b,
    const struct confirmed *list, size_t i, size_t j)
{
	int64_t dates = 0;
	size_t k;

	for (k = i; k < j; k++) {
		if (list[k].c->date != list[i].c->date)
			return;
		if (k == i || list[k].d->date != list[k - 1].d->date)
			dates++;
	}
	if ((int64_t)(j - i) >= exceptions_bound(LIMIT_SAME_DAY_LEAST) &&
	    dates >= exceptions_bound(LIMIT_SAME_DAY_DATES))
		exceptions_add(x, b,
		    &(struct exception_at){EXCEPTION_SAME_DAY, list[i].c->index,
			list[j - 1].c->index, STATE_NONE, STATE_NONE,
			list[i].c->confirmer, (int64_t)(j - i)});
}

void
exceptions_confirmations(struct exceptions *x, const struct book *b)
{
	struct confirmed *list;
	size_t n, i, j;

	list = collect(&n, x, b);
	look_paper(x, b, list, n);
	if (n > 0)
		qsort(list, n, sizeof(*list), by_confirmer);
	for (i = 0; i < n; i = j) {
		for (j = i; j < n &&
		     strcmp(list[j].c->confirmer, list[i].c->confirmer) == 0 &&
		     quarter_of_date(list[j].c->date) ==
			 quarter_of_date(list[i].c->date);
		     j++)
			;
		look_day(x, b, list, i, j);
	}
	free(list);
}

static int
by_sponsor(const void *a, const void *b)
{
	const struct confirmed *x = a, *y = b;

	if (x->d->sponsor != y->d->sponsor)
		return x->d->sponsor < y->d->sponsor ? -1 : 1;
	return (x->c->index > y->c->index) - (x->c->index < y->c->index);
}

/* Hamlets of the rows [i, j), each counted where it comes first. */
static int64_t
hamlets(const struct state *s, const struct confirmed *list, size_t i, size_t j)
{
	const int64_t enough = exceptions_bound(LIMIT_CONFIRMER_HAMLETS);
	int64_t n = 0;
	size_t k, l;

	for (k = i; k < j && n < enough; k++) {
		for (l = i; l < k; l++)
			if (strcmp(s->child[list[l].d->child].now.hamlet,
				s->child[list[k].d->child].now.hamlet) == 0)
				break;
		n += l == k;
	}
	return n;
}

void
exceptions_one_confirmer(struct exceptions *x, const struct book *b)
{
	struct confirmed *list;
	size_t n, i, j;
	bool one;

	list = collect(&n, x, b);
	if (n > 0)
		qsort(list, n, sizeof(*list), by_sponsor);
	for (i = 0; i < n; i = j) {
		one = list[i].d->sponsor != STATE_NONE;
		for (j = i; j < n && list[j].d->sponsor == list[i].d->sponsor;
		     j++)
			if (list[j].d->child == STATE_NONE ||
			    strcmp(list[j].c->confirmer,
				list[i].c->confirmer) != 0)
				one = false;
		if (one &&
		    (int64_t)(j - i) >=
			exceptions_bound(LIMIT_CONFIRMER_LEAST) &&
		    hamlets(b->state, list, i, j) >=
			exceptions_bound(LIMIT_CONFIRMER_HAMLETS))
			exceptions_add(x, b,
			    &(struct exception_at){EXCEPTION_ONE_CONFIRMER,
				list[i].c->index, list[j - 1].c->index,
				list[i].d->sponsor, STATE_NONE, NULL,
				(int64_t)(j - i)});
	}
	free(list);
}
