/*
 * state.c - taking in entries, and finding what they made.
 */
#include "state_part.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum err
state_new(struct state **s)
{
	struct state *n;

	n = calloc(1, sizeof(*n));
	if (n == NULL)
		return ERR_MEMORY;
	*s = n;
	return ERR_OK;
}

void
state_free(struct state *s)
{
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < s->n_child; i++)
		free(s->child[i].span);
	free(s->entry);
	free(s->sponsor);
	free(s->child);
	free(s->assignment);
	free(s->change);
	free(s->event);
	free(s->disbursement);
	free(s->confirmation);
	free(s->visit);
	free(s->reversal);
	free(s->objection);
	free(s->document);
	free(s->request);
	free(s->policy);
	free(s->level);
	free(s->acceptance);
	free(s->guidance);
	free(s->followup);
	free(s->consent);
	free(s->signer);
	free(s->signing);
	keymap_release(&s->map);
	idmap_release(&s->ids);
	free(s);
}

enum err
state_grow(void *array, size_t n, size_t size)
{
	void *p, *q;

	if (n != 0 && (n & (n - 1)) != 0)
		return ERR_OK;
	memcpy(&p, array, sizeof(p));
	q = realloc(p, size * (n == 0 ? 1 : 2 * n));
	if (q == NULL)
		return ERR_MEMORY;
	memcpy(array, &q, sizeof(q));
	/* cppcheck-suppress memleak */
	return ERR_OK;
}

void
state_copy(char *to, size_t cap, const char *from)
{
	size_t n;

	n = strlen(from);
	if (n >= cap)
		n = cap - 1;
	memcpy(to, from, n);
	to[n] = '\0';
}

int32_t
state_date(const json_t *o, const char *key)
{
	int32_t day;

	return date_decode(&day, j_span(o, key)) == ERR_OK ? day : DATE_NEVER;
}

uint32_t
state_quarter(const json_t *o, const char *key)
{
	uint32_t q;

	return quarter_decode(&q, j_span(o, key)) == ERR_OK ? q : 0;
}

unsigned
state_word(const json_t *o, const char *key, const char *const *words,
    unsigned n)
{
	unsigned i;

	for (i = 0; i + 1 < n; i++)
		if (strcmp(j_str(o, key), words[i]) == 0)
			break;
	return i;
}

static struct id_array
entry_ids(const struct state *s)
{
	return (struct id_array){s->entry, sizeof(*s->entry),
	    offsetof(struct state_entry, id)};
}

static enum err
index_id(struct state *s, size_t i)
{
	const struct id_array ids = entry_ids(s);

	return idmap_put(&s->ids, &ids, i);
}

enum err
state_index_ids(struct state *s)
{
	const struct id_array ids = entry_ids(s);

	return idmap_fill(&s->ids, &ids, s->n_entry);
}

static enum err
add_payload(struct state *s, const struct record *r)
{
	switch ((int)r->st->kind) {
	case KIND_GENESIS:
		return state_add_genesis(s, r);
	case KIND_POLICY:
		return state_add_policy(s, r);
	case KIND_SPONSOR:
		return state_add_sponsor(s, r);
	case KIND_CHILD:
		return state_add_child(s, r);
	case KIND_ASSIGNMENT:
		return state_add_assignment(s, r);
	case KIND_CHANGE:
		return state_add_change(s, r);
	case KIND_DISBURSEMENT:
		return state_add_disbursement(s, r);
	case KIND_REVERSAL:
		return state_add_reversal(s, r);
	case KIND_ACCEPTANCE:
		return state_add_acceptance(s, r);
	case KIND_LEVEL:
		return state_add_level(s, r);
	case KIND_VISIT:
	case KIND_GUIDANCE:
	case KIND_FOLLOWUP:
	case KIND_CONSENT:
		return state_add_care(s, r);
	case KIND_KEY_GRANT:
	case KIND_KEY_REVOKE:
		return state_add_key(s, r);
	case KIND_AFFIRM:
	case KIND_WITHDRAWAL:
		return state_settle(s, r);
	default:
		break;
	}
	return state_add_answer(s, r);
}

enum err
state_apply(struct state *s, const struct record *r)
{
	struct state_entry *n;
	enum err e;

	if (r->index != s->n_entry)
		return ERR_RANGE;
	e = state_grow(&s->entry, s->n_entry, sizeof(*s->entry));
	if (e != ERR_OK)
		return e;
	n = &s->entry[s->n_entry];
	*n = (struct state_entry){.kind = r->st->kind,
	    .id = r->st->id,
	    .known = r->payload != NULL,
	    .date = date_of_ms(r->time_ms),
	    .quarter = time_quarter(r->time_ms),
	    .at = STATE_NONE,
	    .reversed_by = UINT64_MAX,
	    .settled_by = UINT64_MAX};
	e = state_add_signers(s, r);
	if (e == ERR_OK && r->payload != NULL)
		e = add_payload(s, r);
	else if (r->payload == NULL && r->st->class == CLASS_SEALED)
		s->unknown++;
	if (e == ERR_OK)
		e = index_id(s, s->n_entry);
	if (e == ERR_OK)
		s->n_entry++;
	return e;
}

enum err
state_need_child(size_t *at, const struct state *s, const char *code)
{
	*at = state_child_find(s, code);
	return *at != STATE_NONE || s->unknown > 0 ? ERR_OK : ERR_MISSING;
}

enum err
state_need_entry(const struct state_entry **t, const struct state *s,
    const json_t *o, const char *key, enum kind k)
{
	*t = state_ref(s, o, key);
	return *t != NULL && (*t)->kind == k ? ERR_OK : ERR_MISSING;
}

size_t
state_child_find(const struct state *s, const char *code)
{
	return keymap_get(&s->map, MAP_CHILD, span_str(code));
}

size_t
state_sponsor_find(const struct state *s, const char *code)
{
	return keymap_get(&s->map, MAP_SPONSOR, span_str(code));
}

size_t
state_personal_find(const struct state *s, const char *personal_index)
{
	return keymap_get(&s->map, MAP_PERSONAL, span_str(personal_index));
}

const struct state_entry *
state_ref(const struct state *s, const json_t *o, const char *key)
{
	const struct id_array ids = entry_ids(s);
	struct ref ref;
	size_t at;

	if (j_ref(&ref, o, key) != ERR_OK)
		return NULL;
	if (ref.has_index)
		at = (size_t)ref.index;
	else
		at = idmap_get(&s->ids, &ids, &ref.id);
	if (at >= s->n_entry || !id_eq(&s->entry[at].id, &ref.id))
		return NULL;
	return &s->entry[at];
}

uint64_t
state_entry_index(const struct state *s, const struct state_entry *e)
{
	return (uint64_t)(e - s->entry);
}

bool
state_is_reversed(const struct state *s, uint64_t index)
{
	return index < s->n_entry && s->entry[index].reversed_by != UINT64_MAX;
}

int64_t
policy_value(const struct state *s, enum param p, uint32_t quarter)
{
	const struct state_policy *best = NULL;
	size_t i;

	for (i = 0; i < s->n_policy; i++) {
		const struct state_policy *x = &s->policy[i];

		if (x->param == p && x->from <= quarter &&
		    (best == NULL || x->from >= best->from))
			best = x;
	}
	return best == NULL ? param_default(p) : best->value;
}
