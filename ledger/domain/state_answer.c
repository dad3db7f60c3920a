/*
 * state_answer.c - what is said about entries: confirmations, objections,
 * requests; and documents.
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

	e = state_need_entry(&t, s, o, "disbursement", KIND_DISBURSEMENT);
	if (e != ERR_OK || t->at == STATE_NONE)
		return e;
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
		e = state_need_entry(&t, s, o, "answers", KIND_OBJECTION);
		if (e == ERR_OK && t->at != STATE_NONE)
			s->objection[t->at].answered_by = r->index;
		return e;
	}
	t = j_null(o, "about") ? NULL : state_ref(s, o, "about");
	if (t != NULL)
		x.about = state_entry_index(s, t);
	state_copy(x.from, sizeof(x.from), j_str(o, "from"));
	state_copy(x.matter, sizeof(x.matter), j_str(o, "matter"));
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
		e = state_need_entry(&t, s, o, "of", KIND_REQUEST);
		if (e == ERR_OK && t->at != STATE_NONE)
			s->request[t->at].answered_by = r->index;
		return e;
	}
	state_copy(x.kind, sizeof(x.kind), j_str(o, "kind"));
	state_copy(x.from, sizeof(x.from), j_str(o, "from"));
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

void
state_request_due(const struct state *s, int32_t received, int32_t *answer_due,
    int32_t *done_due)
{
	uint32_t q = quarter_of_date(received);

	*answer_due =
	    date_add_workdays(received, policy_value(s, PARAM_ANSWER_DAYS, q));
	*done_due =
	    date_add_workdays(received, policy_value(s, PARAM_DONE_DAYS, q));
}
