/*
 * keyring.c - the records of a keyring in memory: found, put, dropped.
 */
#include "keyring.h"

#include <stdlib.h>
#include <string.h>

void
keyring_init(struct keyring *k)
{
	memset(k, 0, sizeof(*k));
}

void
keyring_release(struct keyring *k)
{
	size_t i;

	for (i = 0; i < k->n_subject; i++)
		free(k->subject[i].officer);
	free(k->reader);
	free(k->subject);
	keyring_init(k);
}

bool
handle_eq(const struct handle *a, const struct handle *b)
{
	return memcmp(a->b, b->b, HANDLE_LEN) == 0;
}

bool
handle_is_zero(const struct handle *h)
{
	static const struct handle zero;

	return handle_eq(h, &zero);
}

/*
 * The first place whose handle is not below h.  Handles are random and public
 * to every holder of the file, so that memcmp may stop early.
 */
static size_t
subject_place(const struct keyring *k, const struct handle *h)
{
	size_t lo, hi, mid;

	lo = 0;
	hi = k->n_subject;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (memcmp(k->subject[mid].handle.b, h->b, HANDLE_LEN) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static size_t
reader_place(const struct keyring *k, struct span name)
{
	size_t i;

	for (i = 0; i < k->n_reader; i++) {
		if (span_cmp(span_str(k->reader[i].name), name) >= 0)
			break;
	}
	return i;
}

const struct keyring_subject *
keyring_find(const struct keyring *k, const struct handle *h)
{
	size_t i;

	i = subject_place(k, h);
	if (i == k->n_subject || !handle_eq(&k->subject[i].handle, h))
		return NULL;
	return k->subject + i;
}

const struct keyring_reader *
keyring_reader_find(const struct keyring *k, struct span name)
{
	size_t i;

	i = reader_place(k, name);
	if (i == k->n_reader || !span_is(name, k->reader[i].name))
		return NULL;
	return k->reader + i;
}

/* Room for one more of n records; grows at powers of two. */
static enum err
grow(void **p, size_t n, size_t size)
{
	void *more;

	if (*p != NULL && n > 0 && (n & (n - 1)) != 0)
		return ERR_OK;
	if (n > KEYRING_MAX / size)
		return ERR_RANGE;
	more = realloc(*p, (n == 0 ? 1 : 2 * n) * size);
	if (more == NULL)
		return ERR_MEMORY;
	*p = more;
	return ERR_OK;
}

enum err
keyring_put_reader(struct keyring *k, const struct keyring_reader *r)
{
	struct span name;
	void *p;
	enum err e;
	size_t i;

	name = span_str(r->name);
	if (!is_name(name))
		return ERR_FORMAT;
	if (keyring_reader_find(k, name) != NULL)
		return ERR_EXISTS;
	p = k->reader;
	e = grow(&p, k->n_reader, sizeof(*k->reader));
	if (e != ERR_OK)
		return e;
	k->reader = p;
	i = reader_place(k, name);
	memmove(k->reader + i + 1, k->reader + i,
	    (k->n_reader - i) * sizeof(*k->reader));
	k->reader[i] = *r;
	k->n_reader++;
	return ERR_OK;
}

enum err
keyring_put_subject(struct keyring *k, const struct keyring_subject *s)
{
	enum err e;
	size_t i;
	void *p;

	if (handle_is_zero(&s->handle))
		return ERR_FORMAT;
	if (keyring_find(k, &s->handle) != NULL)
		return ERR_EXISTS;
	p = k->subject;
	e = grow(&p, k->n_subject, sizeof(*k->subject));
	if (e != ERR_OK)
		return e;
	k->subject = p;
	i = subject_place(k, &s->handle);
	memmove(k->subject + i + 1, k->subject + i,
	    (k->n_subject - i) * sizeof(*k->subject));
	k->subject[i] = (struct keyring_subject){.handle = s->handle};
	memcpy(k->subject[i].box, s->box, sizeof(s->box));
	k->n_subject++;
	return ERR_OK;
}

enum err
keyring_drop_reader(struct keyring *k, struct span name)
{
	size_t i;

	if (keyring_reader_find(k, name) == NULL)
		return ERR_MISSING;
	i = reader_place(k, name);
	k->n_reader--;
	memmove(k->reader + i, k->reader + i + 1,
	    (k->n_reader - i) * sizeof(*k->reader));
	return ERR_OK;
}

enum err
keyring_drop_subject(struct keyring *k, const struct handle *h)
{
	size_t i;

	if (keyring_find(k, h) == NULL)
		return ERR_MISSING;
	i = subject_place(k, h);
	free(k->subject[i].officer);
	k->n_subject--;
	memmove(k->subject + i, k->subject + i + 1,
	    (k->n_subject - i) * sizeof(*k->subject));
	return ERR_OK;
}

static size_t
officer_place(const struct keyring_subject *s, struct span name)
{
	size_t i;

	for (i = 0; i < s->n_officer; i++) {
		if (span_cmp(span_str(s->officer[i].name), name) >= 0)
			break;
	}
	return i;
}

static bool
officer_is(const struct keyring_subject *s, size_t i, struct span name)
{
	return i < s->n_officer && span_is(name, s->officer[i].name);
}

const struct keyring_officer *
keyring_officer_find(const struct keyring_subject *s, const struct readkey *key)
{
	size_t i;

	for (i = 0; i < s->n_officer; i++) {
		if (memcmp(s->officer[i].key.b, key->b, sizeof(key->b)) == 0)
			return s->officer + i;
	}
	return NULL;
}

enum err
keyring_put_officer(struct keyring *k, const struct handle *h,
    const struct keyring_officer *o)
{
	struct span name = span_str(o->name);
	struct keyring_subject *s;
	enum err e;
	size_t i;
	void *p;

	if (!is_name(name))
		return ERR_FORMAT;
	if (keyring_find(k, h) == NULL)
		return ERR_MISSING;
	s = k->subject + subject_place(k, h);
	i = officer_place(s, name);
	if (officer_is(s, i, name))
		return ERR_EXISTS;
	if (s->n_officer == KEYRING_OFFICERS_MAX)
		return ERR_RANGE;
	p = s->officer;
	e = grow(&p, s->n_officer, sizeof(*s->officer));
	if (e != ERR_OK)
		return e;
	s->officer = p;
	memmove(s->officer + i + 1, s->officer + i,
	    (s->n_officer - i) * sizeof(*s->officer));
	s->officer[i] = *o;
	s->n_officer++;
	return ERR_OK;
}

enum err
keyring_drop_officer(struct keyring *k, const struct handle *h,
    struct span name)
{
	struct keyring_subject *s;
	size_t i;

	if (keyring_find(k, h) == NULL)
		return ERR_MISSING;
	s = k->subject + subject_place(k, h);
	i = officer_place(s, name);
	if (!officer_is(s, i, name))
		return ERR_MISSING;
	s->n_officer--;
	memmove(s->officer + i, s->officer + i + 1,
	    (s->n_officer - i) * sizeof(*s->officer));
	return ERR_OK;
}
