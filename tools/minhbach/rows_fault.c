/*
 * rows_fault.c - what is wrong with a row: said, kept, and given back in a
 * copy of the table.
 */
#include "fileio.h"
#include "names.h"
#include "rows_part.h"

#include <stdlib.h>
#include <string.h>

bool
rows_is_private(enum kind kind, const char *column)
{
	static const char *const columns[] = {"name", "birth", "guardian",
	    "personal_number", "household", "text"};
	size_t i;

	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(columns[i], column) == 0)
			return kind != KIND_DOCUMENT;
	return false;
}

/* Columns that lead to a reference, for what is wrong with it. */
static size_t
column_of(const struct rows *r, const char *field)
{
	static const char *const voucher[] = {"voucher", "so_phieu", NULL};
	const char *names[NAMES_MAX];
	size_t col;

	if (*field == '\0')
		return SHEET_COLS_MAX;
	names_of(names, field);
	col = sheet_column(r->t, names);
	if (col == SHEET_COLS_MAX &&
	    (strcmp(field, "disbursement") == 0 ||
		strcmp(field, "target") == 0))
		col = sheet_column(r->t, voucher);
	return col;
}

void
rows_place(const struct rows *r, char *buf, size_t cap, size_t row,
    const char *field)
{
	size_t col = column_of(r, field);
	const char *value = NULL, *head = field;

	if (row == SIZE_MAX && *field == '\0') {
		(void)snprintf(buf, cap, "%s", r->file);
		return;
	}
	if (row == SIZE_MAX) {
		(void)snprintf(buf, cap, "%s:%zu, %s", r->file, r->t->head_line,
		    field);
		return;
	}
	if (col != SHEET_COLS_MAX) {
		head = r->t->head[col];
		if (!rows_is_private(r->kind, field))
			value = r->t->cell[row * r->t->cols + col];
		if (value != NULL && *value == '\0')
			value = NULL;
	}
	(void)snprintf(buf, cap, "%s:%zu%s%s%s%s%s", r->file, r->t->line[row],
	    *head == '\0' ? "" : ", ", head, value == NULL ? "" : " = \"",
	    value == NULL ? "" : value, value == NULL ? "" : "\"");
}

struct reason
rows_reason(const char *column, const char *vi, const char *en)
{
	struct reason w;

	memset(&w, 0, sizeof(w));
	(void)snprintf(w.column, sizeof(w.column), "%s", column);
	(void)snprintf(w.vi, sizeof(w.vi), "%s", vi);
	(void)snprintf(w.en, sizeof(w.en), "%s", en);
	return w;
}

void
rows_fault(struct rows *r, size_t row, const struct reason *why, int status)
{
	if (r->status != EXIT_TROUBLE)
		r->status = status;
	if (r->n_fault == r->cap_fault) {
		size_t cap = r->cap_fault == 0 ? 64 : r->cap_fault * 2;
		struct row_fault *f = realloc(r->fault, cap * sizeof(*f));

		if (f == NULL) {
			r->memory = true;
			return;
		}
		r->fault = f;
		r->cap_fault = cap;
	}
	r->fault[r->n_fault] =
	    (struct row_fault){row, r->n_fault, *why, r->quiet};
	r->n_fault++;
}

/* What is wrong with the table comes first. */
static int
by_row(const void *a, const void *b)
{
	const struct row_fault *x = a, *y = b;
	size_t i = x->row + 1, j = y->row + 1;

	if (i != j)
		return i < j ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void
say_one(const struct rows *r, const struct row_fault *f)
{
	char at[512], place[600];

	rows_place(r, at, sizeof(at), f->row, f->why.column);
	(void)snprintf(place, sizeof(place), "%s%s%s", at,
	    *f->why.rule == '\0' ? "" : ", ", f->why.rule);
	say_at(r->s->cli, place, f->why.vi, f->why.en);
}

static void
mark(struct sheet_fault *m, const struct rows *r, const struct row_fault *f)
{
	const struct reason *w = &f->why;
	bool lost;

	m->row = f->row;
	m->col = column_of(r, w->column);
	lost = m->col == SHEET_COLS_MAX && *w->column != '\0';
	(void)snprintf(m->reason, sizeof(m->reason), "%s%s%s%s%s",
	    lost ? w->column : "", lost ? ": " : "", w->vi,
	    *w->rule != '\0' ? " - " : "", w->rule);
}

static void
give_back(const struct rows *r)
{
	struct sheet_fault *m = calloc(r->n_fault, sizeof(*m));
	char path[FILE_PATH_MAX];
	uint8_t *bytes = NULL;
	size_t n = 0, i;
	enum err e = m == NULL ? ERR_MEMORY : ERR_OK;

	(void)snprintf(path, sizeof(path), "%s.loi.xlsx", r->file);
	for (i = 0; m != NULL && i < r->n_fault; i++)
		mark(&m[i], r, &r->fault[i]);
	if (e == ERR_OK)
		e = sheet_marked(&bytes, &n, r->t, m, r->n_fault, r->s->now);
	if (e == ERR_OK)
		e = file_replace(path, (struct span){bytes, n}, 0600);
	file_free(bytes, n);
	free(m);
	if (e == ERR_OK)
		say_at(r->s->cli, path, "bản có đánh dấu lỗi để sửa",
		    "a copy with the faults marked, to be corrected");
	else
		(void)say_err(r->s->cli, e, path, NULL);
}

void
rows_tell(struct rows *r)
{
	size_t i, said = 0;

	if (r->n_fault == 0)
		return;
	qsort(r->fault, r->n_fault, sizeof(*r->fault), by_row);
	for (i = 0; i < r->n_fault; i++) {
		if (said < ROWS_SAID_MAX && !r->fault[i].told)
			say_one(r, &r->fault[i]);
		said++;
	}
	if (said > ROWS_SAID_MAX)
		(void)fprintf(stderr, "... +%zu\n", said - ROWS_SAID_MAX);
	if (r->t->source != SHEET_PAIRS && strcmp(r->file, "-") != 0 &&
	    strlen(r->file) < FILE_PATH_MAX - 16)
		give_back(r);
}
