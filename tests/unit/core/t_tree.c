/*
 * t_tree.c - the edge, its root and the order of stored hashes against the
 * definitions that they must equal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "memtree.h"
#include "text.h"

static struct memtree tree;

static void
assert_root(const struct digest *d, const char *base64)
{
	struct digest want;

	assert_int_equal(base64_decode(want.b, DIGEST_LEN, span_str(base64)),
	    ERR_OK);
	assert_true(digest_eq(d, &want));
}

/* Roots that other implementations gave for "e0", "e1", ... */
static void
test_known_roots(void **state)
{
	static const struct {
		uint64_t size;
		const char *root;
	} known[] = {
	    {0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
	    {3, "ZLJJxOBgbj2XQsSb/VfNHj6xcPXM76JuoEXKGT1kp18="},
	    {7, "TL2ONYSUUEANTpxMCuf3HHmtRBD5rSxiRiL/X4YXMT0="},
	    {300, "zdbZhHbyqhi3Vw1NagHHY8DLZvQ0Weow3O9XB0YA9uE="},
	};
	struct digest root;
	size_t i;

	(void)state;
	memtree_init(&tree);
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		memtree_fill(&tree, known[i].size);
		root = edge_root(&tree.edge);
		assert_root(&root, known[i].root);
	}
}

/* The log that transparency-dev/tessera tests itself with. */
static void
test_known_words(void **state)
{
	static const char *const words[] = {"one", "two", "three", "four",
	    "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf",
	    "threeten", "fourten", "fivten"};
	struct digest d;
	size_t i;

	(void)state;
	memtree_init(&tree);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		d = leaf_hash(span_str(words[i]));
		memtree_append(&tree, &d);
	}
	d = edge_root(&tree.edge);
	assert_root(&d, "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=");
}

static void
test_append_is_recursion(void **state)
{
	struct digest root, want;
	uint64_t size, seed = 6962;
	struct hashes h;
	struct edge e;

	(void)state;
	memtree_init(&tree);
	h = memtree_hashes(&tree);
	for (size = 0; size < MEMTREE_MAX; size++) {
		memtree_fill(&tree, size);
		if (size > 600 && memtree_random(&seed) % 256 != 0)
			continue;
		root = edge_root(&tree.edge);
		want = memtree_mth(tree.leaf, size);
		assert_true(digest_eq(&root, &want));
		assert_int_equal(edge_load(&e, &h, size), ERR_OK);
		assert_int_equal(e.size, size);
		assert_int_equal(e.n, tree.edge.n);
		assert_memory_equal(e.node, tree.edge.node,
		    e.n * sizeof(e.node[0]));
	}
}

static void
test_append_without_done(void **state)
{
	struct digest a, b;
	struct edge e;
	uint64_t i;

	(void)state;
	memtree_init(&tree);
	memtree_fill(&tree, 300);
	edge_init(&e);
	for (i = 0; i < 300; i++)
		edge_append(&e, &tree.leaf[i], NULL, NULL);
	a = edge_root(&e);
	b = edge_root(&tree.edge);
	assert_true(digest_eq(&a, &b));
}

/* Each hash that a leaf completes stands at the next place, and is right. */
static void
test_order(void **state)
{
	struct digest leaf, want, done[TREE_LEVELS];
	uint64_t i, n, count = 0;
	size_t k, n_done;

	(void)state;
	memtree_init(&tree);
	for (i = 0; i < 600; i++) {
		assert_int_equal(stored_count(i), count);
		leaf.b[0] = (uint8_t)i;
		memset(leaf.b + 1, (uint8_t)(i >> 8), DIGEST_LEN - 1);
		tree.leaf[i] = leaf;
		edge_append(&tree.edge, &leaf, done, &n_done);
		for (k = 0; k < n_done; k++, count++) {
			n = ((i + 1) >> k) - 1;
			assert_int_equal(stored_index((unsigned)k, n), count);
			want =
			    memtree_mth(tree.leaf + (n << k), UINT64_C(1) << k);
			assert_true(digest_eq(&done[k], &want));
		}
		assert_int_equal((i + 1) >> n_done << n_done == i + 1, 0);
	}
}

/* The formula as the Go module writes it: 2n+1 down to the last leaf. */
static uint64_t
linear_index(unsigned level, uint64_t n)
{
	uint64_t at = 0;
	unsigned l;

	for (l = level; l > 0; l--)
		n = 2 * n + 1;
	for (; n > 0; n >>= 1)
		at += n;
	return at + level;
}

static void
test_index_formula(void **state)
{
	uint64_t i, n, seed = 9162;
	unsigned level;

	(void)state;
	for (i = 0; i < 100000; i++) {
		level = (unsigned)(memtree_random(&seed) % 53);
		n = memtree_random(&seed) % (NUMBER_MAX >> level);
		assert_int_equal(stored_index(level, n),
		    linear_index(level, n));
	}
	assert_int_equal(stored_index(52, 0), linear_index(52, 0));
	assert_int_equal(stored_count(NUMBER_MAX), 2 * NUMBER_MAX - 53);
}

