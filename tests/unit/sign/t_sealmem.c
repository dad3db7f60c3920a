/*
 * t_sealmem.c - the log key's memory (FORMAT 7.2) and what may follow it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "hash.h"
#include "sealmem.h"

#define ORIGIN "viet-an.example/do-dau"

static void
test_codec(void **state)
{
	struct checkpoint c = {.origin = ORIGIN, .size = 3}, got;
	uint8_t buf[SEALMEM_MAX];
	struct span out;
	size_t i;

	(void)state;
	c.root = leaf_hash(SPAN_LIT("x"));
	assert_int_equal(sealmem_encode(&out, &c, buf, sizeof(buf)), ERR_OK);
	assert_int_equal(sealmem_decode(&got, out), ERR_OK);
	assert_string_equal(got.origin, ORIGIN);
	assert_int_equal(got.size, 3);
	assert_true(digest_eq(&got.root, &c.root));
	for (i = 0; i < out.n; i++)
		assert_int_equal(sealmem_decode(&got, (struct span){out.p, i}),
		    ERR_FORMAT);
	assert_int_equal(sealmem_encode(&out, &c, buf, 40), ERR_SPACE);
}

static void
test_follows(void **state)
{
	struct checkpoint empty = {.origin = ORIGIN}, one = empty, two = empty;
	struct checkpoint bad;
	struct proof none = {.n = 0}, p = {.n = 1};
	struct digest l0, l1;

	(void)state;
	l0 = leaf_hash(SPAN_LIT("0"));
	l1 = leaf_hash(SPAN_LIT("1"));
	empty.root = empty_root();
	one.size = 1;
	one.root = l0;
	two.size = 2;
	two.root = node_hash(&l0, &l1);
	p.h[0] = l1;
	assert_int_equal(seal_follows(&empty, 0, &two, &none), ERR_OK);
	assert_int_equal(seal_follows(&empty, 1, &two, &p), ERR_STALE);
	assert_int_equal(seal_follows(&one, 1, &two, &p), ERR_OK);
	assert_int_equal(seal_follows(&one, 0, &two, &none), ERR_STALE);
	assert_int_equal(seal_follows(&one, 1, &two, &none), ERR_PROOF);
	p.h[0].b[0] ^= 1;
	assert_int_equal(seal_follows(&one, 1, &two, &p), ERR_PROOF);
	assert_int_equal(seal_follows(&two, 1, &two, &p), ERR_OK);
	assert_int_equal(seal_follows(&two, 2, &one, &none), ERR_RANGE);
	bad = two;
	bad.root = l1;
	assert_int_equal(seal_follows(&two, 2, &bad, &none), ERR_HASH);
	bad = two;
	bad.origin[0] = 'x';
	assert_int_equal(seal_follows(&two, 2, &bad, &none), ERR_KEY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_codec),
	    cmocka_unit_test(test_follows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
