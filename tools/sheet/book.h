/*
 * book.h - a workbook that is written in memory.  Its bytes depend on what is
 * in it and on the time that the caller names, and on nothing else; texts are
 * written as texts and never as formulas.
 */
#ifndef SHEET_BOOK_H
#define SHEET_BOOK_H

#include "base.h"

#include <xlsxwriter.h>

#define BOOK_BYTES_MAX 67108864

struct book {
	int fd;
	lxw_workbook *w;
	lxw_format *head, *plain, *locked, *open, *date, *money, *bad, *note;
	lxw_format *locked_money;
};

/* Errors: ERR_IO; ERR_MEMORY */
MUST_CHECK enum err book_open(struct book *b, uint64_t time_ms,
    const char *title);

/* In any case; *bytes is the caller's, from malloc().
 * Errors: ERR_IO; ERR_RANGE; ERR_MEMORY */
MUST_CHECK enum err book_close(struct book *b, uint8_t **bytes, size_t *n);

/* A text; "" writes an empty cell of that format. */
void book_text(lxw_worksheet *s, size_t row, size_t col, const char *text,
    lxw_format *f);

#endif
