/*
 * world.h - a ledger without bytes: payloads are checked by schema and rules
 * and taken into a state, as a writer does.
 */
#ifndef TEST_WORLD_H
#define TEST_WORLD_H

#include <string.h>

#include "payload.h"
#include "rules.h"

#define DIGEST_TEXT "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

struct world {
	struct state *s;
	struct findings said;
	struct grant grant[2];
	size_t n_grant; /* 0: signers are not looked at */
};

static inline struct id
world_id(uint64_t index)
{
	struct id id = {{1}};

	memcpy(id.b + 8, &index, sizeof(index));
	return id;
}

static inline json_t *
world_ref(uint64_t index)
{
	struct ref r = {world_id(index), true, index};

	return ref_json(&r);
}

static inline void
world_signer(struct world *w, size_t i, const char *unit, unsigned roles)
{
	memset(&w->grant[i], 0, sizeof(w->grant[i]));
	memcpy(w->grant[i].unit, unit, strlen(unit));
	memcpy(w->grant[i].name, unit, strlen(unit));
	w->grant[i].roles = roles;
	w->n_grant = i + 1;
}

/* Schema, rules, state.  Steals o. */
static inline enum err
world_enter(struct world *w, enum kind k, json_t *o, const char *date)
{
	const struct grant *grants[BY_MAX] = {&w->grant[0], &w->grant[1]};
	struct statement st = {.kind = k,
	    .class = kind_has_class(k, CLASS_SEALED) && k != KIND_SPONSOR
		? CLASS_SEALED
		: CLASS_CLEAR,
	    .id = world_id(w->s->n_entry),
	    .n_by = w->n_grant};
	struct record r = {.index = w->s->n_entry,
	    .st = &st,
	    .payload = o,
	    .grants = w->n_grant == 0 ? NULL : grants};
	const char *bad = NULL;
	int32_t day = 0;
	enum err e;
	size_t i;

	for (i = 0; i < w->n_grant; i++)
		st.by[i] = span_str(w->grant[i].name);
	if (date_decode(&day, span_str(date)) != ERR_OK)
		return ERR_FORMAT;
	r.time_ms = (uint64_t)day * 86400000 + 3600000;
	(void)json_object_set_new(o, "v", json_integer(1));
	e = schema_check(o, payload_schema(k, st.class), NULL, &bad);
	if (e == ERR_OK)
		e = rules_check(w->s, NULL, &r, &w->said);
	if (e == ERR_OK)
		e = state_apply(w->s, &r);
	json_decref(o);
	return e;
}

static inline bool
world_said(const struct world *w, const char *rule, bool reject)
{
	size_t i;

	for (i = 0; i < w->said.n; i++)
		if (strcmp(w->said.f[i].rule, rule) == 0 &&
		    w->said.f[i].reject == reject)
			return true;
	return false;
}

#endif
