/*
 * place.h - a store in a directory of its own, and rows whose bytes depend on
 * their index, so that any mix-up shows.  Include after cmocka.h.
 */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hash.h"
#include "store.h"

#define ORIGIN "xa.example/so"

struct place {
	char top[64], dir[96], copy[96];
};

static inline void
unlink_in(const char *dir)
{
	static const char *const names[] = {"data.mdb", "lock.mdb",
	    "writer.lock"};
	char path[160];
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		(void)unlink(path);
	}
	(void)rmdir(dir);
}

static inline int
setup(void **state)
{
	struct place *p = calloc(1, sizeof(*p));

	assert_non_null(p);
	(void)snprintf(p->top, sizeof(p->top), "/tmp/minhbach-XXXXXX");
	assert_non_null(mkdtemp(p->top));
	(void)snprintf(p->dir, sizeof(p->dir), "%s/store", p->top);
	(void)snprintf(p->copy, sizeof(p->copy), "%s/copy", p->top);
	assert_int_equal(store_create(p->dir, span_str(ORIGIN)), ERR_OK);
	*state = p;
	return 0;
}

static inline int
teardown(void **state)
{
	struct place *p = *state;

	unlink_in(p->dir);
	unlink_in(p->copy);
	(void)rmdir(p->top);
	free(p);
	return 0;
}

static inline struct store *
opened(const struct place *p, enum store_mode mode)
{
	struct store *s = NULL;

	assert_int_equal(store_open(&s, p->dir, mode), ERR_OK);
	return s;
}

static inline struct store_txn *
begun(struct store *s, bool write)
{
	struct store_txn *t = NULL;

	assert_int_equal(store_begin(&t, s, write), ERR_OK);
	return t;
}

/* Bytes that depend on the index, so that any mix-up shows. */
struct bytes {
	char leaf[32], entry[32], item[4096];
	struct id id;
};

static inline struct store_row
row_make(struct bytes *b, uint64_t i, size_t item)
{
	struct digest h;

	(void)snprintf(b->leaf, sizeof(b->leaf), "leaf %u", (unsigned)i);
	(void)snprintf(b->entry, sizeof(b->entry), "entry %u", (unsigned)i);
	memset(b->item, (int)(i % 251), sizeof(b->item));
	h = sha256(span_str(b->leaf));
	memcpy(b->id.b, h.b, ID_LEN);
	return (struct store_row){span_str(b->leaf), span_str(b->entry),
	    {(const uint8_t *)b->item, item}, b->id};
}

static inline enum err
append(struct store_txn *t, uint64_t n, size_t item)
{
	struct store_row row;
	struct bytes b;
	enum err e = ERR_OK;

	for (; n > 0 && e == ERR_OK; n--) {
		row = row_make(&b, store_size(t), item);
		e = store_append(t, &row);
	}
	return e;
}

static inline void
append_committed(struct store *s, uint64_t n)
{
	struct store_txn *t = begun(s, true);

	assert_int_equal(append(t, n, 300), ERR_OK);
	assert_int_equal(store_commit(t), ERR_OK);
}

/* The stored leaves from on, on top of the stored edge there. */
static inline enum err
tree_verify(struct store_txn *t, struct edge *out, uint64_t from,
    struct fault *f)
{
	struct hashes h = store_hashes(t);
	struct edge e;
	enum err err;

	err = edge_load(&e, &h, from);
	if (err == ERR_OK)
		err = store_verify(t, &e, store_size(t), f);
	if (err == ERR_OK && out != NULL)
		*out = e;
	return err;
}

/* All rows of a store are those that append() made, and so is the tree. */
static inline uint64_t
verified(struct store *s)
{
	struct store_txn *t = begun(s, false);
	uint64_t i, at, n = store_size(t);
	struct edge e, want;
	struct store_row row;
	struct bytes b;
	struct digest h;
	struct span got;

	edge_init(&want);
	for (i = 0; i < n; i++) {
		row = row_make(&b, i, 300);
		assert_int_equal(store_leaf(t, &got, i), ERR_OK);
		assert_true(span_eq(got, row.leaf));
		h = leaf_hash(got);
		edge_append(&want, &h, NULL, NULL);
		assert_int_equal(store_entry(t, &got, i), ERR_OK);
		assert_true(span_eq(got, row.entry));
		assert_int_equal(store_item(t, &got, i), ERR_OK);
		assert_true(span_eq(got, row.item));
		assert_int_equal(store_id(t, &at, &row.id), ERR_OK);
		assert_int_equal(at, i);
	}
	assert_int_equal(store_leaf(t, &got, n), ERR_MISSING);
	assert_int_equal(store_entry(t, &got, n), ERR_MISSING);
	row = row_make(&b, n, 300);
	assert_int_equal(store_id(t, &at, &row.id), ERR_MISSING);
	assert_int_equal(tree_verify(t, &e, 0, NULL), ERR_OK);
	h = edge_root(&want);
	assert_true(e.size == n);
	assert_memory_equal(edge_root(&e).b, h.b, DIGEST_LEN);
	assert_int_equal(store_verify(t, &e, n + 1, NULL), ERR_RANGE);
	e.size = n + 1;
	assert_int_equal(store_verify(t, &e, n, NULL), ERR_RANGE);
	store_abort(t);
	return n;
}

#endif
