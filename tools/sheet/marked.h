/*
 * marked.h - a table given back as a workbook, with what is wrong in it: the
 * cell is coloured, the reason is its comment, and a last column says all of
 * them.  Corrected, it can be imported as it is.
 */
#ifndef SHEET_MARKED_H
#define SHEET_MARKED_H

#include "sheet.h"

#define MARKED_HEAD "Lỗi"

struct sheet_fault {
	size_t row;	  /* of the table; SIZE_MAX: of all of it */
	size_t col;	  /* SHEET_COLS_MAX: of the row */
	char reason[512]; /* for people */
};

/* *bytes is the caller's, from malloc().  Errors: those of book_close() */
MUST_CHECK enum err sheet_marked(uint8_t **bytes, size_t *n,
    const struct sheet *t, const struct sheet_fault *f, size_t n_fault,
    uint64_t time_ms);

#endif
