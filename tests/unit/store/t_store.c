/*
 * t_store.c - what is appended is there, in order, and hashed into the tree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/stat.h>

#include "place.h"

static void
test_append_and_reload(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *t;
	struct stat st;
	char path[160];

	assert_true(span_is(store_origin(s), ORIGIN));
	assert_int_equal(verified(s), 0);
	append_committed(s, 1);
	append_committed(s, 99);
	assert_int_equal(verified(s), 100);
	t = begun(s, true);
	assert_int_equal(append(t, 50, 300), ERR_OK);
	assert_int_equal(tree_verify(t, NULL, 100, NULL), ERR_OK);
	store_abort(t);
	assert_int_equal(verified(s), 100);
	store_close(s);
	s = opened(p, STORE_READ);
	assert_int_equal(verified(s), 100);
	store_close(s);
	(void)snprintf(path, sizeof(path), "%s/data.mdb", p->dir);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(p->dir, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
}

static void
test_open_refusals(void **state)
{
	struct place *p = *state;
	struct store *s, *other = NULL;

	assert_int_equal(store_create(p->dir, span_str(ORIGIN)), ERR_EXISTS);
	assert_int_equal(store_create(p->copy, span_str("Not A Name")),
	    ERR_FORMAT);
	assert_int_equal(store_open(&other, p->copy, STORE_WRITE), ERR_MISSING);
	s = opened(p, STORE_WRITE);
	assert_int_equal(store_open(&other, p->dir, STORE_WRITE), ERR_EXISTS);
	assert_null(other);
	store_close(s);
	s = opened(p, STORE_WRITE);
	store_close(s);
}

static void
test_ids_are_unique_and_rows_sane(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *t;
	struct store_row row;
	struct bytes b;

	append_committed(s, 5);
	t = begun(s, true);
	assert_int_equal(append(t, 3, 300), ERR_OK);
	row = row_make(&b, 2, 300);
	assert_int_equal(store_append(t, &row), ERR_EXISTS);
	assert_int_equal(store_append(t, &row), ERR_RANGE);
	assert_int_equal(store_commit(t), ERR_IO);
	assert_int_equal(verified(s), 5);
	t = begun(s, true);
	row = row_make(&b, 5, 0);
	assert_int_equal(store_append(t, &row), ERR_RANGE);
	row.item.n = STORE_ITEM_MAX + 1;
	assert_int_equal(store_append(t, &row), ERR_RANGE);
	store_abort(t);
	t = begun(s, false);
	row = row_make(&b, 5, 300);
	assert_int_equal(store_append(t, &row), ERR_RANGE);
	store_abort(t);
	store_close(s);
}

static void
test_a_transaction_sees_one_state(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *before, *after;
	struct span got;

	append_committed(s, 3);
	before = begun(s, false);
	append_committed(s, 3);
	after = begun(s, false);
	assert_int_equal(store_size(before), 3);
	assert_int_equal(store_leaf(before, &got, 3), ERR_MISSING);
	assert_int_equal(store_size(after), 6);
	store_abort(before);
	store_abort(after);
	store_close(s);
}

static void
test_hashes_make_the_edge(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *t;
	struct digest d;
	struct hashes h;
	struct edge a, b;

	append_committed(s, 75);
	t = begun(s, false);
	h = store_hashes(t);
	assert_int_equal(edge_load(&a, &h, 75), ERR_OK);
	assert_int_equal(tree_verify(t, &b, 64, NULL), ERR_OK);
	assert_memory_equal(edge_root(&a).b, edge_root(&b).b, DIGEST_LEN);
	assert_int_equal(h.get(h.arg, &d, 0, 75), ERR_RANGE);
	assert_int_equal(h.get(h.arg, &d, 6, 1), ERR_RANGE);
	assert_int_equal(h.get(h.arg, &d, 6, 0), ERR_OK);
	assert_int_equal(h.get(h.arg, &d, TREE_LEVELS, 0), ERR_RANGE);
	store_abort(t);
	store_close(s);
}

static void
test_checkpoints(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *t;
	struct span note;
	uint64_t size = 7;

	append_committed(s, 9);
	t = begun(s, true);
	assert_int_equal(store_checkpoint_last(t, &size, &note), ERR_MISSING);
	assert_int_equal(size, 7);
	assert_int_equal(store_checkpoint_put(t, 4, span_str("four\n")), 0);
	assert_int_equal(store_checkpoint_put(t, 9, span_str("nine\n")), 0);
	assert_int_equal(store_checkpoint_put(t, 4, span_str("five\n")),
	    ERR_EXISTS);
	assert_int_equal(store_checkpoint_put(t, 4, span_str("four")),
	    ERR_EXISTS);
	assert_int_equal(store_checkpoint_put(t, 4, span_str("four\nmore\n")),
	    ERR_OK);
	assert_int_equal(store_checkpoint_put(t, 10, span_str("ten")),
	    ERR_RANGE);
	assert_int_equal(store_checkpoint_put(t, 5, span_str("")), ERR_RANGE);
	assert_int_equal(store_commit(t), ERR_OK);
	t = begun(s, false);
	assert_int_equal(store_checkpoint_last(t, &size, &note), ERR_OK);
	assert_int_equal(size, 9);
	size = 0;
	assert_int_equal(store_checkpoint_next(t, &size, &note), ERR_OK);
	assert_int_equal(size, 4);
	assert_true(span_is(note, "four\nmore\n"));
	size = 10;
	assert_int_equal(store_checkpoint_next(t, &size, &note), ERR_MISSING);
	store_abort(t);
	store_close(s);
}

/* An erased item is gone from the store and from its compact copy. */
static void
test_forget_and_copy(void **state)
{
	static const char secret[] = "the sealed item of a child";
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *t = begun(s, true);
	struct store_row row;
	struct bytes b;
	struct span got;
	struct stat st;
	char path[160], *all;
	size_t n, i;
	FILE *f;

	row = row_make(&b, 0, 300);
	row.item = span_str(secret);
	assert_int_equal(store_append(t, &row), ERR_OK);
	assert_int_equal(append(t, 20, 300), ERR_OK);
	assert_int_equal(store_commit(t), ERR_OK);
	t = begun(s, true);
	assert_int_equal(store_forget(t, 0), ERR_OK);
	assert_int_equal(store_forget(t, 0), ERR_MISSING);
	assert_int_equal(store_commit(t), ERR_OK);
	t = begun(s, false);
	assert_int_equal(store_item(t, &got, 0), ERR_MISSING);
	assert_int_equal(store_item(t, &got, 1), ERR_OK);
	store_abort(t);
	append_committed(s, 1);
	assert_int_equal(store_copy(s, p->copy), ERR_OK);
	assert_int_equal(store_copy(s, p->copy), ERR_EXISTS);
	store_close(s);
	(void)snprintf(path, sizeof(path), "%s/data.mdb", p->copy);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	all = malloc((size_t)st.st_size);
	f = fopen(path, "rb");
	assert_true(all != NULL && f != NULL);
	n = fread(all, 1, (size_t)st.st_size, f);
	(void)fclose(f);
	for (i = 0; i + sizeof(secret) <= n; i++)
		assert_true(memcmp(all + i, secret, sizeof(secret) - 1) != 0);
	free(all);
	assert_int_equal(store_open(&s, p->copy, STORE_READ), ERR_OK);
	t = begun(s, false);
	assert_int_equal(store_size(t), 22);
	assert_int_equal(tree_verify(t, NULL, 0, NULL), ERR_OK);
	store_abort(t);
	store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

/* What was forgotten lies in no file any more, and the rest is as it was. */
static void
test_compact(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE), *r, *w;
	struct store_txn *t, *old;
	struct span item;
	char path[160];

	append_committed(s, 70);
	r = opened(p, STORE_READ);
	old = begun(r, false);
	t = begun(s, true);
	assert_int_equal(store_forget(t, 33), ERR_OK);
	assert_int_equal(store_forget(t, 33), ERR_MISSING);
	assert_int_equal(store_commit(t), ERR_OK);
	(void)snprintf(path, sizeof(path), "%s.old", p->dir);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(store_compact(&s, p->dir), ERR_OK);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(store_open(&w, p->dir, STORE_WRITE), ERR_EXISTS);
	t = begun(s, false);
	assert_int_equal(store_item(t, &item, 33), ERR_MISSING);
	assert_int_equal(store_item(t, &item, 34), ERR_OK);
	store_abort(t);
	/* Who read the old one still does. */
	assert_int_equal(store_item(old, &item, 33), ERR_OK);
	store_abort(old);
	store_close(r);
	append_committed(s, 30);
	store_close(s);
	s = opened(p, STORE_WRITE);
	t = begun(s, false);
	assert_int_equal(store_size(t), 100);
	assert_int_equal(tree_verify(t, NULL, 0, NULL), ERR_OK);
	store_abort(t);
	store_close(s);
}

