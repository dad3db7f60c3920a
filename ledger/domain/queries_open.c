/*
 * queries_open.c - what waits: rows for a confirmation, objections and
 * requests for an answer, children for a word of their school; and until when.
 */
#include "queries.h"

size_t
query_confirmed_by(const struct state *s, uint32_t quarter, uint32_t as_of,
    enum outcome o, bool by_paper)
{
	const struct state_confirmation *c;
	size_t i, n = 0;

	for (i = 0; i < s->n_disbursement; i++) {
		const struct state_disbursement *d = &s->disbursement[i];

		if (d->recorded != quarter ||
		    query_reversed(s, d->index, as_of))
			continue;
		c = query_confirmation(s, i, as_of);
		n += c != NULL && c->outcome == o && c->by_paper == by_paper;
	}
	return n;
}

int64_t
query_confirmed_money(const struct state *s, uint32_t quarter, uint32_t as_of)
{
	const struct state_confirmation *c;
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < s->n_disbursement; i++) {
		const struct state_disbursement *d = &s->disbursement[i];

		if (d->recorded != quarter ||
		    query_reversed(s, d->index, as_of))
			continue;
		c = query_confirmation(s, i, as_of);
		if (c != NULL && c->outcome == OUTCOME_FULL)
			sum += d->amount;
		else if (c != NULL && c->outcome == OUTCOME_SHORT)
			sum += c->received;
	}
	return sum;
}

bool
query_is_unconfirmed(const struct state *s, size_t disbursement, uint32_t as_of)
{
	const struct state_disbursement *d = &s->disbursement[disbursement];

	return d->recorded <= as_of && !query_reversed(s, d->index, as_of) &&
	    query_confirmation(s, disbursement, as_of) == NULL;
}

size_t
query_unconfirmed(const struct state *s, uint32_t quarter, uint32_t as_of)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_disbursement; i++)
		n += s->disbursement[i].recorded == quarter &&
		    query_is_unconfirmed(s, i, as_of);
	return n;
}

static bool
is_open(const struct state *s, uint64_t index, uint64_t answered_by,
    uint32_t as_of)
{
	return s->entry[index].quarter <= as_of &&
	    (answered_by == UINT64_MAX ||
		s->entry[answered_by].quarter > as_of);
}

bool
query_objection_is_open(const struct state *s, size_t objection, uint32_t as_of)
{
	const struct state_objection *x = &s->objection[objection];

	return is_open(s, x->index, x->answered_by, as_of);
}

bool
query_request_is_open(const struct state *s, size_t request, uint32_t as_of)
{
	const struct state_request *x = &s->request[request];

	return is_open(s, x->index, x->answered_by, as_of);
}

size_t
query_open_objections(const struct state *s, uint32_t as_of)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_objection; i++)
		n += query_objection_is_open(s, i, as_of);
	return n;
}

size_t
query_open_requests(const struct state *s, uint32_t as_of)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_request; i++)
		n += query_request_is_open(s, i, as_of);
	return n;
}

const struct state_followup *
query_followup_of(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of)
{
	const struct state_followup *f;
	size_t i;

	for (i = s->child[child].followup; i != STATE_NONE; i = f->earlier) {
		f = &s->followup[i];
		if (f->quarter == quarter && f->recorded <= as_of &&
		    !query_reversed(s, f->index, as_of))
			return f;
	}
	return NULL;
}

struct query_followup
query_followup(const struct state *s, uint32_t quarter, uint32_t as_of)
{
	struct query_followup x = {0, 0, 0};
	const struct state_followup *f;
	size_t i;

	for (i = 0; i < s->n_child; i++) {
		if (!state_child_supported(s, i, quarter_last(quarter)))
			continue;
		x.supported++;
		f = query_followup_of(s, i, quarter, as_of);
		x.followed += f != NULL && f->followed;
		x.risk += f != NULL && f->risk;
	}
	return x;
}

static int32_t
days_after(const struct state *s, int32_t day, enum param p)
{
	int64_t n = policy_value(s, p, quarter_of_date(day));

	return n >= DATE_MAX - day ? DATE_MAX : day + (int32_t)n;
}

int32_t
query_accept_due(const struct state *s, size_t assignment)
{
	return days_after(s, s->entry[s->assignment[assignment].index].date,
	    PARAM_ACCEPT_DAYS);
}

int32_t
query_confirm_due(const struct state *s, size_t disbursement)
{
	return days_after(s, s->disbursement[disbursement].date,
	    PARAM_CONFIRM_DAYS);
}

int32_t
query_objection_due(const struct state *s, size_t objection)
{
	int32_t day = s->objection[objection].date;

	return date_add_workdays(day,
	    policy_value(s, PARAM_OBJECTION_DAYS, quarter_of_date(day)));
}

int32_t
query_report_due(const struct state *s, uint32_t quarter)
{
	return days_after(s, quarter_last(quarter), PARAM_REPORT_DAYS);
}

int32_t
query_age_notice(const struct state *s, size_t child, int32_t today)
{
	int64_t n =
	    policy_value(s, PARAM_AGE_NOTICE_DAYS, quarter_of_date(today));
	int32_t day = state_age_date(s, child, today);

	return n > day - DATE_MIN ? DATE_MIN : day - (int32_t)n;
}
