/*
 * frame.h - what stands around the contents of an office's page: the head of
 * NĐ 30/2020, the banner of a trial ledger, the signatures, the page number.
 */
#ifndef PAPER_FRAME_H
#define PAPER_FRAME_H

#include "page.h"
#include "paper.h"

/* Margins of NĐ 30/2020. */
#define MARGIN_LEFT (30 * MM)
#define MARGIN_RIGHT (15 * MM)
#define MARGIN_TOP (20 * MM)
#define MARGIN_BOTTOM (20 * MM)

/* Each draws from y downwards and answers with the height taken; draw is false
 * where only the height is asked for. */
double frame_head(struct page *p, const struct paper_head *h, double y,
    bool draw);
double frame_signatures(struct page *p, const struct paper_head *h, double y,
    bool draw);

/* In the margins: DỮ LIỆU MẪU, "Trang 1/3", and a line of care; at 0 of 0
 * pages there is no number. */
void frame_margins(struct page *p, bool trial, const char *care,
    const size_t number[2]);

/* Width between the margins. */
double frame_width(const struct page *p);

#endif
