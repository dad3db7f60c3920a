/*
 * exceptions_money.c - questions about amounts and vouchers of one sponsor.
 */
#include <stdlib.h>
#include <string.h>

#include "exceptionwork.h"

static int64_t
two_signatures(const struct book *b, const struct state_disbursement *d)
{
	return policy_value(b->state, PARAM_TWO_SIGNATURE_AMOUNT, d->recorded);
}

static bool
is_just_under(const struct book *b, const struct state_disbursement *d)
{
	const int64_t bound = two_signatures(b, d);

	return d->amount > 0 && d->amount <= bound &&
	    d->amount * 100 >= bound * exceptions_bound(LIMIT_UNDER_PERCENT);
}

/* Rows [i, j) are one sponsor's, by date: each run of such rows, once. */
static void
look_under(struct exceptions *x, const struct book *b,
    const struct exception_row *row, size_t i, size_t j)
{
	const struct state_disbursement *first = NULL, *last = NULL;
	int64_t n = 0, sum = 0;
	size_t k;

	for (k = i; k <= j; k++) {
		if (k < j && !is_just_under(b, row[k].d))
			continue;
		if (k < j &&
		    (last == NULL ||
			row[k].d->date - last->date <=
			    exceptions_bound(LIMIT_UNDER_DAYS))) {
			first = first == NULL ? row[k].d : first;
			last = row[k].d;
			sum += last->amount;
			n++;
			continue;
		}
		if (first != NULL && n >= exceptions_bound(LIMIT_UNDER_LEAST))
			exceptions_add(x, b,
			    &(struct exception_at){EXCEPTION_JUST_UNDER,
				first->index, last->index, first->sponsor,
				first->child, NULL, sum});
		first = last = k < j ? row[k].d : NULL;
		n = k < j;
		sum = k < j ? last->amount : 0;
	}
}

/* What follows row k for the same child within the days, together with it;
 * said once, at the first of them. */
static void
look_split(struct exceptions *x, const struct book *b,
    const struct exception_row *row, size_t i, size_t j)
{
	const int64_t days = exceptions_bound(LIMIT_SPLIT_DAYS);
	const struct state_disbursement *d, *last;
	int32_t said = INT32_MIN; /* up to this day */
	size_t k, l, child = STATE_NONE;
	int64_t sum;

	for (k = i; k < j; k++) {
		d = last = row[k].d;
		sum = d->amount;
		if (sum > two_signatures(b, d) ||
		    (d->child == child && d->date <= said))
			continue;
		for (l = k + 1; l < j && row[l].d->date - d->date < days; l++)
			if (row[l].d->child == d->child &&
			    row[l].d->amount <= two_signatures(b, row[l].d)) {
				sum += row[l].d->amount;
				last = row[l].d;
			}
		if (last == d || sum <= two_signatures(b, d))
			continue;
		exceptions_add(x, b,
		    &(struct exception_at){EXCEPTION_SPLIT, d->index,
			last->index, d->sponsor, d->child, NULL, sum});
		child = d->child;
		said = last->date;
	}
}

static void
look_round(struct exceptions *x, const struct book *b,
    const struct exception_row *row, size_t i, size_t j)
{
	const struct state_disbursement *first = NULL, *last = NULL;
	int64_t n = 0;
	size_t k;

	for (k = i; k < j; k++) {
		if (strcmp(book_basis(b, row[k].d->index), "invoice") != 0 ||
		    row[k].d->amount == 0)
			continue;
		if (row[k].d->amount % exceptions_bound(LIMIT_ROUND_TO) != 0)
			return;
		first = first == NULL ? row[k].d : first;
		last = row[k].d;
		n++;
	}
	if (first != NULL && n >= exceptions_bound(LIMIT_ROUND_LEAST))
		exceptions_add(x, b,
		    &(struct exception_at){EXCEPTION_ROUND, first->index,
			last->index, first->sponsor, STATE_NONE, NULL, n});
}

void
exceptions_amounts(struct exceptions *x, const struct book *b)
{
	struct exception_row *row;
	size_t n, i, j;

	row = exceptions_rows(&n, x, b);
	for (i = 0; i < n; i = j) {
		j = exceptions_run(row, n, i);
		look_under(x, b, row, i, j);
		look_split(x, b, row, i, j);
		look_round(x, b, row, i, j);
	}
	free(row);
}

/*
 * A voucher is a number with something constant around it: "07/CAX", "PC-12".
 * False: no number in it.  *rest is where the text goes on, *lead how long it
 * was before.
 */
struct voucher {
	uint64_t number;
	const char *text, *rest;
	size_t lead;
};

static bool
read_voucher(struct voucher *v, const char *text)
{
	static const char digits[] = "0123456789";
	size_t i, n;

	v->text = text;
	v->lead = strcspn(text, digits);
	n = strspn(text + v->lead, digits);
	v->rest = text + v->lead + n;
	v->number = 0;
	if (n == 0 || n > 9)
		return false;
	for (i = v->lead; i < v->lead + n; i++)
		v->number = v->number * 10 + (uint64_t)(text[i] - '0');
	return true;
}

static bool
is_series(const struct voucher *a, const struct voucher *b)
{
	return a->lead == b->lead && strncmp(a->text, b->text, a->lead) == 0 &&
	    strcmp(a->rest, b->rest) == 0;
}

/* The highest number before row k of its series and year, if it is higher. */
static void
look_voucher(struct exceptions *x, const struct book *b,
    const struct exception_row *row, size_t i, size_t k)
{
	const struct state_disbursement *d = row[k].d, *high = NULL;
	struct voucher mine, other;
	uint64_t best = 0;
	size_t l;

	if (!read_voucher(&mine, d->voucher))
		return;
	for (l = i; l < k; l++) {
		if (date_year(row[l].d->date) != date_year(d->date) ||
		    !read_voucher(&other, row[l].d->voucher) ||
		    !is_series(&mine, &other) || other.number <= mine.number)
			continue;
		if (d->date - row[l].d->date >=
			exceptions_bound(LIMIT_VOUCHER_DAYS) &&
		    other.number > best) {
			best = other.number;
			high = row[l].d;
		}
	}
	if (high != NULL)
		exceptions_add(x, b,
		    &(struct exception_at){EXCEPTION_VOUCHER_ORDER, d->index,
			high->index, d->sponsor, d->child, NULL,
			(int64_t)d->date - high->date});
}

void
exceptions_vouchers(struct exceptions *x, const struct book *b)
{
	struct exception_row *row;
	size_t n, i, j, k;

	row = exceptions_rows(&n, x, b);
	for (i = 0; i < n; i = j) {
		j = exceptions_run(row, n, i);
		for (k = i; k < j; k++)
			look_voucher(x, b, row, i, k);
	}
	free(row);
}
