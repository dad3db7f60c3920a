/*
 * compare.c - walks through both copies along the entries that stayed in order,
 * and names what differs.
 */
#include "compare.h"

#include <stdlib.h>
#include <string.h>

#include "comparework.h"

struct work {
	const struct compare_copy *before, *after;
	struct compare_match m;
	size_t n;	 /* entries that both have */
	size_t *old;	 /* their places, ascending */
	size_t *new;	 /* the places of the same ones, ascending */
	size_t *place;	 /* of the i-th of old: number in new */
	size_t *partner; /* number with which it was exchanged */
	bool *stays;
	struct compare_result *r;
};

static enum err
tell(struct work *w, enum difference what, size_t before, size_t after,
    unsigned parts)
{
	struct compare_result *r = w->r;
	struct compare_finding *p;
	size_t cap = r->cap == 0 ? 64 : 2 * r->cap;

	if (r->n == r->cap) {
		p = realloc(r->f, cap * sizeof(*p));
		if (p == NULL)
			return ERR_MEMORY;
		r->f = p;
		r->cap = cap;
	}
	r->f[r->n++] = (struct compare_finding){what,
	    before == COMPARE_NONE ? FAULT_NO_INDEX : before,
	    after == COMPARE_NONE ? FAULT_NO_INDEX : after, parts};
	return ERR_OK;
}

static bool
differ(const struct work *w, size_t i, size_t k, enum print p)
{
	return w->before->e[i].print[p] != w->after->e[k].print[p];
}

/*
 * Of a leaf only what nothing else explains: its place and the leaf before it
 * may have changed, and what was signed.
 */
static bool
leaf_differs(const struct work *w, size_t i, size_t k, unsigned others)
{
	if (i != k)
		return differ(w, i, k, PRINT_LEAF_FREE);
	if (others != 0)
		return false;
	if (i == 0 || !differ(w, i - 1, k - 1, PRINT_LEAF))
		return differ(w, i, k, PRINT_LEAF);
	return differ(w, i, k, PRINT_LEAF_BODY);
}

static unsigned
parts(const struct work *w, size_t i, size_t k)
{
	static const struct {
		enum print print;
		enum compare_part part;
	} plain[] = {
	    {PRINT_STATEMENT, COMPARE_STATEMENT},
	    {PRINT_SEEN, COMPARE_SEEN},
	    {PRINT_SIGNATURES, COMPARE_SIGNATURES},
	    {PRINT_ITEM, COMPARE_ITEM},
	    {PRINT_OPENING, COMPARE_OPENING},
	};
	unsigned found = 0, signed_parts;
	size_t p;

	for (p = 0; p < sizeof(plain) / sizeof(plain[0]); p++)
		if (differ(w, i, k, plain[p].print))
			found |= 1U << plain[p].part;
	if (differ(w, i, k, i == k ? PRINT_HEAD : PRINT_HEAD_FREE))
		found |= 1U << COMPARE_HEAD;
	/* The leaf fixes neither item nor opening by their own bytes. */
	signed_parts = found & ~(1U << COMPARE_ITEM) & ~(1U << COMPARE_OPENING);
	if (leaf_differs(w, i, k, signed_parts))
		found |= 1U << COMPARE_LEAF;
	return found;
}

static enum err
number(struct work *w)
{
	size_t i, k = 0, *rank;

	w->old = calloc(w->m.n_old + 1, sizeof(*w->old));
	w->new = calloc(w->m.n_old + 1, sizeof(*w->new));
	w->place = calloc(w->m.n_old + 1, sizeof(*w->place));
	w->partner = calloc(w->m.n_old + 1, sizeof(*w->partner));
	w->stays = calloc(w->m.n_old + 1, sizeof(*w->stays));
	rank = calloc(w->m.n_new + 1, sizeof(*rank));
	if (w->old == NULL || w->new == NULL || w->place == NULL ||
	    w->partner == NULL || w->stays == NULL || rank == NULL) {
		free(rank);
		return ERR_MEMORY;
	}
	for (i = 0; i < w->m.n_new; i++)
		if (w->m.to_old[i] != COMPARE_NONE) {
			rank[i] = k;
			w->new[k++] = i;
		}
	for (i = 0; i < w->m.n_old; i++)
		if (w->m.to_new[i] != COMPARE_NONE) {
			w->place[w->n] = rank[w->m.to_new[i]];
			w->old[w->n++] = i;
		}
	free(rank);
	return compare_order(w->place, w->partner, w->stays, w->n);
}

