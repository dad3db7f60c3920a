/*
 * t_gate_hidden.c - what goes wrong with 75 children, measured again: two-way
 * tables that hide their small cells and are solved all the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts_csv.h"
#include "rows.h"

#define SIDE 20
#define HIDDEN 24

/* A two-way table whose margins are printed. */
struct cross {
	char row[SIDE][FACTS_WORD], column[SIDE][FACTS_WORD];
	size_t n_row, n_column;
	int n[SIDE][SIDE];
	bool hidden[SIDE][SIDE];
	int low[SIDE][SIDE], high[SIDE][SIDE];
	bool solved[SIDE][SIDE]; /* by elimination alone */
};

static size_t
place(char word[SIDE][FACTS_WORD], size_t *n, const char *s)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (strcmp(word[i], s) == 0)
			return i;
	assert_true(*n < SIDE);
	(void)snprintf(word[(*n)++], FACTS_WORD, "%s", s);
	return i;
}

/* merge: categories 1 and 2 are one. */
static void
cross_csv(struct cross *x, const char *row, const char *column, bool merge)
{
	struct csv c;
	const char *r, *k;
	size_t i;

	memset(x, 0, sizeof(*x));
	csv_open(&c, "children.csv");
	while (csv_next(&c)) {
		r = csv_get(&c, row);
		k = csv_get(&c, column);
		if (merge && strcmp(k, "1") == 0)
			k = "2";
		i = place(x->row, &x->n_row, r);
		x->n[i][place(x->column, &x->n_column, k)]++;
	}
}

/* Hide cells from low to high; how many? */
static unsigned
hide(struct cross *x, int low, int high)
{
	unsigned n = 0;
	size_t i, j;

	for (i = 0; i < x->n_row; i++)
		for (j = 0; j < x->n_column; j++) {
			x->hidden[i][j] =
			    x->n[i][j] >= low && x->n[i][j] <= high;
			n += x->hidden[i][j];
		}
	return n;
}

/* Rows and columns as equations over the hidden cells. */
static unsigned
solve(struct cross *x)
{
	int v[SIDE * SIDE];
	struct rows rows;
	unsigned n = 0;
	size_t i, j, k;
	bool spans;

	assert_int_equal(rows_init(&rows, SIDE * SIDE), ERR_OK);
	for (k = 0; k < x->n_row + x->n_column; k++) {
		memset(v, 0, sizeof(v));
		for (i = 0; i < x->n_row; i++)
			for (j = 0; j < x->n_column; j++)
				v[i * SIDE + j] = x->hidden[i][j] &&
				    (k == i || k == x->n_row + j);
		assert_int_equal(rows_add(&rows, NULL, v), ERR_OK);
	}
	for (i = 0; i < x->n_row; i++)
		for (j = 0; j < x->n_column; j++) {
			memset(v, 0, sizeof(v));
			v[i * SIDE + j] = 1;
			assert_int_equal(rows_span(&spans, &rows, v), ERR_OK);
			x->solved[i][j] = x->hidden[i][j] && spans;
			n += x->solved[i][j];
		}
	rows_release(&rows);
	return n;
}

/* Every filling of the hidden cells that gives the margins. */
static void
fill(struct cross *x)
{
	int value[HIDDEN] = {0}, row[SIDE], column[SIDE], most[HIDDEN];
	size_t at[HIDDEN][2], i, j, k = 0, n = 0;

	memset(row, 0, sizeof(row));
	memset(column, 0, sizeof(column));
	for (i = 0; i < x->n_row; i++)
		for (j = 0; j < x->n_column; j++) {
			x->low[i][j] = 1 << 20;
			x->high[i][j] = -1;
			if (!x->hidden[i][j])
				continue;
			assert_true(n < HIDDEN);
			at[n][0] = i;
			at[n++][1] = j;
			row[i] += x->n[i][j];
			column[j] += x->n[i][j];
		}
	/* Depth first; a cell takes no more than its row and column leave. */
	for (k = 0;;) {
		if (k < n) {
			i = at[k][0];
			j = at[k][1];
			most[k] = row[i] < column[j] ? row[i] : column[j];
			value[k] = 0;
			k++;
			continue;
		}
		for (i = 0; i < n; i++)
			if (row[at[i][0]] != 0 || column[at[i][1]] != 0)
				break;
		for (j = 0; i == n && j < n; j++) {
			int *l = &x->low[at[j][0]][at[j][1]],
			    *h = &x->high[at[j][0]][at[j][1]];

			*l = value[j] < *l ? value[j] : *l;
			*h = value[j] > *h ? value[j] : *h;
		}
		while (k > 0 && value[k - 1] == most[k - 1]) {
			k--;
			row[at[k][0]] += value[k];
			column[at[k][1]] += value[k];
		}
		if (k == 0)
			break;
		value[k - 1]++;
		row[at[k - 1][0]]--;
		column[at[k - 1][1]]--;
	}
}

/* Hidden small cells that are known exactly, and to within four. */
static void
count(const struct cross *x, unsigned *exact, unsigned *narrow,
    unsigned *not_zero)
{
	size_t i, j;

	*exact = *narrow = *not_zero = 0;
	for (i = 0; i < x->n_row; i++)
		for (j = 0; j < x->n_column; j++) {
			if (!x->hidden[i][j] || x->n[i][j] < 1 ||
			    x->n[i][j] > 4)
				continue;
			*exact += x->low[i][j] == x->high[i][j];
			*narrow += x->high[i][j] - x->low[i][j] < 4;
			*not_zero +=
			    x->low[i][j] < x->high[i][j] && x->low[i][j] > 0;
		}
}

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
