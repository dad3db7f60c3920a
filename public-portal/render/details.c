/*
 * details.c - the figures behind "Xem chi tiết": tables, how each figure is
 * counted, names of sponsors, files.
 */
#include "chart.h"
#include "page.h"
#include "schema.h"
#include "vi.h"

/* A caption is a whole heading; every table has one. */
static void
table_open(struct html *h, const char *caption, const char *row,
    const char *column)
{
	h_lit(h, "<table>\n<caption>");
	h_text(h, caption);
	h_lit(h, "</caption>\n<thead><tr><th scope=\"col\">");
	h_text(h, row);
	h_lit(h, "</th><th scope=\"col\" class=\"num\">");
	h_text(h, column);
	h_lit(h, "</th></tr></thead>\n<tbody>\n");
}

static void
row_open(struct html *h, const char *label)
{
	h_lit(h, "<tr><th scope=\"row\">");
	h_text(h, label);
	h_lit(h, "</th><td class=\"num\">");
}

static void
row_close(struct html *h)
{
	h_lit(h, "</td></tr>\n");
}

static void
table_close(struct html *h)
{
	h_lit(h, "</tbody>\n</table>\n");
}

static void
withheld(struct html *h)
{
	h_lit(h,
	    "<p class=\"how\">Bảng này chưa đăng được vì có nhóm quá ít "
	    "em.</p>\n");
}

/* Both reasons are said: the publication does not tell which of them it is. */
static void
money_withheld(struct html *h, const char *heading)
{
	h_lit(h, "<h3>");
	h_text(h, heading);
	h_lit(h,
	    "</h3>\n<p class=\"how\">Kỳ này không đăng bảng này: chia ra thì "
	    "có nhóm quá ít em, hoặc có khoản đã xóa theo luật nên không "
	    "còn biết nó thuộc nhóm nào.</p>\n");
}

static void
groups(struct html *h, const json_t *p)
{
	char label[VI_LABEL_MAX];
	const json_t *list, *g;
	size_t i;

	list = j_list(page_part(p, "money"), "groups");
	if (json_array_size(list) == 0) {
		money_withheld(h, "Hỗ trợ trong kỳ, theo nhóm đơn vị");
		return;
	}
	h_lit(h, "<table class=\"chart\">\n<caption>");
	chart_finding(h, list);
	h_lit(h,
	    "</caption>\n<thead><tr><th scope=\"col\">Nhóm</th>"
	    "<th scope=\"col\" class=\"num\">Triệu đồng</th></tr></thead>\n"
	    "<tbody>\n");
	for (i = 0; i < json_array_size(list); i++) {
		g = json_array_get(list, i);
		vi_label(label, VI_GROUP, j_list(g, "groups"));
		if (!j_null(g, "million")) {
			chart_row(h, label, j_int(g, "million"),
			    chart_most(list, "million"), '.');
			continue;
		}
		row_open(h, label);
		h_lit(h, "–");
		row_close(h);
	}
	row_open(h, "Cả xã");
	vi_int(h,
	    j_int(page_part(page_part(p, "money"), "quarter"), "million"));
	row_close(h);
	table_close(h);
	h_lit(h,
	    "<p class=\"how\">Tính thế nào: khoản hỗ trợ được tính vào kỳ mà "
	    "nó "
	    "được ghi sổ. Số làm tròn đến triệu đồng, cộng các nhóm vẫn bằng "
	    "tổng. Nhóm quá ít em được gộp lại. Dấu “–” là không phát "
	    "sinh.</p>\n");
}

static void
kinds(struct html *h, const json_t *p)
{
	char label[VI_LABEL_MAX];
	const json_t *list, *k, *c;
	size_t i;

	k = page_part(page_part(p, "money"), "kinds");
	if (!j_null(k, "withheld")) {
		money_withheld(h, "Hỗ trợ trong kỳ, theo loại");
		return;
	}
	list = j_list(k, "cells");
	table_open(h, "Hỗ trợ trong kỳ, theo loại", "Loại", "Triệu đồng");
	for (i = 0; i < json_array_size(list); i++) {
		c = json_array_get(list, i);
		vi_label(label, VI_KIND, j_list(c, "kinds"));
		chart_row(h, label, j_int(c, "million"),
		    chart_most(list, "million"), '.');
	}
	table_close(h);
}

