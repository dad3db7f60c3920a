/*
 * state_answer.c - what is said about entries: confirmations, acceptances,
 * levels, objections, requests; and visits and documents.
 */
#include "state_part.h"

static const char *const outcome_words[OUTCOMES] = {"full", "short",
    "not-received", "not-met"};

static enum err
add_confirmation(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_confirmation c = {.index = r->index,
	    .outcome =
		(enum outcome)state_word(o, "outcome", outcome_words, OUTCOMES),
	    .by_paper = span_is(j_span(o, "by"), "paper"),
	    .received = j_null(o, "received") ? 0 : j_int(o, "received"),
	    .date = state_date(o, "date"),
	    .recorded = s->entry[r->index].quarter};
	const struct state_entry *t;
	enum err e;

	t = state_ref(s, o, "disbursement");
	if (t == NULL || t->kind != KIND_DISBURSEMENT)
		return ERR_MISSING;
	if (t->at == STATE_NONE)
		return ERR_OK;
	c.disbursement = t->at;
	c.earlier = s->disbursement[t->at].confirmation;
	state_copy(c.confirmer, sizeof(c.confirmer), j_str(o, "confirmer"));
	e = state_grow(&s->confirmation, s->n_confirmation, sizeof(c));
	if (e != ERR_OK)
		return e;
	s->disbursement[t->at].confirmation = s->n_confirmation;
	s->entry[r->index].at = s->n_confirmation;
	s->confirmation[s->n_confirmation++] = c;
	return ERR_OK;
}

static enum err
add_visit(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_visit v = {.index = r->index,
	    .child = state_child_find(s, j_str(o, "child")),
	    .sponsor = state_sponsor_find(s, j_str(o, "sponsor")),
	    .date = state_date(o, "date"),
	    .recorded = s->entry[r->index].quarter};
	enum err e;

	if (v.child == STATE_NONE || v.sponsor == STATE_NONE)
		return ERR_MISSING;
	e = state_grow(&s->visit, s->n_visit, sizeof(v));
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->n_visit;
	s->visit[s->n_visit++] = v;
	return ERR_OK;
}

/* An acceptance or a level is a word about an assignment. */
static enum err
add_to_assignment(struct state *s, const struct record *r)
{
	const struct state_entry *t;
	struct state_assignment *a;

	t = state_ref(s, r->payload, "assignment");
	if (t == NULL || t->kind != KIND_ASSIGNMENT)
		return ERR_MISSING;
	if (t->at == STATE_NONE)
		return ERR_OK;
	a = &s->assignment[t->at];
	if (r->st->kind == KIND_LEVEL) {
		a->pledged = j_int(r->payload, "pledged");
	} else {
		a->accepted = j_bool(r->payload, "accepted");
		a->refused = !a->accepted;
	}
	return ERR_OK;
}

static enum err
add_document(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_document *d;
	const struct state_entry *of;
	enum err e;

	of = j_null(o, "of") ? NULL : state_ref(s, o, "of");
	if (of != NULL && of->kind == KIND_DOCUMENT && of->at != STATE_NONE) {
		d = &s->document[of->at];
		s->entry[r->index].at = of->at;
	} else {
		e = state_grow(&s->document, s->n_document, sizeof(*d));
		if (e != ERR_OK)
			return e;
		d = &s->document[s->n_document];
		*d = (struct state_document){.index = r->index,
		    .date = DATE_NEVER};
		s->entry[r->index].at = s->n_document++;
	}
	state_copy(d->title, sizeof(d->title), j_str(o, "title"));
	if (!j_null(o, "number"))
		state_copy(d->number, sizeof(d->number), j_str(o, "number"));
	if (!j_null(o, "date"))
		d->date = state_date(o, "date");
	return ERR_OK;
}

static enum err
add_objection(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_objection x = {.index = r->index,
	    .about = UINT64_MAX,
	    .child = j_null(o, "child")
		? STATE_NONE
		: state_child_find(s, j_str(o, "child")),
	    .date = state_date(o, "date"),
	    .answered_by = UINT64_MAX};
	const struct state_entry *t;
	enum err e;

	if (!j_null(o, "answers")) {
		t = state_ref(s, o, "answers");
		if (t == NULL || t->kind != KIND_OBJECTION)
			return ERR_MISSING;
		if (t->at != STATE_NONE)
			s->objection[t->at].answered_by = r->index;
		return ERR_OK;
	}
	t = j_null(o, "about") ? NULL : state_ref(s, o, "about");
	if (t != NULL)
		x.about = state_entry_index(s, t);
	e = state_grow(&s->objection, s->n_objection, sizeof(x));
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->n_objection;
	s->objection[s->n_objection++] = x;
	return ERR_OK;
}

static enum err
add_request(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_request x = {.index = r->index,
	    .child = j_null(o, "child")
		? STATE_NONE
		: state_child_find(s, j_str(o, "child")),
	    .received = state_date(o, "received"),
	    .answer_due = state_date(o, "answer_due"),
	    .done_due = state_date(o, "done_due"),
	    .answered_by = UINT64_MAX};
	const struct state_entry *t;
	enum err e;

	if (!j_null(o, "of")) {
		t = state_ref(s, o, "of");
		if (t == NULL || t->kind != KIND_REQUEST)
			return ERR_MISSING;
		if (t->at != STATE_NONE)
			s->request[t->at].answered_by = r->index;
		return ERR_OK;
	}
	e = state_grow(&s->request, s->n_request, sizeof(x));
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->n_request;
	s->request[s->n_request++] = x;
	return ERR_OK;
}

enum err
state_add_answer(struct state *s, const struct record *r)
{
	switch ((int)r->st->kind) {
	case KIND_CONFIRMATION:
		return add_confirmation(s, r);
	case KIND_VISIT:
		return add_visit(s, r);
	case KIND_ACCEPTANCE:
	case KIND_LEVEL:
		return add_to_assignment(s, r);
	case KIND_DOCUMENT:
		return add_document(s, r);
	case KIND_OBJECTION:
		return add_objection(s, r);
	case KIND_REQUEST:
		return add_request(s, r);
	default:
		return ERR_OK;
	}
}
