/*
 * letter.c - the values of the office's documents, from the lists that people
 * see elsewhere: a figure in a letter is the one in the report.
 */
#include "letter.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

void
letter_put(struct letter *l, const char *name, const char *text)
{
	size_t i = l->n_text++;

	l->text[i] = (struct odt_text){name, NULL, false};
	if (text == NULL)
		return;
	(void)snprintf(l->value[i], LETTER_TEXT_MAX, "%s", text);
	l->text[i].text = l->value[i];
}

void
letter_count(struct letter *l, const char *name, int64_t n)
{
	char s[SAY_MAX];

	say_count(s, (uint64_t)n);
	letter_put(l, name, s);
}

void
letter_number(struct letter *l, const char *name, int64_t n)
{
	char s[SAY_MAX];

	say_number(s, n);
	letter_put(l, name, s);
}

void
letter_date(struct letter *l, const char *name, int32_t day)
{
	char s[SAY_MAX];

	say_official_date(s, day);
	letter_put(l, name, s);
}

/* A list, unless making it failed with e. */
static enum err
add(struct letter *l, const char *name, struct grid *g, enum err e)
{
	if (e != ERR_OK)
		return e;
	l->grid[l->n_table] = g;
	l->table[l->n_table] = (struct odt_table){name, g};
	l->n_table++;
	return ERR_OK;
}

static size_t
column(const struct grid *g, const char *key)
{
	size_t i;

	for (i = 0; i < g->n_col; i++)
		if (strcmp(g->col[i].key, key) == 0)
			break;
	return i;
}

static int64_t
number(const struct grid *g, size_t row, const char *key)
{
	size_t col = column(g, key);

	return col < g->n_col && row < g->n_row ? grid_cell(g, row, col)->n : 0;
}

/* What stands on all of them. */
static void
common(struct letter *l)
{
	const struct paper_head *h = &l->office.head;
	char s[SAY_MAX];

	letter_put(l, "tap", h->trial ? GRID_TRIAL : "");
	l->text[l->n_text - 1].must = h->trial;
	letter_put(l, "co_quan_tren", h->over);
	letter_put(l, "co_quan", h->office);
	letter_put(l, "dia_danh", h->place);
	letter_date(l, "ngay", h->day);
	letter_put(l, "nguoi_lap", h->maker == NULL ? "" : h->maker);
	letter_put(l, "nguoi_duyet", h->approver == NULL ? "" : h->approver);
	say_official_quarter(s, l->ask.quarter);
	letter_put(l, "quy", s);
	letter_date(l, "den_ngay", quarter_last(l->ask.quarter));
	(void)snprintf(s, sizeof(s), "%d", (int)l->ask.year);
	letter_put(l, "nam", s);
}

static enum err
put_unit(struct letter *l)
{
	const struct state *s = writer_state(l->s->w);
	size_t at = state_sponsor_find(s, l->unit);
	char name[SAY_NAME];

	if (at == STATE_NONE)
		return ERR_MISSING;
	say_sponsor(name, &s->sponsor[at], l->ask.who);
	if (*name == '\0')
		say_code(name, l->unit);
	letter_put(l, "don_vi", name);
	return ERR_OK;
}

static enum err
make_report(struct letter *l)
{
	const struct state *s = writer_state(l->s->w);
	struct grid *g = NULL, *q = NULL;
	enum err e = list_units(&g, s, &l->ask);
	size_t i;

	e = add(l, "don_vi", g, e);
	if (e == ERR_OK)
		e = list_changes(&g, s, &l->ask);
	e = add(l, "bien_dong", g, e);
	if (e == ERR_OK)
		e = list_proposals(&g, s, &l->ask);
	e = add(l, "de_xuat", g, e);
	if (e == ERR_OK)
		e = list_health(&q, s, &l->ask);
	if (e != ERR_OK)
		return e;
	for (i = 0; i < q->n_row; i++)
		if (number(q, i, "quarter") == l->ask.quarter)
			break;
	if (i < q->n_row) {
		letter_count(l, "dau_quy", number(q, i, "start"));
		letter_count(l, "cuoi_quy", number(q, i, "end"));
		letter_count(l, "so_cho", number(q, i, "waiting"));
		letter_count(l, "so_thoi", number(q, i, "left"));
		letter_count(l, "so_don_vi", number(q, i, "units"));
		letter_number(l, "tong_ghi", number(q, i, "recorded"));
		letter_number(l, "tong_phan_bo", number(q, i, "allocated"));
		letter_count(l, "duoi_muc", number(q, i, "below"));
		letter_count(l, "tham_hoi", number(q, i, "visits"));
	}
	e = i < q->n_row ? ERR_OK : ERR_MISSING;
	grid_free(q);
	return e;
}

