/*
 * build.h - the pages of a site out of a checked book; inside the portal.
 */
#ifndef PORTAL_BUILD_H
#define PORTAL_BUILD_H

#include "picture.h"
#include "render.h"
#include "site.h"
#include "trust.h"

#define TYPE_HTML "text/html; charset=utf-8"

struct span html_bytes(const struct html *h);
/* A page that is there (200) or tells why none is. */
MUST_CHECK enum err page_html(struct site *s, const char *path,
    const struct html *h, const char *type, unsigned status);

/* A page with the type, status and cache of another. */
MUST_CHECK enum err site_add(struct site *s, const char *path,
    struct span bytes, const struct page *like);
MUST_CHECK enum err page_fill(struct page *p, const char *path,
    struct span bytes);
void page_release(struct page *p);

/* Everything but the public directory's own files; also s->missing. */
MUST_CHECK enum err build_pages(struct site *s, const struct book *b, bool last,
    const char *today, const char *address);

/* pages.c: one page each. */
MUST_CHECK enum err page_render(struct site *s, const char *path,
    const char *type,
    enum err (*render)(struct html *, const struct render_input *),
    const struct render_input *in);
MUST_CHECK enum err page_notice(struct site *s, const char *path, enum notice n,
    unsigned status, const struct render_input *in);
/* The notice to be put up, with the QR code of the permanent address. */
MUST_CHECK enum err page_poster(struct site *s, const char *path,
    const struct public_publication *p, const struct render_input *in);

/* The picture for sharing. */
MUST_CHECK enum err page_picture(struct site *s, struct painter *painter,
    const struct public_publication *p);

/* standing.c: who audited and who witnesses, as the trust page tells it. */
struct standing {
	struct render_audit audit;
	char *witness[TRUST_NODES_MAX];
	size_t n_witness;
};
/* Fills in->audit and in->witness, which borrow from st. */
MUST_CHECK enum err standing_find(struct standing *st, struct render_input *in,
    const struct book *b);
void standing_release(struct standing *st);

#endif
