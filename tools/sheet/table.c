/*
 * table.c - cells into rows into a table.
 */
#include "table.h"

#include "fold.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_ROOM (FOLD_MAX * 4 + 1)

void
reading_fail(struct reading *r, enum err e, const char *what)
{
	if (r->e != ERR_OK)
		return;
	r->e = e;
	(void)snprintf(r->t->fault, sizeof(r->t->fault), "dòng/line %zu: %s",
	    r->lineno, what);
}

static void
no_memory(struct reading *r)
{
	reading_fail(r, ERR_MEMORY, "hết bộ nhớ / out of memory");
}

char *
table_copy(struct span s)
{
	char *c = malloc(s.n + 1);

	if (c == NULL)
		return NULL;
	if (s.n > 0)
		memcpy(c, s.p, s.n);
	c[s.n] = '\0';
	return c;
}

char *
table_name(const char *head)
{
	char *name = malloc(NAME_ROOM), *s;

	if (name == NULL || fold(name, NAME_ROOM, head) != ERR_OK) {
		free(name);
		return NULL;
	}
	for (s = name; *s != '\0'; s++)
		if (*s == ' ' || *s == '-')
			*s = '_';
	return name;
}

static bool
is_blank(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void
reading_cell(struct reading *r, struct span s)
{
	size_t most = r->header && !r->padded ? r->t->cols : SHEET_COLS_MAX;

	if (r->e != ERR_OK)
		return;
	while (s.n > 0 && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	if (r->n >= most) {
		if (s.n > 0 || !r->padded)
			reading_fail(r, ERR_FORMAT,
			    "thừa cột / too many columns");
		return;
	}
	r->row[r->n] = table_copy(s);
	if (r->row[r->n] == NULL)
		no_memory(r);
	else
		r->n++;
}

static void
drop_row(struct reading *r)
{
	while (r->n > 0)
		free(r->row[--r->n]);
}

static void
mark_word(char *out, size_t cap, const struct reading *r, size_t i)
{
	(void)snprintf(out, cap, "%s", i < r->n ? r->row[i] : "");
}

/* A sheet of ours says first what it is; a line for people, then the names. */
static void
take_mark(struct reading *r)
{
	struct sheet_mark *m = &r->t->mark;

	mark_word(m->kind, sizeof(m->kind), r, 1);
	mark_word(m->origin, sizeof(m->origin), r, 2);
	mark_word(m->unit, sizeof(m->unit), r, 3);
	mark_word(m->quarter, sizeof(m->quarter), r, 4);
	r->skip = 1;
	r->padded = true;
}

/* Columns without a name, at the end, hold nothing. */
static void
trim_names(struct reading *r)
{
	while (r->n > 1 && r->row[r->n - 1][0] == '\0')
		free(r->row[--r->n]);
}

static void
take_header(struct reading *r)
{
	struct sheet *t = r->t;
	char what[200];
	size_t i, j;

	if (r->padded)
		trim_names(r);
	for (i = 0; i < r->n; i++)
		if (strlen(r->row[i]) > FOLD_MAX) {
			reading_fail(r, ERR_FORMAT,
			    "tên cột quá dài / a column's name is too long");
			drop_row(r);
			return;
		}
	t->head = calloc(r->n + 1, sizeof(*t->head));
	t->name = calloc(r->n + 1, sizeof(*t->name));
	if (t->name == NULL || t->head == NULL) {
		no_memory(r);
		return;
	}
	for (i = 0; i < r->n; i++) {
		t->name[i] = table_name(r->row[i]);
		t->head[i] = r->row[i];
		t->cols = i + 1;
		if (t->name[i] == NULL) {
			no_memory(r);
			r->row[i] = NULL;
			continue;
		}
		for (j = 0; j < i && t->name[j] != NULL; j++)
			if (strcmp(t->name[j], t->name[i]) == 0) {
				(void)snprintf(what, sizeof(what),
				    "hai cột trùng tên / two columns of one "
				    "name: %.80s",
				    t->head[i]);
				reading_fail(r, ERR_FORMAT, what);
			}
	}
	t->head_line = r->lineno;
	r->n = 0;
	r->header = true;
}

static bool
room(struct reading *r)
{
	struct sheet *t = r->t;
	size_t cap = r->cap == 0 ? 64 : r->cap * 2;
	char **cell;
	size_t *line;

	if (t->rows < r->cap)
		return true;
	cell = realloc(t->cell, cap * t->cols * sizeof(*cell));
	if (cell == NULL)
		return false;
	t->cell = cell;
	line = realloc(t->line, cap * sizeof(*line));
	if (line == NULL)
		return false;
	t->line = line;
	r->cap = cap;
	return true;
}

/* A row as wide as the names, where the file may leave out what is empty. */
static void
fit(struct reading *r)
{
	struct span empty = {NULL, 0};

	while (r->n > r->t->cols && r->row[r->n - 1][0] == '\0')
		free(r->row[--r->n]);
	while (r->n < r->t->cols && r->e == ERR_OK)
		reading_cell(r, empty);
}

static void
keep_row(struct reading *r)
{
	struct sheet *t = r->t;

	if (r->padded)
		fit(r);
	if (r->e == ERR_OK && r->n != t->cols)
		reading_fail(r, ERR_FORMAT,
		    r->n < t->cols ? "thiếu cột / too few columns"
				   : "thừa cột / too many columns");
	else if (t->rows == SHEET_ROWS_MAX)
		reading_fail(r, ERR_RANGE,
		    "quá 10.000 dòng / above 10,000 rows");
	else if (!room(r))
		no_memory(r);
	if (r->e != ERR_OK) {
		drop_row(r);
		return;
	}
	memcpy(t->cell + t->rows * t->cols, r->row, r->n * sizeof(*r->row));
	t->line[t->rows++] = r->lineno;
	r->n = 0;
}

void
reading_row(struct reading *r)
{
	bool blank = true;
	size_t i;

	for (i = 0; i < r->n; i++)
		blank = blank && r->row[i][0] == '\0';
	if (r->e != ERR_OK || blank) {
		drop_row(r);
	} else if (r->header) {
		keep_row(r);
	} else if (r->skip > 0) {
		r->skip--;
		drop_row(r);
	} else if (r->n > 0 && strcmp(r->row[0], SHEET_MARK) == 0) {
		take_mark(r);
		drop_row(r);
	} else {
		take_header(r);
	}
}

enum err
reading_end(struct reading *r)
{
	if (r->e == ERR_OK && !r->header)
		reading_fail(r, ERR_FORMAT, "tệp trống / an empty file");
	drop_row(r);
	return r->e;
}

struct span
table_unmarked(struct span in)
{
	static const uint8_t bom[3] = {0xef, 0xbb, 0xbf};

	if (in.n >= 3 && memcmp(in.p, bom, 3) == 0)
		return (struct span){in.p + 3, in.n - 3};
	return in;
}

enum err
table_text(struct sheet *t, struct span in)
{
	size_t line = 1;

	if (in.n == 0 || (memchr(in.p, 0, in.n) == NULL && is_utf8(in)))
		return ERR_OK;
	while (in.n > 0) {
		const uint8_t *lf = memchr(in.p, '\n', in.n);
		struct span s = {in.p, lf == NULL ? in.n : (size_t)(lf - in.p)};

		if (lf == NULL || memchr(s.p, 0, s.n) != NULL || !is_utf8(s))
			break;
		in.p += s.n + 1;
		in.n -= s.n + 1;
		line++;
	}
	(void)snprintf(t->fault, sizeof(t->fault),
	    "dòng/line %zu: không phải UTF-8: hãy lưu lại dạng \"CSV UTF-8\" "
	    "/ not UTF-8: save it as \"CSV UTF-8\"",
	    line);
	return ERR_FORMAT;
}
