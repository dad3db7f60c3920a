/*
 * sheet.c - read tables of text: the whole file or nothing, with the line
 * and column of the first fault.  CSV by libcsv in strict mode.
 */
#include "sheet.h"

#include "fileio.h"
#include "hash.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <csv.h>

struct reading {
	struct sheet *t;
	char **row; /* cells of the row that is being read */
	size_t n;
	size_t cap; /* rows that cell[] and line[] have room for */
	size_t lineno;
	size_t inner; /* newlines within the cells of this row */
	bool after_cr;
	bool header; /* the first row has been read */
	enum err e;
};

static void
fail(struct reading *r, enum err e, const char *what)
{
	if (r->e != ERR_OK)
		return;
	r->e = e;
	(void)snprintf(r->t->fault, sizeof(r->t->fault), "dòng/line %zu: %s",
	    r->lineno, what);
}

static char *
copy(const char *s, size_t n)
{
	char *c = malloc(n + 1);

	if (c != NULL) {
		memcpy(c, s, n);
		c[n] = '\0';
	}
	return c;
}

static void
fold(char *s)
{
	for (; *s != '\0'; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
		else if (*s == ' ' || *s == '-')
			*s = '_';
}

static void
on_cell(void *p, size_t n, void *arg)
{
	struct reading *r = arg;
	const char *s = p;
	size_t i;

	if (r->e != ERR_OK)
		return;
	for (i = 0; i < n; i++)
		r->inner += s[i] == '\n';
	if (r->n == SHEET_COLS_MAX || (r->header && r->n == r->t->cols)) {
		fail(r, ERR_FORMAT, "thừa cột / too many columns");
		return;
	}
	while (n > 0 && (*s == ' ' || *s == '\t')) {
		s++;
		n--;
	}
	while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		n--;
	r->row[r->n] = copy(s, n);
	if (r->row[r->n] == NULL)
		fail(r, ERR_MEMORY, "hết bộ nhớ / out of memory");
	else
		r->n++;
}

static void
take_header(struct reading *r)
{
	struct sheet *t = r->t;
	size_t i, j;

	t->name = calloc(r->n + 1, sizeof(*t->name));
	if (t->name == NULL) {
		fail(r, ERR_MEMORY, "hết bộ nhớ / out of memory");
		return;
	}
	for (i = 0; i < r->n; i++) {
		fold(r->row[i]);
		for (j = 0; j < i; j++)
			if (strcmp(t->name[j], r->row[i]) == 0)
				fail(r, ERR_FORMAT,
				    "hai cột trùng tên / two columns of one "
				    "name");
		t->name[i] = r->row[i];
		t->cols = i + 1;
	}
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

static void
on_row(int c, void *arg)
{
	struct reading *r = arg;
	size_t i;
	bool blank = true;

	/* The parser reports both halves of CR LF. */
	if (c == '\n' && r->after_cr && r->n == 0) {
		r->after_cr = false;
		return;
	}
	r->after_cr = c == '\r';
	r->lineno++;
	for (i = 0; i < r->n; i++)
		blank = blank && r->row[i][0] == '\0';
	if (r->e != ERR_OK || (blank && r->header)) {
		for (i = 0; i < r->n; i++)
			free(r->row[i]);
		r->n = 0;
		return;
	}
	if (!r->header) {
		take_header(r);
		return;
	}
	if (r->n != r->t->cols) {
		fail(r, ERR_FORMAT, "thiếu cột / too few columns");
		return;
	}
	if (r->t->rows == SHEET_ROWS_MAX) {
		fail(r, ERR_RANGE, "quá 10.000 dòng / above 10,000 rows");
		return;
	}
	if (!room(r)) {
		fail(r, ERR_MEMORY, "hết bộ nhớ / out of memory");
		return;
	}
	memcpy(r->t->cell + r->t->rows * r->t->cols, r->row,
	    r->n * sizeof(*r->row));
	r->t->line[r->t->rows++] = r->lineno;
	r->lineno += r->inner;
	r->inner = 0;
	r->n = 0;
}

/* The delimiter that the header line has most of. */
static unsigned char
delimiter(struct span in)
{
	size_t comma = 0, semi = 0, tab = 0, i;

	for (i = 0; i < in.n && in.p[i] != '\n'; i++) {
		comma += in.p[i] == ',';
		semi += in.p[i] == ';';
		tab += in.p[i] == '\t';
	}
	if (semi > comma && semi >= tab)
		return ';';
	return tab > comma ? '\t' : ',';
}

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

/* Text that no later step can misread; says which line is not. */
static enum err
text_check(struct sheet *t, struct span in)
{
	size_t line = 1;

	if (memchr(in.p, 0, in.n) == NULL && is_utf8(in))
		return ERR_OK;
	while (in.n > 0) {
		const uint8_t *lf = memchr(in.p, '\n', in.n);
		struct span s = {in.p, lf == NULL ? in.n : (size_t)(lf - in.p)};

		if (memchr(s.p, 0, s.n) != NULL || !is_utf8(s))
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

static enum err
load(struct sheet *t, uint8_t **bytes, struct span *in, const char *path)
{
	static const uint8_t bom[3] = {0xef, 0xbb, 0xbf};
	enum err e;

	memset(t, 0, sizeof(*t));
	e = slurp(bytes, &in->n, path);
	if (e != ERR_OK)
		return e;
	in->p = *bytes;
	t->digest = sha256(*in);
	if (in->n >= 3 && memcmp(in->p, bom, 3) == 0) {
		in->p += 3;
		in->n -= 3;
	}
	return text_check(t, *in);
}

static void
parse_csv(struct reading *r, struct span in)
{
	struct csv_parser p;

	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
		fail(r, ERR_MEMORY, "hết bộ nhớ / out of memory");
		return;
	}
	csv_set_delim(&p, delimiter(in));
	if (csv_parse(&p, in.p, in.n, on_cell, on_row, r) != in.n ||
	    csv_fini(&p, on_cell, on_row, r) != 0) {
		r->lineno++;
		fail(r, ERR_FORMAT,
		    "dấu nháy kép sai chỗ / a misplaced quotation mark");
	}
	csv_free(&p);
}

enum err
sheet_read_csv(struct sheet *t, const char *path)
{
	char *row[SHEET_COLS_MAX];
	struct reading r = {.t = t, .row = row, .e = ERR_OK};
	uint8_t *bytes = NULL;
	struct span in = {NULL, 0};
	size_t i;
	enum err e;

	e = load(t, &bytes, &in, path);
	if (e != ERR_OK)
		goto out;
	parse_csv(&r, in);
	if (r.e == ERR_OK && !r.header)
		fail(&r, ERR_FORMAT, "tệp trống / an empty file");
	for (i = 0; i < r.n; i++)
		free(row[i]);
	e = r.e;
out:
	free(bytes);
	return e;
}

/* One line name=value into the table's only row. */
static void
take_pair(struct reading *r, struct span line)
{
	struct sheet *t = r->t;
	const uint8_t *eq = memchr(line.p, '=', line.n);
	size_t i, n;

	r->lineno++;
	if (line.n == 0 || line.p[0] == '#')
		return;
	if (eq == NULL || t->cols == SHEET_COLS_MAX) {
		fail(r, ERR_FORMAT, "phải là tên=giá trị / not name=value");
		return;
	}
	n = (size_t)(eq - line.p);
	t->name[t->cols] = copy((const char *)line.p, n);
	t->cell[t->cols] = copy((const char *)eq + 1, line.n - n - 1);
	t->cols++;
	if (t->name[t->cols - 1] == NULL || t->cell[t->cols - 1] == NULL) {
		fail(r, ERR_MEMORY, "hết bộ nhớ / out of memory");
		return;
	}
	fold(t->name[t->cols - 1]);
	for (i = 0; i + 1 < t->cols; i++)
		if (strcmp(t->name[i], t->name[t->cols - 1]) == 0)
			fail(r, ERR_FORMAT,
			    "tên xuất hiện hai lần / a name stands twice");
}

enum err
sheet_read_pairs(struct sheet *t, const char *path)
{
	struct reading r = {.t = t, .e = ERR_OK};
	uint8_t *bytes = NULL;
	struct span in = {NULL, 0};
	enum err e;

	e = load(t, &bytes, &in, path);
	if (e != ERR_OK)
		goto out;
	t->name = calloc(SHEET_COLS_MAX, sizeof(*t->name));
	t->cell = calloc(SHEET_COLS_MAX, sizeof(*t->cell));
	t->line = calloc(1, sizeof(*t->line));
	if (t->name == NULL || t->cell == NULL || t->line == NULL) {
		e = ERR_MEMORY;
		goto out;
	}
	t->rows = 1;
	t->line[0] = 1;
	while (in.n > 0 && r.e == ERR_OK) {
		const uint8_t *lf = memchr(in.p, '\n', in.n);
		struct span line = {in.p,
		    lf == NULL ? in.n : (size_t)(lf - in.p)};
		size_t eaten = line.n + (lf == NULL ? 0 : 1);

		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		take_pair(&r, line);
		in.p += eaten;
		in.n -= eaten;
	}
	e = r.e;
out:
	free(bytes);
	return e;
}
