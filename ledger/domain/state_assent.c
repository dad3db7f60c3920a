/*
 * state_assent.c - the sponsor's own word on an assignment: that it takes the
 * child on or refuses, and how much it pledges from which quarter on.
 */
#include "state_part.h"

enum err
state_assignment_rebuild(struct state *s, size_t assignment)
{
	struct state_assignment *a = &s->assignment[assignment];
	bool refused = a->refused;
	size_t i;

	a->accepted = a->refused = false;
	for (i = a->acceptance; i != STATE_NONE; i = s->acceptance[i].earlier)
		if (!state_is_reversed(s, s->acceptance[i].index)) {
			a->accepted = s->acceptance[i].accepted;
			a->refused = !a->accepted;
			break;
		}
	return refused == a->refused ? ERR_OK
				     : state_child_rebuild(s, a->child);
}

enum err
state_add_acceptance(struct state *s, const struct record *r)
{
	struct state_acceptance x = {.index = r->index,
	    .accepted = j_bool(r->payload, "accepted"),
	    .date = state_date(r->payload, "date")};
	const struct state_entry *t;
	enum err e;

	e = state_need_entry(&t, s, r->payload, "assignment", KIND_ASSIGNMENT);
	if (e != ERR_OK || t->at == STATE_NONE)
		return e;
	x.assignment = t->at;
	x.earlier = s->assignment[t->at].acceptance;
	e = state_grow(&s->acceptance, s->n_acceptance, sizeof(x));
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->n_acceptance;
	s->assignment[t->at].acceptance = s->n_acceptance;
	s->acceptance[s->n_acceptance++] = x;
	return state_assignment_rebuild(s, x.assignment);
}

enum err
state_add_level(struct state *s, const struct record *r)
{
	struct state_level x = {.index = r->index,
	    .from = state_quarter(r->payload, "from"),
	    .pledged = j_int(r->payload, "pledged")};
	const struct state_entry *t;
	enum err e;

	e = state_need_entry(&t, s, r->payload, "assignment", KIND_ASSIGNMENT);
	if (e != ERR_OK || t->at == STATE_NONE)
		return e;
	x.assignment = t->at;
	x.earlier = s->assignment[t->at].level;
	e = state_grow(&s->level, s->n_level, sizeof(x));
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->assignment[t->at].level = s->n_level;
	s->level[s->n_level++] = x;
	return ERR_OK;
}

int64_t
state_pledged(const struct state *s, size_t assignment, uint32_t quarter)
{
	const struct state_level *x, *best = NULL;
	size_t i;

	for (i = s->assignment[assignment].level; i != STATE_NONE;
	     i = x->earlier) {
		x = &s->level[i];
		if (x->from <= quarter && !state_is_reversed(s, x->index) &&
		    (best == NULL || x->from > best->from))
			best = x;
	}
	return best == NULL ? s->assignment[assignment].pledged : best->pledged;
}
