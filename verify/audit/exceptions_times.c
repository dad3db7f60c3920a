/*
 * exceptions_times.c - questions about days: late, dated back, reversed just
 * before a quarter closed, far from the decision or before it.
 */
#include <string.h>

#include "exceptionwork.h"

struct dated {
	uint64_t index;
	int32_t date;
	size_t sponsor, child;
	const char *unit;
};

/* Dated back into what was out is worse than late, and said alone. */
static void
look(struct exceptions *x, const struct book *b, const struct dated *d)
{
	const struct state_entry *n = &b->state->entry[d->index];
	struct exception_at at = {EXCEPTION_BACKDATED, d->index, EXCEPTION_NONE,
	    d->sponsor, d->child, d->unit, (int64_t)n->date - d->date};

	if (state_is_reversed(b->state, d->index))
		return;
	if (!book_is_published(b, quarter_of_date(d->date), d->index)) {
		if (at.n <= policy_value(b->state, PARAM_LATE_DAYS, n->quarter))
			return;
		at.what = EXCEPTION_LATE;
	}
	exceptions_add(x, b, &at);
}

static void
look_reversal(struct exceptions *x, const struct book *b,
    const struct state_reversal *r)
{
	const struct state_entry *t = &b->state->entry[r->target],
				 *n = &b->state->entry[r->index];
	const int64_t left = (int64_t)quarter_last(n->quarter) - n->date;
	const struct state_disbursement *d;

	if (t->kind != KIND_DISBURSEMENT || t->at == STATE_NONE ||
	    left >= exceptions_bound(LIMIT_END_DAYS))
		return;
	d = &b->state->disbursement[t->at];
	exceptions_add(x, b,
	    &(struct exception_at){EXCEPTION_REVERSED_AT_END, r->index,
		r->target, d->sponsor, d->child, NULL, left});
}

void
exceptions_times(struct exceptions *x, const struct book *b)
{
	const struct state *s = b->state;
	const struct state_disbursement *d;
	size_t i;

	for (i = 0; i < s->n_disbursement; i++)
		look(x, b,
		    &(struct dated){s->disbursement[i].index,
			s->disbursement[i].date, s->disbursement[i].sponsor,
			s->disbursement[i].child, NULL});
	for (i = 0; i < s->n_confirmation; i++) {
		if (s->confirmation[i].disbursement == STATE_NONE)
			continue;
		d = &s->disbursement[s->confirmation[i].disbursement];
		look(x, b,
		    &(struct dated){s->confirmation[i].index,
			s->confirmation[i].date, STATE_NONE, d->child,
			s->confirmation[i].confirmer});
	}
	for (i = 0; i < s->n_visit; i++)
		look(x, b,
		    &(struct dated){s->visit[i].index, s->visit[i].date,
			s->visit[i].sponsor, s->visit[i].child, NULL});
	for (i = 0; i < s->n_reversal; i++)
		look_reversal(x, b, &s->reversal[i]);
}

/* The document whose number the basis names; of several the first that came. */
static const struct state_document *
decision(const struct book *b, const char *basis)
{
	const struct state *s = b->state;
	size_t i;

	for (i = 0; i < s->n_document; i++)
		if (s->document[i].number[0] != '\0' &&
		    s->document[i].date != DATE_NEVER &&
		    strstr(basis, s->document[i].number) != NULL)
			return &s->document[i];
	return NULL;
}

/* Opening assignments are older than the ledger, and say so. */
void
exceptions_decisions(struct exceptions *x, const struct book *b)
{
	const struct state *s = b->state;
	const struct state_assignment *a;
	const struct state_document *d;
	struct exception_at at;
	size_t i;

	for (i = 0; i < s->n_assignment; i++) {
		a = &s->assignment[i];
		if (a->opening || state_is_reversed(s, a->index))
			continue;
		d = decision(b, book_basis(b, a->index));
		if (d == NULL)
			continue;
		at = (struct exception_at){EXCEPTION_DECISION_GAP, a->index,
		    d->index, a->sponsor, a->child, NULL,
		    (int64_t)a->from - d->date};
		if (at.n < 0) {
			at.what = EXCEPTION_BEFORE_DECISION;
			at.n = -at.n;
		} else if (at.n <= exceptions_bound(LIMIT_DECISION_DAYS))
			continue;
		exceptions_add(x, b, &at);
	}
}
