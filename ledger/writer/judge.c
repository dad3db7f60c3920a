/*
 * judge.c - what is said of a draft before anything is signed: schema,
 * authority, and the rules of the plan.
 */
#include <stdio.h>
#include <string.h>

#include "canonical.h"
#include "payload.h"
#include "rules.h"
#include "run.h"

enum err
draft_check(const struct draft *d, struct writer_findings *findings,
    size_t number)
{
	const struct schema *schema = payload_schema(d->kind, d->class);
	struct writer_finding out = {.draft = number, .rule = ""};
	struct fault f = {ERR_FORMAT, 0, "FORMAT 6.1: not of this class"};
	const char *bad_key = NULL;
	enum err e = ERR_FORMAT;

	if (schema != NULL)
		e = schema_check(d->payload, schema, &f, &bad_key);
	if (e == ERR_OK)
		return e;
	out.code = e;
	out.en = f.clause;
	if (bad_key != NULL)
		(void)snprintf(out.field, sizeof(out.field), "%s", bad_key);
	findings_add(findings, &out);
	return e;
}

enum err
run_encode(uint8_t **bytes, size_t *n, struct run *r, const struct draft *d)
{
	enum err e;

	e = payload_nfc(d->payload);
	if (e == ERR_FORMAT)
		return run_refuse(r, e,
		    "FORMAT 4.1: too deep, or a text that has no NFC");
	if (e == ERR_OK) {
		e = draft_check(d, r->findings, r->draft);
		r->said |= e != ERR_OK;
	}
	if (e != ERR_OK)
		return e;
	e = canonical_encode(bytes, n, d->payload,
	    d->kind == KIND_PUBLICATION ? PUBLICATION_MAX : PAYLOAD_MAX);
	if (e == ERR_FORMAT || e == ERR_RANGE)
		return run_refuse(r, e,
		    "FORMAT 4.1: a value that is not allowed, or too long");
	return e;
}

/* What will be signed, as far as authority and rules look at it. */
static void
sketch(struct statement *s, const struct writer *w, const struct made *m)
{
	size_t i;

	memset(s, 0, sizeof(*s));
	s->origin = store_origin(w->store);
	s->kind = m->kind;
	s->class = m->class;
	s->id = m->id;
	s->seen = w->view.size;
	s->seen_hash = w->view.last;
	s->n_by = m->n_signer + m->n_then;
	for (i = 0; i < m->n_signer; i++)
		s->by[i] = span_str(signer_vkey(m->signer[i])->name);
	for (i = 0; i < m->n_then; i++)
		s->by[m->n_signer + i] = span_str(m->then[i]->name);
}

static void
tell(struct run *r, const struct findings *found)
{
	struct writer_finding out;
	const struct rule_finding *f;
	size_t i;

	for (i = 0; i < found->n; i++) {
		f = &found->f[i];
		memset(&out, 0, sizeof(out));
		out.draft = r->draft;
		out.code = f->reject ? ERR_RULE : ERR_OK;
		out.rule = f->rule;
		out.vi = f->vi;
		out.en = f->en;
		if (f->field != NULL)
			(void)snprintf(out.field, sizeof(out.field), "%s",
			    f->field);
		findings_add(r->findings, &out);
		r->said |= f->reject;
	}
}

enum err
run_rules(struct run *r, const struct made *m, const struct statement *s)
{
	const struct grant *grants[BY_MAX] = {NULL};
	struct findings found = {.n = 0};
	struct statement here;
	struct record record = {.index = r->w->view.size,
	    .time_ms = m->time_ms,
	    .payload = m->json,
	    .grants = grants};
	enum err e;

	if (s == NULL) {
		sketch(&here, r->w, m);
		s = &here;
	}
	record.st = s;
	e = authority_check(r->w->view.authority, s, r->w->view.size, m->json,
	    grants, &r->fault);
	if (e != ERR_OK)
		return e;
	e = rules_check(r->w->view.state, r->w->view.authority, &record,
	    &found);
	tell(r, &found);
	return e;
}
