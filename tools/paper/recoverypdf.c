/*
 * recoverypdf.c - the pages that go into sealed envelopes: a code each, to read
 * and to scan.
 */
#include "frame.h"
#include "paper.h"
#include "qr.h"

#include <sodium.h>

#define QR_SIDE (60 * MM)
#define GROUPS 5 /* of a code, on one line; the last is its checksum */

/* A line ends between two groups and nowhere else. */
static void
lines(char *out, size_t cap, const char *code)
{
	size_t n = 0, group = 0;

	for (; *code != '\0' && n + 1 < cap; code++) {
		out[n] = *code;
		if (*code == ' ' && ++group % GROUPS == 0)
			out[n] = '\n';
		n++;
	}
	out[n] = '\0';
}

/* What a code is called, what it can do, and how it is used. */
struct purpose {
	const char *title, *can, *use;
};

static const struct purpose reads = {"MÃ KHÔI PHỤC ĐỂ ĐỌC SỔ",
    "Mã này mở lại được nội dung kín của sổ khi mọi khóa đọc đã mất. Ai cầm "
    "mã này đọc được sổ.",
    "Khi phải dùng: mở phong bì trước hai người, lập biên bản, chạy minhbach "
    "key recover, hoặc thêm --paper vào lệnh."};
static const struct purpose signs = {"MÃ KHÔI PHỤC ĐỂ CẤP LẠI KHÓA",
    "Mã này, cùng mã của đơn vị khác hoặc khóa quản trị của đơn vị khác, cấp "
    "và thu hồi được khóa khi các khóa quản trị đã mất. Đơn vị giữ phong bì "
    "chịu trách nhiệm như giữ con dấu.",
    "Khi phải dùng: mở phong bì trước hai người, lập biên bản, thêm --paper "
    "vào lệnh minhbach grant, revoke."};

static enum err
draw(struct page *p, const struct paper_head *h, const struct paper_code *c)
{
	static const struct style title = {16, true, false, ALIGN_CENTRE};
	static const struct style plain = {12, false, false, ALIGN_LEFT};
	static const struct style loud = {15, true, false, ALIGN_CENTRE};
	static const char *const keep[] = {
	    "In một bản, bỏ vào phong bì, dán kín, hai người ký giáp lai, cất "
	    "trong két. Xóa tệp này ngay sau khi in.",
	    "Đã mở thì phải thay: minhbach key envelope. Gõ mã theo từng dòng; "
	    "nhóm cuối mỗi dòng để dò lỗi gõ."};
	const struct purpose *own = c->signs ? &signs : &reads;
	const char *words[] = {own->can, keep[0], own->use, keep[1]};
	double x = MARGIN_LEFT, y = MARGIN_TOP, w = frame_width(p);
	char shown[QR_TEXT_MAX];
	enum err e;
	size_t i;

	frame_margins(p, h->trial, NULL, (const size_t[2]){0, 0});
	y += frame_head(p, h, y, true);
	page_begin(p, "H1");
	y += page_text(p, x, y, w, &title, own->title) + 4;
	page_end(p, "H1");
	page_begin(p, "P");
	y += page_text(p, x, y, w, &plain, c->name) + 10;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		y += page_text(p, x, y, w, &plain, words[i]) + 6;
	lines(shown, sizeof(shown), c->code);
	y += page_text(p, x, y + 10, w, &loud, shown) + 20;
	e = qr_draw(p, x + (w - QR_SIDE) / 2, y, QR_SIDE, c->code);
	page_end(p, "P");
	(void)frame_signatures(p, h, y + QR_SIDE, true);
	sodium_memzero(shown, sizeof(shown));
	return e;
}

enum err
paper_recovery_pdf(FILE *to, const struct paper_head *h,
    const struct paper_code *code, size_t n, uint64_t created_ms)
{
	struct page p;
	enum err e = page_open(&p, to, A4_SHORT, A4_LONG), last;
	size_t i;

	if (e == ERR_OK)
		page_name(&p, "Mã khôi phục", created_ms);
	for (i = 0; i < n && e == ERR_OK; i++) {
		if (i > 0)
			page_next(&p);
		e = draw(&p, h, &code[i]);
	}
	last = page_close(&p);
	return e != ERR_OK ? e : last;
}
