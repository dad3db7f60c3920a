/*
 * queries.c - sums and counts over the state.
 */
#include "queries.h"

#include <stdlib.h>

#include "money.h"

static bool
passes(const struct state *s, const struct state_disbursement *d,
    const struct money_filter *f)
{
	return (f->group == 0 || s->sponsor[d->sponsor].group == f->group) &&
	    (f->kind < 0 || (int)d->kind == f->kind) &&
	    (f->sponsor == STATE_NONE || d->sponsor == f->sponsor) &&
	    (f->child == STATE_NONE || d->child == f->child);
}

/* What the quarter's entries say of this row: given, taken back, or both. */
static int64_t
recorded_of(const struct state *s, const struct state_disbursement *d,
    uint32_t quarter)
{
	uint64_t by = s->entry[d->index].reversed_by;
	int64_t sum = 0;

	if (d->recorded == quarter)
		sum += d->amount;
	if (by != UINT64_MAX && s->entry[by].quarter == quarter)
		sum -= d->amount;
	return sum;
}

int64_t
query_recorded(const struct state *s, uint32_t quarter,
    const struct money_filter *f)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < s->n_disbursement; i++)
		if (passes(s, &s->disbursement[i], f))
			sum += recorded_of(s, &s->disbursement[i], quarter);
	return sum;
}

size_t
query_children_with_money(const struct state *s, uint32_t quarter,
    const struct money_filter *f)
{
	int64_t *sum;
	size_t i, n = 0;

	sum = calloc(s->n_child + 1, sizeof(*sum));
	if (sum == NULL)
		return STATE_NONE;
	for (i = 0; i < s->n_disbursement; i++) {
		const struct state_disbursement *d = &s->disbursement[i];

		if (passes(s, d, f))
			sum[d->child] += recorded_of(s, d, quarter);
	}
	for (i = 0; i < s->n_child; i++)
		n += sum[i] != 0;
	free(sum);
	return n;
}

bool
query_reversed(const struct state *s, uint64_t index, uint32_t as_of)
{
	uint64_t by = s->entry[index].reversed_by;

	return by != UINT64_MAX && s->entry[by].quarter <= as_of;
}

int64_t
query_part(const struct state *s, const struct state_disbursement *d,
    uint32_t quarter, uint32_t as_of)
{
	if (d->recorded > as_of || quarter < d->from || quarter > d->to ||
	    query_reversed(s, d->index, as_of))
		return 0;
	return money_part(d->amount, d->to - d->from + 1, quarter - d->from);
}

int64_t
query_allocated(const struct state *s, uint32_t quarter, uint32_t as_of,
    const struct money_filter *f)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < s->n_disbursement; i++)
		if (passes(s, &s->disbursement[i], f))
			sum +=
			    query_part(s, &s->disbursement[i], quarter, as_of);
	return sum;
}

int64_t
query_counted(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of)
{
	bool ad_hoc;
	int64_t sum = 0;
	size_t i;

	ad_hoc = policy_value(s, PARAM_ADHOC_COUNTS, quarter) != 0;
	for (i = s->child[child].support; i != STATE_NONE;
	     i = s->disbursement[i].earlier) {
		const struct state_disbursement *d = &s->disbursement[i];

		if (d->form == FORM_AD_HOC ? ad_hoc : d->counts)
			sum += query_part(s, d, quarter, as_of);
	}
	return sum;
}

size_t
query_supported(const struct state *s, int32_t day)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_child; i++)
		n += state_child_supported(s, i, day);
	return n;
}

size_t
query_waiting(const struct state *s, int32_t day)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_child; i++) {
		const struct state_child *c = &s->child[i];

		if (s->entry[c->index].date <= day &&
		    (c->n_span == 0 || c->span[0].from > day) &&
		    state_child_end(s, i, day) == NULL)
			n++;
	}
	return n;
}

void
query_below(const struct state *s, uint32_t quarter, uint32_t as_of,
    size_t *below, size_t *exempt)
{
	bool x;
	size_t i;

	*below = *exempt = 0;
	for (i = 0; i < s->n_child; i++) {
		if (query_is_below(s, i, quarter, as_of, &x)) {
			(*below)++;
			*exempt += x;
		}
	}
}

size_t
query_rows(const struct state *s, uint32_t quarter, uint32_t as_of)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_disbursement; i++)
		n += s->disbursement[i].recorded == quarter &&
		    !query_reversed(s, s->disbursement[i].index, as_of);
	return n;
}

const struct state_confirmation *
query_confirmation(const struct state *s, size_t disbursement, uint32_t as_of)
{
	size_t i;

	for (i = s->disbursement[disbursement].confirmation; i != STATE_NONE;
	     i = s->confirmation[i].earlier) {
		const struct state_confirmation *c = &s->confirmation[i];

		if (c->recorded <= as_of && !query_reversed(s, c->index, as_of))
			return c;
	}
	return NULL;
}

size_t
query_confirmed(const struct state *s, uint32_t quarter, uint32_t as_of,
    enum outcome o)
{
	const struct state_confirmation *c;
	size_t i, n = 0;

	for (i = 0; i < s->n_disbursement; i++) {
		const struct state_disbursement *d = &s->disbursement[i];

		if (d->recorded != quarter ||
		    query_reversed(s, d->index, as_of))
			continue;
		c = query_confirmation(s, i, as_of);
		n += c != NULL && c->outcome == o;
	}
	return n;
}

size_t
query_visits(const struct state *s, uint32_t quarter)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_visit; i++)
		n += s->visit[i].recorded == quarter &&
		    !query_reversed(s, s->visit[i].index, quarter);
	return n;
}

size_t
query_late(const struct state *s, uint32_t quarter)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_disbursement; i++)
		n += s->disbursement[i].recorded == quarter &&
		    s->disbursement[i].to < quarter &&
		    !query_reversed(s, s->disbursement[i].index, quarter);
	return n;
}

size_t
query_adhoc(const struct state *s, uint32_t quarter)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_disbursement; i++)
		n += s->disbursement[i].recorded == quarter &&
		    s->disbursement[i].form == FORM_AD_HOC &&
		    !query_reversed(s, s->disbursement[i].index, quarter);
	return n;
}
