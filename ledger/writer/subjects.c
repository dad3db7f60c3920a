/*
 * subjects.c - the keys of subjects that were opened, kept in guarded memory,
 * because a batch has many rows and few children.
 *
 * Opening one costs two multiplications on a curve, more than all else that
 * reading an entry does; so all of them are kept, up to a number that fits what
 * a process may lock in memory; then it begins anew.
 */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "work.h"

#define CAP_MIN 1024
#define CAP_MAX 65536 /* 3 MiB */

struct slot {
	struct handle handle; /* zero: free */
	struct subject_key key;
};

/* Open addressing; half of the slots are free at least. */
struct subjects {
	struct slot *slot; /* guarded; one more than cap, to open into */
	size_t n, cap;
};

static struct slot *
slots_new(size_t cap)
{
	struct slot *s = sodium_allocarray(cap + 1, sizeof(*s));

	if (s != NULL)
		sodium_memzero(s, (cap + 1) * sizeof(*s));
	return s;
}

enum err
subjects_new(struct subjects **s)
{
	struct subjects *out;

	out = calloc(1, sizeof(*out));
	if (out == NULL)
		return ERR_MEMORY;
	out->slot = slots_new(CAP_MIN);
	out->cap = CAP_MIN;
	if (out->slot == NULL) {
		free(out);
		return ERR_SECRET;
	}
	*s = out;
	return ERR_OK;
}

void
subjects_free(struct subjects *s)
{
	if (s == NULL)
		return;
	sodium_free(s->slot);
	free(s);
}

/* Handles are random. */
static size_t
home_of(const struct handle *h, size_t cap)
{
	return (h->b[0] | (size_t)h->b[1] << 8) & (cap - 1);
}

/* Its slot, or the free one where it would go. */
static struct slot *
slot_of(struct slot *slot, size_t cap, const struct handle *h)
{
	size_t i;

	for (i = home_of(h, cap);; i = (i + 1) & (cap - 1))
		if (handle_is_zero(&slot[i].handle) ||
		    handle_eq(&slot[i].handle, h))
			return &slot[i];
}

/* Room for one more.  Where there is no memory for it, or too many are there,
 * none of those that were is kept. */
static void
room(struct subjects *s)
{
	size_t cap = 2 * s->cap, i;
	struct slot *more = NULL;

	if (2 * s->n < s->cap)
		return;
	if (cap <= CAP_MAX)
		more = slots_new(cap);
	if (more == NULL) {
		sodium_memzero(s->slot, s->cap * sizeof(*s->slot));
		s->n = 0;
		return;
	}
	for (i = 0; i < s->cap; i++)
		if (!handle_is_zero(&s->slot[i].handle))
			*slot_of(more, cap, &s->slot[i].handle) = s->slot[i];
	sodium_free(s->slot);
	s->slot = more;
	s->cap = cap;
}

/* There is room; key is not that of another slot. */
static struct slot *
put(struct subjects *s, const struct handle *h, const struct subject_key *key)
{
	struct slot *p = slot_of(s->slot, s->cap, h);

	s->n += handle_is_zero(&p->handle);
	p->handle = *h;
	p->key = *key;
	return p;
}

void
subjects_put(struct subjects *s, const struct handle *h,
    const struct subject_key *key)
{
	room(s);
	(void)put(s, h, key);
}

static enum err
subject_key(struct subject_key *key, struct writer *w, const struct handle *h)
{
	if (w->vault != NULL)
		return vault_subject(key, w->vault, &w->keyring, h);
	if (w->officer != NULL)
		return officer_subject(key, &w->keyring, h, w->officer);
	return ERR_KEY;
}

enum err
subjects_get(const struct subject_key **key, struct writer *w,
    const struct handle *h)
{
	struct subjects *s = w->subjects;
	struct slot *p, *fresh;
	enum err e;

	/* A zero handle would be found in an empty place. */
	if (handle_is_zero(h))
		return ERR_FORMAT;
	if (s == NULL)
		return ERR_KEY;
	p = slot_of(s->slot, s->cap, h);
	if (handle_is_zero(&p->handle)) {
		room(s);
		fresh = &s->slot[s->cap];
		e = subject_key(&fresh->key, w, h);
		if (e != ERR_OK)
			return e;
		p = put(s, h, &fresh->key);
	}
	*key = &p->key;
	return ERR_OK;
}
