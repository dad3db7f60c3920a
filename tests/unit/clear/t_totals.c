/*
 * t_totals.c - proven totals (FORMAT 5.4, 5.5): the true sum of a range opens,
 * no other does, and ranges join.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdlib.h>

#include "totals.h"

#define LEAVES 256

static struct scalar blind[LEAVES];
static struct totals t;

static int
setup(void **state)
{
	struct point v;
	struct okey k;
	uint64_t i;

	(void)state;
	if (sodium_init() < 0)
		return 1;
	totals_init(&t);
	for (i = 0; i < LEAVES; i++) {
		randombytes_buf(&k, sizeof(k));
		blind[i] = okey_blind(&k);
		if (value_commit(&v, &blind[i], (int64_t)i * 1000) != ERR_OK ||
		    totals_add(&t, &v) != ERR_OK)
			return 1;
	}
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	totals_release(&t);
	return 0;
}

static struct opening
honest(uint64_t from, uint64_t to)
{
	struct opening o = {.from = from, .to = to, .shown = true};
	uint64_t i;

	for (i = from; i < to; i++) {
		o.amount += (int64_t)i * 1000;
		scalar_add(&o.blind, &blind[i]);
	}
	return o;
}

static void
test_ranges(void **state)
{
	struct opening a = honest(0, 64), b = honest(64, 192), bad;
	struct opening hidden = {.from = 192, .to = 256};
	struct fault f;

	(void)state;
	/* not before the publication, not whole, not the next */
	assert_int_equal(totals_open(&t, &a, 63, &f), ERR_RANGE);
	bad = honest(0, 63);
	assert_int_equal(totals_open(&t, &bad, 64, &f), ERR_RANGE);
	bad = honest(0, 0);
	assert_int_equal(totals_open(&t, &bad, 64, &f), ERR_RANGE);
	assert_int_equal(totals_open(&t, &b, 192, &f), ERR_RANGE);
	bad = honest(0, 64);
	bad.to = LEAVES + 64;
	assert_int_equal(totals_open(&t, &bad, 999, &f), ERR_RANGE);
	assert_int_equal(totals_open(&t, &a, 64, &f), ERR_OK);
	assert_int_equal(totals_open(&t, &b, 192, &f), ERR_OK);
	/* a later version repeats, and only repeats */
	assert_int_equal(totals_open(&t, &a, 128, &f), ERR_OK);
	bad = a;
	bad.amount++;
	assert_int_equal(totals_open(&t, &bad, 128, &f), ERR_RANGE);
	bad = honest(64, 128);
	assert_int_equal(totals_open(&t, &bad, 192, &f), ERR_RANGE);
	/* withdrawn: the range is taken */
	assert_int_equal(totals_open(&t, &hidden, 256, &f), ERR_OK);
	assert_int_equal(t.next, 256);
}

static void
test_wrong(void **state)
{
	struct opening o = honest(0, 64);
	struct totals s = t;
	struct fault f;

	(void)state;
	s.open = NULL;
	s.n_open = s.open_cap = 0;
	s.next = 0;
	o.amount += 1;
	assert_int_equal(totals_open(&s, &o, 64, &f), ERR_VALUE);
	assert_int_equal(f.index, 64);
	s.n_open = 0;
	s.next = 0;
	o = honest(0, 64);
	o.blind.b[0] ^= 1;
	assert_int_equal(totals_open(&s, &o, 64, &f), ERR_VALUE);
	free(s.open);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_wrong),
	    cmocka_unit_test(test_ranges),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
