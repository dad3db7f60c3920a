/*
 * tree.c - the right edge of the tree, its root, and the place of each hash
 * in append order.
 */
#include "tree.h"

#include <assert.h>
#include <string.h>

#include "hash.h"

static unsigned
ones(uint64_t v)
{
	unsigned n;

	for (n = 0; v != 0; n++)
		v &= v - 1;
	return n;
}

void
edge_init(struct edge *e)
{
	e->size = 0;
	e->n = 0;
}

/* A subtree that the leaf completes swallows its left sibling: a carry. */
void
edge_append(struct edge *e, const struct digest *leaf, struct digest *done,
    size_t *n_done)
{
	struct digest h = *leaf;
	unsigned level;

	assert(e->size < NUMBER_MAX);
	for (level = 0; (e->size >> level & 1) != 0; level++) {
		if (done != NULL)
			done[level] = h;
		h = node_hash(&e->node[--e->n], &h);
	}
	e->node[e->n++] = h;
	e->size++;
	if (done != NULL) {
		done[level] = h;
		*n_done = level + 1;
	}
}

struct digest
edge_root(const struct edge *e)
{
	struct digest h;
	size_t i;

	if (e->n == 0)
		return empty_root();
	h = e->node[e->n - 1];
	for (i = e->n - 1; i > 0; i--)
		h = node_hash(&e->node[i - 1], &h);
	return h;
}

bool
edge_eq(const struct edge *a, const struct edge *b)
{
	return a->size == b->size && a->n == b->n &&
	    memcmp(a->node, b->node, a->n * sizeof(a->node[0])) == 0;
}

/* Each leaf stores itself, each of the size - ones(size) nodes once. */
uint64_t
stored_count(uint64_t size)
{
	return 2 * size - ones(size);
}

/*
 * A hash of level l is the l-th one stored after the last leaf it covers.
 */
uint64_t
stored_index(unsigned level, uint64_t n)
{
	assert(level < TREE_LEVELS && n <= NUMBER_MAX >> level);
	return stored_count(((n + 1) << level) - 1) + level;
}

/* The full subtrees of leaves from..to-1, largest first. */
static enum err
load(struct edge *e, const struct hashes *h, uint64_t from, uint64_t to)
{
	uint64_t at = from;
	unsigned level;
	enum err err;

	edge_init(e);
	for (level = TREE_LEVELS; level-- > 0;) {
		if (((to - from) >> level & 1) == 0)
			continue;
		err = h->get(h->arg, &e->node[e->n], level, at >> level);
		if (err != ERR_OK)
			return err;
		e->n++;
		at += UINT64_C(1) << level;
	}
	e->size = to - from;
	return ERR_OK;
}

/* A node whose sibling is not full yet stands in the edge itself; the others
 * lead to one that does. */
static enum err
held_get(void *arg, struct digest *d, unsigned level, uint64_t n)
{
	const struct held *h = arg;
	struct digest at, beside;
	enum err err;

	err = h->from.get(h->from.arg, d, level, n);
	if (err != ERR_OK || level >= TREE_LEVELS ||
	    n >= h->edge->size >> level)
		return err;
	at = *d;
	for (; (n ^ 1) < h->edge->size >> level; n >>= 1, level++) {
		err = h->from.get(h->from.arg, &beside, level, n ^ 1);
		if (err != ERR_OK)
			return err;
		at = (n & 1) == 0 ? node_hash(&at, &beside)
				  : node_hash(&beside, &at);
	}
	return digest_eq(&at, &h->edge->node[ones(h->edge->size >> level) - 1])
	    ? ERR_OK
	    : ERR_HASH;
}

struct hashes
held_hashes(struct held *h)
{
	return (struct hashes){held_get, h};
}

/* Is v a multiple of the smallest power of two that is not below n? */
static bool
is_aligned(uint64_t v, uint64_t n)
{
	uint64_t k;

	for (k = 1; k < n; k <<= 1)
		continue;
	return (v & (k - 1)) == 0;
}

enum err
range_root(struct digest *root, const struct hashes *h, uint64_t from,
    uint64_t to)
{
	struct edge e;
	enum err err;

	if (from >= to || to > NUMBER_MAX || !is_aligned(from, to - from))
		return ERR_RANGE;
	err = load(&e, h, from, to);
	if (err == ERR_OK)
		*root = edge_root(&e);
	return err;
}

enum err
edge_load(struct edge *e, const struct hashes *h, uint64_t size)
{
	struct edge got;
	enum err err;

	if (size > NUMBER_MAX)
		return ERR_RANGE;
	err = load(&got, h, 0, size);
	if (err == ERR_OK)
		*e = got;
	return err;
}
