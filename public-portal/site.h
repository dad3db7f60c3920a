/*
 * site.h - every page and file that the portal serves, in memory, as a table
 * sorted by path.  It is built once, and then only read.
 */
#ifndef PORTAL_SITE_H
#define PORTAL_SITE_H

#include "book.h"

#define SITE_PATH_MAX 256
#define SITE_ETAG_LEN 34 /* two quotes and 32 hex digits */

enum site_cache {
	CACHE_NEVER, /* answers about this very moment */
	CACHE_SHORT, /* may change when a period is published */
	CACHE_LONG   /* never changes */
};

/* One way to send a page. */
struct body {
	uint8_t *bytes;
	size_t n;
	char etag[SITE_ETAG_LEN + 1];
};

struct page {
	char *path;		 /* "/", "/style.css" */
	struct body plain, gzip; /* gzip.bytes NULL: it does not pay */
	unsigned status;
	const char *type;   /* static */
	const char *policy; /* of the content, static; NULL: the common one */
	enum site_cache cache;
	bool open; /* other sites' scripts may read it */
};

struct site {
	struct page *page;
	size_t n, cap;
	struct page missing; /* what any other path gets */
	bool good;	     /* shows checked figures */
	uint64_t size;	     /* leaves of the book; 0 without one */
	size_t publications;
};

/*
 * b		NULL: one page that says that nothing could be checked
 * last		newer data failed, b is the last good book
 * today	"2026-11-23": decides what is late
 * address	"https://example.vn", for what is printed; or NULL
 *
 * Owns:	site_free
 * Errors:	ERR_MEMORY, ERR_RANGE a path too long, ERR_FORMAT
 */
MUST_CHECK enum err site_build(struct site **out, const struct book *b,
    bool last, const char *today, const char *address);
void site_free(struct site *s);

/* NULL if there is none; the caller then takes s->missing. */
const struct page *site_find(const struct site *s, const char *path);

const char *cache_word(enum site_cache c);

#endif
