/*
 * vi.h - Vietnamese: the words for the words of a publication; numbers,
 * money, dates and quarters as people write and say them.
 *
 * No I/O, no clock; heap for the texts.  All literals are in NFC.  Dates and
 * quarters come from a publication that its schema has accepted.
 */
#ifndef RENDER_VI_H
#define RENDER_VI_H

#include "html.h"

#include <jansson.h>

/* Closed lists of words of FORMAT 11. */
enum vi_list {
	VI_GROUP,     /* g1 .. g5 */
	VI_KIND,      /* cash, health-insurance, ... */
	VI_TABLE,     /* captions: cluster, category, level */
	VI_CELL,      /* of those tables */
	VI_INDICATOR, /* below-minimum, late, ... */
	VI_HOW,	      /* how an indicator is counted */
	VI_WHY,	      /* why there is a version above 1; why withdrawn */
	VI_AUDIT,     /* result of an audit: a word of FORMAT 6.38 */
	VI_LISTS
};

/* The word itself if the list lacks it: shown as it stands, escaped. */
const char *vi_word(enum vi_list l, const char *word);

#define VI_LABEL_MAX 512
/* Words of an array joined: "Công an, quân sự và trường học"; cells of a
 * table with a comma. */
void vi_label(char out[VI_LABEL_MAX], enum vi_list l, const json_t *words);

void vi_int(struct html *h, int64_t n);	    /* 122.900.000 */
void vi_dong(struct html *h, int64_t n);    /* 122.900.000 đồng */
void vi_million(struct html *h, int64_t n); /* khoảng 38 triệu đồng */
void vi_date(struct html *h, const char *date);	   /* 30/9/2026 */
void vi_quarter(struct html *h, const char *q);	   /* Quý III/2026 */
void vi_quarters(struct html *h, const json_t *q); /* ... và ... */

/* Spoken: "một trăm hai mươi ba"; 0 <= n < 10^15. */
void vi_say(struct html *h, int64_t n);
void vi_say_quarter(struct html *h, const char *q); /* quý ba năm ... */

/* Four digits of a date or quarter that its schema has accepted. */
int64_t vi_year(const char *s);
/* First year of the school year that the quarter belongs to. */
int64_t vi_school_year(const char *q);

#endif
