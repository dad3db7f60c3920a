/*
 * csv.c - CSV by libcsv in strict mode.
 */
#include "table.h"

#include "hash.h"

#include <string.h>

#include <csv.h>

struct csv_rows {
	struct reading *r;
	size_t inner; /* newlines within the cells of this row */
	bool records; /* rows are counted, not lines */
	bool after_cr;
};

static void
on_cell(void *p, size_t n, void *arg)
{
	struct csv_rows *c = arg;
	struct span s = {p, n};
	size_t i;

	for (i = 0; i < n; i++)
		c->inner += s.p[i] == '\n';
	reading_cell(c->r, s);
}

static void
on_row(int end, void *arg)
{
	struct csv_rows *c = arg;

	/* The parser reports both halves of CR LF. */
	if (end == '\n' && c->after_cr && c->r->n == 0) {
		c->after_cr = false;
		return;
	}
	c->after_cr = end == '\r';
	reading_row(c->r);
	if (c->r->e == ERR_OK)
		c->r->lineno += 1 + (c->records ? 0 : c->inner);
	c->inner = 0;
}

/* The delimiter that the first line has most of. */
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

void
csv_parse_into(struct reading *r, struct span in)
{
	struct csv_rows c = {.r = r, .records = r->t->source == SHEET_XLSX};
	struct csv_parser p;

	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
		reading_fail(r, ERR_MEMORY, "hết bộ nhớ / out of memory");
		return;
	}
	r->lineno = 1;
	csv_set_delim(&p, c.records ? ',' : delimiter(in));
	if (csv_parse(&p, in.p, in.n, on_cell, on_row, &c) != in.n ||
	    csv_fini(&p, on_cell, on_row, &c) != 0)
		reading_fail(r, ERR_FORMAT,
		    "dấu nháy kép sai chỗ / a misplaced quotation mark");
	csv_free(&p);
}

enum err
sheet_read_csv(struct sheet *t, struct span bytes)
{
	struct reading r = {.t = t, .e = ERR_OK};
	enum err e;

	memset(t, 0, sizeof(*t));
	t->source = SHEET_CSV;
	t->digest = sha256(bytes);
	if (bytes.n > SHEET_BYTES_MAX)
		return ERR_RANGE;
	bytes = table_unmarked(bytes);
	e = table_text(t, bytes);
	if (e != ERR_OK)
		return e;
	csv_parse_into(&r, bytes);
	return reading_end(&r);
}
