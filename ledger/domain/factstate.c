/*
 * factstate.c - rows of the state into facts, children renumbered to those
 * that were ever supported.
 */
#include "factstate.h"

#include <stdlib.h>
#include <string.h>

#include "queries.h"

struct walk {
	struct facts *f;
	const struct state *s;
	uint32_t period;
	int32_t last;  /* day of the period */
	size_t *child; /* of the state to that of the facts */
};

static bool
is_entered(const struct walk *w, uint64_t index)
{
	return w->s->entry[index].quarter <= w->period;
}

static enum err
add_sponsors(struct walk *w)
{
	struct facts_sponsor x;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < w->s->n_sponsor && e == ERR_OK; i++) {
		const struct state_sponsor *s = &w->s->sponsor[i];

		memset(&x, 0, sizeof(x));
		memcpy(x.code, s->code, sizeof(x.code));
		memcpy(x.name, s->name, sizeof(x.name));
		x.group = s->group;
		x.money_public = s->money_public;
		x.person = s->person;
		e = facts_add_sponsor(w->f, &x, NULL);
	}
	return e;
}

/* A span that had days, and was known, by the end of the period. */
static bool
is_known(const struct walk *w, const struct state_span *x)
{
	return x->from <= w->last && x->from < x->until &&
	    (x->assignment == STATE_NONE ||
		is_entered(w, w->s->assignment[x->assignment].index));
}

/* The first such span of a child, or NULL. */
static const struct state_span *
first_span(const struct walk *w, const struct state_child *c)
{
	size_t i;

	for (i = 0; i < c->n_span; i++)
		if (is_known(w, &c->span[i]))
			return &c->span[i];
	return NULL;
}

static enum err
add_ties(struct walk *w, size_t child)
{
	const struct state_child *c = &w->s->child[child];
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < c->n_span && e == ERR_OK; i++) {
		const struct state_span *x = &c->span[i];

		if (!is_known(w, x))
			continue;
		w->f->sponsor[x->sponsor].counted = true;
		e = facts_add_tie(w->f, w->child[child], x->sponsor);
	}
	return e;
}

/* The quarter in which the ledger first knew that the child was supported, be
 * it by relief alone; false if it did not by the end of the period. */
static bool
entered(uint32_t *q, const struct walk *w, size_t child)
{
	const struct state_span *x = first_span(w, &w->s->child[child]);
	uint32_t known;
	size_t i;

	if (x != NULL) {
		*q = quarter_of_date(x->from);
		known = x->assignment == STATE_NONE
		    ? *q
		    : w->s->entry[w->s->assignment[x->assignment].index]
			  .quarter;
		*q = known > *q ? known : *q;
		return true;
	}
	for (i = 0; i < w->s->n_disbursement; i++)
		if (w->s->disbursement[i].child == child &&
		    is_entered(w, w->s->disbursement[i].index)) {
			*q = w->s->disbursement[i].recorded;
			return true;
		}
	return false;
}

static enum err
add_children(struct walk *w)
{
	struct facts_child x;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < w->s->n_child && e == ERR_OK; i++) {
		const struct state_child *c = &w->s->child[i];
		uint32_t q;

		w->child[i] = FACTS_NOBODY;
		if (!is_entered(w, c->index) || !entered(&q, w, i))
			continue;
		memset(&x, 0, sizeof(x));
		memcpy(x.household, c->household, sizeof(x.household));
		memcpy(x.cluster, c->entry.cluster, sizeof(x.cluster));
		memcpy(x.level, c->entry.level, sizeof(x.level));
		memcpy(x.hamlet, c->entry.hamlet, sizeof(x.hamlet));
		memcpy(x.school, c->entry.school, sizeof(x.school));
		x.category = c->entry.category;
		x.entered = q;
		e = facts_add_child(w->f, &x, &w->child[i]);
		if (e == ERR_OK)
			e = add_ties(w, i);
	}
	return e;
}