/* Rows one after the other, and not: the same as each by itself. */
static void
test_any_order(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *t;
	struct store_row row;
	struct bytes b;
	struct span got;
	uint64_t i, at = 7;

	append_committed(s, 50);
	t = begun(s, true);
	assert_int_equal(store_forget(t, 20), ERR_OK);
	assert_int_equal(store_forget(t, 21), ERR_OK);
	assert_int_equal(store_commit(t), ERR_OK);
	t = begun(s, false);
	for (i = 0; i < 400; i++) {
		at = i % 5 == 0 ? at * 31 % 53 : at + 1;
		if (at >= 50) {
			assert_int_equal(store_leaf(t, &got, at), ERR_MISSING);
			at = 0;
			continue;
		}
		row = row_make(&b, at, 300);
		assert_int_equal(store_leaf(t, &got, at), ERR_OK);
		assert_true(span_eq(got, row.leaf));
		if (at == 20 || at == 21) {
			assert_int_equal(store_item(t, &got, at), ERR_MISSING);
			continue;
		}
		assert_int_equal(store_item(t, &got, at), ERR_OK);
		assert_true(span_eq(got, row.item));
	}
	store_abort(t);
	store_close(s);
}

static const struct id *
id_of_row(const void *arg, uint64_t index)
{
	return (const struct id *)arg + index;
}

static void
test_ids_are_those_of_the_entries(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *t;
	struct id id[30], was;
	struct bytes b;
	struct fault f;
	size_t i;

	append_committed(s, 30);
	for (i = 0; i < 30; i++)
		id[i] = row_make(&b, i, 300).id;
	t = begun(s, false);
	assert_int_equal(store_check_ids(t, id_of_row, id, &f), ERR_OK);
	for (i = 0; i < 30; i++) {
		was = id[i];
		id[i].b[i % ID_LEN] ^= 1;
		assert_int_equal(store_check_ids(t, id_of_row, id, &f),
		    ERR_HASH);
		assert_int_equal(f.index, i);
		id[i] = was;
	}
	store_abort(t);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_compact, setup, teardown),
	    T(test_append_and_reload),
	    T(test_open_refusals),
	    T(test_ids_are_unique_and_rows_sane),
	    T(test_a_transaction_sees_one_state),
	    T(test_hashes_make_the_edge),
	    T(test_checkpoints),
	    T(test_forget_and_copy),
	    T(test_any_order),
	    T(test_ids_are_those_of_the_entries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
