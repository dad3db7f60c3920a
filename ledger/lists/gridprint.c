/*
 * gridprint.c - a grid on a terminal: every column as wide as its widest cell,
 * counted as the terminal counts, and texts wrapped if that is too wide.
 * Columns of which every cell is empty are left out.
 */
#include "outbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#define GAP 2	     /* cells between columns */
#define TEXT_CELLS 8 /* a column of text is not cut below that */

/* Cells that s takes, and the bytes that fit into max cells. */
static size_t
measure(const char *s, size_t max, size_t *fit)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
	size_t n = strlen(s), i = 0, cells = 0;
	utf8proc_ssize_t k;
	utf8proc_int32_t c;
	int w;

	*fit = 0;
	while (i < n) {
		k = utf8proc_iterate(p + i, (utf8proc_ssize_t)(n - i), &c);
		if (k <= 0) {
			k = 1;
			c = '?';
		}
		w = utf8proc_charwidth(c);
		cells += w > 0 ? (size_t)w : 0;
		i += (size_t)k;
		if (cells <= max)
			*fit = i;
	}
	return cells;
}

static void
say_cell(char *buf, const struct grid *g, size_t row, size_t col)
{
	if (g->col[col].type == GRID_TICK)
		memcpy(buf, "[ ]", 4);
	else
		grid_say(buf, g, row, col);
}

/* Cells that each column asks for; 0: all of it is empty. */
static void
widths(size_t *w, const struct grid *g)
{
	char buf[GRID_CELL_MAX];
	size_t i, j, n, fit, head;

	for (j = 0; j < g->n_col; j++) {
		w[j] = 0;
		for (i = 0; i < g->n_row; i++) {
			say_cell(buf, g, i, j);
			n = measure(buf, 0, &fit);
			w[j] = n > w[j] ? n : w[j];
		}
		head = measure(g->col[j].head, 0, &fit);
		if (w[j] > 0 && w[j] < head)
			w[j] = head;
	}
}

/* Take cells from the widest columns of text until all of it fits. */
static void
shrink(size_t *w, const struct grid *g, size_t width)
{
	size_t sum, j, widest;

	for (;;) {
		sum = 0;
		widest = g->n_col;
		for (j = 0; j < g->n_col; j++) {
			sum += w[j] > 0 ? w[j] + GAP : 0;
			if (g->col[j].type == GRID_TEXT && w[j] > TEXT_CELLS &&
			    (widest == g->n_col || w[j] > w[widest]))
				widest = j;
		}
		if (sum <= width + GAP || widest == g->n_col)
			return;
		w[widest]--;
	}
}

/* Bytes of s for one line of that width: up to a space if there is one. */
static size_t
line_of(const char *s, size_t width)
{
	size_t fit, i;

	if (measure(s, width, &fit) <= width)
		return strlen(s);
	for (i = fit; i > 0; i--)
		if (s[i] == ' ')
			return i;
	return fit > 0 ? fit : 1;
}

/* The cells of one row, as many lines as the longest needs. */
struct line {
	char text[GRID_COLS_MAX][GRID_CELL_MAX];
	const char *rest[GRID_COLS_MAX];
};

static void
put_line(struct outbuf *o, const struct grid *g, const size_t *w,
    struct line *l)
{
	size_t j, n, cells, fit, owed = 0;
	char part[GRID_CELL_MAX];

	for (j = 0; j < g->n_col; j++) {
		if (w[j] == 0)
			continue;
		n = line_of(l->rest[j], w[j]);
		memcpy(part, l->rest[j], n);
		part[n] = '\0';
		l->rest[j] += n;
		while (*l->rest[j] == ' ')
			l->rest[j]++;
		cells = measure(part, 0, &fit);
		cells = w[j] > cells ? w[j] - cells : 0;
		/* Blanks are written only before something. */
		owed += grid_is_number(g->col[j].type) ? cells : 0;
		if (n > 0) {
			out_fill(o, " ", owed);
			owed = 0;
		}
		out_bytes(o, part, n);
		owed += GAP;
		if (!grid_is_number(g->col[j].type))
			owed += cells;
	}
	out_text(o, "\n");
}

static bool
is_left(const struct grid *g, const struct line *l)
{
	size_t j;

	for (j = 0; j < g->n_col; j++)
		if (*l->rest[j] != '\0')
			return true;
	return false;
}

static void
put_row(struct outbuf *o, const struct grid *g, const size_t *w, struct line *l)
{
	size_t j;

	for (j = 0; j < g->n_col; j++)
		l->rest[j] = w[j] == 0 ? "" : l->text[j];
	do
		put_line(o, g, w, l);
	while (is_left(g, l));
}

static void
rule(struct outbuf *o, const struct grid *g, const size_t *w)
{
	size_t j, owed = 0;

	for (j = 0; j < g->n_col; j++) {
		if (w[j] == 0)
			continue;
		out_fill(o, " ", owed);
		out_fill(o, "─", w[j]);
		owed = GAP;
	}
	out_text(o, "\n");
}

static void
table(struct outbuf *o, const struct grid *g, const size_t *w, struct line *l)
{
	size_t i, j;

	for (j = 0; j < g->n_col; j++)
		(void)snprintf(l->text[j], GRID_CELL_MAX, "%s", g->col[j].head);
	put_row(o, g, w, l);
	rule(o, g, w);
	for (i = 0; i < g->n_row; i++) {
		if (g->total && i + 1 == g->n_row)
			rule(o, g, w);
		for (j = 0; j < g->n_col; j++)
			say_cell(l->text[j], g, i, j);
		put_row(o, g, w, l);
	}
}

enum err
grid_print(struct text *out, const struct grid *g, unsigned width)
{
	struct outbuf o = {NULL, 0, 0, g->bad};
	struct line *l = malloc(sizeof(*l));
	size_t w[GRID_COLS_MAX], i;

	if (l == NULL)
		return ERR_MEMORY;

	out_text(&o, g->title);
	out_text(&o, "\n");
	for (i = 0; i < g->n_note; i++) {
		out_text(&o, g->note[i]);
		out_text(&o, "\n");
	}
	out_text(&o, g->trial ? GRID_TRIAL "\n\n" : "\n");
	widths(w, g);
	if (width > 0)
		shrink(w, g, width);
	if (g->n_row == 0)
		out_text(&o, "Không có dòng nào.\n");
	else
		table(&o, g, w, l);
	free(l);
	return out_done(out, &o);
}
