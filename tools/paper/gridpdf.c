/*
 * gridpdf.c - a grid on pages.  All rows are measured first, so that a page
 * knows how many there are.
 */
#include "columns.h"
#include "frame.h"
#include "paper.h"

#include <stdlib.h>

#define NAMED "Có thông tin cá nhân: chỉ dùng trong cơ quan."
#define KEEP 2 /* rows that go along with the signatures to a new page */

struct work {
	struct page p;
	struct columns c;
	const struct grid *g;
	const struct paper_head *h;
	double *high; /* of each row, and of the heads */
	size_t *page; /* that a row is on, from 0 */
	size_t n_page;
	bool alone; /* the signatures have a page of their own */
};

static double
bottom(const struct work *k)
{
	return k->p.height - MARGIN_BOTTOM;
}

/* Title and notes. */
static double
opening(struct work *k, double y, bool draw)
{
	static const struct style title = {13, true, false, ALIGN_CENTRE};
	static const struct style note = {10, false, true, ALIGN_CENTRE};
	double w = frame_width(&k->p), top = y;
	size_t i;

	if (draw) {
		page_begin(&k->p, "H1");
		(void)page_text(&k->p, MARGIN_LEFT, y, w, &title, k->g->title);
		page_end(&k->p, "H1");
	}
	y += page_text_height(&k->p, w, &title, k->g->title) + 2;
	for (i = 0; i < k->g->n_note; i++) {
		if (draw) {
			page_begin(&k->p, "P");
			(void)page_text(&k->p, MARGIN_LEFT, y, w, &note,
			    k->g->note[i]);
			page_end(&k->p, "P");
		}
		y += page_text_height(&k->p, w, &note, k->g->note[i]);
	}
	return y + 6 - top;
}

/* The page of each row, and whether the signatures still fit. */
static enum err
plan(struct work *k)
{
	double y = MARGIN_TOP, head = k->high[k->g->n_row], block;
	size_t i, n = 0, first = 0;

	y += frame_head(&k->p, k->h, y, false);
	y += opening(k, y, false) + head;
	for (i = 0; i < k->g->n_row; i++) {
		if (head + k->high[i] > bottom(k) - MARGIN_TOP)
			return ERR_SPACE;
		if (y + k->high[i] > bottom(k)) {
			y = MARGIN_TOP + head;
			n++;
			first = i;
		}
		k->page[i] = n;
		y += k->high[i];
	}
	block = frame_signatures(&k->p, k->h, 0, false);
	if (y + block > bottom(k)) {
		k->alone = k->g->n_row - first <= KEEP;
		for (i = k->g->n_row - KEEP; !k->alone && i < k->g->n_row; i++)
			k->page[i] = n + 1;
		n++;
	}
	k->n_page = n + 1;
	return ERR_OK;
}

static void
margins(struct work *k, size_t page)
{
	frame_margins(&k->p, k->h->trial, k->g->named ? NAMED : NULL,
	    (const size_t[2]){page + 1, k->n_page});
}

static void
draw(struct work *k)
{
	double y = MARGIN_TOP;
	size_t i, at = 0;

	margins(k, 0);
	y += frame_head(&k->p, k->h, y, true);
	y += opening(k, y, true);
	page_begin(&k->p, "Table");
	y += columns_row(&k->p, &k->c, k->g, k->g->n_row,
	    (const double[2]){MARGIN_LEFT, y}, true);
	for (i = 0; i < k->g->n_row; i++) {
		if (k->page[i] != at) {
			page_next(&k->p);
			margins(k, at = k->page[i]);
			y = MARGIN_TOP;
			y += columns_row(&k->p, &k->c, k->g, k->g->n_row,
			    (const double[2]){MARGIN_LEFT, y}, true);
		}
		y += columns_row(&k->p, &k->c, k->g, i,
		    (const double[2]){MARGIN_LEFT, y}, true);
	}
	page_end(&k->p, "Table");
	if (k->alone) {
		page_next(&k->p);
		margins(k, k->n_page - 1);
		y = MARGIN_TOP;
	}
	(void)frame_signatures(&k->p, k->h, y, true);
}

/* Widths are measured on a page that nobody sees. */
static enum err
measure(struct work *k)
{
	const double room[2] = {A4_SHORT - MARGIN_LEFT - MARGIN_RIGHT,
	    A4_LONG - MARGIN_LEFT - MARGIN_RIGHT};
	static const double nowhere[2];
	size_t i;

	columns_fit(&k->c, &k->p, k->g, room);
	for (i = 0; i <= k->g->n_row; i++)
		k->high[i] = columns_row(&k->p, &k->c, k->g, i, nowhere, false);
	k->p.width = k->c.landscape ? A4_LONG : A4_SHORT;
	k->p.height = k->c.landscape ? A4_SHORT : A4_LONG;
	return plan(k);
}

enum err
paper_grid_pdf(FILE *to, const struct grid *g, const struct paper_head *h,
    uint64_t created_ms)
{
	struct work k = {.g = g, .h = h};
	enum err e = ERR_MEMORY, last;

	k.high = calloc(g->n_row + 1, sizeof(*k.high));
	k.page = calloc(g->n_row + 1, sizeof(*k.page));
	if (k.high != NULL && k.page != NULL)
		e = page_open(&k.p, to, A4_SHORT, A4_LONG);
	if (e == ERR_OK)
		e = measure(&k);
	if (e == ERR_OK) {
		page_size(&k.p, k.p.width, k.p.height);
		page_name(&k.p, g->title, created_ms);
		draw(&k);
	}
	last = page_close(&k.p);
	free(k.high);
	free(k.page);
	return e != ERR_OK ? e : last;
}
