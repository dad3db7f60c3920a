/*
 * data.c - the files for machines: the payload as it stands in the book, and
 * one long table of it for spreadsheets.
 */
#include "canonical.h"
#include "page.h"
#include "schema.h"
#include "vi.h"

#include <stdlib.h>

enum err
render_json(struct html *h, const struct render_input *in)
{
	uint8_t *bytes = NULL;
	size_t n;
	enum err e;

	e = canonical_encode(&bytes, &n, in->publication, PUBLICATION_MAX);
	if (e != ERR_OK)
		return e;
	h_raw(h, (const char *)bytes, n);
	free(bytes);
	return html_done(h);
}

/* period,table,label,value,unit: the value comes between the two halves. */
static void
csv_row(struct html *h, const json_t *p, const char *table, const char *label)
{
	h_csv(h, j_str(p, "period"));
	h_lit(h, ",");
	h_csv(h, table);
	h_lit(h, ",");
	h_csv(h, label);
	h_lit(h, ",");
}

static void
csv_end(struct html *h, const char *unit)
{
	h_lit(h, ",");
	h_csv(h, unit);
	h_lit(h, "\r\n");
}

static void
csv_int(struct html *h, const json_t *p, const char *table, const char *label,
    int64_t n, const char *unit)
{
	csv_row(h, p, table, label);
	h_int(h, n);
	csv_end(h, unit);
}

static void
csv_heads(struct html *h, const json_t *p)
{
	static const char table[] = "Toàn xã";
	const json_t *heads;

	heads = page_part(p, "heads");
	csv_int(h, p, table, "Đang được đỡ đầu", j_int(heads, "supported"),
	    "em");
	csv_int(h, p, table, "Còn chờ", j_int(heads, "waiting"), "em");
	csv_int(h, p, table, "Đã nhận đỡ đầu", j_int(heads, "sponsors"),
	    "đơn vị");
	if (!j_null(heads, "confirmed_percent"))
		csv_int(h, p, table, "Khoản đã xác nhận nhận đủ",
		    j_int(heads, "confirmed_percent"), "%");
}

static void
csv_sums(struct html *h, const json_t *p)
{
	static const char table[] = "Số tiền";
	const json_t *money, *quarter, *since, *year;

	money = page_part(p, "money");
	quarter = page_part(money, "quarter");
	since = page_part(money, "since");
	year = page_part(money, "year");
	csv_int(h, p, table, "Từ khi bắt đầu, phần chính xác",
	    j_int(since, "exact"), "đồng");
	csv_int(h, p, table, "Từ khi bắt đầu, phần làm tròn",
	    j_int(since, "million"), "triệu đồng");
	if (!j_null(quarter, "exact"))
		csv_int(h, p, table, "Trong kỳ", j_int(quarter, "exact"),
		    "đồng");
	csv_int(h, p, table, "Trong kỳ, làm tròn", j_int(quarter, "million"),
	    "triệu đồng");
	if (json_is_object(year))
		csv_int(h, p, table, "Cả năm", j_int(year, "exact"), "đồng");
}

/* A list of cells {words: [...], n}; null is nothing paid. */
struct csv_list {
	const char *table;
	enum vi_list labels;
	const char *words, *n; /* keys of a cell */
	const char *unit;
};

static void
csv_cells(struct html *h, const json_t *p, const struct csv_list *l,
    const json_t *list)
{
	char label[VI_LABEL_MAX];
	const json_t *c;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		c = json_array_get(list, i);
		vi_label(label, l->labels, j_list(c, l->words));
		csv_row(h, p, l->table, label);
		if (j_null(c, l->n))
			h_lit(h, "–");
		else
			h_int(h, j_int(c, l->n));
		csv_end(h, l->unit);
	}
}

static void
csv_tables(struct html *h, const json_t *p)
{
	struct csv_list cells = {NULL, VI_CELL, "keys", "n", "em"};
	const json_t *list, *t;
	const char *name;
	size_t i;

	list = j_list(p, "tables");
	for (i = 0; i < json_array_size(list); i++) {
		t = json_array_get(list, i);
		name = vi_word(VI_TABLE, j_str(t, "id"));
		if (j_null(t, "withheld")) {
			cells.table = name;
			csv_cells(h, p, &cells, j_list(t, "cells"));
			continue;
		}
		csv_row(h, p, name, "");
		h_lit(h, "chưa đăng được vì có nhóm quá ít em");
		csv_end(h, "");
	}
}

static void
csv_indicators(struct html *h, const json_t *p)
{
	const json_t *list, *o;
	size_t i;

	list = j_list(p, "indicators");
	for (i = 0; i < json_array_size(list); i++) {
		o = json_array_get(list, i);
		csv_row(h, p, "Cần để ý",
		    vi_word(VI_INDICATOR, j_str(o, "id")));
		if (j_null(o, "n")) {
			h_lit(h, "dưới ");
			h_int(h, j_int(page_part(p, "constants"), "under"));
		} else {
			h_int(h, j_int(o, "n"));
		}
		csv_end(h, "");
	}
}

enum err
render_csv(struct html *h, const struct render_input *in)
{
	static const struct csv_list groups = {"Trong kỳ theo nhóm đơn vị",
	    VI_GROUP, "groups", "million", "triệu đồng"};
	static const struct csv_list kinds = {"Trong kỳ theo loại", VI_KIND,
	    "kinds", "million", "triệu đồng"};
	const json_t *p, *money, *k;
	size_t i;

	p = in->publication;
	money = page_part(p, "money");
	k = page_part(money, "kinds");
	/* Excel takes UTF-8 only behind this mark. */
	h_lit(h, "\xef\xbb\xbf");
	h_lit(h, "ky,bang,muc,gia_tri,don_vi\r\n");
	if (j_bool(p, "trial"))
		h_lit(h, ",DỮ LIỆU MẪU / SAMPLE DATA,,,\r\n");
	csv_heads(h, p);
	csv_sums(h, p);
	csv_cells(h, p, &groups, j_list(money, "groups"));
	if (j_null(k, "withheld"))
		csv_cells(h, p, &kinds, j_list(k, "cells"));
	csv_tables(h, p);
	csv_indicators(h, p);
	for (i = 0; i < json_array_size(j_list(p, "sponsors")); i++) {
		csv_row(h, p, "Đã nhận đỡ đầu",
		    json_string_value(
			json_array_get(j_list(p, "sponsors"), i)));
		csv_end(h, "");
	}
	return html_done(h);
}
