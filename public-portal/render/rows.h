/*
 * rows.h - the figures as one long table: what the CSV and the workbook both
 * hold, cell for cell; inside render.
 */
#ifndef RENDER_ROWS_H
#define RENDER_ROWS_H

#include "html.h"

#include <jansson.h>

/* Columns: period, table, label, value, unit. */
struct row {
	size_t index; /* 0 for the first */
	const char *period, *table, *label;
	const char *text; /* the value in words; NULL: it is n */
	int64_t n;
	const char *unit;
};

/* Gives put every row in its order; the publication fits its schema. */
void rows_walk(struct html *h, const json_t *publication,
    void (*put)(struct html *h, const struct row *r));

#endif
