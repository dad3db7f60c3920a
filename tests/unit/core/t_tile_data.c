/*
 * t_tile_data.c - what is in hash tiles and in entry bundles.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "memtree.h"
#include "text.h"
#include "tile.h"

static struct memtree tree;

/* Each hash of each tile is that of the leaves it covers. */
static void
test_hashes(void **state)
{
	uint8_t out[TILE_WIDTH * DIGEST_LEN];
	struct digest want;
	struct hashes h;
	struct tile t;
	uint64_t at = 0, k;
	unsigned i;

	(void)state;
	memtree_init(&tree);
	memtree_fill(&tree, 1000);
	h = memtree_hashes(&tree);
	while (tile_next(&t, &at, 0, 1000)) {
		if (t.level == TILE_BUNDLE_LEVEL)
			continue;
		assert_int_equal(tile_hashes(out, &t, &h), ERR_OK);
		for (i = 0; i < t.width; i++) {
			k = UINT64_C(1) << 8 * t.level;
			want =
			    memtree_mth(tree.leaf + (t.n * TILE_WIDTH + i) * k,
				k);
			assert_memory_equal(out + (size_t)i * DIGEST_LEN,
			    want.b, DIGEST_LEN);
		}
	}
}

static void
test_hashes_300(void **state)
{
	static const uint8_t first256[DIGEST_LEN] = {0xc8, 0xa6, 0xd0, 0x9b,
	    0xae, 0x91, 0xbb, 0xa7, 0x6b, 0xb1, 0xf5, 0xb4, 0x79, 0xe3, 0x8d,
	    0xbd, 0xf6, 0x54, 0x95, 0xde, 0xc4, 0x47, 0x91, 0x42, 0xd7, 0x01,
	    0xfd, 0x37, 0x14, 0x10, 0xef, 0xc9};
	uint8_t out[TILE_WIDTH * DIGEST_LEN];
	struct hashes h;

	(void)state;
	memtree_init(&tree);
	memtree_fill(&tree, 300);
	h = memtree_hashes(&tree);
	assert_int_equal(tile_hashes(out, &(struct tile){1, 0, 1}, &h), ERR_OK);
	assert_memory_equal(out, first256, DIGEST_LEN);
}

static void
test_hashes_refused(void **state)
{
	static const struct tile bad[] = {
	    {0, 1, 45}, /* beyond the tree */
	    {1, 0, 2},	/* a subtree that is not full */
	    {0, 2, 1}, {0, 0, 0}, {0, 0, 257},
	    {6, 0, 33}, /* 33 << 48 is above 2^53 */
	    {7, 0, 1}, {63, 0, 1}, {0, NUMBER_MAX, 1},
	    {TILE_BUNDLE_LEVEL, 0, 256}, /* leaves, not hashes */
	};
	uint8_t out[TILE_WIDTH * DIGEST_LEN], was[sizeof(out)];
	struct hashes h;
	size_t i;

	(void)state;
	memtree_init(&tree);
	memtree_fill(&tree, 300);
	h = memtree_hashes(&tree);
	memset(out, 0x5a, sizeof(out));
	memcpy(was, out, sizeof(out));
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(tile_hashes(out, &bad[i], &h), ERR_RANGE);
	assert_memory_equal(out, was, sizeof(out));
}

static enum err
get_any(void *arg, struct digest *h, unsigned level, uint64_t n)
{
	(void)arg;
	assert_true(n <= NUMBER_MAX >> level);
	memset(h, 7, sizeof(*h));
	return ERR_OK;
}

/* No source of hashes is asked for what lies beyond 2^53 leaves. */
static void
test_hashes_largest(void **state)
{
	static const struct {
		struct tile tile;
		enum err err;
	} cases[] = {
	    {{6, 0, 32}, ERR_OK},
	    {{6, 0, 33}, ERR_RANGE},
	    {{6, 1, 1}, ERR_RANGE},
	    {{5, 31, 256}, ERR_OK},
	    {{5, 32, 1}, ERR_RANGE},
	    {{0, NUMBER_MAX / 256, 256}, ERR_OK},
	    {{0, NUMBER_MAX / 256 + 1, 1}, ERR_RANGE},
	    {{0, UINT64_MAX / 256 + 1, 1}, ERR_RANGE},
	};
	uint8_t out[TILE_WIDTH * DIGEST_LEN];
	struct hashes h = {get_any, NULL};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(tile_hashes(out, &cases[i].tile, &h),
		    cases[i].err);
}

/* "e0" to "e255", 1426 bytes, that begin 0002 6530 0002 6531. */
static void
test_bundle(void **state)
{
	uint8_t buf[2048];
	struct span leaf, rest;
	char text[24];
	struct wr w;
	unsigned i;

	(void)state;
	wr_init(&w, buf, sizeof(buf));
	for (i = 0; i < 256; i++) {
		(void)snprintf(text, sizeof(text), "e%u", i);
		wr_u16(&w, (uint16_t)strlen(text));
		wr_lit(&w, text);
	}
	rest = wr_done(&w);
	assert_int_equal(rest.n, 1426);
	assert_memory_equal(buf, "\0\2e0\0\2e1\0\2e2", 12);
	for (i = 0; i < 256; i++) {
		(void)snprintf(text, sizeof(text), "e%u", i);
		assert_int_equal(bundle_next(&leaf, &rest), ERR_OK);
		assert_true(span_is(leaf, text));
	}
	assert_int_equal(rest.n, 0);
	assert_int_equal(bundle_next(&leaf, &rest), ERR_TRUNCATED);
	assert_true(span_is(leaf, "e255"));
}

static void
test_bundle_truncated(void **state)
{
	static const uint8_t bytes[] = {0, 3, 'a', 'b', 'c', 0, 0};
	struct span leaf = {bytes, 1}, rest;
	size_t n;

	(void)state;
	for (n = 0; n < 5; n++) {
		rest = (struct span){bytes, n};
		assert_int_equal(bundle_next(&leaf, &rest), ERR_TRUNCATED);
		assert_ptr_equal(rest.p, bytes);
		assert_int_equal(rest.n, n);
		assert_int_equal(leaf.n, 1);
	}
	rest = (struct span){bytes, sizeof(bytes)};
	assert_int_equal(bundle_next(&leaf, &rest), ERR_OK);
	assert_true(span_is(leaf, "abc"));
	assert_int_equal(bundle_next(&leaf, &rest), ERR_OK);
	assert_int_equal(leaf.n, 0);
	assert_int_equal(rest.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_hashes),
	    cmocka_unit_test(test_hashes_300),
	    cmocka_unit_test(test_hashes_refused),
	    cmocka_unit_test(test_hashes_largest),
	    cmocka_unit_test(test_bundle),
	    cmocka_unit_test(test_bundle_truncated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
