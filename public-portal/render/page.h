/*
 * page.h - the parts that the pages are put together from; inside render.
 */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include "render.h"

/* An object inside an object that its schema has accepted. */
#define page_part(p, key) json_object_get((p), (key))

/* frame.c */
/* in NULL: a page without figures. */
void page_head(struct html *h, const char *title, const struct render_input *in,
    bool trial);
void page_head_lang(struct html *h, const char *lang, const char *title,
    bool trial);
void page_foot(struct html *h);
void page_foot_en(struct html *h);
/* Writes "xã " if the name lacks it; the caller writes the name. */
const char *page_commune(struct html *h, const json_t *p);
void page_contact(struct html *h, const json_t *p);
void page_call(struct html *h, const json_t *p); /* whom to call */
void page_since(struct html *h, const json_t *p);
void page_quarter_sum(struct html *h, const json_t *p);
void page_seal(struct html *h, const struct render_input *in);

/* dataset.c */
void page_dataset(struct html *h, const struct render_input *in);

/* first.c, details.c, doors.c */
void page_first(struct html *h, const struct render_input *in);
void page_details(struct html *h, const struct render_input *in);
void page_doors(struct html *h, const struct render_input *in);

#endif
