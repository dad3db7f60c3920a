/*
 * frame.c - head, banner, signatures and page number (NĐ 30/2020).
 */
#include "frame.h"

#include "wording.h"

#include <stdio.h>

#define NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO "Độc lập - Tự do - Hạnh phúc"

#define SIGN_ROOM 56 /* between the title and the name: a signature */

static const char *
or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

double
frame_width(const struct page *p)
{
	return p->width - MARGIN_LEFT - MARGIN_RIGHT;
}

/* Draw or measure. */
static double
put(struct page *p, bool draw, const double at[3], const struct style *s,
    const char *text)
{
	return draw ? page_text(p, at[0], at[1], at[2], s, text)
		    : page_text_height(p, at[2], s, text);
}

/* A rule below a text, a part of it wide. */
static double
rule(struct page *p, bool draw, const double at[3], double y, double width)
{
	double x = at[0] + (at[2] - width) / 2;

	if (draw)
		page_line(p, x, y + 2, x + width, y + 2);
	return 4;
}

static double
left(struct page *p, const struct paper_head *h, double at[3], bool draw)
{
	static const struct style over = {11, false, false, ALIGN_CENTRE};
	static const struct style office = {11, true, false, ALIGN_CENTRE};
	double top = at[1], w;

	at[1] += put(p, draw, at, &over, or_empty(h->over));
	at[1] += put(p, draw, at, &office, or_empty(h->office));
	if (h->office != NULL && *h->office != '\0') {
		w = page_text_width(p, &office, h->office) / 3;
		at[1] +=
		    rule(p, draw, at, at[1], w < at[2] / 3 ? w : at[2] / 3);
	}
	return at[1] - top;
}

static double
right(struct page *p, const struct paper_head *h, double at[3], bool draw)
{
	static const struct style nation = {11, true, false, ALIGN_CENTRE};
	static const struct style motto = {12, true, false, ALIGN_CENTRE};
	static const struct style date = {12, false, true, ALIGN_CENTRE};
	char day[SAY_MAX], line[256];
	double top = at[1];

	at[1] += put(p, draw, at, &nation, NATION);
	at[1] += put(p, draw, at, &motto, MOTTO);
	at[1] += rule(p, draw, at, at[1], page_text_width(p, &motto, MOTTO));
	if (h->place != NULL && *h->place != '\0') {
		say_official_date(day, h->day);
		(void)snprintf(line, sizeof(line), "%.180s, %s", h->place, day);
		at[1] += 6;
		at[1] += put(p, draw, at, &date, line);
	}
	return at[1] - top;
}

double
frame_head(struct page *p, const struct paper_head *h, double y, bool draw)
{
	double w = frame_width(p), side = w * 0.42, l, r;
	double at_left[3] = {MARGIN_LEFT, y, side};
	double at_right[3] = {MARGIN_LEFT + side, y, w - side};

	if (draw)
		page_begin(p, "P");
	l = left(p, h, at_left, draw);
	if (draw) {
		page_end(p, "P");
		page_begin(p, "P");
	}
	r = right(p, h, at_right, draw);
	if (draw)
		page_end(p, "P");
	return (l > r ? l : r) + 12;
}

static double
signature(struct page *p, bool draw, double at[3], const char *title,
    const char *name)
{
	static const struct style bold = {12, true, false, ALIGN_CENTRE};
	static const struct style how = {10, false, true, ALIGN_CENTRE};
	double top = at[1];

	if (draw)
		page_begin(p, "P");
	at[1] += put(p, draw, at, &bold, title);
	at[1] += put(p, draw, at, &how, "(Ký, ghi rõ họ tên)");
	at[1] += SIGN_ROOM;
	at[1] += put(p, draw, at, &bold, or_empty(name));
	if (draw)
		page_end(p, "P");
	return at[1] - top;
}

double
frame_signatures(struct page *p, const struct paper_head *h, double y,
    bool draw)
{
	double half = frame_width(p) / 2, a, b;
	double at_left[3] = {MARGIN_LEFT, y + 12, half};
	double at_right[3] = {MARGIN_LEFT + half, y + 12, half};

	if (h->unsigned_)
		return 0;
	a = signature(p, draw, at_left, "NGƯỜI LẬP", h->maker);
	b = signature(p, draw, at_right, "NGƯỜI PHÊ DUYỆT", h->approver);
	return (a > b ? a : b) + 12;
}

void
frame_margins(struct page *p, bool trial, const char *care,
    const size_t number[2])
{
	static const struct style loud = {10, true, false, ALIGN_CENTRE};
	static const struct style quiet = {9, false, true, ALIGN_LEFT};
	static const struct style page = {9, false, false, ALIGN_RIGHT};
	double w = frame_width(p), y = p->height - MARGIN_BOTTOM + 10;
	char line[64];

	if (trial) {
		page_shade(p, MARGIN_LEFT, 18, w, 20);
		page_box(p, MARGIN_LEFT, 18, w, 20);
		(void)page_text(p, MARGIN_LEFT, 21, w, &loud, GRID_TRIAL);
	}
	(void)page_text(p, MARGIN_LEFT, y, w * 0.8, &quiet, or_empty(care));
	if (number[1] == 0)
		return;
	(void)snprintf(line, sizeof(line), "Trang %zu/%zu", number[0],
	    number[1]);
	(void)page_text(p, MARGIN_LEFT + w * 0.8, y, w * 0.2, &page, line);
}
