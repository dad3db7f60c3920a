/*
 * chart.c - bars beside figures, as SVG that the server makes.
 *
 * The coordinates are the figures themselves (the view is as wide as the
 * largest), so that a picture holds no number that was not published (attack
 * A1).  A bar repeats the figure beside it and is hidden from those who hear
 * the page; colour alone tells nothing.
 */
#include "chart.h"

#include "schema.h"
#include "vi.h"

static void
bar(struct html *h, int64_t n, int64_t most)
{
	if (n <= 0 || most <= 0)
		return;
	h_lit(h, "<svg class=\"bar\" aria-hidden=\"true\" viewBox=\"0 0 ");
	h_int(h, most);
	h_lit(h, " ");
	h_int(h, most);
	h_lit(h, "\" preserveAspectRatio=\"none\"><rect width=\"");
	h_int(h, n);
	h_lit(h, "\" height=\"");
	h_int(h, most);
	h_lit(h, "\"/></svg>");
}

void
chart_row(struct html *h, const char *label, int64_t n, int64_t most, char mark)
{
	h_lit(h, "<tr><th scope=\"row\">");
	h_text(h, label);
	bar(h, n, most);
	h_lit(h, "</th><td class=\"num\">");
	h_grouped(h, n, mark);
	h_lit(h, "</td></tr>\n");
}

int64_t
chart_most(const json_t *list, const char *key)
{
	int64_t most = 0, n;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		n = j_int(json_array_get(list, i), key);
		if (n > most)
			most = n;
	}
	return most;
}

void
chart_heads(struct html *h, const json_t *p)
{
	const json_t *heads = page_part(p, "heads");
	const int64_t with = j_int(heads, "supported");
	const int64_t waiting = j_int(heads, "waiting");
	const int64_t most = with > waiting ? with : waiting;

	h_lit(h, "<table class=\"chart\">\n<caption>");
	if (waiting == 0)
		h_lit(h, "Không còn em nào phải chờ");
	else if (with > waiting)
		h_lit(h, "Phần lớn các em đã có nơi đỡ đầu");
	else
		h_lit(h, "Còn nhiều em chưa có nơi đỡ đầu");
	h_lit(h,
	    "</caption>\n<thead><tr><th scope=\"col\">Tình trạng</th>"
	    "<th scope=\"col\" class=\"num\">Số em</th></tr></thead>\n"
	    "<tbody>\n");
	chart_row(h, "Đang được đỡ đầu", with, most, '.');
	chart_row(h, "Còn chờ", waiting, most, '.');
	h_lit(h, "</tbody>\n</table>\n");
}

/* The finding of a chart of money by groups: who gave most. */
void
chart_finding(struct html *h, const json_t *groups)
{
	char label[VI_LABEL_MAX];
	const int64_t most = chart_most(groups, "million");
	const json_t *g;
	size_t i;

	for (i = 0; i < json_array_size(groups); i++) {
		g = json_array_get(groups, i);
		if (most == 0 || j_int(g, "million") != most)
			continue;
		vi_label(label, VI_GROUP, j_list(g, "groups"));
		h_lit(h, "Hỗ trợ nhiều nhất trong kỳ: ");
		h_text(h, label);
		return;
	}
	h_lit(h, "Hỗ trợ trong kỳ, theo nhóm đơn vị");
}
