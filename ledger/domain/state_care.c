/*
 * state_care.c - visits, guidance, follow-up and consents, each linked to the
 * one before of the same child or sponsor.
 */
#include "state_part.h"

static const char *const scope_words[SCOPES] = {"image", "name", "story",
    "money-public", "other"};

static enum err
add_visit(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_visit v = {.index = r->index,
	    .date = state_date(o, "date"),
	    .recorded = s->entry[r->index].quarter};
	enum err e;

	e = state_need_child(&v.child, s, j_str(o, "child"));
	if (e != ERR_OK || v.child == STATE_NONE)
		return e;
	e = state_need_sponsor(&v.sponsor, s, j_str(o, "sponsor"), r->index);
	if (e == ERR_OK)
		e = state_grow(&s->visit, s->n_visit, sizeof(v));
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->n_visit;
	s->visit[s->n_visit++] = v;
	return ERR_OK;
}

static enum err
add_guidance(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_guidance g = {.index = r->index,
	    .date = state_date(o, "date"),
	    .recorded = s->entry[r->index].quarter};
	enum err e;

	e = state_need_child(&g.child, s, j_str(o, "child"));
	if (e != ERR_OK || g.child == STATE_NONE)
		return e;
	g.earlier = s->child[g.child].guidance;
	state_copy(g.subject, sizeof(g.subject), j_str(o, "subject"));
	state_copy(g.result, sizeof(g.result), j_str(o, "result"));
	state_copy(g.unit, sizeof(g.unit), j_str(o, "unit"));
	e = state_grow(&s->guidance, s->n_guidance, sizeof(g));
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->child[g.child].guidance = s->n_guidance;
	s->guidance[s->n_guidance++] = g;
	return ERR_OK;
}

static enum err
add_followup(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_followup f = {.index = r->index,
	    .date = state_date(o, "date"),
	    .quarter = state_quarter(o, "quarter"),
	    .recorded = s->entry[r->index].quarter,
	    .followed = j_bool(o, "followed"),
	    .risk = j_bool(o, "risk")};
	enum err e;

	e = state_need_child(&f.child, s, j_str(o, "child"));
	if (e != ERR_OK || f.child == STATE_NONE)
		return e;
	f.earlier = s->child[f.child].followup;
	state_copy(f.unit, sizeof(f.unit), j_str(o, "unit"));
	e = state_grow(&s->followup, s->n_followup, sizeof(f));
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->child[f.child].followup = s->n_followup;
	s->followup[s->n_followup++] = f;
	return ERR_OK;
}

static enum err
add_consent(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_consent c = {.index = r->index,
	    .child = STATE_NONE,
	    .sponsor = STATE_NONE,
	    .scope = (enum scope)state_word(o, "scope", scope_words, SCOPES),
	    .given = j_bool(o, "given"),
	    .date = state_date(o, "date")};
	size_t *head;
	enum err e;

	e = state_grow(&s->consent, s->n_consent, sizeof(c));
	if (e == ERR_OK)
		e = j_null(o, "child")
		    ? state_need_sponsor(&c.sponsor, s, j_str(o, "sponsor"),
			  r->index)
		    : state_need_child(&c.child, s, j_str(o, "child"));
	if (e != ERR_OK || (c.child == STATE_NONE && c.sponsor == STATE_NONE))
		return e;
	head = c.child != STATE_NONE ? &s->child[c.child].consent
				     : &s->sponsor[c.sponsor].consent;
	c.earlier = *head;
	*head = s->entry[r->index].at = s->n_consent;
	state_copy(c.by, sizeof(c.by), j_str(o, "by"));
	s->consent[s->n_consent++] = c;
	if (c.sponsor != STATE_NONE)
		state_sponsor_rebuild(s, c.sponsor);
	return ERR_OK;
}

enum err
state_add_care(struct state *s, const struct record *r)
{
	switch ((int)r->st->kind) {
	case KIND_VISIT:
		return add_visit(s, r);
	case KIND_GUIDANCE:
		return add_guidance(s, r);
	case KIND_FOLLOWUP:
		return add_followup(s, r);
	default:
		break;
	}
	return add_consent(s, r);
}

const struct state_consent *
state_consent(const struct state *s, size_t head, enum scope scope)
{
	size_t i;

	for (i = head; i != STATE_NONE; i = s->consent[i].earlier)
		if (s->consent[i].scope == scope)
			return &s->consent[i];
	return NULL;
}
