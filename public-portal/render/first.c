/*
 * first.c - the first screen (words 5.1) with its tick (words 5.2).
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

static void
header(struct html *h, const json_t *p)
{
	h_lit(h, "<header>\n<p class=\"site\">Đỡ đầu trẻ em ");
	h_text(h, page_commune(h, p));
	h_lit(h, "</p>\n<p class=\"note\">Số liệu đến hết ngày ");
	vi_date(h, j_str(p, "as_of"));
	h_lit(h, " (");
	vi_quarter(h, j_str(p, "period"));
	h_lit(h, ")</p>\n</header>\n");
}

/* What changes how all the rest is to be read. */
static void
warnings(struct html *h, const struct render_input *in)
{
	const json_t *p;

	p = in->publication;
	if (in->late) {
		h_lit(h,
		    "<p class=\"warn\"><strong>Quá hạn công bố.</strong> Số "
		    "liệu kỳ sau lẽ ra phải đăng trước ngày ");
		vi_date(h, j_str(p, "next_due"));
		h_lit(h, ". Dưới đây vẫn là số liệu ");
		vi_quarter(h, j_str(p, "period"));
		h_lit(h, ".</p>\n");
	}
	if (in->tick == TICK_LAST) {
		h_lit(h,
		    "<p class=\"warn\">Dữ liệu mới không qua được kiểm tra nên "
		    "không được đăng. Dưới đây là số liệu đúng gần nhất, "
		    "ngày ");
		vi_date(h, j_str(p, "published"));
		h_lit(h, ".</p>\n");
	}
	if (j_int(p, "version") > 1) {
		h_lit(h, "<p class=\"note\">Bản công bố lần ");
		h_int(h, j_int(p, "version"));
		h_lit(h, ". Lý do có bản mới: ");
		h_text(h, vi_word(VI_WHY, j_str(p, "why")));
		h_lit(h, ".</p>\n");
	}
}

static void
notes(struct html *h, const json_t *p)
{
	const json_t *list, *note;
	int64_t year;
	size_t i;

	list = j_list(page_part(p, "money"), "notes");
	year = vi_school_year(j_str(p, "period"));
	for (i = 0; i < json_array_size(list); i++) {
		note = json_array_get(list, i);
		h_lit(h, "<p>Trong đó, ");
		vi_int(h, j_int(note, "million"));
		h_lit(h, " triệu đồng là khoản chi một lần cho cả năm học ");
		h_int(h, year);
		h_lit(h, "–");
		h_int(h, year + 1);
		h_lit(h, ".</p>\n");
	}
}

static void
headline(struct html *h, const json_t *p)
{
	const json_t *heads;

	heads = page_part(p, "heads");
	h_lit(h, "<h1>");
	h_int(h, j_int(heads, "supported"));
	h_lit(h, " em đang được đỡ đầu.<br>\n");
	h_int(h, j_int(heads, "waiting"));
	h_lit(h, " em còn chờ.</h1>\n<p><strong>");
	h_int(h, j_int(heads, "sponsors"));
	h_lit(h,
	    "</strong> cơ quan, đơn vị, tổ chức nhận đỡ đầu.</p>\n"
	    "<p>Tiền và hiện vật đã hỗ trợ từ ngày ");
	vi_date(h, j_str(page_part(page_part(p, "money"), "since"), "from"));
	h_lit(h, ": <strong>");
	page_since(h, p);
	h_lit(h, "</strong>");
	if (!j_null(p, "previous")) {
		h_lit(h, ", riêng ");
		vi_quarter(h, j_str(p, "period"));
		h_lit(h, ": ");
		page_quarter_sum(h, p);
	}
	h_lit(h, ".</p>\n");
	notes(h, p);
}

/* The sentence under the tick: what equals what. */
static void
matched(struct html *h, const json_t *p)
{
	const json_t *since;

	since = page_part(page_part(p, "money"), "since");
	if (j_int(since, "exact") == 0 && j_int(since, "million") != 0) {
		h_lit(h,
		    "<p>Các dòng sổ và chữ ký đều khớp. Tổng số tiền sẽ kiểm "
		    "tra được cùng kỳ sau.</p>\n");
		return;
	}
	if (j_null(p, "opening"))
		h_lit(h, "<p>Phần ");
	else
		h_lit(h, "<p>Tổng ");
	vi_dong(h, j_int(since, "exact"));
	h_lit(h, " đúng bằng tổng các khoản ghi trong sổ.");
	if (j_null(p, "opening"))
		h_lit(h, " Phần còn lại sẽ kiểm tra được cùng kỳ sau.");
	h_lit(h, "</p>\n");
}

