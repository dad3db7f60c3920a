/*
 * gridout.h - a grid as texts: for a terminal, for a spreadsheet (CSV), and
 * for machines (JSON).
 *
 * Pure.  Heap: the text is the caller's, with free(); it ends in a NUL that n
 * does not count.
 */
#ifndef LISTS_GRIDOUT_H
#define LISTS_GRIDOUT_H

#include "grid.h"

struct text {
	char *p;
	size_t n;
};

/*
 * Title, notes, and columns in line, counted in cells of a terminal.  width 0:
 * as wide as it wants to be; else texts are wrapped to fit, if they can be.
 * Columns without a value are left out.
 * Errors:	ERR_MEMORY; g->bad
 */
MUST_CHECK enum err grid_print(struct text *out, const struct grid *g,
    unsigned width);

/*
 * As spreadsheets with Vietnamese settings open it with a double click: UTF-8
 * with BOM, semicolons, CRLF, heads in the first row.  Amounts are bare digits,
 * dates dd/mm/yyyy.  A cell that a spreadsheet might take for a formula (it
 * begins with = + - @, tab or CR) has ' before it.  No title, no notes.
 */
MUST_CHECK enum err grid_csv(struct text *out, const struct grid *g);

/* An object {name, title, notes, rows: [{key: value}]}; dates and quarters as
 * in FORMAT 1.7, empty cells null; one line. */
MUST_CHECK enum err grid_json(struct text *out, const struct grid *g);

#endif
