/*
 * t_tile.c - the names of tiles, and which a tree has.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "memtree.h"
#include "tile.h"

static const struct {
	const char *path;
	struct tile tile;
} known[] = {
    {"tile/0/000", {0, 0, 256}},
    {"tile/0/001.p/44", {0, 1, 44}},
    {"tile/0/999", {0, 999, 256}},
    {"tile/0/x001/000", {0, 1000, 256}},
    {"tile/0/x001/067.p/255", {0, 1067, 255}},
    {"tile/63/x001/x234/067.p/1", {63, 1234067, 1}},
    {"tile/entries/x273/000.p/112", {TILE_BUNDLE_LEVEL, 273000, 112}},
    {"tile/2/x009/x007/x199/x254/x740/991", {2, NUMBER_MAX, 256}},
};

static void
test_path(void **state)
{
	char path[TILE_PATH_MAX];
	struct tile t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		tile_path(path, &known[i].tile);
		assert_string_equal(path, known[i].path);
		assert_int_equal(tile_path_decode(&t, span_str(path)), ERR_OK);
		assert_int_equal(t.level, known[i].tile.level);
		assert_int_equal(t.n, known[i].tile.n);
		assert_int_equal(t.width, known[i].tile.width);
	}
}

static void
test_path_random(void **state)
{
	struct tile a, b;
	char path[TILE_PATH_MAX];
	uint64_t i, seed = 4;

	(void)state;
	for (i = 0; i < 20000; i++) {
		a.level = (unsigned)(memtree_random(&seed) % 65);
		a.width = (unsigned)(1 + memtree_random(&seed) % 256);
		a.n = memtree_random(&seed) % (NUMBER_MAX + 1);
		a.n >>= memtree_random(&seed) % 53;
		tile_path(path, &a);
		assert_int_equal(tile_path_decode(&b, span_str(path)), ERR_OK);
		assert_int_equal(a.level, b.level);
		assert_int_equal(a.n, b.n);
		assert_int_equal(a.width, b.width);
	}
}

static void
test_path_strict(void **state)
{
	static const char *const bad[] = {"", "tile", "tile/", "tile/0",
	    "tile/0/", "/tile/0/000", "tile/00/000", "tile/64/000",
	    "tile/-1/000", "tile/+1/000", "tile//000", "tile/entry/000",
	    "tile/Entries/000", "tile/data/000", "tile/0/0", "tile/0/00",
	    "tile/0/0000", "tile/0/x000", "tile/0/x000/", "tile/0/000/",
	    "tile/0/x000/001", "tile/0/x001/x000", "tile/0/001/000",
	    "tile/0/X001/000", "tile/0/x001//000", "tile/0/x000/x001/000",
	    "tile/0/x", "tile/0/xx", "tile/0/x000x", "tile/0/00a", "tile/0/ 01",
	    "tile/0/-01", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0",
	    "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/1 ",
	    "tile/0/000.p/1/", "tile/0/000.P/1", "tile/0/000p/1",
	    "tile/0/000.p/1.p/1", "tile/0/000\n", " tile/0/000", "tile/0/..",
	    "tile/0/../000", "tile/0/x009/x007/x199/x254/x740/992",
	    "tile/0/x001/x000/x000/x000/x000/x000/000", "tile/0/000.p/300",
	    "tile/65/000", "tile/0/x0:0/000",
	    "tile/0/x018/x446/x744/x073/x709/x551/616",
	    "tile/0/x018/x446/x744/x073/x709/x551/x616/000",
	    "tile/0/000.p/18446744073709551617",
	    "tile/18446744073709551616/000"};
	struct tile t = {7, 7, 7};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(tile_path_decode(&t, span_str(bad[i])),
		    ERR_FORMAT);
	}
	assert_int_equal(tile_path_decode(&t,
			     (struct span){(const uint8_t *)"tile/0/000\0",
				 11}),
	    ERR_FORMAT);
	assert_int_equal(t.level, 7);
	assert_int_equal(t.n, 7);
	assert_int_equal(t.width, 7);
}

/* A prefix of a name decodes only where it is a name of its own. */
static void
test_path_prefix(void **state)
{
	char again[TILE_PATH_MAX];
	struct span s;
	struct tile t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		s = span_str(known[i].path);
		while (s.n-- > 0) {
			if (tile_path_decode(&t, s) != ERR_OK)
				continue;
			tile_path(again, &t);
			assert_true(span_is(s, again));
		}
	}
}

#define SET_MAX 4096

