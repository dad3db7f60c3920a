/*
 * sheet_get.c - what is asked of a table once it is read, and its end.
 */
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

void
sheet_release(struct sheet *t)
{
	size_t i;

	for (i = 0; i < t->cols; i++)
		free(t->name[i]);
	for (i = 0; t->cell != NULL && i < t->rows * t->cols; i++)
		free(t->cell[i]);
	free(t->name);
	free(t->cell);
	free(t->line);
	memset(t, 0, sizeof(*t));
}

const char *
sheet_get(const struct sheet *t, size_t row, const char *const *names)
{
	size_t i;

	for (; *names != NULL; names++)
		for (i = 0; i < t->cols; i++)
			if (strcmp(t->name[i], *names) == 0)
				return t->cell[row * t->cols + i];
	return NULL;
}

const char *
sheet_foreign(const struct sheet *t, bool (*known)(void *arg, const char *name),
    void *arg)
{
	size_t i;

	for (i = 0; i < t->cols; i++)
		if (!known(arg, t->name[i]))
			return t->name[i];
	return NULL;
}
