/*
 * build.h - the pages of a site out of a checked book; inside the portal.
 */
#ifndef PORTAL_BUILD_H
#define PORTAL_BUILD_H

#include "site.h"

/* A page with the type, status and cache of another. */
MUST_CHECK enum err site_add(struct site *s, const char *path,
    struct span bytes, const struct page *like);
MUST_CHECK enum err page_fill(struct page *p, const char *path,
    struct span bytes);
void page_release(struct page *p);

/* Everything but the public directory's own files; also s->missing. */
MUST_CHECK enum err build_pages(struct site *s, const struct book *b, bool last,
    const char *today);

#endif
