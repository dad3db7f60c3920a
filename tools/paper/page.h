/*
 * page.h - a PDF under way: its pages, its texts, its rules.  Lengths are
 * points of 1/72 inch, from the top left corner.
 */
#ifndef PAPER_PAGE_H
#define PAPER_PAGE_H

#include "base.h"

#include <pango/pangocairo.h>
#include <stdio.h>

#define MM (72 / 25.4)
#define A4_SHORT (210 * MM)
#define A4_LONG (297 * MM)

enum align {
	ALIGN_LEFT,
	ALIGN_CENTRE,
	ALIGN_RIGHT
};

struct style {
	double size;
	bool bold, italic;
	enum align align;
};

struct page {
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoLayout *layout;
	FILE *to;
	double width, height;
	bool begun;
};

/* page_close() in any case.  Errors: ERR_MEMORY */
MUST_CHECK enum err page_open(struct page *p, FILE *to, double width,
    double height);
/* Of all pages: before page_name(). */
void page_size(struct page *p, double width, double height);
/* What readers of the file see as its title and date; drawing comes after. */
void page_name(struct page *p, const char *title, uint64_t created_ms);
void page_next(struct page *p);
/* The rest is written.  Errors: ERR_IO; ERR_MEMORY; of anything before */
MUST_CHECK enum err page_close(struct page *p);

/* A part of the document's structure, for those who hear it: "TH", "H1". */
void page_begin(struct page *p, const char *tag);
void page_end(struct page *p, const char *tag);

/*
 * A text wrapped to width between words, and within one only where it alone
 * is too wide; "" has no height.  Answers with the height taken.
 */
double page_text(struct page *p, double x, double y, double width,
    const struct style *s, const char *text);
double page_text_height(struct page *p, double width, const struct style *s,
    const char *text);
/* On one line, and of its longest word. */
double page_text_width(struct page *p, const struct style *s, const char *text);
double page_word_width(struct page *p, const struct style *s, const char *text);

void page_line(struct page *p, double x1, double y1, double x2, double y2);
void page_box(struct page *p, double x, double y, double width, double height);
void page_shade(struct page *p, double x, double y, double width,
    double height);
/* Cut here. */
void page_dashes(struct page *p, double x1, double y1, double x2, double y2);

#endif
