/*
 * vouch.c - keeps the notes whose author signature is still to be verified.
 */
#include "vouch.h"

#include <stdlib.h>
#include <string.h>

struct pend {
	uint64_t index;
	uint8_t *note;
	size_t n;
};

struct author {
	const struct grant *grant;
	struct pend *pend; /* ascending by index */
	size_t n, cap;
	uint64_t dropped;
};

struct vouch {
	struct author *author;
	size_t n, cap;
};

enum err
vouch_new(struct vouch **v)
{
	*v = calloc(1, sizeof(**v));
	return *v == NULL ? ERR_MEMORY : ERR_OK;
}

void
vouch_free(struct vouch *v)
{
	size_t i, k;

	if (v == NULL)
		return;
	for (i = 0; i < v->n; i++) {
		for (k = 0; k < v->author[i].n; k++)
			free(v->author[i].pend[k].note);
		free(v->author[i].pend);
	}
	free(v->author);
	free(v);
}

static struct author *
find(struct vouch *v, const struct grant *g)
{
	struct author *p;
	size_t i, cap;

	for (i = 0; i < v->n; i++)
		if (v->author[i].grant == g)
			return &v->author[i];
	if (v->n == v->cap) {
		cap = v->cap == 0 ? 16 : v->cap * 2;
		p = realloc(v->author, cap * sizeof(*p));
		if (p == NULL)
			return NULL;
		v->author = p;
		v->cap = cap;
	}
	p = &v->author[v->n++];
	memset(p, 0, sizeof(*p));
	p->grant = g;
	return p;
}

static void
drop(struct author *a, uint64_t seen)
{
	size_t i;

	for (i = 0; i < a->n && a->pend[i].index < seen; i++)
		free(a->pend[i].note);
	if (i == 0)
		return;
	memmove(a->pend, a->pend + i, (a->n - i) * sizeof(a->pend[0]));
	a->n -= i;
	a->dropped += i;
}

enum err
vouch_add(struct vouch *v, const struct grant *g, uint64_t index, uint64_t seen,
    struct span note)
{
	struct author *a;
	struct pend *p;
	size_t cap;

	a = find(v, g);
	if (a == NULL)
		return ERR_MEMORY;
	drop(a, seen);
	if (a->n == a->cap) {
		cap = a->cap == 0 ? 16 : a->cap * 2;
		p = realloc(a->pend, cap * sizeof(*p));
		if (p == NULL)
			return ERR_MEMORY;
		a->pend = p;
		a->cap = cap;
	}
	p = &a->pend[a->n];
	p->index = index;
	p->n = note.n;
	p->note = malloc(note.n);
	if (p->note == NULL)
		return ERR_MEMORY;
	memcpy(p->note, note.p, note.n);
	a->n++;
	return ERR_OK;
}

uint64_t
vouch_dropped(const struct vouch *v, const struct grant *g)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < v->n; i++)
		if (g == NULL || v->author[i].grant == g)
			n += v->author[i].dropped;
	return n;
}

static bool
is_good(const struct pend *p, const struct grant *g)
{
	struct statement s;
	struct note n;

	return statement_note_decode_fast(&s, &n, (struct span){p->note, p->n},
		   NULL) == ERR_OK &&
	    statement_verify(&n, 0, &g->key) == ERR_OK;
}

uint64_t
vouch_finish(struct vouch *v, void (*bad)(void *arg, uint64_t index), void *arg)
{
	uint64_t n = 0;
	size_t i, k;

	for (i = 0; i < v->n; i++)
		for (k = 0; k < v->author[i].n; k++, n++)
			if (!is_good(&v->author[i].pend[k], v->author[i].grant))
				bad(arg, v->author[i].pend[k].index);
	return n;
}
