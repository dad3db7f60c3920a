/*
 * tree.h - the RFC 6962 tree over the leaves: its right edge, its root, and
 * the order in which its hashes are stored.
 *
 * Pure.
 */
#ifndef CORE_TREE_H
#define CORE_TREE_H

#include "base.h"

#define TREE_LEVELS 54 /* sizes stay below 2^53 */

/* Roots of the full subtrees of a tree, largest first: what is needed to
 * append and to compute the root, and nothing else. */
struct edge {
	uint64_t size; /* leaves */
	struct digest node[TREE_LEVELS];
	size_t n; /* popcount(size) */
};

void edge_init(struct edge *e);

/*
 * Append one leaf hash.  done (which may be NULL) gets the hashes that this
 * leaf completes, lowest level first, done[0] being the leaf itself; *n_done
 * how many.  Room for TREE_LEVELS.
 */
void edge_append(struct edge *e, const struct digest *leaf, struct digest *done,
    size_t *n_done);
struct digest edge_root(const struct edge *e); /* 2.1; empty_root() if 0 */
bool edge_eq(const struct edge *a, const struct edge *b);

/*
 * Where a hash stands in append order: leaf n, then the parents it completes.
 * level 0 holds the leaves; (level, n) covers leaves n<<level to
 * (n+1)<<level, which the caller keeps below 2^53.
 */
uint64_t stored_index(unsigned level, uint64_t n);
uint64_t stored_count(uint64_t size); /* hashes of a tree of size leaves */

/*
 * A place that knows the hashes of all full subtrees of some tree.
 * get() returns ERR_RANGE for what it does not hold.
 */
struct hashes {
	enum err (*get)(void *arg, struct digest *, unsigned level, uint64_t n);
	void *arg;
};

/*
 * MTH(D[from:to]) out of stored hashes.
 *
 * Errors:	ERR_RANGE unless from < to and from is a multiple of the smallest
 *		power of two >= to - from, as every subtree of a tree has it;
 *		else as h->get.
 */
MUST_CHECK enum err range_root(struct digest *root, const struct hashes *h,
    uint64_t from, uint64_t to);

/*
 * The same hashes, none of them believed: each that lies below edge->size is
 * climbed up to the subtree of the edge that it is in, so that what comes out
 * of an altered place is noticed however much of it was altered.  Those above
 * pass as they are.  The fields are the caller's, and live as long as h.
 *
 * Errors of get():	ERR_HASH not in that tree; else as from.get
 */
struct held {
	const struct edge *edge;
	struct hashes from;
};
struct hashes held_hashes(struct held *h);

/* Errors:	ERR_RANGE, or as h->get */
MUST_CHECK enum err edge_load(struct edge *e, const struct hashes *h,
    uint64_t size);

#endif
