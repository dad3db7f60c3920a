/*
 * public_entry.c - the clear entries of a public directory, one after the
 * other: each belongs to its leaf, opens, has the form of its kind, and is
 * signed by keys that might.
 */
#include "public_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clearcheck.h"
#include "clearfile.h"
#include "entry.h"
#include "schema.h"

const struct public_clear *
public_find(const struct public_work *w, uint64_t index)
{
	size_t low = 0, high = w->n_clear, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (w->clear[mid].leaf.index < index)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < w->n_clear && w->clear[low].leaf.index == index)
		return &w->clear[low];
	return NULL;
}

static bool
look_up(void *arg, enum kind *kind, struct id *id, uint64_t index)
{
	const struct public_work *w = arg;
	const struct public_clear *c;

	c = public_find(w, index);
	if (c == NULL || !c->good)
		return false;
	*kind = c->kind;
	*id = c->id;
	return true;
}

static void
fail(struct public_work *w, enum public_check check, const struct fault *f)
{
	checks_fail(&w->r->checks, check, f);
}

/* Payload, its openings, schema and references; c->payload if all is well. */
static enum err
take_payload(struct public_work *w, struct public_clear *c,
    const struct statement *s, const struct clear_file *file)
{
	const struct clear_lookup look = {look_up, w};
	const uint64_t index = c->leaf.index;
	struct fault f = {.index = index};
	enum err e;

	if (clear_open(s, &file->okey, file->payload, index, &f) != ERR_OK)
		fail(w, PUBLIC_OPENINGS, &f);
	e = clear_payload(&c->payload, s->kind, file->payload, w->o->no_schemas,
	    index, &f);
	if (e == ERR_MEMORY)
		return e;
	if (e != ERR_OK) {
		fail(w, PUBLIC_SCHEMAS, &f);
		return ERR_OK;
	}
	if (!w->o->no_schemas &&
	    clear_refs(s->kind, c->payload, index, &look, &f) != ERR_OK)
		fail(w, PUBLIC_REFS, &f);
	if (s->kind != KIND_PUBLICATION)
		return ERR_OK;
	c->bytes = malloc(file->payload.n);
	if (c->bytes == NULL)
		return ERR_MEMORY;
	memcpy(c->bytes, file->payload.p, file->payload.n);
	c->n = file->payload.n;
	return ERR_OK;
}

static void
check_seen(struct public_work *w, const struct public_clear *c,
    const struct statement *s, const struct grant *grants[BY_MAX])
{
	const struct digest *hash = NULL;
	struct fault f = {.index = c->leaf.index};
	uint64_t from[BY_MAX];
	size_t i;

	for (i = 0; i < s->n_by; i++)
		from[i] = grants[i]->from;
	if (s->seen > 0 && s->seen <= w->edge.size)
		hash = public_leaf(w, s->seen - 1);
	if (seen_check(s, c->leaf.index, hash, from, s->n_by, &f) != ERR_OK)
		fail(w, PUBLIC_SEEN, &f);
}

/*
 * Genesis names its own keys, so its grants can be asked for only after it has
 * been taken in; of every other kind before.
 */
static enum err
check_signers(struct public_work *w, const struct public_clear *c,
    const struct statement *s, const struct note *n)
{
	const struct grant *grants[BY_MAX] = {NULL};
	const uint64_t index = c->leaf.index;
	struct authority *a = w->r->authority;
	struct fault f = {.index = index};
	enum err e;
	size_t i;

	if (s->kind == KIND_GENESIS && c->payload == NULL)
		return ERR_OK;
	e = authority_check(a, s, index, c->payload, grants, &f);
	if (e == ERR_OK && s->kind == KIND_GENESIS)
		e = authority_apply(a, s, index, c->payload, &f);
	if (e != ERR_OK) {
		fail(w, PUBLIC_AUTHORITY, &f);
		return e == ERR_MEMORY ? e : ERR_OK;
	}
	for (i = 0; i < s->n_by; i++) {
		if (s->kind == KIND_GENESIS)
			grants[i] = authority_find(a, s->by[i], 1);
		if (grants[i] != NULL &&
		    statement_verify(n, i, &grants[i]->key) == ERR_OK)
			continue;
		public_bad(w, PUBLIC_SIGNATURES, ERR_SIGNATURE, index,
		    "FORMAT 3.7: a signature is not good");
		return ERR_OK;
	}
	check_seen(w, c, s, grants);
	if (s->kind == KIND_GENESIS || c->payload == NULL)
		return ERR_OK;
	e = authority_apply(a, s, index, c->payload, &f);
	if (e != ERR_OK)
		fail(w, PUBLIC_AUTHORITY, &f);
	return e == ERR_MEMORY ? e : ERR_OK;
}

/* Who audited how much, and what was found. */
static enum err
take_audit(struct public_work *w, const struct public_clear *c,
    const struct statement *s)
{
	struct public_result *r = w->r;
	struct public_audit *a;
	struct span unit = {NULL, 0};

	if (c->kind != KIND_AUDIT || c->payload == NULL || w->o->no_schemas ||
	    !key_name_unit(&unit, s->by[0], s->origin))
		return ERR_OK;
	a = realloc(r->audit, (r->n_audit + 1) * sizeof(*a));
	if (a == NULL)
		return ERR_MEMORY;
	r->audit = a;
	a += r->n_audit++;
	*a = (struct public_audit){.index = c->leaf.index,
	    .size = (uint64_t)j_int(c->payload, "size")};
	(void)snprintf(a->unit, sizeof(a->unit), "%.*s", (int)unit.n,
	    (const char *)unit.p);
	(void)snprintf(a->result, sizeof(a->result), "%s",
	    j_str(c->payload, "result"));
	return ERR_OK;
}

