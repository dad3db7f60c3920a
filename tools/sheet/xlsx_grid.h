/*
 * xlsx_grid.h - a grid as a workbook: title and notes, the row of heads (bold,
 * frozen, repeated on each printed page), then the rows.  Texts are strings
 * and never formulas; amounts are numbers, whose points follow the reader's
 * settings; dates are dates; a box to tick is "☐".
 *
 * created_ms	stands in the file as its date, so that the same grid gives the
 *		same bytes
 * path		made with mode 0600 under a temporary name beside it, then
 *		renamed; what stood there before is replaced.  Nothing is
 *		written to any other directory.
 *
 * Errors:	ERR_RANGE the name is too long; ERR_IO; ERR_MEMORY; g->bad
 */
#ifndef SHEET_XLSX_GRID_H
#define SHEET_XLSX_GRID_H

#include "grid.h"

MUST_CHECK enum err xlsx_write_grid(const char *path, const struct grid *g,
    uint64_t created_ms);

#endif
