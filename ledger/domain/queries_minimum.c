/*
 * queries_minimum.c - what is pledged and what counts to the minimum, by
 * quarter and by the parameters of that quarter; how evenly support is spread.
 */
#include "queries.h"

#include <stdlib.h>

int64_t
query_pledged(const struct state *s, size_t child, uint32_t quarter)
{
	const struct state_child *c = &s->child[child];
	size_t i;

	for (i = 0; i < c->n_span; i++)
		if (c->span[i].from <= quarter_last(quarter) &&
		    c->span[i].until > quarter_first(quarter))
			return c->span[i].assignment == STATE_NONE
			    ? 0
			    : state_pledged(s, c->span[i].assignment, quarter);
	return 0;
}

/* I13: all of it, or by the days before the end age. */
static int64_t
minimum_of(const struct state *s, uint32_t quarter, int32_t age_date)
{
	int64_t all = policy_value(s, PARAM_MINIMUM_PER_QUARTER, quarter);
	int32_t first = quarter_first(quarter);

	if (policy_value(s, PARAM_BIRTHDAY_QUARTER_PRORATA, quarter) == 0 ||
	    quarter_of_date(age_date) != quarter)
		return all;
	return all * (age_date - first) / (quarter_last(quarter) - first + 1);
}

/* The whole amounts of the rows that count and touch the quarter. */
static int64_t
given_around(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of)
{
	const struct state_disbursement *d;
	int64_t sum = 0;
	size_t i;

	for (i = s->child[child].support; i != STATE_NONE; i = d->earlier) {
		d = &s->disbursement[i];
		if (d->counts && d->form != FORM_AD_HOC &&
		    query_part(s, d, quarter, as_of) != 0)
			sum += d->amount;
	}
	return sum;
}

static enum below
why(const struct state *s, size_t child, uint32_t quarter, uint32_t as_of,
    const struct query_minimum *m)
{
	if (m->counted >= m->minimum)
		return BELOW_NOT;
	if (m->counted == 0)
		return BELOW_NOTHING;
	if (given_around(s, child, quarter, as_of) >= m->minimum)
		return BELOW_SPREAD;
	return m->counted >= m->pledged ? BELOW_PLEDGE : BELOW_SHORT;
}

struct query_minimum
query_minimum(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of)
{
	int32_t day = quarter_first(quarter);
	struct query_minimum m = {.why = BELOW_NOT};
	const struct state_span *x;
	int32_t age_date;

	x = state_child_span(s, child, day);
	age_date = state_age_date(s, child, day);
	m.counted = query_counted(s, child, quarter, as_of);
	m.pledged = query_pledged(s, child, quarter);
	m.minimum = minimum_of(s, quarter, age_date);
	if (x == NULL || day >= age_date)
		return m;
	if (x->assignment != STATE_NONE &&
	    s->assignment[x->assignment].opening &&
	    policy_value(s, PARAM_OPENING_BELOW_MINIMUM, quarter) == 0)
		return m;
	m.tested = true;
	m.exempt =
	    policy_value(s, PARAM_BIRTHDAY_QUARTER_EXEMPT, quarter) != 0 &&
	    quarter_of_date(age_date) == quarter;
	m.why = why(s, child, quarter, as_of, &m);
	return m;
}

bool
query_is_below(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of, bool *exempt)
{
	struct query_minimum m = query_minimum(s, child, quarter, as_of);

	*exempt = m.exempt;
	return m.tested && m.why != BELOW_NOT;
}

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

enum err
query_spread(struct query_spread *x, const struct state *s, uint32_t quarter,
    uint32_t as_of)
{
	struct query_spread out = {0, 0, 0, 0, 0};
	int64_t *v;
	size_t i;

	v = calloc(s->n_child + 1, sizeof(*v));
	if (v == NULL)
		return ERR_MEMORY;
	for (i = 0; i < s->n_child; i++)
		if (state_child_supported(s, i, quarter_first(quarter))) {
			v[out.n] = query_counted(s, i, quarter, as_of);
			out.sum += v[out.n++];
		}
	if (out.n > 0) {
		qsort(v, out.n, sizeof(*v), by_size);
		out.least = v[0];
		out.median = v[(out.n - 1) / 2];
		out.most = v[out.n - 1];
	}
	free(v);
	*x = out;
	return ERR_OK;
}

size_t
query_gaps(const struct state *s, uint32_t quarter, uint32_t as_of)
{
	const struct state_disbursement *d;
	size_t i, j, n = 0;

	for (i = 0; i < s->n_child; i++) {
		if (!state_child_supported(s, i, quarter_first(quarter)))
			continue;
		for (j = s->child[i].support; j != STATE_NONE; j = d->earlier) {
			d = &s->disbursement[j];
			if (query_part(s, d, quarter, as_of) != 0)
				break;
		}
		n += j == STATE_NONE;
	}
	return n;
}

int64_t
query_prepaid(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of)
{
	const struct state_disbursement *d;
	int64_t sum = 0;
	uint32_t q;
	size_t i;

	for (i = s->child[child].support; i != STATE_NONE; i = d->earlier) {
		d = &s->disbursement[i];
		for (q = d->from > quarter ? d->from : quarter + 1; q <= d->to;
		     q++)
			sum += query_part(s, d, q, as_of);
	}
	return sum;
}
