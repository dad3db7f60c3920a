/*
 * trust.c - "Vì sao tin được?" (words 5.3), with what the book cannot know,
 * and the pages that have no figures.
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

/* What is true today: who else holds the code. */
static void
witnesses(struct html *h, const struct render_input *in)
{
	size_t i;

	if (in->n_witness == 0) {
		h_lit(h, " Hiện chưa có bên làm chứng nào cùng giữ mã.");
		return;
	}
	h_lit(h, " Các bên làm chứng cùng giữ mã: ");
	for (i = 0; i < in->n_witness; i++) {
		if (i > 0)
			h_lit(h, ", ");
		h_text(h, in->witness[i]);
	}
	h_lit(h, ".");
}

/* Who audited, how far, with what result; or that nobody did. */
static void
audited(struct html *h, const struct render_audit *a)
{
	if (a == NULL) {
		h_lit(h, "Kỳ này chưa có bên độc lập nào đối soát.");
		return;
	}
	h_lit(h, "Lần đối soát gần nhất: đơn vị <strong>");
	h_text(h, a->unit);
	h_lit(h, "</strong> đã đối soát ");
	vi_int(h, (int64_t)a->size);
	h_lit(h, " dòng đầu của sổ. Kết quả ký vào sổ ở dòng ");
	vi_int(h, (int64_t)a->index);
	if (a->after != NULL) {
		h_lit(h, ", sau ngày ");
		vi_date(h, a->after);
	}
	h_lit(h, ". Kết luận: <strong>");
	h_text(h, vi_word(VI_AUDIT, a->result));
	h_lit(h, "</strong>.");
	if (!a->covers)
		h_lit(h,
		    " Lần ấy chưa gồm kỳ này: kỳ này chưa có bên độc lập nào "
		    "đối soát.");
}

static void
reasons(struct html *h, const struct render_input *in)
{
	h_lit(h,
	    "<h1>Vì sao có thể tin trang này?</h1>\n<ol>\n"
	    "<li><strong>Ai ghi, người đó ký.</strong> Mỗi lần phân công, trao "
	    "tiền hay trao quà là một dòng trong sổ, có chữ ký của người ghi. "
	    "Việc phân công và việc công bố phải có hai người ký.</li>\n"
	    "<li><strong>Chỉ ghi thêm, không tẩy xóa.</strong> Ghi sai thì ghi "
	    "thêm một dòng đính chính. Dòng cũ vẫn còn đó.</li>\n"
	    "<li><strong>Mỗi kỳ, cả cuốn sổ được niêm phong bằng một "
	    "mã.</strong> Sửa một dòng cũ, dù chỉ một chữ số, thì mã sẽ khác "
	    "đi.</li>\n"
	    "<li><strong>Mã nằm ở nhiều nơi.</strong> Mã được dán ở nhà văn "
	    "hóa "
	    "các thôn và ghi trong báo cáo gửi Hội đồng nhân dân xã. Muốn sửa "
	    "sổ mà không ai biết thì phải đổi được mã ở tất cả những nơi "
	    "đó.");
	witnesses(h, in);
	h_lit(h,
	    "</li>\n"
	    "<li><strong>Bạn tự cộng lại được.</strong> Mỗi khoản tiền như nằm "
	    "trong một phong bì dán kín. Máy của bạn cộng được các phong bì mà "
	    "không cần mở, rồi so với tổng đã đăng. Vì vậy tổng kiểm tra được, "
	    "mà khoản của từng em vẫn kín.</li>\n"
	    "<li><strong>Bên kiểm tra độc lập xem được toàn bộ.</strong> ");
	audited(h, in->audit);
	h_lit(h, "</li>\n</ol>\n");
}

static void
limits(struct html *h, const json_t *p)
{
	const json_t *heads;

	heads = page_part(p, "heads");
	h_lit(h,
	    "<h2>Điều cuốn sổ không tự biết</h2>\n<ul>\n"
	    "<li>Sổ cho biết điều đã ghi không bị sửa. Sổ không tự biết tiền "
	    "đã "
	    "đến tay các em hay chưa. Vì thế mỗi khoản cần một người thứ hai "
	    "xác nhận: trưởng thôn, nhà trường hoặc Mặt trận.");
	if (!j_null(heads, "confirmed_percent")) {
		h_lit(h, " Kỳ này đã xác nhận <strong>");
		h_int(h, j_int(heads, "confirmed_percent"));
		h_lit(h, "%</strong> số khoản.");
	}
	h_lit(h,
	    "</li>\n<li>Khoản nào chưa ghi vào sổ thì sổ không thấy. Nếu bạn "
	    "biết một khoản như vậy, xin báo cho chúng tôi. ");
	page_call(h, p);
	h_lit(h,
	    ".</li>\n<li>Trang này do xã đăng. Muốn chắc hơn, hãy so mã dưới "
	    "đây với tờ niêm yết ở nhà văn hóa thôn.</li>\n</ul>\n");
}