/* Sums: what is exact and proven, and why some are only about right. */
static void
sums(struct html *h, const json_t *p)
{
	const json_t *money, *opening, *year;

	money = page_part(p, "money");
	opening = page_part(p, "opening");
	year = page_part(money, "year");
	h_lit(h, "<h3>Số tiền</h3>\n<ul>\n<li>");
	vi_quarter(h, j_str(p, "period"));
	h_lit(h, ": ");
	page_quarter_sum(h, p);
	h_lit(h, ".</li>\n");
	if (json_is_object(opening)) {
		h_lit(h, "<li>Tổng kiểm tra được, ");
		vi_quarters(h, j_list(opening, "quarters"));
		h_lit(h, ": ");
		vi_dong(h, j_int(opening, "amount"));
		h_lit(h, ".</li>\n");
	}
	if (json_is_object(year)) {
		h_lit(h, "<li>Cả năm ");
		h_int(h, j_int(year, "year"));
		h_lit(h, ": ");
		vi_dong(h, j_int(year, "exact"));
		h_lit(h, ".</li>\n");
	}
	h_lit(h, "</ul>\n");
	if (j_null(page_part(money, "quarter"), "exact"))
		h_lit(h,
		    "<p class=\"how\">Số của kỳ này chỉ đăng gần đúng. Nếu "
		    "đăng "
		    "chính xác, có thể suy ra khoản hỗ trợ của một em.</p>\n");
}

static void
child_table(struct html *h, const json_t *t)
{
	char label[VI_LABEL_MAX];
	const json_t *list, *c;
	const char *caption;
	size_t i;

	caption = vi_word(VI_TABLE, j_str(t, "id"));
	if (!j_null(t, "withheld")) {
		h_lit(h, "<h3>");
		h_text(h, caption);
		h_lit(h, "</h3>\n");
		withheld(h);
		return;
	}
	list = j_list(t, "cells");
	table_open(h, caption, "Nhóm", "Số em");
	for (i = 0; i < json_array_size(list); i++) {
		c = json_array_get(list, i);
		vi_label(label, VI_CELL, j_list(c, "keys"));
		chart_row(h, label, j_int(c, "n"), chart_most(list, "n"), '.');
	}
	table_close(h);
	h_lit(h,
	    "<p class=\"how\">Tính thế nào: mọi em đã được đỡ đầu từ khi bắt "
	    "đầu, theo lúc em được nhận.");
	if (!j_null(t, "released")) {
		h_lit(h, " Bảng tính đến hết ");
		vi_quarter(h, j_str(t, "released"));
		h_lit(h, ".");
	}
	h_lit(h, "</p>\n");
}

static void
indicators(struct html *h, const json_t *p)
{
	const json_t *list, *i_;
	int64_t under;
	size_t i;

	list = j_list(p, "indicators");
	under = j_int(page_part(p, "constants"), "under");
	table_open(h, "Những điều cần để ý trong kỳ", "Việc", "Số");
	for (i = 0; i < json_array_size(list); i++) {
		i_ = json_array_get(list, i);
		row_open(h, vi_word(VI_INDICATOR, j_str(i_, "id")));
		if (j_null(i_, "n")) {
			h_lit(h, "dưới ");
			h_int(h, under);
		} else {
			vi_int(h, j_int(i_, "n"));
		}
		row_close(h);
	}
	table_close(h);
	h_lit(h, "<p class=\"how\">Tính thế nào: mức tối thiểu là ");
	vi_dong(h, j_int(page_part(p, "constants"), "minimum"));
	h_lit(h, " một em một quý. “Dưới ");
	h_int(h, under);
	h_lit(h,
	    "” là có, nhưng ít đến mức không ghi số cụ thể, để không ai đoán "
	    "ra em nào.</p>\n<ul class=\"how\">\n");
	for (i = 0; i < json_array_size(list); i++) {
		i_ = json_array_get(list, i);
		h_lit(h, "<li>");
		h_text(h, vi_word(VI_INDICATOR, j_str(i_, "id")));
		h_lit(h, ": ");
		h_text(h, vi_word(VI_HOW, j_str(i_, "id")));
		h_lit(h, "</li>\n");
	}
	h_lit(h, "</ul>\n");
}

static void
confirmed(struct html *h, const json_t *p)
{
	const json_t *heads;

	heads = page_part(p, "heads");
	h_lit(h, "<h3>Đã có người thứ hai xác nhận</h3>\n<p>");
	if (j_null(heads, "confirmed_percent")) {
		h_lit(h,
		    "Kỳ này không in tỷ lệ xác nhận: chưa có khoản nào, hoặc "
		    "tỷ lệ ấy cho biết chỉ vài khoản đã hay chưa được xác "
		    "nhận, và có thể đoán ra của em nào.");
	} else {
		h_int(h, j_int(heads, "confirmed_percent"));
		h_lit(h,
		    "% số khoản ghi trong kỳ đã được xác nhận là nhận đủ.");
	}
	h_lit(h,
	    "</p>\n<p class=\"how\">Tính thế nào: trưởng thôn, nhà trường hoặc "
	    "Mặt trận xác nhận, không phải người trao. Khoản đã đính chính thì "
	    "không tính.</p>\n");
}

