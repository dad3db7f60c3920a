/*
 * share.c - what is passed on in a message: the figures in a few lines.  The
 * picture of them is drawn from the same lines, so that the gate has read
 * whatever it says.
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

static void
share_label(struct html *h, const json_t *p)
{
	h_lit(h, "Tiền và hiện vật đã hỗ trợ từ ngày ");
	vi_date(h, j_str(page_part(page_part(p, "money"), "since"), "from"));
	h_lit(h, ":");
}

static void
share_date(struct html *h, const json_t *p)
{
	h_lit(h, "Số liệu đến hết ngày ");
	vi_date(h, j_str(p, "as_of"));
	h_lit(h, " (");
	vi_quarter(h, j_str(p, "period"));
	h_lit(h, "). Ai cũng tự kiểm tra được.");
}

void
render_share_line(struct html *h, enum share_line l, const json_t *p)
{
	const json_t *heads = page_part(p, "heads");

	switch (l) {
	case SHARE_NAME:
		h_lit(h, "Đỡ đầu trẻ em ");
		h_plain(h, page_commune(h, p));
		break;
	case SHARE_SUPPORTED:
		h_int(h, j_int(heads, "supported"));
		h_lit(h, " em đang được đỡ đầu.");
		break;
	case SHARE_WAITING:
		h_int(h, j_int(heads, "waiting"));
		h_lit(h, " em còn chờ.");
		break;
	case SHARE_LABEL:
		share_label(h, p);
		break;
	case SHARE_SUM:
		page_since(h, p);
		break;
	case SHARE_DATE:
		share_date(h, p);
		break;
	case SHARE_TRIAL:
		if (j_bool(p, "trial"))
			h_lit(h, "DỮ LIỆU MẪU / SAMPLE DATA");
		break;
	}
}

enum err
render_share(struct html *h, const struct render_input *in)
{
	const json_t *p = in->publication;
	unsigned l;

	if (j_bool(p, "trial")) {
		render_share_line(h, SHARE_TRIAL, p);
		h_lit(h, "\n");
	}
	for (l = SHARE_NAME; l <= SHARE_DATE; l++) {
		render_share_line(h, (enum share_line)l, p);
		if (l == SHARE_LABEL)
			h_lit(h, " ");
		else
			h_lit(h, "\n");
	}
	if (in->site != NULL) {
		h_plain(h, in->site);
		h_lit(h, "/cong-bo/");
		h_plain(h, j_str(p, "period"));
		h_lit(h, "/v");
		h_int(h, j_int(p, "version"));
		h_lit(h, "/\n");
	}
	return html_done(h);
}