static enum err
take_file(struct public_work *w, struct public_clear *c,
    const struct clear_file *file)
{
	struct fault f = {.index = c->leaf.index};
	struct statement s;
	struct note n;
	enum err e;

	e = statement_note_decode(&s, &n, file->note, &f);
	if (e == ERR_OK)
		e = entry_check(&c->leaf, &file->head, file->note, &s, &f);
	if (e == ERR_OK && !span_is(s.origin, w->r->checkpoint.origin))
		e = fault_set(&f, ERR_KEY, c->leaf.index,
		    "FORMAT 3.1: a statement of another origin");
	if (e != ERR_OK) {
		f.index = c->leaf.index;
		fail(w, PUBLIC_ENTRIES, &f);
		return ERR_OK;
	}
	c->good = true;
	c->kind = s.kind;
	c->id = s.id;
	c->has_withdrawn = file->is_withdrawn;
	c->withdrawn = file->withdrawn;
	if (file->is_withdrawn)
		w->r->withdrawn++;
	else
		e = take_payload(w, c, &s, file);
	if (e == ERR_OK)
		e = take_audit(w, c, &s);
	return e == ERR_OK ? check_signers(w, c, &s, &n) : e;
}

static enum err
take_clear(struct public_work *w, struct public_clear *c)
{
	struct fault f = {.index = c->leaf.index};
	char name[PUBLIC_NAME_MAX];
	struct clear_file file;
	uint8_t *bytes, *held;
	size_t n;
	enum err e;

	(void)snprintf(name, sizeof(name), "clear/%llu.json",
	    (unsigned long long)c->leaf.index);
	e = public_fetch(w, &bytes, &n, name, CLEAR_FILE_MAX,
	    (struct public_at){PUBLIC_CLEAR, c->leaf.index});
	if (e != ERR_OK || bytes == NULL)
		return e;
	e = clear_file_decode(&file, &held, (struct span){bytes, n}, &f);
	free(bytes);
	if (e == ERR_MEMORY)
		return e;
	if (e != ERR_OK) {
		f.index = c->leaf.index;
		fail(w, PUBLIC_CLEAR, &f);
		return ERR_OK;
	}
	e = take_file(w, c, &file);
	free(held);
	return e;
}

/* No sealed leaf has a clear file. */
static enum err
check_others(struct public_work *w)
{
	char name[PUBLIC_NAME_MAX];
	uint8_t *bytes;
	uint64_t i;
	size_t n;
	enum err e;

	for (i = 0; i < w->edge.size; i++) {
		if (public_find(w, i) != NULL)
			continue;
		(void)snprintf(name, sizeof(name), "clear/%llu.json",
		    (unsigned long long)i);
		bytes = NULL;
		e = w->s->fetch(w->s->arg, name, &bytes, &n, CLEAR_FILE_MAX);
		free(bytes);
		if (e == ERR_MISSING)
			continue;
		if (e != ERR_OK && e != ERR_RANGE)
			return e;
		public_bad(w, PUBLIC_CLEAR, ERR_EXISTS, i,
		    "FORMAT 2.6: a clear file of a sealed leaf");
	}
	return ERR_OK;
}

/*
 * By id: the one that comes first in the ledger stays, the later one is the
 * fault.  Few are clear, so that pairs are cheap enough.
 */
static void
check_ids(struct public_work *w)
{
	size_t i, k;

	for (i = 1; i < w->n_clear; i++)
		for (k = 0; k < i; k++)
			if (w->clear[i].good && w->clear[k].good &&
			    id_eq(&w->clear[i].id, &w->clear[k].id))
				public_bad(w, PUBLIC_IDS, ERR_EXISTS,
				    w->clear[i].leaf.index,
				    "FORMAT 3.3: an id for the second time");
}

enum err
public_entries(struct public_work *w)
{
	static const enum public_check made[] = {PUBLIC_CLEAR, PUBLIC_ENTRIES,
	    PUBLIC_OPENINGS, PUBLIC_SEEN, PUBLIC_IDS, PUBLIC_AUTHORITY,
	    PUBLIC_SIGNATURES};
	struct checks *checks = &w->r->checks;
	size_t i;
	enum err e;

	for (i = 0; i < sizeof(made) / sizeof(made[0]); i++)
		checks_made(checks, made[i]);
	if (!w->o->no_schemas) {
		checks_made(checks, PUBLIC_SCHEMAS);
		checks_made(checks, PUBLIC_REFS);
	}
	w->r->clear = w->n_clear;
	for (i = 0; i < w->n_clear; i++) {
		e = take_clear(w, &w->clear[i]);
		if (e != ERR_OK)
			return e;
	}
	w->r->trial = authority_is_trial(w->r->authority);
	check_ids(w);
	return check_others(w);
}
