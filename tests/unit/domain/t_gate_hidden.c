/*
 * t_gate_hidden.c - what goes wrong with 75 children, measured again: two-way
 * tables that hide their small cells and are solved all the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cross.h"

static void
expect(struct cross *x, int low, unsigned hidden, unsigned solved,
    unsigned exact, unsigned narrow)
{
	unsigned e, n, not_zero;

	assert_int_equal(hide(x, low, 4), hidden);
	assert_int_equal(solve(x), solved);
	fill(x);
	count(x, &e, &n, &not_zero);
	assert_int_equal(e, exact);
	assert_int_equal(n, narrow);
}

/* Six small cells: hidden by themselves all are known, with the zeros two. */
static void
clusters_by_categories_are_solved(void **state)
{
	unsigned exact, narrow, not_zero;
	struct cross x;

	(void)state;
	cross_csv(&x, "cluster", "cat", false);
	expect(&x, 1, 6, 6, 6, 6);
	expect(&x, 0, 8, 2, 2, 6);
	count(&x, &exact, &narrow, &not_zero);
	assert_int_equal(exact + not_zero, 4);
}

/* Merged: two small cells, both known; some two more hidden leave each of
 * them anything from nothing to five and more. */
static void
two_more_cells_hide_two(void **state)
{
	struct cross x, y;
	size_t a, b, best = 0;
	unsigned small;

	(void)state;
	cross_csv(&x, "cluster", "cat", true);
	assert_int_equal(hide(&x, 1, 4), 2);
	assert_int_equal(solve(&x), 2);
	for (a = 0; a < 12; a++)
		for (b = 0; b < a; b++) {
			y = x;
			if (y.hidden[a / 3][a % 3] || y.hidden[b / 3][b % 3])
				continue;
			y.hidden[a / 3][a % 3] = y.hidden[b / 3][b % 3] = true;
			if (solve(&y) > 0)
				continue;
			fill(&y);
			for (small = 0; small < 12; small++)
				if (x.hidden[small / 3][small % 3] &&
				    (y.low[small / 3][small % 3] > 0 ||
					y.high[small / 3][small % 3] < 5))
					break;
			best += small == 12;
		}
	assert_true(best > 0);
}

static void
other_crossings_are_solved(void **state)
{
	struct cross x;

	(void)state;
	cross_csv(&x, "cluster", "level", false);
	expect(&x, 1, 7, 3, 3, 7);
	cross_csv(&x, "hamlet", "cat", false);
	assert_int_equal(hide(&x, 1, 4), 40);
	assert_int_equal(solve(&x), 4);
}

/* 1 1 7 1 0 / 1 0 0 2 8, as reported of a well-known program: with the zeros
 * shown and ones and twos hidden, the second cell is 1. */
static void
three_singletons_are_solved(void **state)
{
	static const int n[2][5] = {{1, 1, 7, 1, 0}, {1, 0, 0, 2, 8}};
	struct cross x;
	size_t i, j;

	(void)state;
	memset(&x, 0, sizeof(x));
	x.n_row = 2;
	x.n_column = 5;
	for (i = 0; i < 2; i++)
		for (j = 0; j < 5; j++)
			x.n[i][j] = n[i][j];
	assert_int_equal(hide(&x, 1, 2), 5);
	assert_int_equal(solve(&x), 1);
	assert_true(x.solved[0][1]);
	fill(&x);
	assert_int_equal(x.low[0][1], 1);
	assert_int_equal(x.high[0][1], 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(clusters_by_categories_are_solved),
	    cmocka_unit_test(two_more_cells_hide_two),
	    cmocka_unit_test(other_crossings_are_solved),
	    cmocka_unit_test(three_singletons_are_solved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