static void
sponsors(struct html *h, const json_t *p)
{
	const json_t *list;
	size_t i;

	list = j_list(p, "sponsors");
	h_lit(h,
	    "<h3>Các cơ quan, đơn vị, tổ chức đã nhận đỡ đầu</h3>\n"
	    "<ul class=\"names\">\n");
	for (i = 0; i < json_array_size(list); i++) {
		h_lit(h, "<li>");
		h_text(h, json_string_value(json_array_get(list, i)));
		h_lit(h, "</li>\n");
	}
	h_lit(h, "</ul>\n");
	if (j_int(p, "persons") > 0) {
		h_lit(h, "<p>Ngoài ra có ");
		h_int(h, j_int(p, "persons"));
		h_lit(h, " người đỡ đầu không nêu tên.</p>\n");
	}
	h_lit(h,
	    "<p class=\"how\">Tính thế nào: mọi đơn vị đã nhận đỡ đầu từ khi "
	    "bắt đầu. Không đăng số em của từng đơn vị, để không ai đoán ra em "
	    "nào.</p>\n");
}

static void
files(struct html *h, const json_t *p)
{
	const char *period;

	period = j_str(p, "period");
	h_lit(h, "<h3>Tải về</h3>\n<ul>\n<li><a href=\"/du-lieu/");
	h_text(h, period);
	h_lit(h,
	    "/so-lieu.xlsx\">Bảng số liệu (Excel)</a></li>\n"
	    "<li><a href=\"/du-lieu/");
	h_text(h, period);
	h_lit(h,
	    "/so-lieu.csv\">Bảng số liệu (CSV)</a></li>\n"
	    "<li><a href=\"/du-lieu/");
	h_text(h, period);
	h_lit(h,
	    "/so-lieu.json\">Bản gốc ghi trong sổ (JSON)</a></li>\n"
	    "<li><a href=\"/api/v1/openapi.json\">Cho người viết chương trình "
	    "(OpenAPI)</a></li>\n"
	    "<li><a href=\"/ban-tin.txt\">Bản tin loa truyền thanh</a></li>\n"
	    "<li><a href=\"/chia-se.txt\">Mấy dòng để gửi cho người "
	    "khác</a></li>\n"
	    "<li><a href=\"/nhung/so-em.svg\">Hình để đặt vào trang "
	    "khác</a></li>\n"
	    "<li><a href=\"/cong-bo/");
	h_text(h, period);
	h_lit(h, "/v");
	h_int(h, j_int(p, "version"));
	h_lit(h,
	    "/\">Địa chỉ cố định của kỳ này</a></li>\n"
	    "<li><a href=\"/cong-bo/\">Các kỳ đã công bố</a></li>\n"
	    "<li><a href=\"/niem-yet/");
	h_text(h, period);
	h_lit(h,
	    "\">Tờ niêm yết để in (khổ giấy thường)</a></li>\n"
	    "<li><a href=\"/tinh-the-nao\">Số liệu được tính thế "
	    "nào?</a></li>\n"
	    "</ul>\n");
}

/* To be copied into the page of somebody else. */
static void
snippet(struct html *h, const struct render_input *in)
{
	if (in->site == NULL)
		return;
	h_lit(h,
	    "<p>Để đặt hình vào trang khác, chép dòng này:</p>\n"
	    "<pre>&lt;a href=\"");
	h_text(h, in->site);
	h_lit(h, "/\"&gt;&lt;img src=\"");
	h_text(h, in->site);
	h_lit(h, "/nhung/so-em.svg\" alt=\"Đỡ đầu trẻ em ");
	h_text(h, page_commune(h, in->publication));
	h_lit(h, "\"&gt;&lt;/a&gt;</pre>\n");
}

void
page_details(struct html *h, const struct render_input *in)
{
	const json_t *p, *tables;
	size_t i;

	p = in->publication;
	tables = j_list(p, "tables");
	h_lit(h, "<details>\n<summary>Xem chi tiết</summary>\n");
	chart_heads(h, p);
	sums(h, p);
	groups(h, p);
	kinds(h, p);
	confirmed(h, p);
	indicators(h, p);
	for (i = 0; i < json_array_size(tables); i++)
		child_table(h, json_array_get(tables, i));
	h_lit(h,
	    "<p class=\"how\">Danh sách thay đổi theo thời gian: có em mới, có "
	    "em đủ tuổi hoặc chuyển đi.</p>\n");
	sponsors(h, p);
	files(h, p);
	snippet(h, in);
	h_lit(h,
	    "<p class=\"how\">Trước khi công bố, số liệu đã qua các phép thử "
	    "đoán ra trẻ.</p>\n");
	page_seal(h, in);
	h_lit(h, "</details>\n");
}
