/*
 * t_draw.c - the inspector's draw: numbers that another program made after the
 * words of draw.h, and what a draw must be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "draw.h"

static struct digest root;

static struct span
seed(const char *s)
{
	return (struct span){(const uint8_t *)s, strlen(s)};
}

static void
expect(const char *s, uint64_t size, const uint64_t *want, size_t n)
{
	uint64_t out[DRAW_MAX];
	size_t got = 0;

	assert_int_equal(draw(out, &got, n, size, seed(s), &root), ERR_OK);
	assert_int_equal(got, n);
	assert_memory_equal(out, want, n * sizeof(want[0]));
}

static void
test_vectors(void **state)
{
	static const uint64_t a[] = {74, 152, 229, 83, 41, 140, 5, 169};
	static const uint64_t b[] = {UINT64_C(1586926969608760966),
	    UINT64_C(2505345817986542497), UINT64_C(8798655942540453258),
	    UINT64_C(3461293484848521911), UINT64_C(842752923554272651)};
	static const uint64_t c[] = {1, 2, 0};

	(void)state;
	expect("4-2-6-1", 254, a, 8);
	expect("4-2-6-1", 254, a, 3); /* a larger draw begins with it */
	expect("4-2-6-1", (UINT64_C(1) << 63) + 1, b, 5); /* half passed over */
	expect("A", 3, c, 3);
}

/* Each once, none left out, none beyond; another seed or root, another draw. */
static void
test_all(void **state)
{
	uint64_t out[DRAW_MAX], other[DRAW_MAX];
	bool seen[500] = {false};
	struct digest r = root;
	size_t i, n = 0;

	(void)state;
	assert_int_equal(draw(out, &n, DRAW_MAX, 500, seed("6"), &root),
	    ERR_OK);
	assert_int_equal(n, 500);
	for (i = 0; i < n; i++) {
		assert_true(out[i] < 500);
		assert_false(seen[out[i]]);
		seen[out[i]] = true;
	}
	assert_int_equal(draw(other, &n, 500, 500, seed("5"), &root), ERR_OK);
	assert_memory_not_equal(out, other, sizeof(out[0]) * 500);
	r.b[31] ^= 1;
	assert_int_equal(draw(other, &n, 500, 500, seed("6"), &r), ERR_OK);
	assert_memory_not_equal(out, other, sizeof(out[0]) * 500);
	assert_int_equal(draw(out, &n, 30, 0, seed("6"), &root), ERR_OK);
	assert_int_equal(n, 0);
}

static void
test_refused(void **state)
{
	char longest[DRAW_SEED_MAX + 2];
	uint64_t out[1] = {7};
	size_t n = 9;

	(void)state;
	memset(longest, '1', sizeof(longest));
	assert_true(
	    draw_seed_check((struct span){(uint8_t *)longest, DRAW_SEED_MAX}));
	assert_false(draw_seed_check(
	    (struct span){(uint8_t *)longest, DRAW_SEED_MAX + 1}));
	assert_int_equal(draw(out, &n, 1, 5, seed(""), &root), ERR_FORMAT);
	assert_int_equal(draw(out, &n, 1, 5, seed("4 2"), &root), ERR_FORMAT);
	assert_int_equal(draw(out, &n, 1, 5, seed("4\n"), &root), ERR_FORMAT);
	assert_int_equal(draw(out, &n, DRAW_MAX + 1, 5, seed("4"), &root),
	    ERR_RANGE);
	assert_int_equal(out[0], 7);
	assert_int_equal(n, 9);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_vectors),
	    cmocka_unit_test(test_all),
	    cmocka_unit_test(test_refused),
	};
	size_t i;

	for (i = 0; i < sizeof(root.b); i++)
		root.b[i] = (uint8_t)i;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
