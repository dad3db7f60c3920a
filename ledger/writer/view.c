/*
 * view.c - what the entries say, one after the other: chain, time, seen,
 * authority and rules (FORMAT 2 to 6).
 */
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "needs.h"
#include "schema.h"
#include "snapshot.h"

enum err
view_init(struct view *v)
{
	enum err e;

	memset(v, 0, sizeof(*v));
	e = authority_new(&v->authority);
	if (e == ERR_OK)
		e = state_new(&v->state);
	if (e != ERR_OK)
		view_release(v);
	return e;
}

void
view_release(struct view *v)
{
	authority_free(v->authority);
	state_free(v->state);
	whose_release(&v->whose);
	free(v->missing);
	memset(v, 0, sizeof(*v));
}

static enum err
missing_add(struct view *v, uint64_t index)
{
	size_t cap = v->cap_missing == 0 ? 64 : 2 * v->cap_missing;
	uint64_t *more;

	if (v->n_missing == v->cap_missing) {
		more = realloc(v->missing, cap * sizeof(*more));
		if (more == NULL)
			return ERR_MEMORY;
		v->missing = more;
		v->cap_missing = cap;
	}
	v->missing[v->n_missing++] = index;
	return ERR_OK;
}

/* Both lists ascend: walk them side by side. */
static void
missing_explain(struct view *v, const json_t *entries)
{
	size_t i, at = 0, kept = 0;
	uint64_t named;

	for (i = 0; i < v->n_missing; i++) {
		named = UINT64_MAX;
		while (at < json_array_size(entries)) {
			named = (uint64_t)json_integer_value(
			    json_array_get(entries, at));
			if (named >= v->missing[i])
				break;
			at++;
		}
		if (at == json_array_size(entries) || named != v->missing[i])
			v->missing[kept++] = v->missing[i];
	}
	v->n_missing = kept;
}

static enum err
time_check(const struct view *v, const struct taken *k, struct fault *f)
{
	if (v->size > 0 && k->head.time_ms < v->time_ms &&
	    v->kind != KIND_CLOCK)
		return fault_set(f, ERR_RULE, v->size,
		    "FORMAT 2.3: time is below that of the entry before");
	return ERR_OK;
}

static enum err
authority_step(struct writer *w, struct store_txn *t, const struct taken *k,
    const struct grant *grants[BY_MAX], struct fault *f)
{
	struct held held;
	struct hashes h = writer_hashes(&held, w, t);
	struct view *v = &w->view;
	uint64_t from[BY_MAX] = {0};
	struct digest seen = v->last;
	enum err e;
	size_t i;

	e = authority_check(v->authority, &k->s, v->size, k->json, grants, f);
	if (e != ERR_OK)
		return e;
	for (i = 0; i < k->s.n_by && v->size > 0; i++)
		from[i] = grants[i]->from;
	if (k->s.seen > 0 && k->s.seen < v->size)
		e = h.get(h.arg, &seen, 0, k->s.seen - 1);
	if (e != ERR_OK)
		return e;
	return seen_check(&k->s, v->size, v->size > 0 ? &seen : NULL, from,
	    k->s.n_by, f);
}

static enum err
rules_step(struct view *v, const struct taken *k,
    const struct grant *const *grants, struct fault *f)
{
	struct record r = {.index = v->size,
	    .time_ms = k->head.time_ms,
	    .st = &k->s,
	    .payload = k->json,
	    .grants = grants};
	enum err e;

	e = state_apply(v->state, &r);
	if (e != ERR_OK)
		return fault_set(f, e, v->size,
		    "FORMAT 6.8: it refers to what is not there");
	if (k->s.class == CLASS_CLEAR)
		e = authority_apply(v->authority, &k->s, v->size, k->json, f);
	return e;
}

