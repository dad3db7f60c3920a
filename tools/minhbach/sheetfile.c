/*
 * sheetfile.c - read a whole file, then the table in it.
 */
#include "sheetfile.h"

#include "fileio.h"
#include "xlsx.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file, or "-" for standard input. */
static enum err
slurp(uint8_t **bytes, size_t *n, const char *path)
{
	uint8_t *p;
	ssize_t got = 0;

	if (strcmp(path, "-") != 0)
		return file_read(bytes, n, path, SHEET_BYTES_MAX);
	p = malloc(SHEET_STDIN_MAX);
	if (p == NULL)
		return ERR_MEMORY;
	*n = 0;
	while (*n < SHEET_STDIN_MAX) {
		got = read(STDIN_FILENO, p + *n, SHEET_STDIN_MAX - *n);
		if (got <= 0)
			break;
		*n += (size_t)got;
	}
	*bytes = p;
	if (got < 0)
		return ERR_IO;
	return *n == SHEET_STDIN_MAX ? ERR_RANGE : ERR_OK;
}

enum err
sheetfile_pairs(struct sheet *t, const char *path)
{
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	memset(t, 0, sizeof(*t));
	e = slurp(&bytes, &n, path);
	if (e == ERR_OK)
		e = sheet_read_pairs(t, (struct span){bytes, n});
	file_free(bytes, n);
	return e;
}

enum err
sheetfile_table(struct sheet *t, const char *path, const char *kind)
{
	uint8_t *bytes = NULL;
	struct span s;
	size_t n = 0;
	enum err e;

	memset(t, 0, sizeof(*t));
	e = slurp(&bytes, &n, path);
	s = (struct span){bytes, n};
	if (e == ERR_OK)
		e = xlsx_is(s) ? sheet_read_xlsx(t, s, kind)
			       : sheet_read_csv(t, s);
	file_free(bytes, n);
	return e;
}
