/*
 * recent.c - a ring of leaf hashes that grows to its full size and no further.
 */
#include "recent.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 256

void
recent_init(struct recent *r)
{
	memset(r, 0, sizeof(*r));
}

void
recent_release(struct recent *r)
{
	free(r->hash);
	recent_init(r);
}

enum err
recent_add(struct recent *r, const struct digest *hash)
{
	size_t cap = r->cap == 0 ? FIRST_CAP : 2 * r->cap;
	struct digest *p;

	if (r->n == r->cap && r->cap < RECENT_MAX) {
		if (cap > RECENT_MAX)
			cap = RECENT_MAX;
		p = realloc(r->hash, cap * sizeof(*p));
		if (p == NULL)
			return ERR_MEMORY;
		r->hash = p;
		r->cap = cap;
	}
	r->hash[r->n % RECENT_MAX] = *hash;
	r->n++;
	return ERR_OK;
}

const struct digest *
recent_at(const struct recent *r, uint64_t index)
{
	if (index >= r->n || r->n - index > RECENT_MAX)
		return NULL;
	return &r->hash[index % RECENT_MAX];
}