/* Level, number and width in one number, for sets of tiles. */
static uint64_t
code(unsigned level, uint64_t n, uint64_t width)
{
	return ((uint64_t)level << 40) + (n << 10) + width;
}

/* C2SP, word by word: of one level, full tiles and perhaps a partial one. */
static size_t
list_level(uint64_t *set, size_t n, unsigned level, uint64_t hashes)
{
	uint64_t i;

	for (i = 0; i < hashes / 256; i++)
		set[n++] = code(level, i, 256);
	if (hashes % 256 != 0)
		set[n++] = code(level, hashes / 256, hashes % 256);
	assert_true(n <= SET_MAX);
	return n;
}

static size_t
list_all(uint64_t *set, uint64_t size)
{
	uint64_t hashes = size;
	unsigned level;
	size_t n = 0;

	for (level = 0; hashes > 0; level++) {
		n = list_level(set, n, level, hashes);
		hashes /= 256;
	}
	return list_level(set, n, TILE_BUNDLE_LEVEL, size);
}

static bool
has(const uint64_t *set, size_t n, uint64_t v)
{
	while (n-- > 0) {
		if (set[n] == v)
			return true;
	}
	return false;
}

/* In order: what the new tree has and the old one has not, and no more. */
static void
check_next(uint64_t old, uint64_t size)
{
	static uint64_t was[SET_MAX], is[SET_MAX];
	size_t i, n_was, n_is;
	uint64_t at = 0;
	struct tile t;

	n_was = list_all(was, old);
	n_is = list_all(is, size);
	for (i = 0; i < n_is; i++) {
		if (has(was, n_was, is[i]))
			continue;
		assert_true(tile_next(&t, &at, old, size));
		assert_int_equal(code(t.level, t.n, t.width), is[i]);
	}
	t = (struct tile){7, 7, 7};
	i = (size_t)at;
	assert_false(tile_next(&t, &at, old, size));
	assert_int_equal(at, i);
	assert_int_equal(code(t.level, t.n, t.width), code(7, 7, 7));
}

static void
test_next(void **state)
{
	static const uint64_t sizes[] = {0, 1, 2, 65, 129, 255, 256, 257, 300,
	    511, 512, 513, 65535, 65536, 65537, 65792, 70000, 131072};
	size_t i, j, n = sizeof(sizes) / sizeof(sizes[0]);
	struct tile t;
	uint64_t at = 0;

	(void)state;
	for (i = 0; i < n; i++) {
		for (j = i; j < n; j++)
			check_next(sizes[i], sizes[j]);
	}
	for (i = 0; i <= 520; i++)
		check_next(0, i);
	assert_false(tile_next(&t, &at, 300, 299));
	assert_false(tile_next(&t, &at, 300, 300));
}

/* 273 full tiles and one of 112; 1 and 17; 1 of width 1; 274 bundles. */
static void
test_next_70000(void **state)
{
	unsigned count[65] = {0};
	uint64_t i = 0;
	struct tile t;

	(void)state;
	while (tile_next(&t, &i, 0, 70000))
		count[t.level]++;
	assert_int_equal(count[0], 274);
	assert_int_equal(count[1], 2);
	assert_int_equal(count[2], 1);
	assert_int_equal(count[3], 0);
	assert_int_equal(count[TILE_BUNDLE_LEVEL], 274);
	assert_int_equal(i, 274 + 2 + 1 + 274);
}

/* The last step there is: a wider partial tile, and its bundle. */
static void
test_next_largest(void **state)
{
	uint64_t i = 0;
	struct tile t;

	(void)state;
	assert_true(tile_next(&t, &i, NUMBER_MAX - 1, NUMBER_MAX));
	assert_int_equal(t.level, 0);
	assert_int_equal(t.n, NUMBER_MAX / 256);
	assert_int_equal(t.width, 255);
	assert_true(tile_next(&t, &i, NUMBER_MAX - 1, NUMBER_MAX));
	assert_int_equal(t.level, TILE_BUNDLE_LEVEL);
	assert_int_equal(t.n, NUMBER_MAX / 256);
	assert_int_equal(t.width, 255);
	assert_false(tile_next(&t, &i, NUMBER_MAX - 1, NUMBER_MAX));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_path),
	    cmocka_unit_test(test_path_random),
	    cmocka_unit_test(test_path_strict),
	    cmocka_unit_test(test_path_prefix),
	    cmocka_unit_test(test_next),
	    cmocka_unit_test(test_next_70000),
	    cmocka_unit_test(test_next_largest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
