/*
 * subjects.c - the keys of subjects that were opened, kept in guarded memory,
 * because a batch has many rows and few children.
 *
 * A cache with one slot for each handle: handles are random, and whoever
 * finds its slot taken is opened anew.
 */
#include <string.h>

#include <sodium.h>

#include "work.h"

#define SLOTS 1024

struct slot {
	struct handle handle;
	struct subject_key key;
};

struct subjects {
	struct slot slot[SLOTS];
};

enum err
subjects_new(struct subjects **s)
{
	struct subjects *out;

	out = sodium_malloc(sizeof(*out));
	if (out == NULL)
		return ERR_SECRET;
	sodium_memzero(out, sizeof(*out));
	*s = out;
	return ERR_OK;
}

void
subjects_free(struct subjects *s)
{
	sodium_free(s);
}

static struct slot *
slot_of(struct subjects *s, const struct handle *h)
{
	return &s->slot[(h->b[0] << 8 | h->b[1]) % SLOTS];
}

void
subjects_put(struct subjects *s, const struct handle *h,
    const struct subject_key *key)
{
	struct slot *p = slot_of(s, h);

	p->handle = *h;
	p->key = *key;
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
	struct slot *p;
	enum err e;

	/* A zero handle would be found in an empty place. */
	if (handle_is_zero(h))
		return ERR_FORMAT;
	if (w->subjects == NULL)
		return ERR_KEY;
	p = slot_of(w->subjects, h);
	if (!handle_eq(&p->handle, h)) {
		memset(&p->handle, 0, sizeof(p->handle));
		e = subject_key(&p->key, w, h);
		if (e != ERR_OK)
			return e;
		p->handle = *h;
	}
	*key = &p->key;
	return ERR_OK;
}
