/*
 * grid.c - rows that grow, cells that hold what they tell.
 */
#include "grid.h"

#include "wording.h"

#include <stdlib.h>
#include <string.h>

/* A copy of s, cut at a character if it is too long. */
static char *
copy(const char *s)
{
	size_t n = strlen(s);
	char *p;

	if (n > GRID_CELL_MAX - 1) {
		n = GRID_CELL_MAX - 1;
		while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
	}
	p = malloc(n + 1);
	if (p == NULL)
		return NULL;
	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

enum err
grid_new(struct grid **g, const char *name, const char *title,
    const struct grid_column *col, size_t n_col)
{
	struct grid *x;

	if (n_col == 0 || n_col > GRID_COLS_MAX)
		return ERR_RANGE;
	x = calloc(1, sizeof(*x));
	if (x == NULL)
		return ERR_MEMORY;
	x->name = copy(name);
	x->title = copy(title);
	x->col = col;
	x->n_col = n_col;
	if (x->name == NULL || x->title == NULL) {
		grid_free(x);
		return ERR_MEMORY;
	}
	*g = x;
	return ERR_OK;
}

void
grid_free(struct grid *g)
{
	size_t i;

	if (g == NULL)
		return;
	for (i = 0; i < g->n_row * g->n_col; i++)
		free(g->cell[i].text);
	for (i = 0; i < g->n_note; i++)
		free(g->note[i]);
	free(g->cell);
	free(g->note);
	free(g->name);
	free(g->title);
	free(g);
}

void
grid_row(struct grid *g)
{
	struct grid_cell *p;
	size_t cap, i;

	if (g->bad != ERR_OK)
		return;
	if (g->n_row == g->cap_row) {
		cap = g->cap_row == 0 ? 32 : g->cap_row * 2;
		if (cap > SIZE_MAX / sizeof(*p) / g->n_col) {
			g->bad = ERR_RANGE;
			return;
		}
		p = realloc(g->cell, cap * g->n_col * sizeof(*p));
		if (p == NULL) {
			g->bad = ERR_MEMORY;
			return;
		}
		g->cell = p;
		g->cap_row = cap;
	}
	for (i = 0; i < g->n_col; i++)
		g->cell[g->n_row * g->n_col + i] =
		    (struct grid_cell){true, 0, NULL};
	g->n_row++;
}

/* The cell of the last row, or NULL. */
static struct grid_cell *
last(struct grid *g, size_t col)
{
	if (g->bad != ERR_OK)
		return NULL;
	if (g->n_row == 0 || col >= g->n_col) {
		g->bad = ERR_RANGE;
		return NULL;
	}
	return &g->cell[(g->n_row - 1) * g->n_col + col];
}

void
grid_text(struct grid *g, size_t col, const char *s)
{
	struct grid_cell *c = last(g, col);
	char *p;

	if (c == NULL || *s == '\0')
		return;
	p = copy(s);
	if (p == NULL) {
		g->bad = ERR_MEMORY;
		return;
	}
	free(c->text);
	c->text = p;
	c->empty = false;
}

void
grid_number(struct grid *g, size_t col, int64_t v)
{
	struct grid_cell *c = last(g, col);

	if (c == NULL)
		return;
	c->n = v;
	c->empty = false;
}

void
grid_note(struct grid *g, const char *line)
{
	char **p;

	if (g->bad != ERR_OK)
		return;
	p = realloc(g->note, (g->n_note + 1) * sizeof(*p));
	if (p == NULL) {
		g->bad = ERR_MEMORY;
		return;
	}
	g->note = p;
	p[g->n_note] = copy(line);
	if (p[g->n_note] == NULL)
		g->bad = ERR_MEMORY;
	else
		g->n_note++;
}

const struct grid_cell *
grid_cell(const struct grid *g, size_t row, size_t col)
{
	return &g->cell[row * g->n_col + col];
}

bool
grid_is_number(enum grid_type t)
{
	return t == GRID_COUNT || t == GRID_MONEY || t == GRID_PERCENT;
}

void
grid_say(char *buf, const struct grid *g, size_t row, size_t col)
{
	const struct grid_cell *c = grid_cell(g, row, col);
	size_t n;

	buf[0] = '\0';
	if (c->empty)
		return;
	switch (g->col[col].type) {
	case GRID_TEXT:
		n = c->text == NULL ? 0 : strlen(c->text);
		if (n > 0)
			memcpy(buf, c->text, n + 1);
		return;
	case GRID_COUNT:
	case GRID_MONEY:
		say_number(buf, c->n);
		return;
	case GRID_PERCENT:
		say_number(buf, c->n);
		n = strlen(buf);
		memcpy(buf + n, " %", 3);
		return;
	case GRID_DATE:
		say_date(buf, (int32_t)c->n);
		return;
	case GRID_QUARTER:
		say_quarter(buf, (uint32_t)c->n);
		return;
	case GRID_TICK:
		return;
	}
}
