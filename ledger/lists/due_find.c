/*
 * due_find.c - looking for what is due: objections, requests, children whose
 * age or suspension asks for a decision, and what units owe.
 */
#include "due.h"

#include "queries.h"

#include <stdio.h>

static const char *
holder(const struct due *d, size_t child, int32_t day)
{
	size_t at = child == STATE_NONE ? STATE_NONE
					: state_child_holder(d->s, child, day);

	return at == STATE_NONE ? "" : d->s->sponsor[at].code;
}

static void
requests(struct due *d)
{
	size_t i;

	for (i = 0; i < d->s->n_request; i++) {
		const struct state_request *r = &d->s->request[i];
		char answer[SAY_MAX], done[SAY_MAX];
		struct due_item *x;

		if (!query_request_is_open(d->s, i, part_as_of(d->ask)))
			continue;
		x = due_add(d, DUE_REQUEST, r->answer_due, r->child, "");
		if (x == NULL)
			return;
		say_date(answer, r->answer_due);
		say_date(done, r->done_due);
		(void)snprintf(x->say, sizeof(x->say),
		    "yêu cầu về dữ liệu, dòng %llu: hạn trả lời %s%s, hạn "
		    "xong %s%s",
		    (unsigned long long)r->index, answer,
		    d->ask->today > r->answer_due ? " (quá hạn)" : "", done,
		    d->ask->today > r->done_due ? " (quá hạn)" : "");
	}
}

/* Whom it is about, where that is plain. */
static size_t
child_of(const struct state *s, const struct state_entry *x)
{
	if (x->at == STATE_NONE)
		return STATE_NONE;
	if (x->kind == KIND_DISBURSEMENT)
		return s->disbursement[x->at].child;
	return x->kind == KIND_CHILD ? x->at : STATE_NONE;
}

/* FORMAT 6.6: they keep their quarter from being opened. */
static void
disputed(struct due *d)
{
	size_t i, child;

	for (i = 0; i < d->s->n_entry; i++) {
		const struct state_entry *e = &d->s->entry[i];
		struct due_item *x;

		if (!state_is_disputed(d->s, i))
			continue;
		child = child_of(d->s, e);
		x = due_add(d, DUE_DISPUTED, e->date, child,
		    holder(d, child, d->ask->today));
		if (x != NULL)
			(void)snprintf(x->say, sizeof(x->say),
			    "dòng %zu bị ngờ: khóa đã ký dòng này bị lộ", i);
	}
}

void
due_answers(struct due *d)
{
	int32_t day;
	size_t i;

	disputed(d);
	for (i = 0; i < d->s->n_objection; i++) {
		const struct state_objection *o = &d->s->objection[i];
		struct due_item *x;

		if (!query_objection_is_open(d->s, i, part_as_of(d->ask)))
			continue;
		day = query_objection_due(d->s, i);
		x = due_add(d, DUE_OBJECTION, day, o->child,
		    holder(d, o->child, d->ask->today));
		if (x != NULL)
			(void)snprintf(x->say, sizeof(x->say),
			    "ý kiến chưa trả lời, dòng %llu%s",
			    (unsigned long long)o->index,
			    d->ask->today > day ? " (quá hạn)" : "");
	}
	requests(d);
}

/* The end age: past it and still held, or coming. */
static void
age(struct due *d, size_t child)
{
	const struct list_ask *ask = d->ask;
	int32_t day = state_age_date(d->s, child, ask->today);
	struct due_item *x;

	if (ask->today >= day)
		x = due_add(d, DUE_PAST_AGE, day, child,
		    holder(d, child, ask->today));
	else if (day - ask->today <= (int32_t)d->within)
		x = due_add(d, DUE_AGE, day, child,
		    holder(d, child, ask->today));
	else
		return;
	if (x != NULL)
		(void)snprintf(x->say, sizeof(x->say), "%s %lld tuổi%s",
		    x->matter == DUE_AGE ? "sắp đủ" : "đã đủ",
		    (long long)policy_value(d->s, PARAM_END_AGE,
			quarter_of_date(ask->today)),
		    x->matter == DUE_AGE ? "" : ", chưa có dòng kết thúc");
}

static void
suspended(struct due *d, size_t child)
{
	const struct state *s = d->s;
	int32_t since = DATE_NEVER;
	struct due_item *x;
	size_t i;

	if (!state_child_suspended(s, child, d->ask->today))
		return;
	for (i = 0; i < s->n_change; i++)
		if (s->change[i].child == child &&
		    s->change[i].change == CHANGE_SUSPEND &&
		    !state_is_reversed(s, s->change[i].index))
			since = s->change[i].effective;
	x = due_add(d, DUE_SUSPENDED, since, child,
	    holder(d, child, d->ask->today));
	if (x != NULL)
		(void)snprintf(x->say, sizeof(x->say), "đang tạm dừng");
}

