/*
 * stream_sealed.c - sealed entries of an audit stream for a reader who holds
 * subject keys: opened, erased, withheld or missing (FORMAT 10.2).
 */
#include "streamwork.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "schema.h"
#include "sealed.h"

enum err
stream_key(struct streamcheck *s, struct span body)
{
	struct subject_key key;
	struct handle h;
	struct item_key k;
	enum err e;

	if (item_key_decode(&k, body) != ERR_OK || k.handle.n != HANDLE_LEN)
		return ERR_FORMAT;
	s->keys++;
	if (s->o->reader == NULL || s->r.not_for_reader)
		return ERR_OK;
	memcpy(h.b, k.handle.p, HANDLE_LEN);
	if (subject_open(&key, &h, s->o->reader, k.box) != ERR_OK) {
		stream_bad(s, STREAM_SEALED, ERR_SECRET, FAULT_NO_INDEX,
		    "FORMAT 10.2: a subject key does not open");
		return ERR_OK;
	}
	e = subjects_add(s->subjects, &h, &key);
	sodium_memzero(&key, sizeof(key));
	if (e == ERR_EXISTS) {
		stream_bad(s, STREAM_ITEMS, e, FAULT_NO_INDEX,
		    "FORMAT 10.1: a subject key for the second time");
		return ERR_OK;
	}
	return e;
}

static enum err
add_absent(struct streamcheck *s, const struct statement *st, bool has_item)
{
	const uint64_t index = s->edge.size - 1;
	struct stream_absent *p;

	p = stream_grow(s->absent, &s->absent_cap, s->n_absent, sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	s->absent = p;
	s->absent[s->n_absent++] = (struct stream_absent){index, has_item};
	return stream_hidden(s, st);
}

static enum err
add_erased(struct streamcheck *s, const json_t *payload)
{
	const json_t *list = j_list(payload, "entries");
	struct stream_erased *p;
	uint64_t index;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		p = stream_grow(s->erased, &s->erased_cap, s->n_erased,
		    sizeof(*p));
		if (p == NULL)
			return ERR_MEMORY;
		s->erased = p;
		index = (uint64_t)json_integer_value(json_array_get(list, i));
		s->erased[s->n_erased++] =
		    (struct stream_erased){index, index >= s->audited};
	}
	return ERR_OK;
}

/* Both commitments, then what the payload says. */
static enum err
check_plain(struct streamcheck *s, const struct statement *st,
    const struct sealed_plain *plain, json_t **json)
{
	const struct span payload = {plain->payload, plain->n};
	const uint64_t index = s->edge.size - 1;
	struct fault f = {.index = index};
	struct rule_payload p = {.json = NULL};
	struct scalar blind;
	struct digest d;
	enum err e;

	d = payload_commit(&plain->okey, payload);
	if (!digest_eq(&d, &st->payload))
		stream_bad(s, STREAM_PAYLOADS, ERR_HASH, index,
		    "FORMAT 4.3: the payload is not the one committed to");
	e = rulecheck_payload(&p, s->rules, st->kind, payload, &f);
	if (e == ERR_MEMORY)
		return e;
	if (e != ERR_OK) {
		f.index = index;
		stream_fail(s, STREAM_PAYLOADS, &f);
		return ERR_OK;
	}
	*json = p.json;
	blind = okey_blind(&plain->okey);
	if (p.has_amount && value_check(&st->value, &blind, p.amount) != ERR_OK)
		stream_bad(s, STREAM_PAYLOADS, ERR_VALUE, index,
		    "FORMAT 5.2: the value does not open to the amount");
	sodium_memzero(&blind, sizeof(blind));
	if (st->kind != KIND_ERASURE)
		return ERR_OK;
	stream_kept(s, *json);
	return add_erased(s, *json);
}

/* *json stays NULL if there is nothing to read. */
static enum err
open_item(struct streamcheck *s, const struct statement *st, struct span item,
    json_t **json)
{
	const uint64_t index = s->edge.size - 1;
	const struct subject_key *key;
	struct sealed_plain *plain;
	struct handle h;
	enum err e = ERR_OK;

	if (item.n == 0)
		return add_absent(s, st, false);
	if (sealed_handle(&h, item) != ERR_OK) {
		stream_bad(s, STREAM_SEALED, ERR_FORMAT, index,
		    "FORMAT 4.5: not a sealed item");
		return ERR_OK;
	}
	key = subjects_find(s->subjects, &h);
	if (key == NULL) {
		if (st->kind == KIND_ERASURE && !s->whole)
			s->erasure_withheld = true;
		return add_absent(s, st, true);
	}
	plain = sodium_malloc(sizeof(*plain));
	if (plain == NULL)
		return ERR_SECRET;
	if (sealed_open(plain, key, item, st->origin, &st->id) == ERR_OK) {
		s->r.opened++;
		e = check_plain(s, st, plain, json);
	} else
		stream_bad(s, STREAM_SEALED, ERR_SECRET, index,
		    "FORMAT 10.2: a sealed item does not open");
	sodium_free(plain);
	return e;
}

enum err
stream_sealed(struct streamcheck *s, const struct statement *st,
    struct span item, bool good)
{
	json_t *json = NULL;
	enum err e;

	if (s->o->reader == NULL)
		return ERR_OK;
	e = open_item(s, st, item, &json);
	if (e == ERR_OK)
		e = stream_rules(s, st, good, json);
	json_decref(json);
	return e;
}

static int
compare(const void *a, const void *b)
{
	const struct stream_erased *x = a, *y = b;

	return (x->index > y->index) - (x->index < y->index);
}

/* Once the list is sorted; NULL if no erasure names it. */
static const struct stream_erased *
erased_find(const struct streamcheck *s, uint64_t index)
{
	const struct stream_erased key = {index, false};

	return s->n_erased == 0
	    ? NULL
	    : bsearch(&key, s->erased, s->n_erased, sizeof(key), compare);
}

/*
 * What is not there may be named by an erasure that did not come, or cannot be
 * read; what is there may be for others only in a grant that is not whole.
 */
static bool
is_withheld(const struct streamcheck *s, const struct stream_absent *a)
{
	return s->r.not_for_reader || !s->r.ended || s->erasure_withheld ||
	    (a->has_item && !s->whole);
}

void
stream_finish_sealed(struct streamcheck *s)
{
	const struct stream_absent *a;
	const struct stream_erased *named;
	size_t i;

	if (s->n_erased > 0)
		qsort(s->erased, s->n_erased, sizeof(s->erased[0]), compare);
	for (i = 0; i < s->n_absent; i++) {
		a = &s->absent[i];
		named = erased_find(s, a->index);
		if (named != NULL) {
			s->r.erased++;
			s->r.unaudited += named->unaudited;
		} else if (is_withheld(s, a))
			s->r.withheld++;
		else {
			s->r.missing++;
			stream_bad(s, STREAM_SEALED, ERR_MISSING, a->index,
			    a->has_item
				? "FORMAT 10.2: no key for a subject of a "
				  "whole grant"
				: "FORMAT 10.2: a sealed item is missing");
		}
	}
	if (s->rules != NULL && rulecheck_is_whole(s->rules))
		checks_made(&s->r.checks, STREAM_RULES);
	if (s->o->reader != NULL && !s->r.not_for_reader && !s->o->quick &&
	    s->whole && !s->kept_unknown)
		checks_made(&s->r.checks, STREAM_KEPT);
}
