/*
 * pairs.c - lines name=value, as one row.
 */
#include "table.h"

#include "hash.h"

#include <stdlib.h>
#include <string.h>

/* One line into the table's only row. */
static void
take_pair(struct reading *r, struct span line)
{
	struct sheet *t = r->t;
	const uint8_t *eq;
	struct span head, value;
	size_t i;

	r->lineno++;
	if (line.n == 0 || line.p[0] == '#')
		return;
	eq = memchr(line.p, '=', line.n);
	if (eq == NULL || t->cols == SHEET_COLS_MAX) {
		reading_fail(r, ERR_FORMAT,
		    "phải là tên=giá trị / not name=value");
		return;
	}
	head = (struct span){line.p, (size_t)(eq - line.p)};
	value = (struct span){eq + 1, line.n - head.n - 1};
	i = t->cols++;
	t->head[i] = table_copy(head);
	t->cell[i] = table_copy(value);
	if (t->head[i] != NULL)
		t->name[i] = table_name(t->head[i]);
	if (t->name[i] == NULL || t->cell[i] == NULL) {
		reading_fail(r, ERR_MEMORY, "hết bộ nhớ / out of memory");
		return;
	}
	while (i-- > 0)
		if (t->name[i] != NULL &&
		    strcmp(t->name[i], t->name[t->cols - 1]) == 0)
			reading_fail(r, ERR_FORMAT,
			    "tên xuất hiện hai lần / a name stands twice");
}

static bool
make_row(struct sheet *t)
{
	t->head = calloc(SHEET_COLS_MAX, sizeof(*t->head));
	t->name = calloc(SHEET_COLS_MAX, sizeof(*t->name));
	t->cell = calloc(SHEET_COLS_MAX, sizeof(*t->cell));
	t->line = calloc(1, sizeof(*t->line));
	if (t->head == NULL || t->name == NULL || t->cell == NULL ||
	    t->line == NULL)
		return false;
	t->rows = 1;
	t->line[0] = 1;
	return true;
}

enum err
sheet_read_pairs(struct sheet *t, struct span in)
{
	struct reading r = {.t = t, .header = true, .e = ERR_OK};
	enum err e;

	memset(t, 0, sizeof(*t));
	t->source = SHEET_PAIRS;
	t->digest = sha256(in);
	if (in.n > SHEET_BYTES_MAX)
		return ERR_RANGE;
	in = table_unmarked(in);
	e = table_text(t, in);
	if (e != ERR_OK)
		return e;
	if (!make_row(t))
		return ERR_MEMORY;
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
	return reading_end(&r);
}
