/*
 * authority.c - the grants of a ledger, and the question whether an entry's
 * signers may sign it.  How grants come and go is in apply.c.
 */
#include "authority.h"

#include <stdlib.h>
#include <string.h>

#include "authority_rep.h"
#include "needs.h"

enum err
authority_new(struct authority **a)
{
	struct authority *p;

	p = calloc(1, sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	*a = p;
	return ERR_OK;
}

void
authority_release(struct authority *a)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		free(a->grant[i]);
	free(a->grant);
	free(a->by_name);
	free(a->log);
}

void
authority_free(struct authority *a)
{
	if (a == NULL)
		return;
	authority_release(a);
	free(a);
}

/* The count of grants, in by_name, that come before (name, index). */
static size_t
place(const struct authority *a, struct span name, uint64_t index)
{
	size_t lo, hi, mid;
	int c;

	lo = 0;
	hi = a->n;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		c = span_cmp(span_str(a->by_name[mid]->name), name);
		if (c < 0 || (c == 0 && a->by_name[mid]->from < index))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

enum err
authority_reserve(struct authority *a)
{
	struct grant **p;
	size_t cap;

	if (a->n < a->cap)
		return ERR_OK;
	cap = a->cap == 0 ? 16 : 2 * a->cap;
	p = realloc(a->grant, cap * sizeof(struct grant *));
	if (p == NULL)
		return ERR_MEMORY;
	a->grant = p;
	p = realloc(a->by_name, cap * sizeof(struct grant *));
	if (p == NULL)
		return ERR_MEMORY;
	a->by_name = p;
	a->cap = cap;
	return ERR_OK;
}

void
authority_add(struct authority *a, struct grant *g)
{
	size_t at;

	at = place(a, span_str(g->name), g->from);
	memmove(a->by_name + at + 1, a->by_name + at,
	    (a->n - at) * sizeof(struct grant *));
	a->by_name[at] = g;
	a->grant[a->n++] = g;
}

enum err
authority_add_log(struct authority *a, const struct vkey *key, uint64_t from)
{
	struct log_key *p;

	p = realloc(a->log, (a->n_log + 1) * sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	a->log = p;
	a->log[a->n_log++] = (struct log_key){*key, from};
	return ERR_OK;
}

/* Everything that authority_copy must not share. */
static enum err
copy_lists(struct authority *to, const struct authority *from)
{
	struct grant *g;
	enum err e;
	size_t i;

	for (i = 0; i < from->n; i++) {
		e = authority_reserve(to);
		g = e == ERR_OK ? malloc(sizeof(*g)) : NULL;
		if (g == NULL)
			return ERR_MEMORY;
		*g = *from->grant[i];
		authority_add(to, g);
	}
	for (i = 0; i < from->n_log; i++) {
		e = authority_add_log(to, &from->log[i].key, from->log[i].from);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}

enum err
authority_copy(struct authority **to, const struct authority *from)
{
	struct authority *p;
	enum err e;

	e = authority_new(&p);
	if (e != ERR_OK)
		return e;
	memcpy(p->origin, from->origin, sizeof(p->origin));
	memcpy(p->commune, from->commune, sizeof(p->commune));
	p->quorum = from->quorum;
	p->is_trial = from->is_trial;
	p->is_closed = from->is_closed;
	e = copy_lists(p, from);
	if (e == ERR_OK)
		*to = p;
	else
		authority_free(p);
	return e;
}

const char *
authority_origin(const struct authority *a)
{
	return a->origin;
}

const char *
authority_commune(const struct authority *a)
{
	return a->commune;
}

bool
authority_is_trial(const struct authority *a)
{
	return a->is_trial;
}

bool
authority_is_closed(const struct authority *a)
{
	return a->is_closed;
}

unsigned
authority_quorum(const struct authority *a)
{
	return a->quorum;
}

const struct grant *
authority_grant(const struct authority *a, size_t i)
{
	return i < a->n ? a->grant[i] : NULL;
}

const struct grant *
authority_find(const struct authority *a, struct span name, uint64_t index)
{
	const struct grant *g;
	size_t at;

	at = place(a, name, index);
	if (at == 0)
		return NULL;
	g = a->by_name[at - 1];
	return span_is(name, g->name) && index <= g->until ? g : NULL;
}

const struct vkey *
authority_log_key(const struct authority *a, uint64_t size)
{
	const struct vkey *key;
	size_t i;

	key = a->n_log > 0 ? &a->log[0].key : NULL;
	for (i = 1; i < a->n_log && a->log[i].from < size; i++)
		key = &a->log[i].key;
	return key;
}

/* The signers' grants for an entry at index, and what its kind needs. */
static enum err
signers_check(const struct authority *a, const struct statement *s,
    uint64_t index, const struct grant *grants[BY_MAX], struct fault *f)
{
	size_t i;

	for (i = 0; i < s->n_by && i < BY_MAX; i++) {
		grants[i] = authority_find(a, s->by[i], index);
		if (grants[i] == NULL)
			return fault_set(f, ERR_KEY, index,
			    "FORMAT 3.2: a signer has no key in force");
	}
	return needs_check(s->kind, grants, i, a->quorum, index, f);
}

/* Genesis is signed by admins that only it names: try it on an empty one. */
static enum err
genesis_check(const struct statement *s, const json_t *payload, struct fault *f)
{
	const struct grant *grants[BY_MAX] = {NULL};
	struct authority *a = NULL;
	enum err e;

	e = authority_new(&a);
	if (e != ERR_OK)
		return fault_set(f, e, 0, "no memory for a genesis");
	e = authority_apply(a, s, 0, payload, f);
	if (e == ERR_OK)
		e = signers_check(a, s, 1, grants, f);
	if (e != ERR_OK && f != NULL)
		f->index = 0;
	authority_free(a);
	return e;
}

enum err
authority_check(const struct authority *a, const struct statement *s,
    uint64_t index, const json_t *payload, const struct grant *grants[BY_MAX],
    struct fault *f)
{
	const struct grant *found[BY_MAX] = {NULL};
	enum err e;

	if (a->is_closed)
		return fault_set(f, ERR_RULE, index,
		    "FORMAT 6.1: no entry follows a closing");
	if ((s->kind == KIND_GENESIS) != (index == 0) ||
	    (index == 0) != (a->n == 0))
		return fault_set(f, ERR_RULE, index,
		    "FORMAT 6.1: genesis stands at index 0 alone");
	if (s->kind == KIND_GENESIS)
		e = genesis_check(s, payload, f);
	else
		e = signers_check(a, s, index, found, f);
	if (e == ERR_OK)
		memcpy(grants, found, sizeof(found));
	return e;
}
