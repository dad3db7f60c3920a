/*
 * rows.c - the rows of the long table, out of the publication object.
 */
#include "rows.h"

#include "page.h"
#include "schema.h"
#include "vi.h"

#include <stdio.h>

#define WORDS_MAX 48 /* "dưới 5" */

struct walk {
	struct html *h;
	const json_t *p;
	void (*put)(struct html *h, const struct row *r);
	size_t n; /* rows so far */
};

static void
row_text(struct walk *w, const char *table, const char *label, const char *text,
    const char *unit)
{
	const struct row r = {w->n++, j_str(w->p, "period"), table, label, text,
	    0, unit};

	w->put(w->h, &r);
}

static void
row_int(struct walk *w, const char *table, const char *label, int64_t n,
    const char *unit)
{
	const struct row r = {w->n++, j_str(w->p, "period"), table, label, NULL,
	    n, unit};

	w->put(w->h, &r);
}

static void
heads(struct walk *w)
{
	static const char table[] = "Toàn xã";
	const json_t *o = page_part(w->p, "heads");

	row_int(w, table, "Đang được đỡ đầu", j_int(o, "supported"), "em");
	row_int(w, table, "Còn chờ", j_int(o, "waiting"), "em");
	row_int(w, table, "Đã nhận đỡ đầu", j_int(o, "sponsors"), "đơn vị");
	if (!j_null(o, "confirmed_percent"))
		row_int(w, table, "Khoản đã xác nhận nhận đủ",
		    j_int(o, "confirmed_percent"), "%");
}

static void
sums(struct walk *w)
{
	static const char table[] = "Số tiền";
	const json_t *money, *quarter, *since, *year;

	money = page_part(w->p, "money");
	quarter = page_part(money, "quarter");
	since = page_part(money, "since");
	year = page_part(money, "year");
	row_int(w, table, "Từ khi bắt đầu, phần chính xác",
	    j_int(since, "exact"), "đồng");
	row_int(w, table, "Từ khi bắt đầu, phần làm tròn",
	    j_int(since, "million"), "triệu đồng");
	if (!j_null(quarter, "exact"))
		row_int(w, table, "Trong kỳ", j_int(quarter, "exact"), "đồng");
	row_int(w, table, "Trong kỳ, làm tròn", j_int(quarter, "million"),
	    "triệu đồng");
	if (json_is_object(year))
		row_int(w, table, "Cả năm", j_int(year, "exact"), "đồng");
}

/* A list of cells {words: [...], n}; null is nothing paid. */
struct cells {
	const char *table;
	enum vi_list labels;
	const char *words, *n; /* keys of a cell */
	const char *unit;
};

static void
cells_walk(struct walk *w, const struct cells *l, const json_t *list)
{
	char label[VI_LABEL_MAX];
	const json_t *c;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		c = json_array_get(list, i);
		vi_label(label, l->labels, j_list(c, l->words));
		if (j_null(c, l->n))
			row_text(w, l->table, label, "–", l->unit);
		else
			row_int(w, l->table, label, j_int(c, l->n), l->unit);
	}
}

static void
tables(struct walk *w)
{
	struct cells cells = {NULL, VI_CELL, "keys", "n", "em"};
	const json_t *list, *t;
	const char *name;
	size_t i;

	list = j_list(w->p, "tables");
	for (i = 0; i < json_array_size(list); i++) {
		t = json_array_get(list, i);
		name = vi_word(VI_TABLE, j_str(t, "id"));
		if (!j_null(t, "withheld")) {
			row_text(w, name, "",
			    "chưa đăng được vì có nhóm quá ít em", "");
			continue;
		}
		cells.table = name;
		cells_walk(w, &cells, j_list(t, "cells"));
	}
}

static void
indicators(struct walk *w)
{
	static const char table[] = "Cần để ý";
	const json_t *list, *o;
	char words[WORDS_MAX];
	const char *label;
	size_t i;

	list = j_list(w->p, "indicators");
	(void)snprintf(words, sizeof(words), "dưới %lld",
	    (long long)j_int(page_part(w->p, "constants"), "under"));
	for (i = 0; i < json_array_size(list); i++) {
		o = json_array_get(list, i);
		label = vi_word(VI_INDICATOR, j_str(o, "id"));
		if (j_null(o, "n"))
			row_text(w, table, label, words, "");
		else
			row_int(w, table, label, j_int(o, "n"), "");
	}
}

static void
sponsors(struct walk *w)
{
	const json_t *list = j_list(w->p, "sponsors");
	size_t i;

	for (i = 0; i < json_array_size(list); i++)
		row_text(w, "Đã nhận đỡ đầu",
		    json_string_value(json_array_get(list, i)), "", "");
}

void
rows_walk(struct html *h, const json_t *publication,
    void (*put)(struct html *h, const struct row *r))
{
	static const struct row trial = {0, "", "DỮ LIỆU MẪU / SAMPLE DATA", "",
	    "", 0, ""};
	static const struct cells groups = {"Trong kỳ theo nhóm đơn vị",
	    VI_GROUP, "groups", "million", "triệu đồng"};
	static const struct cells kinds = {"Trong kỳ theo loại", VI_KIND,
	    "kinds", "million", "triệu đồng"};
	struct walk w = {h, publication, put, 0};
	const json_t *money, *k;

	money = page_part(publication, "money");
	k = page_part(money, "kinds");
	if (j_bool(publication, "trial")) {
		put(h, &trial);
		w.n++;
	}
	heads(&w);
	sums(&w);
	cells_walk(&w, &groups, j_list(money, "groups"));
	if (j_null(k, "withheld"))
		cells_walk(&w, &kinds, j_list(k, "cells"));
	tables(&w);
	indicators(&w);
	sponsors(&w);
}