static void
test_ranges(void **state)
{
	uint64_t from, to, k;
	struct digest root, was, want;
	struct hashes h;
	enum err err;

	(void)state;
	memtree_init(&tree);
	memtree_fill(&tree, 70);
	h = memtree_hashes(&tree);
	memset(&was, 0x5a, sizeof(was));
	for (from = 0; from <= 72; from++) {
		for (to = 0; to <= 72; to++) {
			for (k = 1; from < to && k < to - from; k *= 2)
				continue;
			root = was;
			err = range_root(&root, &h, from, to);
			if (from >= to || to > 70 || from % k != 0) {
				assert_int_equal(err, ERR_RANGE);
				assert_true(digest_eq(&root, &was));
				continue;
			}
			assert_int_equal(err, ERR_OK);
			want = memtree_mth(tree.leaf + from, to - from);
			assert_true(digest_eq(&root, &want));
		}
	}
	assert_int_equal(range_root(&root, &h, 0, NUMBER_MAX + 1), ERR_RANGE);
}

static enum err
get_nothing(void *arg, struct digest *h, unsigned level, uint64_t n)
{
	(void)arg;
	(void)h;
	(void)level;
	(void)n;
	return ERR_IO;
}

/* Every hash of a tree is held by its edge, and by no other; an alteration is
 * seen wherever it is, and from each place that leans on it. */
static void
test_held(void **state)
{
	static const uint64_t sizes[] = {1, 2, 3, 6, 7, 8, 21, 64, 100};
	struct held held = {.edge = &tree.edge};
	struct hashes h = held_hashes(&held);
	uint64_t size, n, at;
	struct digest d, was;
	unsigned level;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		size = sizes[i];
		memtree_init(&tree);
		memtree_fill(&tree, size);
		held.from = memtree_hashes(&tree);
		for (level = 0; size >> level > 0; level++)
			for (n = 0; n < size >> level; n++) {
				assert_int_equal(h.get(h.arg, &d, level, n),
				    ERR_OK);
				at = stored_index(level, n);
				was = tree.stored[at];
				tree.stored[at].b[n % DIGEST_LEN] ^= 4;
				assert_int_equal(h.get(h.arg, &d, level, n),
				    ERR_HASH);
				if ((n ^ 1) < size >> level)
					assert_int_equal(h.get(h.arg, &d, level,
							     n ^ 1),
					    ERR_HASH);
				tree.stored[at] = was;
			}
		assert_int_equal(h.get(h.arg, &d, 0, size), ERR_RANGE);
	}
}

/* What came after the edge is handed on as it is. */
static void
test_held_beyond(void **state)
{
	struct edge e;
	struct held held = {.edge = &e};
	struct hashes h = held_hashes(&held);
	struct digest d;

	(void)state;
	memtree_init(&tree);
	memtree_fill(&tree, 5);
	e = tree.edge;
	memtree_fill(&tree, 9);
	held.from = memtree_hashes(&tree);
	tree.stored[stored_index(0, 6)].b[0] ^= 1;
	assert_int_equal(h.get(h.arg, &d, 0, 6), ERR_OK);
	assert_int_equal(h.get(h.arg, &d, 3, 0), ERR_OK);
	assert_int_equal(h.get(h.arg, &d, 0, 3), ERR_OK);
	assert_int_equal(h.get(h.arg, &d, 2, 0), ERR_OK);
}

static void
test_failures(void **state)
{
	struct hashes none = {get_nothing, NULL}, h;
	struct digest root, was;
	struct edge e, before;

	(void)state;
	memtree_init(&tree);
	memtree_fill(&tree, 9);
	h = memtree_hashes(&tree);
	memset(&e, 0x5a, sizeof(e));
	before = e;
	memset(&root, 0x5a, sizeof(root));
	was = root;
	assert_int_equal(edge_load(&e, &h, 10), ERR_RANGE);
	assert_int_equal(edge_load(&e, &h, NUMBER_MAX + 1), ERR_RANGE);
	assert_int_equal(edge_load(&e, &none, 9), ERR_IO);
	assert_memory_equal(&e, &before, sizeof(e));
	assert_int_equal(range_root(&root, &none, 0, 9), ERR_IO);
	assert_memory_equal(&root, &was, sizeof(root));
	assert_int_equal(edge_load(&e, &none, 0), ERR_OK);
	assert_int_equal(e.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_known_roots),
	    cmocka_unit_test(test_known_words),
	    cmocka_unit_test(test_append_is_recursion),
	    cmocka_unit_test(test_append_without_done),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_index_formula),
	    cmocka_unit_test(test_ranges),
	    cmocka_unit_test(test_held),
	    cmocka_unit_test(test_held_beyond),
	    cmocka_unit_test(test_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
