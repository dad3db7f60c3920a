/*
 * public_tree.c - the leaves of a public directory: their chain, the tree over
 * them, and every tile compared with what the leaves give.
 */
#include "public_work.h"

#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "text.h"

#define PROGRESS_EACH 4096

static enum err
get_node(void *arg, struct digest *h, unsigned level, uint64_t n)
{
	const struct public_work *w = arg;
	uint64_t at;

	at = stored_index(level, n);
	if (at >= w->n_node)
		return ERR_RANGE;
	*h = w->node[at];
	return ERR_OK;
}

const struct digest *
public_leaf(const struct public_work *w, uint64_t index)
{
	return &w->node[stored_index(0, index)];
}

static enum err
add_node(struct public_work *w, const struct digest *h)
{
	struct digest *p;

	p = public_grow(w->node, &w->node_cap, w->n_node, sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	w->node = p;
	w->node[w->n_node++] = *h;
	return ERR_OK;
}

static enum err
add_tree(struct public_work *w, const struct digest *hash)
{
	struct digest done[TREE_LEVELS];
	size_t i, n = 0;
	enum err e;

	edge_append(&w->edge, hash, done, &n);
	for (i = 0; i < n; i++) {
		e = add_node(w, &done[i]);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}

static enum err
add_value(struct public_work *w, const struct leaf *l)
{
	enum err e;

	e = totals_add(&w->totals, &l->value);
	if (e == ERR_VALUE) {
		public_bad(w, PUBLIC_LEAVES, ERR_VALUE, w->edge.size,
		    "FORMAT 5.3: the value is no commitment");
		e = ERR_OK;
	}
	return e;
}

static enum err
add_clear(struct public_work *w, const struct leaf *l)
{
	struct public_clear *p;

	p = public_grow(w->clear, &w->clear_cap, w->n_clear, sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	w->clear = p;
	p = &w->clear[w->n_clear++];
	memset(p, 0, sizeof(*p));
	p->leaf = *l;
	return ERR_OK;
}

/* One leaf.  *stop after bytes that are no leaf: what follows has no place. */
static enum err
take_leaf(struct public_work *w, struct span bytes, bool *stop)
{
	const uint64_t index = w->edge.size;
	struct digest hash;
	struct fault f = {.index = index};
	struct leaf l;
	enum err e;

	if (leaf_decode_fast(&l, bytes, &f) != ERR_OK) {
		public_bad(w, PUBLIC_LEAVES, f.code, index, f.clause);
		*stop = true;
		return ERR_OK;
	}
	if (leaf_follows(&l, index,
		index == 0 ? NULL : public_leaf(w, index - 1), &f) != ERR_OK)
		checks_fail(&w->r->checks, PUBLIC_LEAVES, &f);
	e = add_value(w, &l);
	if (e == ERR_OK && l.class == CLASS_CLEAR)
		e = add_clear(w, &l);
	if (e != ERR_OK)
		return e;
	hash = leaf_hash(bytes);
	e = add_tree(w, &hash);
	if (e == ERR_OK && index % PROGRESS_EACH == 0 && w->o->progress != NULL)
		w->o->progress(w->o->progress_arg, index,
		    w->r->checkpoint.size);
	return e;
}

static enum err
take_bundle(struct public_work *w, const struct tile *t, bool *stop)
{
	char path[TILE_PATH_MAX];
	struct span leaf, rest;
	uint8_t *bytes = NULL;
	unsigned i;
	size_t n;
	enum err e;

	tile_path(path, t);
	e = public_fetch(w, &bytes, &n, path, (size_t)BUNDLE_MAX,
	    (struct public_at){PUBLIC_LEAVES, w->edge.size});
	if (e != ERR_OK || bytes == NULL) {
		*stop = true;
		return e;
	}
	rest = (struct span){bytes, n};
	for (i = 0; i < t->width && e == ERR_OK && !*stop; i++) {
		if (bundle_next(&leaf, &rest) != ERR_OK) {
			public_bad(w, PUBLIC_LEAVES, ERR_TRUNCATED,
			    w->edge.size, "FORMAT 8.1: a bundle ends early");
			*stop = true;
			break;
		}
		e = take_leaf(w, leaf, stop);
	}
	if (e == ERR_OK && !*stop && rest.n > 0)
		public_bad(w, PUBLIC_LEAVES, ERR_FORMAT, w->edge.size,
		    "FORMAT 8.1: a bundle goes on after its last leaf");
	free(bytes);
	return e;
}

enum err
public_read_leaves(struct public_work *w)
{
	const uint64_t size = w->r->checkpoint.size;
	struct tile t = {TILE_BUNDLE_LEVEL, 0, TILE_WIDTH};
	bool stop = false;
	uint64_t left;
	enum err e = ERR_OK;

	checks_made(&w->r->checks, PUBLIC_LEAVES);
	edge_init(&w->edge);
	while (w->edge.size < size && !stop && e == ERR_OK) {
		left = size - w->edge.size;
		t.width = left < TILE_WIDTH ? (unsigned)left : TILE_WIDTH;
		e = take_bundle(w, &t, &stop);
		t.n++;
	}
	return e;
}

enum err
public_root(const struct public_work *w, struct digest *root, uint64_t size)
{
	struct public_work copy = *w;
	struct hashes h = {get_node, &copy};
	struct edge e;

	if (size > w->edge.size || edge_load(&e, &h, size) != ERR_OK)
		return ERR_RANGE;
	*root = edge_root(&e);
	return ERR_OK;
}

static void
check_hashes(struct public_work *w, const struct tile *t, struct span file)
{
	/* Of a hash above the leaves nobody can say which of them it is. */
	const uint64_t first =
	    t->level == 0 ? t->n * TILE_WIDTH : FAULT_NO_INDEX;
	uint8_t want[TILE_WIDTH * DIGEST_LEN];
	struct hashes h = {get_node, w};
	size_t i;

	if (tile_hashes(want, t, &h) != ERR_OK)
		return;
	if (file.n != (size_t)t->width * DIGEST_LEN) {
		public_bad(w, PUBLIC_TILES, ERR_FORMAT, first,
		    "FORMAT 8.1: a hash tile has another length");
		return;
	}
	for (i = 0; i < t->width; i++)
		if (memcmp(want + i * DIGEST_LEN, file.p + i * DIGEST_LEN,
			DIGEST_LEN) != 0) {
			public_bad(w, PUBLIC_TILES, ERR_HASH,
			    t->level == 0 ? first + i : first,
			    "FORMAT 8.1: a tile is not what the leaves give");
			return;
		}
}

/* A bundle of another size holds the same leaves. */
static void
check_bundle(struct public_work *w, const struct tile *t, struct span file)
{
	uint64_t index = t->n * TILE_WIDTH;
	struct span leaf, rest = file;
	struct digest h;
	unsigned i;

	for (i = 0; i < t->width && index < w->edge.size; i++, index++) {
		if (bundle_next(&leaf, &rest) != ERR_OK)
			break;
		h = leaf_hash(leaf);
		if (!digest_eq(&h, public_leaf(w, index)))
			break;
	}
	if (i < t->width || rest.n > 0)
		public_bad(w, PUBLIC_TILES, ERR_HASH, index,
		    "FORMAT 8.1: a bundle holds other leaves");
}

enum err
public_tiles(struct public_work *w, uint64_t old, uint64_t size)
{
	char path[TILE_PATH_MAX];
	uint8_t *bytes;
	uint64_t i = 0;
	struct tile t;
	size_t n;
	enum err e;

	checks_made(&w->r->checks, PUBLIC_TILES);
	while (tile_next(&t, &i, old, size)) {
		tile_path(path, &t);
		e = public_fetch(w, &bytes, &n, path, (size_t)BUNDLE_MAX,
		    (struct public_at){PUBLIC_TILES,
			t.level == TILE_BUNDLE_LEVEL
			    ? t.n * TILE_WIDTH
			    : (t.n * TILE_WIDTH) << (8 * t.level)});
		if (e != ERR_OK)
			return e;
		if (bytes == NULL)
			continue;
		if (t.level == TILE_BUNDLE_LEVEL)
			check_bundle(w, &t, (struct span){bytes, n});
		else
			check_hashes(w, &t, (struct span){bytes, n});
		free(bytes);
	}
	return ERR_OK;
}
