/*
 * whose.c - whose each subject is (FORMAT 4.12): the table, and what each entry
 * makes of it.
 */
#include "whose.h"

#include <stdlib.h>
#include <string.h>

#include "owners.h"
#include "work.h"

#define MAP_HANDLE 'h'

void
whose_release(struct whose *x)
{
	free(x->s);
	free(x->latest);
	keymap_release(&x->map);
	memset(x, 0, sizeof(*x));
}

static size_t
place(const struct whose *x, const struct handle *h)
{
	return keymap_get(&x->map, MAP_HANDLE, (struct span){h->b, HANDLE_LEN});
}

const struct whose_subject *
whose_find(const struct whose *x, const struct handle *h)
{
	size_t at = place(x, h);

	return at == KEYMAP_NONE ? NULL : x->s + at;
}

const struct whose_subject *
whose_latest(const struct whose *x, size_t child)
{
	if (child >= x->n_latest || x->latest[child] == STATE_NONE)
		return NULL;
	return x->s + x->latest[child];
}

static bool
has_held(const struct state *state, size_t child, size_t sponsor)
{
	const struct state_child *c = &state->child[child];
	size_t i;

	for (i = 0; i < c->n_span; i++) {
		if (c->span[i].sponsor == sponsor)
			return true;
	}
	return false;
}

bool
whose_opens(const struct whose_subject *s, const struct state *state,
    size_t sponsor)
{
	if (s->child == STATE_NONE || s->mixed)
		return false;
	if (!s->before && s->unit[0] != sponsor && s->unit[1] != sponsor)
		return false;
	return has_held(state, s->child, sponsor);
}

/* Whatever the day: who holds the child by what is entered. */
static size_t
holder_of(const struct state *state, size_t child)
{
	const struct state_child *c;

	if (child == STATE_NONE)
		return STATE_NONE;
	c = &state->child[child];
	if (c->n_span == 0 || c->span[c->n_span - 1].until != DATE_NEVER)
		return STATE_NONE;
	return c->span[c->n_span - 1].sponsor;
}

static enum turn
turn_of_change(const json_t *payload)
{
	const char *change = j_str(payload, "change");

	if (strcmp(change, "transfer") == 0)
		return TURN_OWN;
	if (strcmp(change, "reinstate") == 0)
		return TURN_NEW;
	return strcmp(change, "end") == 0 ? TURN_LAST : TURN_SAME;
}

/* A refusal takes the child from its sponsor, and what undoes it gives back. */
static enum turn
turn_of_acceptance(const struct state *state, const json_t *payload)
{
	const struct state_entry *t = state_ref(state, payload, "assignment");
	bool refused = t != NULL && t->kind == KIND_ASSIGNMENT &&
	    t->at != STATE_NONE && state->assignment[t->at].refused;

	return refused || !j_bool(payload, "accepted") ? TURN_OWN : TURN_SAME;
}

static enum turn
turn_of_reversal(const struct state *state, const json_t *payload)
{
	const struct state_entry *t = state_ref(state, payload, "target");
	enum change c;

	if (t == NULL)
		return TURN_SAME;
	if (t->kind == KIND_ASSIGNMENT || t->kind == KIND_ACCEPTANCE)
		return TURN_OWN;
	if (t->kind != KIND_CHANGE)
		return TURN_SAME;
	if (t->at == STATE_NONE)
		return TURN_OWN;
	c = state->change[t->at].change;
	return c == CHANGE_TRANSFER || c == CHANGE_END || c == CHANGE_REINSTATE
	    ? TURN_OWN
	    : TURN_SAME;
}

enum turn
whose_turn(const struct state *state, enum kind kind, const json_t *payload)
{
	if (kind == KIND_ASSIGNMENT)
		return TURN_NEW;
	if (kind == KIND_CHANGE)
		return turn_of_change(payload);
	if (kind == KIND_ACCEPTANCE)
		return turn_of_acceptance(state, payload);
	if (kind == KIND_REVERSAL)
		return turn_of_reversal(state, payload);
	return TURN_SAME;
}

static bool
counts(const struct taken *k)
{
	return k->s.class == CLASS_SEALED && k->how == OPENED;
}

enum err
whose_before(struct whose_step *step, struct writer *w, struct store_txn *t,
    const struct taken *k)
{
	const struct whose_subject *s;
	enum err e = ERR_OK;

	*step = (struct whose_step){TURN_SAME, STATE_NONE, STATE_NONE};
	if (!counts(k))
		return ERR_OK;
	s = whose_find(&w->view.whose, &k->handle);
	if (s != NULL)
		step->child = s->child;
	else
		e = owners_child(&step->child, w, t, k->s.kind, k->json);
	if (e == ERR_OK && step->child != STATE_NONE)
		step->turn = whose_turn(w->view.state, k->s.kind, k->json);
	step->holder = holder_of(w->view.state, step->child);
	return e;
}

