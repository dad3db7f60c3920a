/*
 * grid.h - a table for people: the one shape of every list and report.  Those
 * who draw it (terminal, CSV, XLSX, pages) know nothing of what it tells.
 *
 * Pure.  Heap: a grid owns its texts.
 */
#ifndef LISTS_GRID_H
#define LISTS_GRID_H

#include "base.h"

#define GRID_COLS_MAX 24
#define GRID_CELL_MAX 512 /* bytes of a text, with its NUL */

/* What stands on all that comes from a trial ledger. */
#define GRID_TRIAL "DỮ LIỆU MẪU / SAMPLE DATA - KHÔNG PHẢI SỐ LIỆU THẬT"

enum grid_type {
	GRID_TEXT,
	GRID_COUNT,   /* a number of things */
	GRID_MONEY,   /* đồng */
	GRID_PERCENT, /* 0..100 */
	GRID_DATE,    /* days, calendar.h */
	GRID_QUARTER, /* calendar.h */
	GRID_TICK     /* a box to tick by hand; never has a value */
};

struct grid_column {
	const char *key;  /* ASCII name, for machines: "child" */
	const char *head; /* for people: "Mã trẻ"; static */
	enum grid_type type;
	unsigned weight; /* width of a page is shared out by it; at least 1 */
};

struct grid_cell {
	bool empty;
	int64_t n;  /* unless GRID_TEXT */
	char *text; /* of GRID_TEXT */
};

struct grid {
	char *name;  /* ASCII, for file names: "due" */
	char *title; /* one line */
	char **note; /* lines below the title */
	size_t n_note;
	const struct grid_column *col; /* static */
	size_t n_col;
	struct grid_cell *cell; /* n_row * n_col */
	size_t n_row, cap_row;
	bool total;   /* the last row sums up */
	bool named;   /* names persons: written 0600, a disclosure */
	bool trial;   /* of a trial ledger: GRID_TRIAL stands on it */
	enum err bad; /* sticky: of the first failure to grow */
};

/* col is static and stays.  Errors: ERR_MEMORY; ERR_RANGE too many columns */
MUST_CHECK enum err grid_new(struct grid **g, const char *name,
    const char *title, const struct grid_column *col, size_t n_col);
void grid_free(struct grid *g); /* NULL is fine */

/* A new last row, all of it empty; then its cells.  Failures stick in bad;
 * a text too long is cut at a character. */
void grid_row(struct grid *g);
void grid_text(struct grid *g, size_t col, const char *s);
void grid_number(struct grid *g, size_t col, int64_t v);
void grid_note(struct grid *g, const char *line);

const struct grid_cell *grid_cell(const struct grid *g, size_t row, size_t col);

/* Is a column of this type set flush right? */
bool grid_is_number(enum grid_type t);

/* A cell as people read it: 1.000.000, 05/09/2026, Quý III/2026; "" if empty.
 * buf has GRID_CELL_MAX bytes. */
void grid_say(char *buf, const struct grid *g, size_t row, size_t col);

#endif
