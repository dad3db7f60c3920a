/*
 * slippdf.c - the slip that a family or a sponsor takes home: what the book
 * says was given, and a QR to ask the book.  Four on a sheet, to be cut.
 */
#include "frame.h"
#include "paper.h"
#include "qr.h"
#include "wording.h"

#include <string.h>

#define WIDE (A4_SHORT / 2)
#define HIGH (A4_LONG / 2)
#define EDGE (8 * MM)
#define QR_SIDE (50 * MM)

#define HOW                                                                                          \
	"Quét mã, nhập số tiền ghi trên phiếu, điện thoại sẽ cho biết sổ có " \
	"ghi đúng số tiền ấy không. Phiếu này không có tên trẻ em."

struct slip_page {
	struct page *p;
	const struct paper_head *h;
	const char *telephone;
	double x, y; /* where the next text stands */
};

static void
line(struct slip_page *k, const struct style *s, double below, const char *text)
{
	k->y += page_text(k->p, k->x, k->y, WIDE - 2 * EDGE, s, text) + below;
}

/* The sentences of a slip, above its QR. */
static void
words(struct slip_page *k, const struct paper_slip *s)
{
	static const struct style office = {8, false, false, ALIGN_CENTRE};
	static const struct style title = {15, true, false, ALIGN_CENTRE};
	static const struct style number = {10, false, false, ALIGN_CENTRE};
	static const struct style amount = {13, true, false, ALIGN_CENTRE};
	static const struct style plain = {9.5, false, false, ALIGN_LEFT};
	char n[SAY_MAX], buf[256];

	line(k, &office, 0, k->h->over == NULL ? "" : k->h->over);
	line(k, &office, 3, k->h->office == NULL ? "" : k->h->office);
	line(k, &title, 0, "PHIẾU GHI SỔ");
	(void)snprintf(buf, sizeof(buf), "số %.128s", s->voucher);
	line(k, &number, 4, buf);
	say_number(n, s->amount);
	(void)snprintf(buf, sizeof(buf), "Khoản hỗ trợ: %s đồng", n);
	line(k, &amount, 0, buf);
	(void)snprintf(buf, sizeof(buf), "Dòng sổ: %llu",
	    (unsigned long long)s->index);
	line(k, &amount, 4, buf);
	line(k, &plain, 0, HOW);
	say_date(n, s->from);
	(void)snprintf(buf, sizeof(buf), "Kiểm tra được từ ngày %s.", n);
	line(k, &plain, 1, buf);
}

static enum err
one(struct slip_page *k, const struct paper_slip *s, double bottom)
{
	static const struct style ask = {9, false, true, ALIGN_CENTRE};
	static const struct style loud = {8, true, false, ALIGN_CENTRE};
	char buf[256];
	double high = 0;
	enum err e;

	page_begin(k->p, "P");
	if (k->h->trial)
		line(k, &loud, 2, GRID_TRIAL);
	words(k, s);
	buf[0] = '\0';
	if (k->telephone != NULL && *k->telephone != '\0') {
		(void)snprintf(buf, sizeof(buf),
		    "Số tiền thực nhận khác với phiếu? Gọi %.100s.",
		    k->telephone);
		high = page_text_height(k->p, WIDE - 2 * EDGE, &ask, buf);
	}
	e = k->y + QR_SIDE + high > bottom
	    ? ERR_SPACE
	    : qr_draw(k->p, k->x + (WIDE - 2 * EDGE - QR_SIDE) / 2, k->y,
		  QR_SIDE, s->address);
	k->y += QR_SIDE;
	line(k, &ask, 0, buf);
	page_end(k->p, "P");
	return e;
}

enum err
paper_slip_pdf(FILE *to, const struct paper_slip *slip, size_t n,
    const struct paper_head *h, const char *telephone, uint64_t created_ms)
{
	struct page p;
	struct slip_page k = {&p, h, telephone, 0, 0};
	enum err e = page_open(&p, to, A4_SHORT, A4_LONG), last;
	size_t i;

	if (e == ERR_OK)
		page_name(&p, "Phiếu ghi sổ", created_ms);
	for (i = 0; i < n && e == ERR_OK; i++) {
		if (i > 0 && i % 4 == 0)
			page_next(&p);
		if (i % 4 == 0) {
			page_dashes(&p, WIDE, 0, WIDE, A4_LONG);
			page_dashes(&p, 0, HIGH, A4_SHORT, HIGH);
		}
		k.x = (i % 2 == 1 ? WIDE : 0) + EDGE;
		k.y = (i % 4 >= 2 ? HIGH : 0) + EDGE;
		e = one(&k, &slip[i], (i % 4 >= 2 ? 2 : 1) * HIGH - EDGE);
	}
	last = page_close(&p);
	return e != ERR_OK ? e : last;
}