/* Room in latest for all children that the state has now. */
static enum err
latest_grow(struct whose *x, const struct state *state)
{
	size_t cap, *more;

	if (state->n_child <= x->n_latest)
		return ERR_OK;
	cap = x->n_latest < 64 ? 64 : x->n_latest;
	while (cap < state->n_child)
		cap *= 2;
	more = realloc(x->latest, cap * sizeof(*more));
	if (more == NULL)
		return ERR_MEMORY;
	x->latest = more;
	while (x->n_latest < cap)
		x->latest[x->n_latest++] = STATE_NONE;
	return ERR_OK;
}

static enum err
put(struct whose *x, const struct state *state, const struct whose_subject *s)
{
	enum err e;

	e = latest_grow(x, state);
	if (e == ERR_OK &&
	    (x->n == 0 || (x->n >= 64 && (x->n & (x->n - 1)) == 0))) {
		void *more =
		    realloc(x->s, (x->n == 0 ? 64 : 2 * x->n) * sizeof(*x->s));

		if (more == NULL)
			return ERR_MEMORY;
		x->s = more;
	}
	if (e == ERR_OK)
		e = keymap_put(&x->map, MAP_HANDLE,
		    (struct span){s->handle.b, HANDLE_LEN}, x->n);
	if (e != ERR_OK)
		return e;
	if (s->child != STATE_NONE)
		x->latest[s->child] = x->n;
	x->s[x->n++] = *s;
	return ERR_OK;
}

/* Who is revoked may have kept the keys of all that it read. */
static void
close_all(struct whose *x)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		x->s[i].closed = x->s[i].closed || x->s[i].child != STATE_NONE;
}

/* A subject that was there before this entry. */
static void
go_on(struct whose *x, size_t at, enum turn turn)
{
	struct whose_subject *s = x->s + at;

	if (s->child == STATE_NONE)
		return;
	if (s->closed || turn == TURN_NEW || turn == TURN_OWN)
		s->mixed = s->closed = true;
	if (turn == TURN_LAST)
		s->closed = true;
}

enum err
whose_after(struct whose *x, const struct whose_step *step,
    const struct state *state, const struct taken *k, uint64_t index)
{
	struct whose_subject s = {.handle = k->handle,
	    .index = index,
	    .child = step->child,
	    .unit = {step->holder, STATE_NONE}};
	size_t at;

	if (k->s.kind == KIND_KEY_REVOKE)
		close_all(x);
	if (!counts(k))
		return ERR_OK;
	at = place(x, &k->handle);
	if (at != KEYMAP_NONE) {
		go_on(x, at, step->turn);
		return ERR_OK;
	}
	if (k->s.kind == KIND_CHILD)
		s.child = state_child_find(state, j_str(k->json, "child"));
	s.person = k->s.kind == KIND_SPONSOR;
	if (s.child != STATE_NONE) {
		s.closed = step->turn == TURN_OWN || step->turn == TURN_LAST;
		s.before = step->turn == TURN_SAME &&
		    state->child[s.child].n_span == 0;
		if (step->turn == TURN_NEW || step->turn == TURN_OWN)
			s.unit[1] = holder_of(state, s.child);
	}
	return put(x, state, &s);
}

void
whose_fields(struct fields *f, struct whose *x, const struct state *state)
{
	struct whose_subject one;
	size_t i, n = x->n;
	enum err e;

	fields_count(f, &n);
	for (i = 0; i < n && f->err == ERR_OK; i++) {
		memset(&one, 0, sizeof(one));
		if (f->way != FIELDS_READ)
			one = x->s[i];
		fields_bytes(f, one.handle.b, HANDLE_LEN);
		fields_index(f, &one.index, state->n_entry);
		fields_link(f, &one.child, state->n_child);
		fields_link(f, &one.unit[0], state->n_sponsor);
		fields_link(f, &one.unit[1], state->n_sponsor);
		fields_flag(f, &one.person);
		fields_flag(f, &one.before);
		fields_flag(f, &one.closed);
		fields_flag(f, &one.mixed);
		if (f->way != FIELDS_READ || f->err != ERR_OK)
			continue;
		e = put(x, state, &one);
		if (e != ERR_OK)
			fields_fail(f, e);
	}
}
