/*
 * faults.c - what is wrong with a row: kept, sorted, and given back in a copy
 * of the table.
 */
#include "form_part.h"

#include "build.h"
#include "column.h"
#include "invalid.h"
#include "names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A reference is wrong where the row says what it leads to. */
size_t
form_column(const struct form *f, const char *field)
{
	const char *names[NAMES_MAX];
	size_t col;

	if (*field == '\0')
		return SHEET_COLS_MAX;
	names_of(names, field);
	col = sheet_column(f->ask.table, names);
	if (col != SHEET_COLS_MAX ||
	    (strcmp(field, "disbursement") != 0 &&
		strcmp(field, "target") != 0))
		return col;
	names_of(names, "voucher");
	return sheet_column(f->ask.table, names);
}

const char *
form_value(const struct form *f, const struct form_fault *x)
{
	const struct sheet *t = f->ask.table;
	const char *text;

	if (x->row == FORM_ALL || x->col == SHEET_COLS_MAX ||
	    column_private(f->ask.kind, x->column))
		return NULL;
	text = t->cell[x->row * t->cols + x->col];
	return *text == '\0' ? NULL : text;
}

/* Room for one more, or NULL. */
static struct form_fault *
room(struct form *f)
{
	size_t cap = f->cap_fault == 0 ? 64 : f->cap_fault * 2;
	struct form_fault *more;

	if (f->n_fault == f->cap_fault) {
		more = realloc(f->fault, cap * sizeof(*more));
		if (more == NULL) {
			f->memory = true;
			return NULL;
		}
		f->fault = more;
		f->cap_fault = cap;
	}
	return &f->fault[f->n_fault];
}

struct form_fault *
fault_add(struct form *f, size_t row, const char *column, const char *vi,
    const char *en)
{
	struct form_fault *x = room(f);

	if (x == NULL)
		return NULL;
	memset(x, 0, sizeof(*x));
	x->row = row;
	x->col = form_column(f, column);
	x->number = f->n_fault++;
	(void)snprintf(x->column, sizeof(x->column), "%s", column);
	(void)snprintf(x->vi, sizeof(x->vi), "%s", vi);
	(void)snprintf(x->en, sizeof(x->en), "%s", en);
	return x;
}

void
fault_refuse(struct form *f, size_t row, const char *column, const char *rule,
    const char *vi, const char *en)
{
	struct form_fault *x = fault_add(f, row, column, vi, en);

	if (x == NULL)
		return;
	x->refused = true;
	(void)snprintf(x->rule, sizeof(x->rule), "%s", rule);
}

/* A column that is not there is missed once, not in each row. */
static bool
is_column_missing(const struct form *f, const struct misfit *m, enum err e)
{
	const char *names[NAMES_MAX];

	names_of(names, m->column);
	return e == ERR_MISSING && m->vi == build_missing_vi &&
	    f->ask.table->source != SHEET_PAIRS &&
	    sheet_column(f->ask.table, names) == SHEET_COLS_MAX;
}

/* Was this column told to be missing? */
static bool
was_missed(const struct form *f, const char *column)
{
	size_t i;

	for (i = 0; i < f->n_fault; i++)
		if (f->fault[i].row == FORM_ALL &&
		    strcmp(f->fault[i].column, column) == 0)
			return true;
	return false;
}

void
fault_misfit(struct form *f, size_t row, const struct misfit *m, enum err e)
{
	char vi[INVALID_MAX], en[INVALID_MAX];

	if (is_column_missing(f, m, e)) {
		if (!was_missed(f, m->column))
			(void)fault_add(f, FORM_ALL, m->column, "thiếu cột này",
			    "this column is missing");
		return;
	}
	invalid_misfit(vi, en, f->ask.kind, m, e);
	(void)fault_add(f, row, m->column, vi, en);
}

static int
by_row(const void *a, const void *b)
{
	const struct form_fault *x = a, *y = b;
	size_t i = x->row + 1, j = y->row + 1; /* FORM_ALL is the first */

	if (i != j)
		return i < j ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

void
faults_sort(struct form *f)
{
	if (f->n_fault > 0)
		qsort(f->fault, f->n_fault, sizeof(*f->fault), by_row);
}

static void
mark(struct sheet_fault *m, const struct form_fault *x)
{
	bool lost = x->col == SHEET_COLS_MAX && *x->column != '\0';

	m->row = x->row;
	m->col = x->col;
	(void)snprintf(m->reason, sizeof(m->reason), "%s%s%s%s%s",
	    lost ? x->column : "", lost ? ": " : "", x->vi,
	    *x->rule != '\0' ? " - " : "", x->rule);
}

enum err
form_marked(uint8_t **bytes, size_t *n, const struct form *f, uint64_t time_ms)
{
	struct sheet_fault *m = calloc(f->n_fault + 1, sizeof(*m));
	size_t i;
	enum err e;

	if (m == NULL)
		return ERR_MEMORY;
	for (i = 0; i < f->n_fault; i++)
		mark(&m[i], &f->fault[i]);
	e = sheet_marked(bytes, n, f->ask.table, m, f->n_fault, time_ms);
	free(m);
	return e;
}
