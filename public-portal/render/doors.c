/*
 * doors.c - what is behind the three buttons (words 5.4).
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

static void
door_sponsor(struct html *h, const json_t *p)
{
	const json_t *c;

	c = page_part(p, "constants");
	h_lit(h,
	    "<section id=\"nhan-do-dau\">\n<h2>Tôi muốn nhận đỡ đầu một "
	    "em</h2>\n<p>Hiện có ");
	h_int(h, j_int(page_part(p, "heads"), "waiting"));
	h_lit(h, " em đang chờ. Mức hỗ trợ tối thiểu là ");
	vi_dong(h, j_int(c, "minimum"));
	h_lit(h,
	    " một em một quý, bằng tiền hoặc hiện vật, cho đến khi em đủ ");
	h_int(h, j_int(c, "end_age"));
	h_lit(h,
	    " tuổi hoặc hoàn cảnh thay đổi. Xã phân công để công bằng và không "
	    "trùng lặp; chúng tôi không đăng ảnh hay chuyện riêng của các em "
	    "để "
	    "lựa chọn. ");
	page_call(h, p);
	h_lit(h, ".</p>\n</section>\n");
}

static void
door_family(struct html *h, const json_t *p)
{
	h_lit(h,
	    "<section id=\"gia-dinh\">\n<h2>Gia đình tôi cần được giúp</h2>\n"
	    "<p>Em đang đi học trên địa bàn xã và thuộc một trong bốn trường "
	    "hợp: mồ côi cả cha và mẹ; mồ côi cha hoặc mẹ; thuộc hộ nghèo, cận "
	    "nghèo; có hoàn cảnh đặc biệt khó khăn khác. Hãy gặp "
	    "<strong>trưởng "
	    "thôn</strong>, <strong>nhà trường</strong> hoặc ");
	page_contact(h, p);
	h_lit(h,
	    ". Không mất phí.</p>\n<p>Khi trẻ em gặp nguy hiểm, hãy gọi "
	    "<strong>");
	h_text(h, j_str(page_part(p, "constants"), "hotline"));
	h_lit(h, "</strong> (miễn phí, cả ngày lẫn đêm).</p>\n</section>\n");
}

static void
door_wrong(struct html *h, const json_t *p)
{
	h_lit(h,
	    "<section id=\"chua-dung\">\n<h2>Tôi thấy số liệu chưa đúng</h2>\n"
	    "<p>");
	page_call(h, p);
	h_lit(h,
	    ". Xin nói rõ: số nào, kỳ nào, vì sao bạn thấy chưa đúng. "
	    "<strong>Đừng ghi tên, trường, lớp hay ảnh của trẻ em.</strong> "
	    "Bạn "
	    "sẽ được trả lời trong năm ngày làm việc. Nếu chưa thỏa đáng: gọi "
	    "<strong>1022</strong> hoặc gửi Thường trực Hội đồng nhân dân "
	    "xã.</p>\n</section>\n");
}

void
page_doors(struct html *h, const struct render_input *in)
{
	door_sponsor(h, in->publication);
	door_family(h, in->publication);
	door_wrong(h, in->publication);
}
