/*
 * sheet.h - rows of named texts, whether they come from a CSV file, from a
 * workbook or from lines of name=value.  Everything is text here; who asked
 * for the rows gives it types.
 *
 * A file becomes a table whole or not at all, and the first fault is named.
 *
 * Heap: a table owns its texts; sheet_release() frees them.
 */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "base.h"

#define SHEET_ROWS_MAX 10000
#define SHEET_COLS_MAX 64
#define SHEET_BYTES_MAX 16777216
#define SHEET_STDIN_MAX 1048576

/* The first cell of a sheet that this program wrote. */
#define SHEET_MARK "minhbach/sheet/v1"

enum sheet_source {
	SHEET_PAIRS,
	SHEET_CSV,
	SHEET_XLSX
};

/* What a sheet written by this program says of itself; "" otherwise. */
struct sheet_mark {
	char kind[33], origin[129], unit[33], quarter[8];
};

struct sheet {
	enum sheet_source source;
	struct sheet_mark mark;
	char **head; /* cols of them, as they stand in the file */
	char **name; /* the same folded: so_tien */
	size_t cols;
	char **cell; /* rows * cols; "" for an empty one */
	size_t rows;
	size_t *line;	      /* of the file, from 1, of each row */
	size_t head_line;     /* of the names */
	struct digest digest; /* SHA-256 of the file */
	char fault[256];      /* what is wrong and where, on an error */
};

/*
 * The functions that read expect t to be uninitialised; release it in any
 * case.
 * Errors:	ERR_FORMAT, ERR_RANGE, ERR_MEMORY, with the fault filled.
 */

/* CSV in UTF-8 with comma, semicolon or tab, with or without BOM. */
MUST_CHECK enum err sheet_read_csv(struct sheet *t, struct span bytes);

/* One row of lines name=value; '#' starts a comment line. */
MUST_CHECK enum err sheet_read_pairs(struct sheet *t, struct span bytes);

void sheet_release(struct sheet *t);

/* The cell under the first column that one of the names (NULL-terminated
 * list) heads, or NULL if there is none. */
const char *sheet_get(const struct sheet *t, size_t row,
    const char *const *names);

/* The number of that column, or SHEET_COLS_MAX. */
size_t sheet_column(const struct sheet *t, const char *const *names);

/* Is there a column that none of these names heads?  As it stands in the
 * file, or NULL. */
const char *sheet_foreign(const struct sheet *t,
    bool (*known)(void *arg, const char *name), void *arg);

#endif