static enum err
add_payments(struct walk *w)
{
	struct facts_payment x;
	uint64_t by;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < w->s->n_disbursement && e == ERR_OK; i++) {
		const struct state_disbursement *d = &w->s->disbursement[i];

		if (!is_entered(w, d->index))
			continue;
		x = (struct facts_payment){w->child[d->child], d->sponsor,
		    d->recorded, (unsigned)d->kind, d->form == FORM_SCHOOL_YEAR,
		    d->amount, 0};
		e = facts_add_payment(w->f, &x);
		by = w->s->entry[d->index].reversed_by;
		if (e != ERR_OK || by == UINT64_MAX || !is_entered(w, by))
			continue;
		x.quarter = w->s->entry[by].quarter;
		x.amount = -x.amount;
		e = facts_add_payment(w->f, &x);
	}
	return e;
}

/* Children who left school in the period, whatever became of them. */
static uint64_t
dropped_out(const struct walk *w)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < w->s->n_change; i++) {
		const struct state_change *c = &w->s->change[i];

		n += strcmp(c->reason, "bo-hoc") == 0 &&
		    quarter_of_date(c->effective) == w->period &&
		    !state_is_reversed(w->s, c->index);
	}
	return n;
}

static enum err
add_figures(struct walk *w)
{
	const struct state *s = w->s;
	uint32_t q = w->period;
	size_t below, exempt, start, rows;
	enum err e;

	w->f->supported = query_supported(s, w->last);
	w->f->waiting = query_waiting(s, w->last);
	w->f->rows = rows = query_rows(s, q, q);
	w->f->confirmed = query_confirmed(s, q, q, OUTCOME_FULL);
	w->f->minimum = policy_value(s, PARAM_MINIMUM_PER_QUARTER, q);
	start = query_supported(s, quarter_first(q));
	query_below(s, q, q, &below, &exempt);
	e = facts_add_indicator(w->f, "below-minimum", below - exempt, start);
	if (e == ERR_OK)
		e = facts_add_indicator(w->f, "late", query_late(s, q), rows);
	if (e == ERR_OK)
		e = facts_add_indicator(w->f, "ad-hoc", query_adhoc(s, q),
		    start);
	if (e == ERR_OK)
		e = facts_add_indicator(w->f, "short",
		    query_confirmed(s, q, q, OUTCOME_SHORT) +
			query_confirmed(s, q, q, OUTCOME_NOT_RECEIVED),
		    rows);
	return e == ERR_OK
	    ? facts_add_indicator(w->f, "dropped-out", dropped_out(w), start)
	    : e;
}

/* Erased payments that no state can tell the amount of. */
static uint32_t
lost_quarter(const struct walk *w)
{
	uint32_t lost = 0;
	size_t i;

	for (i = 0; i < w->s->n_entry; i++) {
		const struct state_entry *x = &w->s->entry[i];

		if (!x->known && x->quarter <= w->period &&
		    (x->kind == KIND_DISBURSEMENT ||
			x->kind == KIND_REVERSAL) &&
		    x->quarter > lost)
			lost = x->quarter;
	}
	return lost;
}

enum err
facts_from_state(struct facts *f, const struct state *s, uint32_t period)
{
	struct walk w = {.f = f,
	    .s = s,
	    .period = period,
	    .last = quarter_last(period)};
	enum err e;

	w.child = calloc(s->n_child + 1, sizeof(*w.child));
	if (w.child == NULL)
		return ERR_MEMORY;
	f->erased = s->unknown > 0;
	f->lost = lost_quarter(&w);
	f->plan = true;
	e = add_sponsors(&w);
	if (e == ERR_OK)
		e = add_children(&w);
	if (e == ERR_OK)
		e = add_payments(&w);
	if (e == ERR_OK)
		e = add_figures(&w);
	free(w.child);
	return e;
}
