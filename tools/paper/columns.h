/*
 * columns.h - how wide the columns of a grid are on paper, and how high its
 * rows then.
 */
#ifndef PAPER_COLUMNS_H
#define PAPER_COLUMNS_H

#include "grid.h"
#include "page.h"

#define PAD_X 3.0
#define PAD_Y 2.0

struct columns {
	double width[GRID_COLS_MAX]; /* 0: left out */
	double size;		     /* of the type */
	bool landscape;
};

/*
 * The widths that wrap least: no word is broken while there is room for it.
 * Portrait is tried first, then landscape, then smaller type.
 * p		to measure with
 * room		between the margins, portrait and landscape
 */
void columns_fit(struct columns *c, struct page *p, const struct grid *g,
    const double room[2]);

/* row == g->n_row: the row of heads.  Draws at x, y if draw. */
double columns_row(struct page *p, const struct columns *c,
    const struct grid *g, size_t row, const double at[2], bool draw);

#endif