/* Units that have a child, with numbers alone: for everybody's eyes. */
static enum err
make_decision(struct letter *l)
{
	const struct state *s = writer_state(l->s->w);
	struct grid *g = NULL;
	enum err e = list_units(&g, s, &l->ask);
	size_t i, units = 0;

	e = add(l, "don_vi", g, e);
	if (e != ERR_OK)
		return e;
	for (i = 0; i + (g->total ? 1 : 0) < g->n_row; i++)
		units += number(g, i, "children") > 0;
	letter_count(l, "so_don_vi", (int64_t)units);
	letter_count(l, "so_em", number(g, g->n_row - 1, "children"));
	letter_number(l, "muc_toi_thieu",
	    policy_value(s, PARAM_MINIMUM_PER_QUARTER, l->ask.quarter));
	letter_number(l, "tuoi_het",
	    policy_value(s, PARAM_END_AGE, l->ask.quarter));
	return ERR_OK;
}

static enum err
make_extract(struct letter *l)
{
	struct grid *g = NULL;
	enum err e = put_unit(l);

	if (e == ERR_OK)
		e = list_sponsor(&g, writer_state(l->s->w), &l->ask);
	return add(l, "tre", g, e);
}

static enum err
make_year(struct letter *l)
{
	struct grid *g = NULL;
	enum err e = put_unit(l);

	if (e == ERR_OK)
		e = list_year(&g, writer_state(l->s->w), &l->ask);
	e = add(l, "khoan", g, e);
	if (e == ERR_OK)
		letter_number(l, "tong_nam",
		    g->n_row == 0 ? 0 : number(g, g->n_row - 1, "amount"));
	return e;
}

/* The rows of one unit, numbered anew. */
static enum err
only_unit(struct grid **out, const struct grid *g, const char *code)
{
	size_t row, col, unit = column(g, "unit"), n = 0;
	const struct grid_cell *c;
	struct grid *x;
	enum err e = grid_new(&x, g->name, g->title, g->col, g->n_col);

	if (e != ERR_OK)
		return e;
	for (row = 0; row < g->n_row && unit < g->n_col; row++) {
		c = grid_cell(g, row, unit);
		if (c->text == NULL || strcmp(c->text, code) != 0)
			continue;
		grid_row(x);
		for (col = 0; col < g->n_col; col++) {
			c = grid_cell(g, row, col);
			if (strcmp(g->col[col].key, "nr") == 0)
				grid_number(x, col, (int64_t)++n);
			else if (!c->empty && c->text != NULL)
				grid_text(x, col, c->text);
			else if (!c->empty)
				grid_number(x, col, c->n);
		}
	}
	x->named = g->named;
	e = x->bad;
	if (e == ERR_OK)
		*out = x;
	else
		grid_free(x);
	return e;
}

static enum err
make_reminder(struct letter *l)
{
	struct grid *all = NULL, *g = NULL;
	char code[SAY_MAX];
	enum err e = put_unit(l);

	if (e == ERR_OK)
		e = list_due(&all, writer_state(l->s->w), &l->ask);
	say_code(code, l->unit);
	if (e == ERR_OK)
		e = only_unit(&g, all, code);
	grid_free(all);
	return add(l, "viec", g, e);
}

static const struct letter_kind kinds[] = {
    {"bao-cao-quy", ABOUT_QUARTER, "report", make_report},
    {"quyet-dinh", ABOUT_QUARTER, "report", make_decision},
    {"trich-luc", ABOUT_UNIT_QUARTER, "sheet", make_extract},
    {"xac-nhan-nam", ABOUT_UNIT_YEAR, "report", make_year},
    {"thu-xoa", ABOUT_ERASURE, "other", letter_erased},
    {"nhac-viec", ABOUT_UNIT, "due", make_reminder},
};

const struct letter_kind *
letter_kind(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

enum err
letter_args(struct letter *l, int n, char *const *arg)
{
	enum letter_about about = l->kind->about;
	uint64_t year;
	size_t i;

	if (about != ABOUT_QUARTER && about != ABOUT_ERASURE) {
		if (n == 0 || strlen(arg[0]) >= sizeof(l->unit))
			return ERR_FORMAT;
		for (i = 0; arg[0][i] != '\0'; i++) {
			l->unit[i] = arg[0][i];
			if (l->unit[i] >= 'A' && l->unit[i] <= 'Z')
				l->unit[i] += 'a' - 'A';
		}
		l->ask.unit = l->unit;
		n--;
		arg++;
	}
	if (n != (about == ABOUT_UNIT ? 0 : 1))
		return ERR_FORMAT;
	switch (about) {
	case ABOUT_QUARTER:
	case ABOUT_UNIT_QUARTER:
		return quarter_decode(&l->ask.quarter, span_str(arg[0]));
	case ABOUT_UNIT:
		return ERR_OK;
	case ABOUT_UNIT_YEAR:
		if (decimal_decode(&year, span_str(arg[0])) != ERR_OK ||
		    year < 1900 || year > 2199)
			return ERR_FORMAT;
		l->ask.year = (int32_t)year;
		return ERR_OK;
	case ABOUT_ERASURE:
		return decimal_decode(&l->index, span_str(arg[0]));
	}
	return ERR_FORMAT;
}

enum err
letter_make(struct letter *l)
{
	enum err e;

	common(l);
	e = letter_basis(l);
	return e == ERR_OK ? l->kind->make(l) : e;
}

void
letter_release(struct letter *l)
{
	size_t i;

	for (i = 0; i < l->n_table; i++)
		grid_free(l->grid[i]);
	office_release(&l->office);
}