static void
tick_good(struct html *h, const struct render_input *in)
{
	h_lit(h,
	    "<section class=\"tick good\">\n<p class=\"state\">✓ Khớp với sổ "
	    "đỡ đầu</p>\n");
	matched(h, in->publication);
	h_lit(h, "<p class=\"note\">");
	if (in->checked != NULL) {
		h_lit(h, "Máy chủ kiểm tra lúc ");
		h_text(h, in->checked);
		h_lit(h, ". ");
	}
	if (j_null(in->publication, "previous"))
		h_lit(h,
		    "Đây là kỳ công bố đầu tiên. Từ nay, nếu sổ bị sửa thì ai "
		    "kiểm tra cũng thấy.");
	else
		h_lit(h, "Mọi dòng đã công bố ở các kỳ trước vẫn còn nguyên.");
	h_lit(h,
	    "</p>\n<p class=\"links\"><a class=\"button\" "
	    "href=\"/xac-minh\">Tự kiểm tra bằng máy của "
	    "tôi</a>\n<a href=\"/vi-sao-tin-duoc\">Vì sao tin được?</a></p>\n"
	    "</section>\n");
}

static void
tick(struct html *h, const struct render_input *in)
{
	switch (in->tick) {
	case TICK_GOOD:
	case TICK_LAST:
		tick_good(h, in);
		break;
	case TICK_MISMATCH:
		h_lit(h,
		    "<section class=\"tick bad\">\n<p class=\"state\">✗ Không "
		    "khớp. Xin đừng dùng số liệu này.</p>\n");
		if (in->has_bad) {
			h_lit(h, "<p>Chỗ sai đầu tiên: dòng ");
			h_int(h, (int64_t)in->bad_index);
			h_lit(h, ".</p>\n");
		}
		h_lit(h, "<p>Hãy chụp màn hình và báo lại. ");
		page_call(h, in->publication);
		h_lit(h, ".</p>\n</section>\n");
		break;
	case TICK_UNKNOWN:
		h_lit(h,
		    "<section class=\"tick\">\n<p class=\"state\">Chưa kiểm "
		    "tra "
		    "được</p>\n<p>Như vậy chưa có nghĩa là số liệu sai. Hãy "
		    "thử "
		    "lại, hoặc so mã niêm phong với tờ niêm yết ở nhà văn hóa "
		    "thôn.</p>\n</section>\n");
		break;
	}
}

void
page_first(struct html *h, const struct render_input *in)
{
	const json_t *p;

	p = in->publication;
	header(h, p);
	warnings(h, in);
	headline(h, p);
	tick(h, in);
	h_lit(h,
	    "<nav class=\"doors\" aria-labelledby=\"can-gi\">\n<h2 "
	    "id=\"can-gi\">Bạn cần "
	    "gì?</h2>\n"
	    "<a class=\"door\" href=\"#nhan-do-dau\">Tôi muốn nhận đỡ đầu một "
	    "em</a>\n"
	    "<a class=\"door\" href=\"#gia-dinh\">Gia đình tôi cần được "
	    "giúp</a>\n"
	    "<a class=\"door\" href=\"#chua-dung\">Tôi thấy số liệu chưa "
	    "đúng</a>\n</nav>\n"
	    "<h2>Vì sao không có tên các em?</h2>\n<p class=\"why\">Pháp luật "
	    "bảo vệ đời tư "
	    "của trẻ em. Trang này chỉ đăng số tổng hợp, không có tên, ảnh hay "
	    "địa chỉ của em nào. Số nhỏ đến mức có thể đoán ra một em thì chỉ "
	    "ghi “dưới ");
	h_int(h, j_int(page_part(p, "constants"), "under"));
	h_lit(h, "”.</p>\n<p class=\"note\">Công bố ngày ");
	vi_date(h, j_str(p, "published"));
	h_lit(h, ". Kỳ sau: chậm nhất ngày ");
	vi_date(h, j_str(p, "next_due"));
	h_lit(h, ".<br>\n");
	page_contact(h, p);
	h_lit(h, "</p>\n");
}