static enum err
view_count(struct view *v, const struct taken *k)
{
	enum err e = ERR_OK;

	if (k->how == OPENED_NOT_ERASED) {
		v->erased++;
		e = missing_add(v, v->size);
	} else if (k->how == OPENED_NOT_WITHHELD) {
		v->withheld++;
	} else if (k->s.kind == KIND_ERASURE) {
		missing_explain(v, j_list(k->json, "entries"));
	}
	/* It may name all of them: whoever holds the vault will see. */
	if (k->s.kind == KIND_ERASURE && k->how == OPENED_NOT_WITHHELD)
		v->n_missing = 0;
	if (k->s.kind != KIND_FILLER && !is_of_admins(k->s.kind)) {
		v->any = true;
		v->quarter = time_quarter(k->head.time_ms);
	}
	v->time_ms = k->head.time_ms;
	v->kind = k->s.kind;
	v->last = k->hash;
	v->size++;
	return e;
}

enum err
view_step(struct writer *w, struct store_txn *t, struct taken *k,
    struct fault *f)
{
	const struct grant *grants[BY_MAX] = {NULL};
	struct view *v = &w->view;
	struct whose_step step;
	enum err e;

	e = entry_take(k, w, t, v->size, f);
	if (e != ERR_OK)
		return e;
	e = leaf_follows(&k->leaf, v->size, &v->last, f);
	if (e == ERR_OK)
		e = time_check(v, k, f);
	if (e == ERR_OK)
		e = authority_step(w, t, k, grants, f);
	if (e == ERR_OK)
		e = whose_before(&step, w, t, k);
	if (e == ERR_OK)
		e = rules_step(v, k, grants, f);
	if (e == ERR_OK)
		e = whose_after(&v->whose, &step, v->state, k, v->size);
	if (e == ERR_OK)
		e = view_count(v, k);
	if (e != ERR_OK)
		taken_release(k);
	return e;
}

static const struct id *
id_of(const void *arg, uint64_t index)
{
	const struct state *s = arg;

	return &s->entry[index].id;
}

static enum err
replay_all(struct writer *w, struct store_txn *t, struct fault *f)
{
	struct view *v = &w->view;
	struct edge edge = w->edge;
	enum err e = ERR_OK;
	struct taken k;

	/* On top of a snapshot each id is looked up for itself. */
	w->replaying = v->size == 0;
	while (e == ERR_OK && v->size < store_size(t)) {
		e = view_step(w, t, &k, f);
		if (e == ERR_OK)
			taken_release(&k);
	}
	if (e == ERR_OK && w->replaying)
		e = store_check_ids(t, id_of, v->state, f);
	w->replaying = false;
	if (e == ERR_OK && v->n_missing > 0 && !w->restored)
		e = fault_set(f, ERR_MISSING, v->missing[0],
		    "FORMAT 4.10: sealed, missing, and no erasure names it");
	if (e == ERR_OK)
		e = store_verify(t, &edge, store_size(t), f);
	if (e == ERR_OK)
		w->edge = edge;
	return e;
}

/* From the snapshot on, if there is one and it is wanted. */
static enum err
replay_from(struct writer *w, struct store_txn *t, bool snapshot,
    struct fault *f)
{
	enum err e;

	w->snapshot = (struct snapshot_mark){.size = 0};
	view_release(&w->view);
	edge_init(&w->edge);
	e = view_init(&w->view);
	if (e == ERR_OK && snapshot)
		e = snapshot_load(w, t);
	if (e == ERR_OK && w->edge.size > 0)
		e = snapshot_look(w, t, SNAPSHOT_SLICE, f);
	return e == ERR_OK ? replay_all(w, t, f) : e;
}

enum err
writer_replay(struct writer *w, struct fault *f)
{
	struct store_txn *t = NULL;
	enum err e;

	e = store_begin(&t, w->store, false);
	if (e != ERR_OK)
		return e;
	e = replay_from(w, t, true, f);
	/* Whatever came of it: what it began with is in doubt. */
	if (e != ERR_OK && w->snapshot.size > 0) {
		e = replay_from(w, t, false, f);
		if (e == ERR_OK && f != NULL)
			*f = (struct fault){ERR_OK, FAULT_NO_INDEX, ""};
	}
	store_abort(t);
	if (e == ERR_OK) {
		w->snapshot.ready = true;
		w->snapshot.replayed = w->view.size;
		w->snapshot.n_subject = w->keyring.n_subject;
	}
	return e;
}
