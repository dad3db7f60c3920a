/*
 * poster.c - the notice that is printed on one A4 page and put up in the
 * hamlet house: figures, seal code, where to look.
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

static void
heading(struct html *h, const json_t *p)
{
	h_lit(h, "<div class=\"state-head\">\n<p>ỦY BAN NHÂN DÂN<br><strong>");
	h_text(h, page_commune(h, p));
	h_lit(h,
	    "</strong></p>\n<p><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>"
	    "Độc lập - Tự do - Hạnh phúc</strong></p>\n</div>\n"
	    "<h1>Niêm yết số liệu đỡ đầu trẻ em<br>");
	vi_quarter(h, j_str(p, "period"));
	h_lit(h, "</h1>\n");
}

static void
row(struct html *h, const json_t *heads, const char *label, const char *key)
{
	h_lit(h, "<tr><th scope=\"row\">");
	h_text(h, label);
	h_lit(h, "</th><td class=\"num\"><strong>");
	vi_int(h, j_int(heads, key));
	h_lit(h, "</strong></td></tr>\n");
}

static void
figures(struct html *h, const json_t *p)
{
	const json_t *heads = page_part(p, "heads");

	h_lit(h, "<table>\n<caption>Tính đến hết ngày ");
	vi_date(h, j_str(p, "as_of"));
	h_lit(h,
	    "</caption>\n<thead><tr><th scope=\"col\">Nội dung</th>"
	    "<th scope=\"col\" class=\"num\">Số</th></tr></thead>\n<tbody>\n");
	row(h, heads, "Em đang được đỡ đầu", "supported");
	row(h, heads, "Em còn chờ", "waiting");
	row(h, heads, "Cơ quan, đơn vị, tổ chức nhận đỡ đầu", "sponsors");
	h_lit(h, "<tr><th scope=\"row\">Tiền và hiện vật đã hỗ trợ, ");
	vi_quarter(h, j_str(p, "period"));
	h_lit(h, "</th><td class=\"num\"><strong>");
	page_quarter_sum(h, p);
	h_lit(h,
	    "</strong></td></tr>\n<tr><th scope=\"row\">Tiền và hiện vật đã "
	    "hỗ trợ từ ngày ");
	vi_date(h, j_str(page_part(page_part(p, "money"), "since"), "from"));
	h_lit(h, "</th><td class=\"num\"><strong>");
	page_since(h, p);
	h_lit(h, "</strong></td></tr>\n</tbody>\n</table>\n");
}

/* One path of squares: dark modules of a row that touch become one. */
static void
qr_code(struct html *h, const struct render_qr *q)
{
	unsigned x, y, n;

	h_lit(h,
	    "<svg class=\"qr\" role=\"img\" aria-label=\"Mã QR của địa chỉ "
	    "cố định\" shape-rendering=\"crispEdges\" viewBox=\"0 0 ");
	h_int(h, q->width + 8);
	h_lit(h, " ");
	h_int(h, q->width + 8);
	h_lit(h, "\"><path d=\"");
	for (y = 0; y < q->width; y++) {
		for (x = 0; x < q->width; x += n) {
			for (n = 1; x + n < q->width &&
			     q->dark[y * q->width + x + n] ==
				 q->dark[y * q->width + x];
			     n++)
				;
			if (q->dark[y * q->width + x] == 0)
				continue;
			h_lit(h, "M");
			h_int(h, x + 4);
			h_lit(h, " ");
			h_int(h, y + 4);
			h_lit(h, "h");
			h_int(h, n);
			h_lit(h, "v1h-");
			h_int(h, n);
			h_lit(h, "z");
		}
	}
	h_lit(h, "\"/></svg>\n");
}

static void
seal(struct html *h, const struct render_input *in)
{
	h_lit(h, "<div class=\"sealed\">\n<div>\n");
	page_seal(h, in);
	h_lit(h,
	    "<p>Giữ tờ này lại. Mã trên trang của xã phải giống mã này từng "
	    "chữ. Khác một chữ là sổ đã bị sửa: xin báo ngay.</p>\n");
	if (in->site != NULL) {
		h_lit(h, "<p>Xem và tự kiểm tra tại:<br><strong>");
		h_text(h, in->site);
		h_lit(h, "/cong-bo/");
		h_text(h, j_str(in->publication, "period"));
		h_lit(h, "/v");
		h_int(h, j_int(in->publication, "version"));
		h_lit(h, "/</strong></p>\n");
	}
	h_lit(h, "</div>\n");
	if (in->qr != NULL)
		qr_code(h, in->qr);
	h_lit(h, "</div>\n");
}

enum err
render_poster_vi(struct html *h, const struct render_input *in)
{
	const json_t *p = in->publication;

	page_head(h, "Tờ niêm yết - Sổ đỡ đầu trẻ em", in, j_bool(p, "trial"));
	h_lit(h, "<article class=\"poster\">\n");
	heading(h, p);
	figures(h, p);
	h_lit(h,
	    "<p>Không đăng tên, ảnh, địa chỉ của em nào. Số nhỏ đến mức có thể "
	    "đoán ra một em thì chỉ ghi “dưới ");
	h_int(h, j_int(page_part(p, "constants"), "under"));
	h_lit(h, "”.</p>\n");
	seal(h, in);
	h_lit(h,
	    "<p>Muốn nhận đỡ đầu, cần được giúp, hoặc thấy số liệu chưa "
	    "đúng: ");
	page_contact(h, p);
	h_lit(h, ". Trẻ em gặp nguy hiểm: gọi <strong>");
	h_text(h, j_str(page_part(p, "constants"), "hotline"));
	h_lit(h, "</strong>, miễn phí.</p>\n<p>Công bố ngày ");
	vi_date(h, j_str(p, "published"));
	h_lit(h, ". Kỳ sau: chậm nhất ngày ");
	vi_date(h, j_str(p, "next_due"));
	h_lit(h,
	    ".</p>\n<div class=\"signed\">\n<p>Ngày dán: ............<br>Ngày "
	    "gỡ: ............</p>\n<p><strong>Người niêm yết</strong><br>(ký, "
	    "ghi rõ họ tên)</p>\n</div>\n</article>\n");
	page_foot(h);
	return html_done(h);
}
