/*
 * sheet.c - what is asked of a table once it is read, and its end.
 */
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

void
sheet_release(struct sheet *t)
{
	size_t i;

	for (i = 0; i < t->cols; i++) {
		free(t->head[i]);
		free(t->name[i]);
	}
	for (i = 0; t->cell != NULL && i < t->rows * t->cols; i++)
		free(t->cell[i]);
	free(t->head);
	free(t->name);
	free(t->cell);
	free(t->line);
	memset(t, 0, sizeof(*t));
}

size_t
sheet_column(const struct sheet *t, const char *const *names)
{
	size_t i;

	for (; *names != NULL; names++)
		for (i = 0; i < t->cols; i++)
			if (strcmp(t->name[i], *names) == 0)
				return i;
	return SHEET_COLS_MAX;
}

const char *
sheet_get(const struct sheet *t, size_t row, const char *const *names)
{
	size_t col = sheet_column(t, names);

	return col == SHEET_COLS_MAX ? NULL : t->cell[row * t->cols + col];
}

const char *
sheet_foreign(const struct sheet *t, bool (*known)(void *arg, const char *name),
    void *arg)
{
	size_t i;

	for (i = 0; i < t->cols; i++)
		if (!known(arg, t->name[i]))
			return t->head[i];
	return NULL;
}
