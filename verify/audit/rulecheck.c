/*
 * rulecheck.c - between the stream checker and the domain.
 */
#include "rulecheck.h"

#include <stdlib.h>
#include <string.h>

#include "payload.h"
#include "rules.h"
#include "state.h"

struct rulecheck {
	struct state *state;
	bool stopped;
	bool unread; /* an entry could not be read */
};

enum err
rulecheck_new(struct rulecheck **out)
{
	struct rulecheck *r;
	enum err e;

	r = calloc(1, sizeof(*r));
	if (r == NULL)
		return ERR_MEMORY;
	e = state_new(&r->state);
	if (e != ERR_OK) {
		free(r);
		return e;
	}
	*out = r;
	return ERR_OK;
}

void
rulecheck_free(struct rulecheck *r)
{
	if (r == NULL)
		return;
	state_free(r->state);
	free(r);
}

void
rulecheck_stop(struct rulecheck *r)
{
	if (r != NULL)
		r->stopped = true;
}

bool
rulecheck_is_whole(const struct rulecheck *r)
{
	return !r->stopped && !r->unread;
}

enum err
rulecheck_payload(struct rule_payload *out, const struct rulecheck *r,
    enum kind kind, struct span payload, struct fault *f)
{
	struct rule_payload p = {.has_amount = true};
	enum err e;

	e = payload_decode(&p.json, kind, CLASS_SEALED, payload, f);
	if (e != ERR_OK)
		return e;
	if (r->stopped && kind == KIND_REVERSAL)
		p.has_amount = false;
	else
		p.amount = payload_amount(kind, p.json, r->state);
	*out = p;
	return ERR_OK;
}

/* The first rule that refuses, as a clause. */
static enum err
refused(const struct findings *found, uint64_t index, struct fault *f)
{
	size_t i;

	for (i = 0; i < found->n; i++)
		if (found->f[i].reject)
			return fault_set(f, ERR_RULE, index,
			    found->f[i].en != NULL ? found->f[i].en
						   : found->f[i].rule);
	return fault_set(f, ERR_RULE, index, "FORMAT 6.8: a rule refuses");
}

/* With a gap before it, the refusal may be the gap's: it names a child that was
 * erased.  It counts as one more that was not read, and the next goes on. */
static enum err
rulecheck_skip(struct rulecheck *r, const struct record *rec)
{
	struct record blank = *rec;
	enum err e;

	blank.payload = NULL;
	e = state_apply(r->state, &blank);
	if (e == ERR_MEMORY)
		return e;
	r->stopped = e != ERR_OK;
	return ERR_OK;
}

enum err
rulecheck_entry(struct rulecheck *r, const struct rule_entry *e,
    struct fault *f)
{
	const struct record rec = {.index = e->index,
	    .time_ms = e->time_ms,
	    .st = e->st,
	    .payload = e->payload,
	    .grants = e->grants};
	struct findings found = {.n = 0};
	enum err err;

	if (r->stopped)
		return ERR_OK;
	if (e->index != r->state->n_entry) {
		r->stopped = true;
		return ERR_OK;
	}
	if (e->payload == NULL)
		r->unread = true;
	err = e->payload == NULL
	    ? ERR_OK
	    : rules_check(r->state, e->authority, &rec, &found);
	if (err == ERR_OK)
		err = state_apply(r->state, &rec);
	if (err == ERR_OK)
		return ERR_OK;
	if (err != ERR_MEMORY && r->unread)
		return rulecheck_skip(r, &rec);
	r->stopped = true;
	return err == ERR_MEMORY ? err : refused(&found, e->index, f);
}
