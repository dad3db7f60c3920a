/*
 * public_work.h - what the files public*.c share while one directory is being
 * checked.  Nobody else includes it.
 */
#ifndef CLEAR_PUBLIC_WORK_H
#define CLEAR_PUBLIC_WORK_H

#include "leaf.h"
#include "public.h"
#include "tile.h"
#include "totals.h"
#include "tree.h"

/* A clear entry, as far as others refer to it. */
struct public_clear {
	struct leaf leaf;
	bool good; /* its file was there, and belongs to the leaf */
	enum kind kind;
	struct id id;
	json_t *payload; /* NULL if withdrawn or not readable */
	uint8_t *bytes;	 /* of the payload of a publication, else NULL */
	size_t n;
	bool has_withdrawn;
	uint64_t withdrawn; /* what the clear file says */
};

struct public_work {
	const struct public_source *s;
	const struct public_options *o;
	struct public_result *r;
	struct digest *node; /* of the tree, in append order */
	size_t n_node, node_cap;
	struct edge edge;
	struct totals totals;
	struct public_clear *clear;
	size_t n_clear, clear_cap;
};

/* Fail a check; code and clause as in fault_set. */
void public_bad(struct public_work *w, enum public_check check, enum err code,
    uint64_t index, const char *clause);

/*
 * Errors of all: ERR_MEMORY, ERR_IO, and nothing that a check can say.
 */

/* Where a missing file is a fault. */
struct public_at {
	enum public_check check;
	uint64_t index;
};

/* Fetch; *bytes is NULL after a fault that was found and recorded. */
MUST_CHECK enum err public_fetch(struct public_work *w, uint8_t **bytes,
    size_t *n, const char *name, size_t max, struct public_at at);

/* Bundles of the latest size: chain, tree, block sums, list of clear leaves. */
MUST_CHECK enum err public_read_leaves(struct public_work *w);
/* All tiles that a tree of size has and one of old has not. */
MUST_CHECK enum err public_tiles(struct public_work *w, uint64_t old,
    uint64_t size);
/* The root at a size that has been read.  Errors: ERR_RANGE */
MUST_CHECK enum err public_root(const struct public_work *w,
    struct digest *root, uint64_t size);
/* Hash of a leaf that has been read. */
const struct digest *public_leaf(const struct public_work *w, uint64_t index);

/* Every clear file: entry, openings, schema, authority, signatures. */
MUST_CHECK enum err public_entries(struct public_work *w);
/* The clear entry at index, or NULL. */
const struct public_clear *public_find(const struct public_work *w,
    uint64_t index);

/* Signature, origin and root of a checkpoint note; fills *c even if bad. */
MUST_CHECK enum err public_note_check(const struct public_work *w,
    struct checkpoint *c, struct span bytes, struct fault *f);
/* The latest, the published and the remembered checkpoints, and witnesses. */
MUST_CHECK enum err public_history(struct public_work *w);

/* Publications, withdrawals, proofs, proven totals. */
MUST_CHECK enum err public_publications(struct public_work *w);
MUST_CHECK enum err public_totals(struct public_work *w);

/* Names that FORMAT 8.1 does not make. */
void public_names(struct public_work *w);

/* Split "publications/2026-Q3/v1.json" or "proofs/2026-Q3-v1.tlog-proof". */
bool public_name_period(const char *name, const char *prefix, char between,
    const char *suffix, char period[8], unsigned *version);

/* p with room for more than n things of size bytes; NULL: no memory, and p
 * is as it was. */
void *public_grow(void *p, size_t *cap, size_t n, size_t size);

#endif
