/*
 * sheet.h - rows of named texts, whether they come from a CSV file or from
 * lines of name=value.  Everything is text here; build.h gives it types.
 *
 * Heap: a table owns its texts; sheet_release() frees them.
 */
#ifndef MINHBACH_SHEET_H
#define MINHBACH_SHEET_H

#include "base.h"

#define SHEET_ROWS_MAX 10000
#define SHEET_COLS_MAX 64
#define SHEET_BYTES_MAX 16777216
#define SHEET_STDIN_MAX 1048576

struct sheet {
	char **name; /* cols of them, folded by name_fold() */
	size_t cols;
	char **cell; /* rows * cols; "" for an empty one */
	size_t rows;
	size_t *line;	      /* of the file, from 1, of each row */
	struct digest digest; /* SHA-256 of the file */
	char fault[256];      /* what is wrong and where, on ERR_FORMAT */
};

/* FILE or "-"; CSV with comma, semicolon or tab, with or without BOM. */
MUST_CHECK enum err sheet_read_csv(struct sheet *t, const char *path);

/* FILE or "-": one row of lines name=value; '#' starts a comment line. */
MUST_CHECK enum err sheet_read_pairs(struct sheet *t, const char *path);

void sheet_release(struct sheet *t);

/* The cell under the first column that one of the names (NULL-terminated
 * list) heads, or NULL if there is none. */
const char *sheet_get(const struct sheet *t, size_t row,
    const char *const *names);

/* Is there a column that none of these names heads?  Its name, or NULL. */
const char *sheet_foreign(const struct sheet *t,
    bool (*known)(void *arg, const char *name), void *arg);

#endif
