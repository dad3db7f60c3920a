/*
 * table.h - a table while it is read, shared by the readers: cells make rows,
 * the first row makes the names, and the first fault stops all of it.
 */
#ifndef SHEET_TABLE_H
#define SHEET_TABLE_H

#include "sheet.h"

struct reading {
	struct sheet *t;
	char *row[SHEET_COLS_MAX]; /* cells of the row that is being read */
	size_t n;
	size_t cap;    /* rows that cell[] and line[] have room for */
	size_t lineno; /* of the row that was begun last */
	size_t skip;   /* rows before the names */
	bool header;   /* the names have been read */
	bool padded;   /* rows may be short or end in empty cells */
	enum err e;
};

/* The first fault, with its line; later ones are dropped. */
void reading_fail(struct reading *r, enum err e, const char *what);

/* One cell; spaces around it are no part of it. */
void reading_cell(struct reading *r, struct span s);

/* The cells so far are a row of the file, on line r->lineno. */
void reading_row(struct reading *r);

/* Free what is left over, and the error of it all. */
MUST_CHECK enum err reading_end(struct reading *r);

/* A name as columns are compared: small ASCII letters, '_' for space.
 * NULL: hết bộ nhớ, or no text. */
char *table_name(const char *head);
char *table_copy(struct span s);

/* Text that no later step can misread; says which line is not.
 * Errors: ERR_FORMAT */
MUST_CHECK enum err table_text(struct sheet *t, struct span in);

/* Without the mark of UTF-8 that some programs put first. */
struct span table_unmarked(struct span in);

/* Rows of CSV into a reading; padded and skip are set by the caller. */
void csv_parse_into(struct reading *r, struct span in);

#endif
