/*
 * history.c - every period that was published, newest first: figures, seal
 * code, why there is a later version, and what was withdrawn.
 */
#include "history.h"

#include "chart.h"
#include "page.h"
#include "schema.h"
#include "vi.h"

#include <string.h>

static void
address(struct html *h, const struct history_item *it)
{
	h_lit(h, "/cong-bo/");
	h_text(h, it->period);
	h_lit(h, "/v");
	h_int(h, it->version);
	h_lit(h, "/");
}

static void
figures(struct html *h, const struct history_item *it)
{
	const json_t *p = it->publication, *heads = page_part(p, "heads");

	h_lit(h, "<p>");
	h_int(h, j_int(heads, "supported"));
	h_lit(h, " em đang được đỡ đầu, ");
	h_int(h, j_int(heads, "waiting"));
	h_lit(h, " em còn chờ. Hỗ trợ trong kỳ: ");
	page_quarter_sum(h, p);
	h_lit(h, ".</p>\n<p class=\"note\">Công bố ngày ");
	vi_date(h, j_str(p, "published"));
	if (!j_null(p, "why")) {
		h_lit(h, ". Lý do có bản mới: ");
		h_text(h, vi_word(VI_WHY, j_str(p, "why")));
	}
	h_lit(h, ".");
	if (it->seal != NULL) {
		h_lit(h, " Mã niêm phong:<br><code class=\"seal\">");
		h_text(h, it->seal);
		h_lit(h, "</code>");
	}
	h_lit(h, "</p>\n");
}

static void
period(struct html *h, const struct history_item *it)
{
	h_lit(h, "<h2><a href=\"");
	address(h, it);
	h_lit(h, "\">");
	vi_quarter(h, it->period);
	h_lit(h, ", lần ");
	h_int(h, it->version);
	h_lit(h, "</a></h2>\n");
	if (it->publication != NULL) {
		figures(h, it);
		return;
	}
	h_lit(h, "<p>Bản công bố này đã được gỡ.");
	if (it->reason != NULL) {
		h_lit(h, " Lý do: ");
		h_text(h, vi_word(VI_WHY, it->reason));
		h_lit(h, ".");
	}
	h_lit(h, " Sổ vẫn kiểm tra được.</p>\n");
}

bool
history_is_replaced(const struct history_item *item, size_t n, size_t i)
{
	size_t k;

	for (k = i + 1; k < n; k++)
		if (strcmp(item[k].period, item[i].period) == 0)
			return true;
	return false;
}

static int64_t
quarter_million(const struct history_item *it)
{
	return j_int(page_part(page_part(it->publication, "money"), "quarter"),
	    "million");
}

static void
chart(struct html *h, const struct history_item *item, size_t n)
{
	int64_t most = 0;
	size_t i;

	for (i = 0; i < n; i++)
		if (item[i].publication != NULL &&
		    quarter_million(&item[i]) > most)
			most = quarter_million(&item[i]);
	h_lit(h,
	    "<table class=\"chart\">\n<caption>Hỗ trợ qua các kỳ</caption>\n"
	    "<thead><tr><th scope=\"col\">Kỳ</th><th scope=\"col\" "
	    "class=\"num\">Triệu đồng</th></tr></thead>\n<tbody>\n");
	for (i = 0; i < n; i++) {
		struct html label;

		if (item[i].publication == NULL ||
		    history_is_replaced(item, n, i))
			continue;
		html_init(&label);
		vi_quarter(&label, item[i].period);
		h_lit(&label, "\0");
		if (html_done(&label) == ERR_OK)
			chart_row(h, label.p, quarter_million(&item[i]), most,
			    '.');
		else
			h->bad = true;
		html_release(&label);
	}
	h_lit(h,
	    "</tbody>\n</table>\n<p class=\"how\">Khoản chi một lần cho cả năm "
	    "học nằm trọn trong kỳ nó được ghi sổ.</p>\n");
}

enum err
render_history_vi(struct html *h, const struct history_item *item, size_t n,
    bool trial)
{
	size_t i;

	page_head(h, "Các kỳ đã công bố - Sổ đỡ đầu trẻ em", NULL, trial);
	h_lit(h,
	    "<h1>Các kỳ đã công bố</h1>\n<p>Bản đã công bố không bị sửa. Nếu "
	    "có sai sót thì có bản mới, và bản cũ vẫn còn đây.</p>\n");
	if (n > 1)
		chart(h, item, n);
	for (i = n; i > 0; i--)
		period(h, &item[i - 1]);
	h_lit(h,
	    "<p><a href=\"/feed.atom\">Báo khi có kỳ mới (Atom)</a></p>\n");
	page_foot(h);
	return html_done(h);
}

/* ---- feed ---- */

/* When it last changed: it was published, or taken away. */
static const char *
day_of(const struct history_item *it)
{
	if (it->publication != NULL)
		return j_str(it->publication, "published");
	return it->withdrawn != NULL && *it->withdrawn != '\0' ? it->withdrawn
							       : "1970-01-01";
}

static void
feed_entry(struct html *h, const struct history_item *it, const char *origin)
{
	h_lit(h, "<entry>\n<id>urn:minhbach:");
	h_text(h, origin);
	h_lit(h, ":");
	h_text(h, it->period);
	h_lit(h, ":v");
	h_int(h, it->version);
	h_lit(h, "</id>\n<title>");
	vi_quarter(h, it->period);
	h_lit(h, ", lần ");
	h_int(h, it->version);
	if (it->publication == NULL)
		h_lit(h, ": đã được gỡ");
	h_lit(h, "</title>\n<updated>");
	h_text(h, day_of(it));
	h_lit(h,
	    "T00:00:00+07:00</updated>\n<link rel=\"alternate\" "
	    "type=\"text/html\" href=\"");
	address(h, it);
	h_lit(h, "\"/>\n<summary>");
	if (it->publication == NULL) {
		h_lit(h, "Bản công bố này đã được gỡ.");
	} else {
		h_int(h,
		    j_int(page_part(it->publication, "heads"), "supported"));
		h_lit(h, " em đang được đỡ đầu, ");
		h_int(h, j_int(page_part(it->publication, "heads"), "waiting"));
		h_lit(h, " em còn chờ. Hỗ trợ trong kỳ: ");
		page_quarter_sum(h, it->publication);
		h_lit(h, ".");
	}
	h_lit(h, "</summary>\n</entry>\n");
}

enum err
render_feed(struct html *h, const struct history_item *item, size_t n,
    const char *origin)
{
	const char *updated = "1970-01-01";
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(day_of(&item[i]), updated) > 0)
			updated = day_of(&item[i]);
	h_lit(h,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n"
	    "<id>urn:minhbach:");
	h_text(h, origin);
	h_lit(h,
	    "</id>\n<title>Sổ đỡ đầu trẻ em: các kỳ công bố</title>\n"
	    "<author><name>Minh Bạch</name></author>\n<updated>");
	h_text(h, updated);
	h_lit(h,
	    "T00:00:00+07:00</updated>\n"
	    "<link rel=\"self\" href=\"/feed.atom\"/>\n"
	    "<link rel=\"alternate\" type=\"text/html\" href=\"/\"/>\n");
	for (i = n; i > 0; i--)
		feed_entry(h, &item[i - 1], origin);
	h_lit(h, "</feed>\n");
	return html_done(h);
}
