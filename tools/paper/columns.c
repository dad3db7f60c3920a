/*
 * columns.c - sharing out the width of a page among columns; rows.
 */
#include "columns.h"

#include <string.h>

#define SIZE_BEST 10.0
#define SIZE_LEAST 6.0
/* Text may wrap to about this many lines before a page is turned. */
#define WRAPS 1.6
#define BOX 8.0 /* a box to tick */

/* What a grid asks for at one size of type. */
struct wish {
	double least[GRID_COLS_MAX]; /* its longest word */
	double best[GRID_COLS_MAX];  /* nothing wrapped */
	double sum_least, sum_best;
};

static struct style
style_of(const struct columns *c, const struct grid *g, size_t row, size_t col)
{
	struct style s = {c->size, false, false, ALIGN_LEFT};

	if (row == g->n_row) {
		s.bold = true;
		s.align = ALIGN_CENTRE;
		return s;
	}
	s.bold = g->total && row + 1 == g->n_row;
	switch (g->col[col].type) {
	case GRID_TEXT:
		break;
	case GRID_COUNT:
	case GRID_MONEY:
	case GRID_PERCENT:
		s.align = ALIGN_RIGHT;
		break;
	case GRID_DATE:
	case GRID_QUARTER:
	case GRID_TICK:
		s.align = ALIGN_CENTRE;
		break;
	}
	return s;
}

static void
text_of(char buf[GRID_CELL_MAX], const struct grid *g, size_t row, size_t col)
{
	if (row < g->n_row)
		grid_say(buf, g, row, col);
	else
		(void)snprintf(buf, GRID_CELL_MAX, "%s", g->col[col].head);
}

/* Nobody is named: no room for names.  Other empty columns are for the pen. */
static bool
is_left_out(const struct grid *g, size_t col)
{
	size_t row;

	for (row = 0; row < g->n_row; row++)
		if (!grid_cell(g, row, col)->empty)
			return false;
	return g->n_row > 0 && strcmp(g->col[col].key, "name") == 0;
}

/* A figure is never wrapped, a text between any two words. */
static void
wish_column(struct wish *w, struct page *p, const struct columns *c,
    const struct grid *g, size_t col)
{
	char text[GRID_CELL_MAX];
	double least = BOX, best = BOX, x;
	struct style s;
	size_t row;

	for (row = 0; row <= g->n_row; row++) {
		s = style_of(c, g, row, col);
		text_of(text, g, row, col);
		x = page_word_width(p, &s, text);
		if (row < g->n_row && g->col[col].type != GRID_TEXT)
			x = page_text_width(p, &s, text);
		least = x > least ? x : least;
		/* A head may always wrap: it does not ask for width. */
		x = row < g->n_row ? page_text_width(p, &s, text) : x;
		best = x > best ? x : best;
	}
	w->least[col] = least + 2 * PAD_X + 0.5;
	w->best[col] = best + 2 * PAD_X + 0.5;
	w->sum_least += w->least[col];
	w->sum_best += w->best[col];
}

/* Give what is left over by weight, to none more than it can use. */
static void
share(struct columns *c, const struct wish *w, const struct grid *g,
    double room)
{
	double left = room - w->sum_least, total, given, x;
	size_t i;

	memcpy(c->width, w->least, sizeof(c->width));
	do {
		total = given = 0;
		for (i = 0; i < g->n_col; i++)
			if (c->width[i] < w->best[i])
				total += g->col[i].weight;
		for (i = 0; i < g->n_col && total > 0; i++) {
			if (c->width[i] >= w->best[i])
				continue;
			x = left * g->col[i].weight / total;
			if (x > w->best[i] - c->width[i])
				x = w->best[i] - c->width[i];
			c->width[i] += x;
			given += x;
		}
		left -= given;
	} while (given > 0.5 && left > 0.5);
	/* All of the page: the rest goes to all of them. */
	for (i = 0, total = 0; i < g->n_col; i++)
		total += c->width[i];
	for (i = 0; i < g->n_col; i++)
		c->width[i] *= room / total;
}

void
columns_fit(struct columns *c, struct page *p, const struct grid *g,
    const double room[2])
{
	struct wish w;
	size_t i;

	c->size = SIZE_BEST + 1;
	do {
		c->size -= 1;
		memset(&w, 0, sizeof(w));
		for (i = 0; i < g->n_col; i++)
			if (!is_left_out(g, i))
				wish_column(&w, p, c, g, i);
		c->landscape =
		    w.sum_least > room[0] || w.sum_best > room[0] * WRAPS;
	} while (w.sum_least > room[c->landscape] && c->size > SIZE_LEAST);
	share(c, &w, g, room[c->landscape]);
}

static void
cell(struct page *p, const struct columns *c, const struct grid *g,
    const size_t at[2], const double where[3])
{
	struct style s = style_of(c, g, at[0], at[1]);
	double w = c->width[at[1]], h = where[2];
	char text[GRID_CELL_MAX];

	page_begin(p, at[0] == g->n_row ? "TH" : "TD");
	if (!s.bold && g->col[at[1]].type == GRID_TICK) {
		page_box(p, where[0] + (w - BOX) / 2, where[1] + (h - BOX) / 2,
		    BOX, BOX);
	} else {
		text_of(text, g, at[0], at[1]);
		(void)page_text(p, where[0] + PAD_X, where[1] + PAD_Y,
		    w - 2 * PAD_X, &s, text);
	}
	page_end(p, at[0] == g->n_row ? "TH" : "TD");
}

double
columns_row(struct page *p, const struct columns *c, const struct grid *g,
    size_t row, const double at[2], bool draw)
{
	char text[GRID_CELL_MAX];
	double high = c->size + 4, x = at[0], h;
	struct style s;
	size_t i;

	for (i = 0; i < g->n_col; i++) {
		if (c->width[i] <= 0)
			continue;
		s = style_of(c, g, row, i);
		text_of(text, g, row, i);
		h = page_text_height(p, c->width[i] - 2 * PAD_X, &s, text);
		high = h > high ? h : high;
	}
	high += 2 * PAD_Y;
	if (!draw)
		return high;
	page_begin(p, "TR");
	for (i = 0; i < g->n_col; i++) {
		if (c->width[i] <= 0)
			continue;
		if (row == g->n_row)
			page_shade(p, x, at[1], c->width[i], high);
		page_box(p, x, at[1], c->width[i], high);
		cell(p, c, g, (const size_t[2]){row, i},
		    (const double[3]){x, at[1], high});
		x += c->width[i];
	}
	page_end(p, "TR");
	return high;
}
