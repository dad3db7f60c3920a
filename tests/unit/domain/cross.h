/*
 * cross.h - two-way tables of the synthetic children whose margins are printed:
 * cells hidden, and what elimination and every filling tell of them.  Include
 * after cmocka.h.
 */
#ifndef UNIT_CROSS_H
#define UNIT_CROSS_H

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

static inline size_t
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
static inline void
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
static inline unsigned
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
static inline unsigned
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
static inline void
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
static inline void
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

#endif
