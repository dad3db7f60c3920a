/*
 * bulletin.c - the loudspeaker bulletin: short sentences, numbers in words,
 * no place with few children, no pity.
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

static void
say_dong(struct html *h, int64_t n)
{
	vi_say(h, n);
	h_lit(h, " đồng");
}

static void
say_since(struct html *h, const json_t *since)
{
	int64_t exact, million;

	exact = j_int(since, "exact");
	million = j_int(since, "million");
	if (exact != 0 || million == 0)
		say_dong(h, exact);
	if (exact != 0 && million != 0)
		h_lit(h, " và ");
	if (million != 0) {
		h_lit(h, "khoảng ");
		vi_say(h, million);
		h_lit(h, " triệu đồng");
	}
}

static void
say_heads(struct html *h, const json_t *p)
{
	const json_t *heads;

	heads = page_part(p, "heads");
	h_lit(h, "Đến hết ");
	vi_say_quarter(h, j_str(p, "period"));
	h_lit(h, ", toàn xã có ");
	vi_say(h, j_int(heads, "supported"));
	h_lit(h, " em học sinh đang được đỡ đầu.\nĐã có ");
	vi_say(h, j_int(heads, "sponsors"));
	h_lit(h, " cơ quan, đơn vị, tổ chức nhận đỡ đầu các em.\nHiện còn ");
	vi_say(h, j_int(heads, "waiting"));
	h_lit(h, " em chờ đơn vị đỡ đầu.\n");
}

enum err
render_bulletin(struct html *h, const struct render_input *in)
{
	const json_t *p, *money;

	p = in->publication;
	money = page_part(p, "money");
	if (j_bool(p, "trial"))
		h_lit(h,
		    "DỮ LIỆU MẪU / SAMPLE DATA. Không phải số liệu thật.\n\n");
	h_lit(h, "Bản tin về việc đỡ đầu trẻ em ");
	h_plain(h, page_commune(h, p));
	h_lit(h, ".\n");
	say_heads(h, p);
	h_lit(h, "Từ khi bắt đầu, tiền và hiện vật đã hỗ trợ là ");
	say_since(h, page_part(money, "since"));
	h_lit(h,
	    ".\nMọi số liệu đã được kiểm tra và niêm yết tại nhà văn hóa "
	    "thôn.\nAi muốn nhận đỡ đầu một em, hoặc gia đình nào cần được "
	    "giúp, xin gặp ");
	h_plain(h, j_str(page_part(p, "contact"), "office"));
	h_lit(h, ".\nXin cảm ơn bà con đã lắng nghe.\n");
	return html_done(h);
}
