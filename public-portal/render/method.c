/*
 * method.c - "Số liệu được tính thế nào?": what each figure counts, how it is
 * rounded and merged, and what is never printed, in people's words.
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

static void
heads(struct html *h, const json_t *p)
{
	h_lit(h,
	    "<h2>Số em</h2>\n<ul>\n"
	    "<li><strong>Đang được đỡ đầu:</strong> đã có một cơ quan, đơn vị, "
	    "tổ chức nhận đỡ đầu em, và đến hết ngày ");
	vi_date(h, j_str(p, "as_of"));
	h_lit(h,
	    " việc đỡ đầu chưa kết thúc. Mỗi em tính một lần.</li>\n"
	    "<li><strong>Còn chờ:</strong> em thuộc diện được đỡ đầu, đã ghi "
	    "vào sổ, chưa rời danh sách, và đến ngày ấy chưa từng có đơn vị "
	    "nào nhận.</li>\n"
	    "<li>Hai số này có thể không cộng thành tổng số em lúc đầu, vì "
	    "danh sách thay đổi theo thời gian: có em mới, có em đủ ");
	h_int(h, j_int(page_part(p, "constants"), "end_age"));
	h_lit(h,
	    " tuổi, có em chuyển đi.</li>\n"
	    "<li><strong>Theo cụm, hoàn cảnh, cấp học:</strong> mọi em đã được "
	    "đỡ đầu từ khi bắt đầu, theo lúc em được nhận. Vì vậy tổng của "
	    "bảng có thể lớn hơn số em đang được đỡ đầu.</li>\n</ul>\n");
}

static void
money(struct html *h, const json_t *p)
{
	h_lit(h,
	    "<h2>Số tiền</h2>\n<ul>\n"
	    "<li>Cộng mọi khoản đã trao, bằng tiền và bằng hiện vật; hiện vật "
	    "tính theo giá trị ghi trong sổ.</li>\n"
	    "<li>Khoản hỗ trợ được tính vào kỳ mà nó được ghi sổ, không phải "
	    "kỳ mà nó dành cho. Khoản trao muộn vì vậy nằm ở kỳ sau.</li>\n"
	    "<li>Ghi sai thì ghi thêm một dòng đính chính; dòng ấy trừ đi ở kỳ "
	    "mà nó được ghi. Số đã đăng không bị sửa lại.</li>\n"
	    "<li>Tổng từ ngày ");
	vi_date(h, j_str(page_part(page_part(p, "money"), "since"), "from"));
	h_lit(h, ": <strong>");
	page_since(h, p);
	h_lit(h,
	    "</strong>. Chỉ cộng những con số đã từng đăng.</li>\n"
	    "<li>Sổ này không giữ tiền và không phải sổ kế "
	    "toán.</li>\n</ul>\n");
}

static void
rounding(struct html *h, const json_t *p)
{
	int64_t under = j_int(page_part(p, "constants"), "under");

	h_lit(h,
	    "<h2>Làm tròn, gộp lại, không đăng</h2>\n<ul>\n"
	    "<li><strong>Làm tròn:</strong> bảng tiền làm tròn đến triệu đồng, "
	    "sao cho cộng các dòng vẫn bằng tổng. Có kỳ tổng cũng chỉ đăng gần "
	    "đúng: nếu đăng chính xác, có thể suy ra khoản hỗ trợ của một em. "
	    "Khi đó tổng chính xác được đăng và kiểm tra cùng một kỳ "
	    "sau.</li>\n"
	    "<li><strong>Gộp lại:</strong> nhóm có quá ít em hoặc quá ít đơn "
	    "vị được gộp với nhóm khác.</li>\n"
	    "<li><strong>“Dưới ");
	h_int(h, under);
	h_lit(h,
	    "”:</strong> có, nhưng ít đến mức không ghi số cụ thể. Không có "
	    "em nào thì ghi số không.</li>\n"
	    "<li><strong>Dấu “–”:</strong> trong kỳ không phát sinh.</li>\n"
	    "<li><strong>Bảng chưa đăng được:</strong> gộp rồi vẫn còn nhóm "
	    "quá ít em.</li>\n"
	    "<li><strong>Không bao giờ đăng:</strong> tên, ảnh, địa chỉ, "
	    "trường, thôn của em; số em của từng đơn vị; số tiền của từng "
	    "em.</li>\n"
	    "<li>Trước khi công bố, máy thử những cách đã biết để đoán ra một "
	    "em từ các con số. Người ngoài đoán được thì không được công "
	    "bố.</li>\n</ul>\n");
}

static void
others(struct html *h, const json_t *p)
{
	const json_t *list, *it;
	size_t i;

	h_lit(h,
	    "<h2>Những con số khác</h2>\n<ul>\n"
	    "<li><strong>Đã có người thứ hai xác nhận:</strong> trong các "
	    "khoản ghi trong kỳ, bao nhiêu phần trăm đã được trưởng thôn, nhà "
	    "trường hoặc Mặt trận xác nhận là nhận đủ. Người trao không tự xác "
	    "nhận được. Khoản đã đính chính thì không tính.</li>\n"
	    "<li><strong>Mức tối thiểu:</strong> ");
	vi_dong(h, j_int(page_part(p, "constants"), "minimum"));
	h_lit(h, " một em một quý.</li>\n");
	list = j_list(p, "indicators");
	for (i = 0; i < json_array_size(list); i++) {
		it = json_array_get(list, i);
		h_lit(h, "<li><strong>");
		h_text(h, vi_word(VI_INDICATOR, j_str(it, "id")));
		h_lit(h, ":</strong> ");
		h_text(h, vi_word(VI_HOW, j_str(it, "id")));
		h_lit(h, "</li>\n");
	}
	h_lit(h,
	    "</ul>\n<h2>Khi số đã đăng có sai</h2>\n"
	    "<p>Bản đã đăng không bị thay lặng lẽ. Xã đăng một bản mới, ghi rõ "
	    "lý do; bản cũ vẫn xem được ở <a href=\"/cong-bo/\">Các kỳ đã công "
	    "bố</a>, trừ khi phải gỡ để bảo vệ một em. Thấy số chưa đúng? ");
	page_call(h, p);
	h_lit(h, ".</p>\n");
}

enum err
render_method_vi(struct html *h, const struct render_input *in)
{
	const json_t *p = in->publication;

	page_head(h, "Số liệu được tính thế nào? - Sổ đỡ đầu trẻ em", in,
	    j_bool(p, "trial"));
	h_lit(h,
	    "<h1>Số liệu được tính thế nào?</h1>\n"
	    "<p>Mọi con số do máy tính từ sổ đỡ đầu, theo cùng một cách ở mọi "
	    "kỳ. Trang này nói về số liệu ");
	vi_quarter(h, j_str(p, "period"));
	h_lit(h, ".</p>\n");
	heads(h, p);
	money(h, p);
	rounding(h, p);
	others(h, p);
	page_foot(h);
	return html_done(h);
}
