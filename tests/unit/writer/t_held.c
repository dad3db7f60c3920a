/*
 * t_held.c - below a snapshot nobody has hashed every leaf: whatever was
 * altered there is noticed before it goes into a decision, a proof or a new
 * entry, and by chance before that.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fileio.h"
#include "snapshot.h"
#include "world.h"

#define ENTRIES 13 /* 8 + 4 + 1: an edge of three */

/* A ledger of so many, opened from a snapshot of all of it. */
static int
setup(void **state)
{
	struct world *o;

	(void)world_setup(state);
	o = *state;
	while (writer_size(o->w) < ENTRIES)
		assert_int_equal(world_object(o, "một dòng"), ERR_OK);
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	world_reopen(o);
	assert_int_equal(o->w->snapshot.size, ENTRIES);
	return 0;
}

/* Change one bit of these bytes wherever they stand in the file, while the
 * store is open. */
static void
alter(const struct world *o, struct span what, size_t at)
{
	uint8_t *p, b;
	char path[512];
	size_t i, n, hits = 0;
	int fd;

	(void)snprintf(path, sizeof(path), "%s/%s/data.mdb", o->dir,
	    WRITER_STORE);
	assert_int_equal(file_read(&p, &n, path, 1 << 28), ERR_OK);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	for (i = 0; i + what.n <= n; i++) {
		if (memcmp(p + i, what.p, what.n) != 0)
			continue;
		b = p[i + at] ^ 1;
		assert_int_equal(pwrite(fd, &b, 1, (off_t)(i + at)), 1);
		hits++;
	}
	assert_int_equal(close(fd), 0);
	assert_true(hits > 0);
	file_free(p, n);
}

static void
alter_leaf(struct world *o, uint64_t index)
{
	struct store_txn *t;
	struct span leaf;
	uint8_t was[LEAF_MAX];
	size_t n;

	assert_int_equal(store_begin(&t, o->w->store, false), ERR_OK);
	assert_int_equal(store_leaf(t, &leaf, index), ERR_OK);
	n = leaf.n;
	memcpy(was, leaf.p, n);
	store_abort(t);
	alter(o, (struct span){was, n}, n - 10);
}

/* The stored hash of a subtree; n is its place in its level. */
static void
alter_hash(struct world *o, unsigned level, uint64_t n)
{
	struct store_txn *t;
	struct hashes h;
	struct digest d;

	assert_int_equal(store_begin(&t, o->w->store, false), ERR_OK);
	h = store_hashes(t);
	assert_int_equal(h.get(h.arg, &d, level, n), ERR_OK);
	store_abort(t);
	alter(o, (struct span){d.b, DIGEST_LEN}, 3);
}

static enum err
loaded(struct world *o, uint64_t index)
{
	struct writer_entry e;
	enum err err;

	err = writer_entry_load(o->w, &e, index);
	if (err == ERR_OK)
		writer_entry_release(&e);
	return err;
}

static enum err
looked(struct world *o, uint64_t slice)
{
	struct store_txn *t;
	struct fault f;
	enum err e;

	assert_int_equal(store_begin(&t, o->w->store, false), ERR_OK);
	e = snapshot_look(o->w, t, slice, &f);
	store_abort(t);
	return e;
}

static void
test_leaf(void **state)
{
	struct world *o = *state;
	struct fault f;
	size_t i;

	for (i = 0; i < ENTRIES; i++)
		assert_int_equal(loaded(o, i), ERR_OK);
	alter_leaf(o, 5);
	assert_int_equal(loaded(o, 4), ERR_OK);
	/* the bit may make a leaf of it that does not even decode */
	assert_int_not_equal(loaded(o, 5), ERR_OK);
	assert_int_not_equal(writer_vouch(o->w, o->spare.signer, &f), ERR_OK);
	assert_int_equal(f.index, 5);
	assert_int_equal(looked(o, 16), ERR_HASH);
	for (i = 0; i < 10000 && looked(o, 2) == ERR_OK; i++)
		continue;
	assert_true(i < 10000);
	/* the next open does without the snapshot, and finds the place */
	writer_close(o->w);
	o->w = NULL;
	assert_int_not_equal(writer_open(&o->w, o->dir, o->registrar.box, &f),
	    ERR_OK);
	assert_int_equal(f.index, 5);
}

static void
test_look(void **state)
{
	struct world *o = *state;
	uint64_t slice;
	size_t i;

	for (slice = 1; slice <= 32; slice *= 2)
		for (i = 0; i < 50; i++)
			assert_int_equal(looked(o, slice), ERR_OK);
}

/* A stored hash, and each that needs it for its way to the edge. */
static void
test_hash(void **state)
{
	struct world *o = *state;
	struct digest d;

	alter_hash(o, 1, 1);
	assert_int_equal(writer_leaf_hash(o->w, &d, 0), ERR_HASH);
	assert_int_equal(writer_leaf_hash(o->w, &d, 1), ERR_HASH);
	assert_int_equal(writer_leaf_hash(o->w, &d, 2), ERR_OK);
	assert_int_equal(writer_leaf_hash(o->w, &d, 4), ERR_OK);
	assert_int_equal(writer_leaf_hash(o->w, &d, 12), ERR_OK);
	assert_int_equal(writer_leaf_hash(o->w, &d, ENTRIES), ERR_RANGE);
	assert_int_equal(loaded(o, 0), ERR_HASH);
	assert_int_equal(loaded(o, 2), ERR_OK);
}

/* Nothing is put on top of another tree than the one that was believed. */
static void
test_edge(void **state)
{
	static const struct {
		unsigned level;
		uint64_t n;
	} at[] = {{3, 0}, {2, 2}, {0, 12}};
	struct world *o = *state;
	struct digest d;
	size_t i;

	for (i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		alter_hash(o, at[i].level, at[i].n);
		assert_int_equal(world_object(o, "một dòng nữa"), ERR_HASH);
		assert_int_equal(writer_size(o->w), ENTRIES);
		(void)world_teardown(state);
		(void)setup(state);
		o = *state;
	}
	assert_int_equal(world_object(o, "một dòng nữa"), ERR_OK);
	assert_int_equal(writer_leaf_hash(o->w, &d, ENTRIES), ERR_OK);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {T(test_leaf), T(test_look),
	    T(test_hash), T(test_edge)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