static void
by_yourself(struct html *h, const struct render_input *in)
{
	h_lit(h,
	    "<section id=\"tu-kiem-tra\">\n<h2>Tự kiểm tra</h2>\n"
	    "<p>Cách nhanh nhất: so mã dưới đây với tờ niêm yết ở nhà văn hóa "
	    "thôn. Hai mã phải giống nhau từng chữ.</p>\n");
	page_seal(h, in);
	h_lit(h,
	    "<p>Cách tiện nhất: mở trang <a href=\"/xac-minh\">Tự kiểm "
	    "tra</a>. Máy của bạn tự đọc lại từng dòng và cộng lại tổng số "
	    "tiền. Muốn dùng trang ấy ở nơi khác, hãy tải <a "
	    "href=\"/kiem-tra.html\" download>một tệp duy nhất</a> rồi mở từ "
	    "máy của bạn.</p>\n"
	    "<p>Cách chắc nhất: tải toàn bộ phần công khai của sổ từ trang này "
	    "và kiểm tra bằng chương trình <code>minhbach-verify</code> trên "
	    "máy của bạn. Chương trình kiểm tra mọi dòng sổ, mọi chữ ký và tự "
	    "cộng lại tổng số tiền.</p>\n"
	    "<pre>minhbach-verify public DIA-CHI --anchor TEP</pre>\n"
	    "<p>Tệp neo (anchor) phải lấy từ nơi khác, không lấy từ trang "
	    "này.</p>\n</section>\n");
}

enum err
render_trust_vi(struct html *h, const struct render_input *in)
{
	page_head(h, "Vì sao tin được? - Sổ đỡ đầu trẻ em", in,
	    j_bool(in->publication, "trial"));
	reasons(h, in);
	limits(h, in->publication);
	by_yourself(h, in);
	h_lit(h,
	    "<h2>Khi một em muốn xóa thông tin của mình</h2>\n<p>Nội dung các "
	    "dòng về em được xóa theo luật. Dấu niêm phong của từng dòng vẫn "
	    "còn, nên tổng số và mã niêm phong vẫn kiểm tra được.</p>\n"
	    "<p class=\"note\">Chữ ký trong sổ dùng để giữ sổ. Văn bản của xã "
	    "vẫn được ký bằng chữ ký số của cơ quan nhà nước.</p>\n");
	page_foot(h);
	return html_done(h);
}

static void
tombstone(struct html *h, const struct render_input *in)
{
	h_lit(h, "<h1>Bản công bố này đã được gỡ");
	if (in->withdrawn != NULL) {
		h_lit(h, " ngày ");
		vi_date(h, in->withdrawn);
	}
	h_lit(h, "</h1>\n<p>");
	if (in->reason != NULL) {
		h_lit(h, "Lý do: ");
		h_text(h, vi_word(VI_WHY, in->reason));
		h_lit(h, ". ");
	}
	h_lit(h, "Sổ vẫn kiểm tra được.</p>\n");
}

enum err
render_notice_vi(struct html *h, enum notice n, const struct render_input *in)
{
	page_head(h, "Sổ đỡ đầu trẻ em", NULL, in->trial);
	switch (n) {
	case NOTICE_UNCHECKED:
		h_lit(h,
		    "<h1>Chưa kiểm tra được</h1>\n<p>Dữ liệu chưa qua được "
		    "kiểm "
		    "tra nên chưa được đăng. Như vậy chưa có nghĩa là số liệu "
		    "sai. Hãy thử lại sau, hoặc so mã niêm phong với tờ niêm "
		    "yết ở nhà văn hóa thôn.</p>\n");
		break;
	case NOTICE_EMPTY:
		h_lit(h,
		    "<h1>Chưa có kỳ công bố nào</h1>\n<p>Sổ đã được kiểm tra. "
		    "Số liệu sẽ được đăng khi có bản công bố đầu tiên.</p>\n");
		break;
	case NOTICE_WITHDRAWN:
		tombstone(h, in);
		break;
	case NOTICE_NOT_FOUND:
		h_lit(h,
		    "<h1>Không có trang này</h1>\n<p>Địa chỉ có thể đã được "
		    "chép sai.</p>\n");
		break;
	}
	h_lit(h, "<p><a href=\"/\">Về trang đầu</a></p>\n");
	page_foot(h);
	return html_done(h);
}
