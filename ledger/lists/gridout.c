/*
 * gridout.c - CSV and JSON of a grid, and the buffer that both grow.
 */
#include "outbuf.h"

#include "calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#define OUT_MAX ((size_t)64 << 20)

void
out_bytes(struct outbuf *o, const char *p, size_t n)
{
	size_t cap;
	char *q;

	if (o->bad != ERR_OK || n == 0)
		return;
	if (n > OUT_MAX - o->n) {
		o->bad = ERR_SPACE;
		return;
	}
	if (o->n + n > o->cap) {
		cap = (o->n + n) * 2;
		q = realloc(o->p, cap + 1);
		if (q == NULL) {
			o->bad = ERR_MEMORY;
			return;
		}
		o->p = q;
		o->cap = cap;
	}
	memcpy(o->p + o->n, p, n);
	o->n += n;
	o->p[o->n] = '\0';
}

void
out_text(struct outbuf *o, const char *s)
{
	out_bytes(o, s, strlen(s));
}

void
out_fill(struct outbuf *o, const char *s, size_t times)
{
	while (times-- > 0)
		out_text(o, s);
}

enum err
out_done(struct text *t, struct outbuf *o)
{
	if (o->bad == ERR_OK && o->p == NULL)
		out_bytes(o, "\n", 1);
	if (o->bad != ERR_OK) {
		free(o->p);
		return o->bad;
	}
	*t = (struct text){o->p, o->n};
	return ERR_OK;
}

/* Quoted if it must be; never a formula. */
static void
csv_cell(struct outbuf *o, const char *s)
{
	bool formula = *s != '\0' && strchr("=+-@\t\r", *s) != NULL;
	size_t i;

	if (!formula && strpbrk(s, ";\",\r\n") == NULL) {
		out_text(o, s);
		return;
	}
	out_text(o, formula ? "\"'" : "\"");
	for (i = 0; s[i] != '\0'; i++)
		out_text(o, s[i] == '"' ? "\"\"" : (char[]){s[i], '\0'});
	out_text(o, "\"");
}

static void
csv_value(struct outbuf *o, const struct grid *g, size_t row, size_t col)
{
	const struct grid_cell *c = grid_cell(g, row, col);
	enum grid_type type = g->col[col].type;
	char buf[GRID_CELL_MAX];

	if (type == GRID_TICK) {
		out_text(o, "☐");
		return;
	}
	if (c->empty)
		return;
	if (type == GRID_COUNT || type == GRID_MONEY || type == GRID_PERCENT) {
		(void)snprintf(buf, sizeof(buf), "%lld", (long long)c->n);
		out_text(o, buf);
		return;
	}
	grid_say(buf, g, row, col);
	csv_cell(o, buf);
}

enum err
grid_csv(struct text *out, const struct grid *g)
{
	struct outbuf o = {NULL, 0, 0, g->bad};
	size_t i, j;

	out_text(&o, "\xEF\xBB\xBF");
	for (j = 0; j < g->n_col; j++) {
		out_text(&o, j == 0 ? "" : ";");
		csv_cell(&o, g->col[j].head);
	}
	out_text(&o, "\r\n");
	/* Below the heads, for programs look for those in the first row. */
	if (g->trial) {
		out_text(&o, GRID_TRIAL);
		out_fill(&o, ";", g->n_col - 1);
		out_text(&o, "\r\n");
	}
	for (i = 0; i < g->n_row; i++) {
		for (j = 0; j < g->n_col; j++) {
			out_text(&o, j == 0 ? "" : ";");
			csv_value(&o, g, i, j);
		}
		out_text(&o, "\r\n");
	}
	return out_done(out, &o);
}

static json_t *
json_cell(const struct grid *g, size_t row, size_t col)
{
	const struct grid_cell *c = grid_cell(g, row, col);
	char buf[DATE_LEN > QUARTER_LEN ? DATE_LEN : QUARTER_LEN];

	if (c->empty)
		return json_null();
	switch (g->col[col].type) {
	case GRID_TEXT:
		return json_string(c->text);
	case GRID_COUNT:
	case GRID_MONEY:
	case GRID_PERCENT:
		return json_integer((json_int_t)c->n);
	case GRID_DATE:
		date_encode(buf, (int32_t)c->n);
		return json_string(buf);
	case GRID_QUARTER:
		quarter_encode(buf, (uint32_t)c->n);
		return json_string(buf);
	case GRID_TICK:
		return json_null();
	}
	return json_null();
}

static json_t *
json_rows(const struct grid *g)
{
	json_t *rows = json_array(), *row;
	size_t i, j;

	for (i = 0; i < g->n_row; i++) {
		row = json_object();
		for (j = 0; j < g->n_col; j++)
			if (json_object_set_new(row, g->col[j].key,
				json_cell(g, i, j)) != 0) {
				json_decref(row);
				json_decref(rows);
				return NULL;
			}
		if (json_array_append_new(rows, row) != 0) {
			json_decref(rows);
			return NULL;
		}
	}
	return rows;
}

enum err
grid_json(struct text *out, const struct grid *g)
{
	struct outbuf o = {NULL, 0, 0, g->bad};
	json_t *root = json_object(), *notes = json_array();
	char *s = NULL;
	size_t i;
	int bad = 0;

	for (i = 0; i < g->n_note; i++)
		bad |= json_array_append_new(notes, json_string(g->note[i]));
	if (g->trial)
		bad |= json_array_append_new(notes, json_string(GRID_TRIAL));
	bad |= json_object_set_new(root, "name", json_string(g->name));
	bad |= json_object_set_new(root, "title", json_string(g->title));
	bad |= json_object_set_new(root, "notes", notes);
	bad |= json_object_set_new(root, "total",
	    json_boolean(g->total && g->n_row > 0));
	bad |= json_object_set_new(root, "rows", json_rows(g));
	if (bad == 0)
		s = json_dumps(root, JSON_COMPACT);
	if (s == NULL)
		o.bad = o.bad == ERR_OK ? ERR_MEMORY : o.bad;
	else
		out_text(&o, s);
	out_text(&o, "\n");
	free(s);
	json_decref(root);
	return out_done(out, &o);
}
