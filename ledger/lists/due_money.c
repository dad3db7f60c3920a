/*
 * due_money.c - looking for what is due: money that is short, missing or not
 * confirmed.
 */
#include "due.h"

#include "queries.h"

#include <stdio.h>

#define SOON 30 /* days before a quarter ends in which units are reminded */

static const char *
why(enum below b)
{
	switch (b) {
	case BELOW_NOTHING:
		return " (chưa có gì tính vào quý)";
	case BELOW_SPREAD:
		return " (chia cho nhiều quý)";
	case BELOW_PLEDGE:
		return " (mức đăng ký thấp)";
	case BELOW_NOT:
	case BELOW_SHORT:
		return "";
	}
	return "";
}

/* Tested, below, and not exempt. */
static void
below(struct due *d, size_t child, uint32_t quarter, enum due_matter m)
{
	const struct state *s = d->s;
	struct query_minimum q;
	char got[SAY_MAX], least[SAY_MAX], when[SAY_MAX];
	struct due_item *x;
	size_t at = state_child_holder(s, child, d->ask->today);

	q = query_minimum(s, child, quarter, part_as_of(d->ask));
	if (!q.tested || q.exempt || q.why == BELOW_NOT)
		return;
	x = due_add(d, m, quarter_last(quarter), child,
	    at == STATE_NONE ? "" : s->sponsor[at].code);
	if (x == NULL)
		return;
	say_money(got, q.counted);
	say_money(least, q.minimum);
	say_quarter(when, quarter);
	(void)snprintf(x->say, sizeof(x->say), "%s: %s, dưới mức %s%s", when,
	    got, least, why(q.why));
}

/* Nothing at all for this quarter, although it began some while ago. */
static bool
nothing_yet(struct due *d, size_t child, uint32_t quarter)
{
	const struct state *s = d->s;
	struct money_filter f = MONEY_ALL;
	int64_t days = policy_value(s, PARAM_LATE_DAYS, quarter);
	const struct state_span *x;
	char when[SAY_MAX];
	struct due_item *i;
	int32_t from;

	x = state_child_span(s, child, d->ask->today);
	from = quarter_first(quarter);
	from = x->from > from ? x->from : from;
	f.child = child;
	if (d->ask->today - from <= days ||
	    query_allocated(s, quarter, part_as_of(d->ask), &f) > 0)
		return false;
	i = due_add(d, DUE_NOTHING_YET, (int32_t)(from + days), child,
	    s->sponsor[x->sponsor].code);
	if (i == NULL)
		return false;
	say_quarter(when, quarter);
	(void)snprintf(i->say, sizeof(i->say),
	    "%s: chưa có khoản hỗ trợ nào, chậm quá %lld ngày", when,
	    (long long)days);
	return true;
}

static void
row(struct due *d, size_t at)
{
	const struct state *s = d->s;
	const struct state_disbursement *p = &s->disbursement[at];
	uint32_t as_of = part_as_of(d->ask);
	const struct state_confirmation *c;
	const char *unit = s->sponsor[p->sponsor].code;
	char amount[SAY_MAX], got[SAY_MAX] = "";
	struct due_item *x;

	if (p->recorded > as_of || query_reversed(s, p->index, as_of))
		return;
	c = query_confirmation(s, at, as_of);
	if (c != NULL && c->outcome == OUTCOME_FULL)
		return;
	if (c == NULL && d->ask->today <= query_confirm_due(s, at))
		return;
	x = due_add(d, c == NULL ? DUE_UNCONFIRMED : DUE_NOT_RECEIVED,
	    c == NULL ? query_confirm_due(s, at) : c->date, p->child, unit);
	if (x == NULL)
		return;
	say_money(amount, p->amount);
	if (c != NULL && c->outcome == OUTCOME_SHORT) {
		char money[SAY_MAX];

		say_money(money, c->received);
		(void)snprintf(got, sizeof(got), ", nhận %.40s", money);
	}
	(void)snprintf(x->say, sizeof(x->say), "phiếu %s, %s: %s%s", p->voucher,
	    amount, c == NULL ? "chưa xác nhận" : word_outcome(c->outcome),
	    got);
}

void
due_money(struct due *d)
{
	uint32_t q = quarter_of_date(d->ask->today);
	bool ending = quarter_last(q) - d->ask->today <= SOON;
	size_t i;

	for (i = 0; i < d->s->n_disbursement; i++)
		row(d, i);
	for (i = 0; i < d->s->n_child; i++) {
		if (!state_child_supported(d->s, i, d->ask->today))
			continue;
		below(d, i, q - 1, DUE_BELOW);
		if (!nothing_yet(d, i, q) && ending)
			below(d, i, q, DUE_BELOW_SO_FAR);
	}
}
