/*
 * state_span.c - who holds a child when: spans are made anew from the child's
 * own few events, so that a reversal needs no case of its own.
 */
#include "state_part.h"

#include <stdlib.h>
#include <string.h>

/* From that day on nobody holds the child. */
static void
span_cut(struct state_child *c, int32_t day)
{
	size_t i;

	for (i = 0; i < c->n_span; i++)
		if (c->span[i].until > day)
			c->span[i].until = day;
}

/* From that day on this sponsor holds it, and nobody else: whatever the rules
 * let pass, no day has two (E1). */
static enum err
span_add(struct state_child *c, size_t sponsor, size_t assignment, int32_t from)
{
	enum err e;

	span_cut(c, from);
	e = state_grow(&c->span, c->n_span, sizeof(*c->span));
	if (e == ERR_OK)
		c->span[c->n_span++] =
		    (struct state_span){sponsor, assignment, from, DATE_NEVER};
	return e;
}

/* Spans without a day, as of an assignment that ended before it began. */
static void
span_sweep(struct state_child *c)
{
	size_t i, n = 0;

	for (i = 0; i < c->n_span; i++)
		if (c->span[i].from < c->span[i].until)
			c->span[n++] = c->span[i];
	c->n_span = n;
}

static void
attributes_put(struct child_attributes *a, const struct child_attributes *set)
{
	if (set->category != 0)
		a->category = set->category;
	if (set->cluster[0] != '\0')
		memcpy(a->cluster, set->cluster, STATE_WORD);
	if (set->hamlet[0] != '\0')
		memcpy(a->hamlet, set->hamlet, STATE_WORD);
	if (set->level[0] != '\0')
		memcpy(a->level, set->level, STATE_WORD);
	if (set->school[0] != '\0')
		memcpy(a->school, set->school, STATE_WORD);
}

static enum err
change_put(struct state_child *c, const struct state_change *x)
{
	size_t a;

	switch (x->change) {
	case CHANGE_END:
		span_cut(c, x->effective);
		return ERR_OK;
	case CHANGE_TRANSFER:
	case CHANGE_REINSTATE:
		a = c->n_span == 0 ? STATE_NONE
				   : c->span[c->n_span - 1].assignment;
		return span_add(c, x->to_sponsor, a, x->effective);
	case CHANGE_ATTRIBUTES:
		attributes_put(&c->now, &x->set);
		return ERR_OK;
	case CHANGE_SUSPEND:
	case CHANGE_RESUME:
		return ERR_OK;
	}
	return ERR_OK;
}

enum err
state_child_rebuild(struct state *s, size_t child)
{
	struct state_child *c = &s->child[child];
	enum err e = ERR_OK;
	size_t i;

	c->n_span = 0;
	free(c->span);
	c->span = NULL;
	c->now = c->entry;
	for (i = c->event; e == ERR_OK && i != STATE_NONE;
	     i = s->event[i].next) {
		const struct state_entry *x = &s->entry[s->event[i].index];

		if (x->reversed_by != UINT64_MAX)
			continue;
		if (x->kind == KIND_CHANGE)
			e = change_put(c, &s->change[x->at]);
		else if (!s->assignment[x->at].refused)
			e = span_add(c, s->assignment[x->at].sponsor, x->at,
			    s->assignment[x->at].from);
	}
	span_sweep(c);
	return e;
}

const struct state_span *
state_child_span(const struct state *s, size_t child, int32_t day)
{
	const struct state_child *c = &s->child[child];
	size_t i;

	for (i = c->n_span; i-- > 0;)
		if (c->span[i].from <= day && day < c->span[i].until)
			return &c->span[i];
	return NULL;
}

size_t
state_child_holder(const struct state *s, size_t child, int32_t day)
{
	const struct state_span *x;

	x = state_child_span(s, child, day);
	return x == NULL ? STATE_NONE : x->sponsor;
}

bool
state_contributes(const struct state *s, size_t child, size_t sponsor,
    int32_t day)
{
	const struct state_span *x;
	const struct state_assignment *a;
	size_t i;

	x = state_child_span(s, child, day);
	if (x == NULL || x->sponsor == sponsor)
		return x != NULL;
	if (x->assignment == STATE_NONE)
		return false;
	a = &s->assignment[x->assignment];
	for (i = 0; i < a->n_share; i++)
		if (a->share[i] == sponsor)
			return true;
	return false;
}

int32_t
state_age_date(const struct state *s, size_t child, int32_t day)
{
	int64_t years;

	years = policy_value(s, PARAM_END_AGE, quarter_of_date(day));
	return date_add_years(s->child[child].birth,
	    (int32_t)(years > 200 ? 200 : years));
}

bool
state_child_supported(const struct state *s, size_t child, int32_t day)
{
	return state_child_holder(s, child, day) != STATE_NONE &&
	    day < state_age_date(s, child, day);
}

/* The latest standing change up to that day of a pair that undo each other. */
static const struct state_change *
latest(const struct state *s, size_t child, int32_t day, enum change a,
    enum change b)
{
	const struct state_change *best = NULL;
	size_t i;

	for (i = s->child[child].event; i != STATE_NONE; i = s->event[i].next) {
		const struct state_entry *x = &s->entry[s->event[i].index];
		const struct state_change *c;

		if (x->kind != KIND_CHANGE || x->reversed_by != UINT64_MAX)
			continue;
		c = &s->change[x->at];
		if ((c->change == a || c->change == b) && c->effective <= day &&
		    (best == NULL || c->effective >= best->effective))
			best = c;
	}
	return best;
}

bool
state_child_suspended(const struct state *s, size_t child, int32_t day)
{
	const struct state_change *c;

	c = latest(s, child, day, CHANGE_SUSPEND, CHANGE_RESUME);
	return c != NULL && c->change == CHANGE_SUSPEND;
}

const struct state_change *
state_child_end(const struct state *s, size_t child, int32_t day)
{
	const struct state_change *c;

	c = latest(s, child, day, CHANGE_END, CHANGE_REINSTATE);
	return c != NULL && c->change == CHANGE_END ? c : NULL;
}
