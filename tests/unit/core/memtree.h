/*
 * memtree.h - a whole tree in memory for the tests of tree, proof and tile:
 * hashes in append order, as a store keeps them, and the definition of
 * RFC 6962 to compare with.  Include after cmocka.h.
 */
#ifndef CORE_MEMTREE_H
#define CORE_MEMTREE_H

#include <stdio.h>
#include <string.h>

#include "hash.h"
#include "tree.h"

#define MEMTREE_MAX 4096 /* leaves */

struct memtree {
	struct digest stored[2 * MEMTREE_MAX];
	struct digest leaf[MEMTREE_MAX];
	struct edge edge;
	uint64_t n; /* of stored */
};

static inline enum err
memtree_get(void *arg, struct digest *h, unsigned level, uint64_t n)
{
	const struct memtree *t = arg;
	uint64_t at = stored_index(level, n);

	if (at >= t->n)
		return ERR_RANGE;
	*h = t->stored[at];
	return ERR_OK;
}

static inline struct hashes
memtree_hashes(struct memtree *t)
{
	return (struct hashes){memtree_get, t};
}

static inline void
memtree_init(struct memtree *t)
{
	edge_init(&t->edge);
	t->n = 0;
}

static inline void
memtree_append(struct memtree *t, const struct digest *leaf)
{
	struct digest done[TREE_LEVELS];
	size_t i, n_done = 0;

	assert_true(t->edge.size < MEMTREE_MAX);
	t->leaf[t->edge.size] = *leaf;
	edge_append(&t->edge, leaf, done, &n_done);
	for (i = 0; i < n_done; i++)
		t->stored[t->n++] = done[i];
}

/* Leaves that hold "e0", "e1" and so on. */
static inline void
memtree_fill(struct memtree *t, uint64_t size)
{
	char text[24];
	struct digest d;

	while (t->edge.size < size) {
		(void)snprintf(text, sizeof(text), "e%u",
		    (unsigned)t->edge.size);
		d = leaf_hash(span_str(text));
		memtree_append(t, &d);
	}
}

/* MTH as RFC 6962 2.1 defines it: slow, and nothing to get wrong. */
static inline struct digest
memtree_mth(const struct digest *leaf, uint64_t n)
{
	struct digest l, r;
	uint64_t k = 1;

	if (n == 0)
		return empty_root();
	if (n == 1)
		return leaf[0];
	while (k * 2 < n)
		k *= 2;
	l = memtree_mth(leaf, k);
	r = memtree_mth(leaf + k, n - k);
	return node_hash(&l, &r);
}

/* A fixed stream of numbers (xorshift64), so that a failure comes again. */
static inline uint64_t
memtree_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

#endif
