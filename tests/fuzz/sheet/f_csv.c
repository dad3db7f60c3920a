/* f_csv.c - a table that is accepted is whole, and the same table again when
 * its cells are written out. */
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

#define ROOM 1048576

static size_t
put_cell(char *out, size_t n, const char *s, char end)
{
	out[n++] = '"';
	for (; *s != '\0'; s++) {
		if (*s == '"')
			out[n++] = '"';
		out[n++] = *s;
	}
	out[n++] = '"';
	out[n++] = end;
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static char out[ROOM];
	struct sheet t, u;
	size_t i, j, at = 0;

	if (n > ROOM / 8 || sheet_read_csv(&t, (struct span){p, n}) != ERR_OK) {
		if (n <= ROOM / 8)
			sheet_release(&t);
		return 0;
	}
	if (t.mark.kind[0] != '\0' || t.cols == 0 || t.rows > 1000) {
		sheet_release(&t);
		return 0;
	}
	for (j = 0; j < t.cols; j++)
		at = put_cell(out, at, t.head[j], j + 1 < t.cols ? ',' : '\n');
	for (i = 0; i < t.rows; i++)
		for (j = 0; j < t.cols; j++)
			at = put_cell(out, at, t.cell[i * t.cols + j],
			    j + 1 < t.cols ? ',' : '\n');
	/* A head of other delimiters would be split at these. */
	if (memchr(out, ';', at) == NULL && memchr(out, '\t', at) == NULL) {
		if (sheet_read_csv(&u, (struct span){(uint8_t *)out, at}) !=
			ERR_OK ||
		    u.cols != t.cols || u.rows != t.rows)
			abort();
		for (i = 0; i < t.rows * t.cols; i++)
			if (strcmp(t.cell[i], u.cell[i]) != 0)
				abort();
		sheet_release(&u);
	}
	sheet_release(&t);
	return 0;
}
