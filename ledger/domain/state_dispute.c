/*
 * state_dispute.c - who signed what, so that it is known what is in doubt when
 * a key turns out to have been in other hands (FORMAT 6.6), and what settled
 * it.
 *
 * Workload: every entry but fillers adds a link for each signer; a revocation,
 * which is rare, walks the links of one.
 */
#include "state_part.h"

#include <string.h>

static enum err
signer_need(size_t *at, struct state *s, struct span name)
{
	struct state_signer *n;
	enum err e;

	*at = keymap_get(&s->map, MAP_SIGNER, name);
	if (*at != KEYMAP_NONE)
		return ERR_OK;
	if (name.n >= sizeof(n->name))
		return ERR_RANGE;
	e = state_grow(&s->signer, s->n_signer, sizeof(*n));
	if (e == ERR_OK)
		e = keymap_put(&s->map, MAP_SIGNER, name, s->n_signer);
	if (e != ERR_OK)
		return e;
	n = &s->signer[s->n_signer];
	*n = (struct state_signer){.last = STATE_NONE};
	memcpy(n->name, name.p, name.n);
	*at = s->n_signer++;
	return ERR_OK;
}

enum err
state_add_signers(struct state *s, const struct record *r)
{
	struct state_signing *n;
	enum err e = ERR_OK;
	size_t i, at = 0;

	if (r->st->kind == KIND_FILLER)
		return ERR_OK;
	for (i = 0; i < r->st->n_by && e == ERR_OK; i++) {
		e = signer_need(&at, s, r->st->by[i]);
		if (e == ERR_OK)
			e = state_grow(&s->signing, s->n_signing, sizeof(*n));
		if (e != ERR_OK)
			break;
		n = &s->signing[s->n_signing];
		*n = (struct state_signing){r->index, s->signer[at].last};
		s->signer[at].last = s->n_signing++;
	}
	return e;
}

/* A name may be granted again, with another key; what the former signed is
 * none of the later one's. */
static void
dispute(struct state *s, size_t signer, uint64_t since)
{
	size_t i;

	for (i = s->signer[signer].last; i != STATE_NONE;
	     i = s->signing[i].earlier) {
		if (s->signing[i].index < since ||
		    s->signing[i].index < s->signer[signer].from)
			return;
		s->entry[s->signing[i].index].disputed = true;
	}
}

enum err
state_add_key(struct state *s, const struct record *r)
{
	struct span name = j_span(r->payload, "name");
	size_t at = 0;
	enum err e = signer_need(&at, s, name);

	if (e != ERR_OK)
		return e;
	if (r->st->kind == KIND_KEY_GRANT)
		s->signer[at].from = r->index;
	else if (!j_null(r->payload, "since"))
		dispute(s, at, (uint64_t)j_int(r->payload, "since"));
	return ERR_OK;
}

enum err
state_settle(struct state *s, const struct record *r)
{
	const struct state_entry *t = state_ref(s, r->payload, "target");
	struct state_entry *x;

	if (t == NULL)
		return ERR_MISSING;
	x = &s->entry[state_entry_index(s, t)];
	if (x->disputed && x->settled_by == UINT64_MAX)
		x->settled_by = r->index;
	return ERR_OK;
}

bool
state_is_disputed(const struct state *s, uint64_t index)
{
	const struct state_entry *x;

	if (index >= s->n_entry)
		return false;
	x = &s->entry[index];
	return x->disputed && x->settled_by == UINT64_MAX &&
	    x->reversed_by == UINT64_MAX;
}

uint64_t
state_first_disputed(const struct state *s, uint64_t from, uint64_t to)
{
	uint64_t i;

	for (i = from; i < to && i < s->n_entry; i++)
		if (state_is_disputed(s, i))
			return i;
	return UINT64_MAX;
}
