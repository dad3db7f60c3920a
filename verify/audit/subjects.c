/*
 * subjects.c - a sorted list of subject keys.
 */
#include "subjects.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct subject {
	struct handle handle;
	struct subject_key key;
};

struct subjects {
	struct subject *list; /* guarded */
	size_t n, cap;
};

enum err
subjects_new(struct subjects **s)
{
	*s = calloc(1, sizeof(**s));
	return *s == NULL ? ERR_MEMORY : ERR_OK;
}

void
subjects_free(struct subjects *s)
{
	if (s == NULL)
		return;
	sodium_free(s->list);
	free(s);
}

/* Where h is, or would be put. */
static size_t
place(const struct subjects *s, const struct handle *h)
{
	size_t low = 0, high = s->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (memcmp(s->list[mid].handle.b, h->b, HANDLE_LEN) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

enum err
subjects_add(struct subjects *s, const struct handle *h,
    const struct subject_key *key)
{
	struct subject *p;
	size_t at, cap;

	at = place(s, h);
	if (at < s->n && handle_eq(&s->list[at].handle, h))
		return ERR_EXISTS;
	if (s->n == s->cap) {
		cap = s->cap == 0 ? 64 : s->cap * 2;
		p = sodium_allocarray(cap, sizeof(*p));
		if (p == NULL)
			return ERR_SECRET;
		if (s->n > 0)
			memcpy(p, s->list, s->n * sizeof(*p));
		sodium_free(s->list);
		s->list = p;
		s->cap = cap;
	}
	memmove(s->list + at + 1, s->list + at,
	    (s->n - at) * sizeof(s->list[0]));
	s->list[at].handle = *h;
	s->list[at].key = *key;
	s->n++;
	return ERR_OK;
}

const struct subject_key *
subjects_find(const struct subjects *s, const struct handle *h)
{
	size_t at = place(s, h);

	return at < s->n && handle_eq(&s->list[at].handle, h) ? &s->list[at].key
							      : NULL;
}