void
due_children(struct due *d)
{
	size_t i;

	for (i = 0; i < d->s->n_child; i++) {
		if (state_child_span(d->s, i, d->ask->today) == NULL)
			continue;
		age(d, i);
		suspended(d, i);
	}
}

/* Who refused, while nobody else holds the child. */
static void
refused(struct due *d, const struct state_assignment *a)
{
	const struct state *s = d->s;
	size_t at = state_child_holder(s, a->child, d->ask->today);
	struct due_item *x;

	if (at != STATE_NONE && at != a->sponsor)
		return;
	x = due_add(d, DUE_REFUSED, a->from, a->child,
	    s->sponsor[a->sponsor].code);
	if (x != NULL)
		(void)snprintf(x->say, sizeof(x->say),
		    "đơn vị không nhận phân công, dòng %llu",
		    (unsigned long long)a->index);
}

/* One line for each unit, not one for each child. */
static void
not_accepted(struct due *d, size_t sponsor)
{
	const struct state *s = d->s;
	int32_t first = DATE_NEVER, due, today = d->ask->today;
	struct due_item *x;
	size_t i, n = 0;

	for (i = 0; i < s->n_assignment; i++) {
		const struct state_assignment *a = &s->assignment[i];

		if (a->sponsor != sponsor || a->accepted ||
		    state_is_reversed(s, a->index))
			continue;
		due = query_accept_due(s, i);
		if (a->refused) {
			refused(d, a);
		} else if (today > due &&
		    state_child_holder(s, a->child, today) == sponsor) {
			first = due < first ? due : first;
			n++;
		}
	}
	if (n == 0)
		return;
	x = due_add(d, DUE_NOT_ACCEPTED, first, STATE_NONE,
	    s->sponsor[sponsor].code);
	if (x != NULL)
		(void)snprintf(x->say, sizeof(x->say),
		    "%02zu phân công chưa có dòng nhận đỡ đầu", n);
}

/* Is this child the first that has its school? */
static bool
first_of_school(const struct state *s, size_t child)
{
	size_t i;

	for (i = 0; i < child; i++)
		if (span_eq(span_str(s->child[i].now.school),
			span_str(s->child[child].now.school)))
			return false;
	return true;
}

static void
no_followup(struct due *d, size_t first)
{
	const struct state *s = d->s;
	uint32_t q = quarter_of_date(d->ask->today) - 1;
	const char *school = s->child[first].now.school;
	char quarter[SAY_MAX];
	struct due_item *x;
	size_t i, n = 0;

	for (i = first; i < s->n_child; i++)
		n += span_eq(span_str(s->child[i].now.school),
			 span_str(school)) &&
		    state_child_supported(s, i, quarter_last(q)) &&
		    state_child_supported(s, i, d->ask->today) &&
		    !part_followed(s, i, q, d->ask);
	if (n == 0)
		return;
	x = due_add(d, DUE_NO_FOLLOWUP, query_report_due(s, q), STATE_NONE,
	    school);
	if (x == NULL)
		return;
	say_quarter(quarter, q);
	(void)snprintf(x->say, sizeof(x->say),
	    "%02zu em chưa có dòng theo dõi học tập %s", n, quarter);
}

/* No report was entered since the last quarter ended. */
static void
no_report(struct due *d)
{
	const struct state *s = d->s;
	uint32_t q = quarter_of_date(d->ask->today) - 1;
	char quarter[SAY_MAX];
	struct due_item *x;
	size_t i;

	if (query_supported(s, quarter_last(q)) == 0)
		return;
	for (i = 0; i < s->n_entry; i++)
		if (s->entry[i].kind == KIND_REPORT &&
		    s->entry[i].date > quarter_last(q))
			return;
	x = due_add(d, DUE_REPORT, query_report_due(s, q), STATE_NONE, "");
	if (x == NULL)
		return;
	say_quarter(quarter, q);
	(void)snprintf(x->say, sizeof(x->say),
	    "báo cáo %s chưa ghi nhận vào sổ", quarter);
}

void
due_units(struct due *d)
{
	const struct state *s = d->s;
	struct due_item *x;
	size_t i, n = 0;

	for (i = 0; i < s->n_sponsor; i++)
		not_accepted(d, i);
	for (i = 0; i < s->n_child; i++)
		if (first_of_school(s, i))
			no_followup(d, i);
	no_report(d);
	for (i = 0; i < s->n_child; i++)
		n += s->child[i].n_span == 0 &&
		    part_is_active(s, i, d->ask->today);
	if (n == 0)
		return;
	x = due_add(d, DUE_WAITING, DATE_NEVER, STATE_NONE, "");
	if (x != NULL)
		(void)snprintf(x->say, sizeof(x->say),
		    "%02zu em chưa có đơn vị đỡ đầu", n);
}