static size_t
next_alone(const size_t *to, size_t at, size_t end)
{
	while (at < end && to[at] != COMPARE_NONE)
		at++;
	return at;
}

/*
 * Between two entries that stayed, in pairs what only one of the copies has:
 * somebody made one out of the other.  What is left over was dropped or put
 * in; at the end of all it was added.
 */
static enum err
tell_gap(struct work *w, size_t at[2], const size_t end[2], bool last)
{
	size_t i = next_alone(w->m.to_new, at[0], end[0]);
	size_t k = next_alone(w->m.to_old, at[1], end[1]);
	enum err e = ERR_OK;

	while (e == ERR_OK && (i < end[0] || k < end[1])) {
		if (i < end[0] && k < end[1])
			e = tell(w, COMPARE_CHANGED, i, k, parts(w, i, k));
		else if (i < end[0])
			e = tell(w, COMPARE_DROPPED, i, COMPARE_NONE, 0);
		else if (last)
			w->r->added++;
		else
			e = tell(w, COMPARE_INSERTED, COMPARE_NONE, k, 0);
		if (i < end[0])
			i = next_alone(w->m.to_new, i + 1, end[0]);
		if (k < end[1])
			k = next_alone(w->m.to_old, k + 1, end[1]);
	}
	return e;
}

/* What became of the j-th entry that both have. */
static enum err
tell_common(struct work *w, size_t j)
{
	const size_t i = w->old[j], k = w->m.to_new[i];
	const unsigned found = parts(w, i, k);
	enum err e = ERR_OK;

	if (w->partner[j] != COMPARE_NONE && w->partner[j] > j)
		e = tell(w, COMPARE_EXCHANGED, i, w->old[w->partner[j]], 0);
	else if (w->partner[j] == COMPARE_NONE && !w->stays[j])
		e = tell(w, COMPARE_MOVED, i, k, 0);
	if (e == ERR_OK && found != 0)
		e = tell(w, COMPARE_CHANGED, i, k, found);
	return e;
}

static enum err
walk(struct work *w)
{
	size_t at[2] = {0, 0}, end[2], j;
	enum err e = ERR_OK;

	for (j = 0; j < w->n && e == ERR_OK; j++) {
		if (w->stays[j]) {
			end[0] = w->old[j];
			end[1] = w->new[w->place[j]];
			e = tell_gap(w, at, end, false);
			at[0] = end[0] + 1;
			at[1] = end[1] + 1;
		}
		if (e == ERR_OK)
			e = tell_common(w, j);
	}
	end[0] = w->m.n_old;
	end[1] = w->m.n_new;
	return e == ERR_OK ? tell_gap(w, at, end, true) : e;
}

enum err
compare_copies(struct compare_result *r, const struct compare_copy *before,
    const struct compare_copy *after)
{
	struct work w = {.before = before, .after = after, .r = r};
	enum err e;

	memset(r, 0, sizeof(*r));
	e = compare_match(&w.m, before, after);
	if (e == ERR_OK)
		e = number(&w);
	if (e == ERR_OK)
		e = walk(&w);
	compare_match_release(&w.m);
	free(w.old);
	free(w.new);
	free(w.place);
	free(w.partner);
	free(w.stays);
	return e;
}

void
compare_release(struct compare_result *r)
{
	free(r->f);
	memset(r, 0, sizeof(*r));
}
