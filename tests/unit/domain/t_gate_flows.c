/*
 * t_gate_flows.c - what hidden cells still tell: intervals of tables that are
 * too large to fill one by one, and views that are linked by common cells.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cross.h"

/* ---- flows ---- */

/* Rows, then columns: which of them a path reaches, and from where. */
struct path {
	size_t from[2 * SIDE], queue[2 * SIDE];
	bool seen[2 * SIDE];
};

/* May a unit go from node a to node b beside the cell left out?  Up: a row
 * gives to a column what a hidden cell holds, a column gives back freely;
 * down: the other way round. */
static bool
may_go(const struct cross *x, int held[SIDE][SIDE], size_t a, size_t b,
    const size_t out[2], bool up)
{
	size_t r = a < SIDE ? a : b, c = (a < SIDE ? b : a) - SIDE;

	if ((a < SIDE) == (b < SIDE) || r >= x->n_row || c >= x->n_column ||
	    !x->hidden[r][c] || (r == out[0] && c == out[1]))
		return false;
	return (a < SIDE) != up || held[r][c] > 0;
}

/* A path from the row to the column of the cell left out. */
static bool
path_find(struct path *p, const struct cross *x, int held[SIDE][SIDE],
    const size_t out[2], bool up)
{
	size_t head = 0, tail = 0, i;

	memset(p->seen, 0, sizeof(p->seen));
	p->seen[out[0]] = true;
	p->queue[tail++] = out[0];
	while (head < tail && !p->seen[SIDE + out[1]]) {
		for (i = 0; i < (size_t)2 * SIDE; i++) {
			if (p->seen[i] ||
			    !may_go(x, held, p->queue[head], i, out, up))
				continue;
			p->seen[i] = true;
			p->from[i] = p->queue[head];
			p->queue[tail++] = i;
		}
		head++;
	}
	return p->seen[SIDE + out[1]];
}

/* By how much can the cell grow (up) or shrink beside the margins? */
static int
flow(const struct cross *x, size_t row, size_t column, bool up)
{
	const size_t out[2] = {row, column};
	int held[SIDE][SIDE], n;
	struct path p;
	size_t a, b;

	memcpy(held, x->n, sizeof(held));
	for (n = 0;
	     (up || n < x->n[row][column]) && path_find(&p, x, held, out, up);
	     n++)
		for (b = SIDE + column; b != row; b = a) {
			a = p.from[b];
			if (a < SIDE)
				held[a][b - SIDE] += up ? -1 : 1;
			else
				held[b][a - SIDE] += up ? 1 : -1;
		}
	return n;
}

static void
flows(struct cross *x)
{
	size_t i, j;

	for (i = 0; i < x->n_row; i++)
		for (j = 0; j < x->n_column; j++) {
			if (!x->hidden[i][j])
				continue;
			x->low[i][j] = x->n[i][j] - flow(x, i, j, false);
			x->high[i][j] = x->n[i][j] + flow(x, i, j, true);
		}
}

/* Sponsored children by the group of their sponsor. */
static void
cross_groups(struct cross *x)
{
	char code[64][FACTS_WORD], of[64][FACTS_WORD];
	struct csv a, k;
	size_t i, n = 0;

	memset(x, 0, sizeof(*x));
	csv_open(&k, "sponsors.csv");
	for (; csv_next(&k); n++) {
		(void)snprintf(code[n], FACTS_WORD, "%s", csv_get(&k, "code"));
		(void)snprintf(of[n], FACTS_WORD, "%s", csv_get(&k, "group"));
	}
	csv_open(&a, "assignments.csv");
	while (csv_next(&a)) {
		for (i = 0; strcmp(code[i], csv_get(&a, "sponsor")) != 0;)
			i++;
		i = place(x->row, &x->n_row, of[i]);
		csv_open(&k, "children.csv");
		while (csv_next(&k))
			if (strcmp(csv_get(&k, "child"),
				csv_get(&a, "child")) == 0)
				x->n[i][place(x->column, &x->n_column,
				    csv_get(&k, "cat"))]++;
	}
}

/* Flows and fillings must say the same of every hidden cell. */
static void
expect_flows(struct cross *x, int low, int high, unsigned hidden,
    unsigned exact, unsigned narrow)
{
	unsigned e, n, not_zero;
	struct cross y;
	size_t i, j;

	assert_int_equal(hide(x, low, high), hidden);
	y = *x;
	flows(x);
	count(x, &e, &n, &not_zero);
	assert_int_equal(e, exact);
	assert_int_equal(n, narrow);
	if (hidden > HIDDEN)
		return;
	fill(&y);
	for (i = 0; i < x->n_row; i++)
		for (j = 0; j < x->n_column; j++)
			if (x->hidden[i][j]) {
				assert_int_equal(x->low[i][j], y.low[i][j]);
				assert_int_equal(x->high[i][j], y.high[i][j]);
			}
}

/* Of five groups by four categories eleven cells are small. */
static void
groups_by_categories_are_narrow(void **state)
{
	struct cross x;

	(void)state;
	cross_groups(&x);
	expect_flows(&x, 1, 4, 11, 3, 3);
	expect_flows(&x, 0, 4, 15, 0, 3);
	expect_flows(&x, 1, 2, 7, 7, 7);
}

/* Most hamlets have one child of a kind. */
static void
hamlets_by_categories_are_narrow(void **state)
{
	struct cross x;

	(void)state;
	cross_csv(&x, "hamlet", "cat", false);
	expect_flows(&x, 1, 4, 40, 4, 17);
}

/* ---- linked views ---- */

/* Which of eight regions do these sums and the shown ones tell? */
static unsigned
views_solve(const char *const *sum, size_t n, const char *hidden)
{
	static const char region[] = "ABIJKLMN";
	struct rows rows;
	unsigned told = 0;
	size_t i, j;
	int v[8];
	bool spans;

	assert_int_equal(rows_init(&rows, 8), ERR_OK);
	for (i = 0; i < n; i++) {
		for (j = 0; j < 8; j++)
			v[j] = strchr(sum[i], region[j]) != NULL &&
			    strchr(hidden, region[j]) != NULL;
		assert_int_equal(rows_add(&rows, NULL, v), ERR_OK);
	}
	for (j = 0; j < 8; j++) {
		memset(v, 0, sizeof(v));
		v[j] = 1;
		assert_int_equal(rows_span(&spans, &rows, v), ERR_OK);
		if (spans && strchr(hidden, region[j]) != NULL)
			told |= 1u << j;
	}
	rows_release(&rows);
	return told;
}

/* 2 2 8 8 3 3 3 7 by county and by size, as reported of a well-known program:
 * what is hidden is hidden in each view, and both together tell one region. */
static void
linked_views_are_solved(void **state)
{
	static const char *const county[] = {"ABIJ", "KLMN"},
				 *const size[] = {"LM", "ABIJKN"},
				 *const both[] = {"ABIJ", "KLMN", "LM",
				     "ABIJKN"};

	(void)state;
	assert_int_equal(views_solve(county, 2, "ABKLM"), 0);
	assert_int_equal(views_solve(size, 2, "ABKLM"), 0);
	assert_int_equal(views_solve(both, 4, "ABKLM"), 1u << 4);
	/* One more hidden does not help, or does, as it lies. */
	assert_int_equal(views_solve(both, 4, "ABKLMI"), 1u << 4);
	assert_int_equal(views_solve(both, 4, "ABKLMN"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(groups_by_categories_are_narrow),
	    cmocka_unit_test(hamlets_by_categories_are_narrow),
	    cmocka_unit_test(linked_views_are_solved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
