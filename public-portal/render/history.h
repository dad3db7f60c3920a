/*
 * history.h - what is told of all publications together: the list of periods,
 * and the feed that says when there is a new one.
 *
 * Pure but for the heap, as render.h.  Every number stands in one of the
 * publications.
 */
#ifndef RENDER_HISTORY_H
#define RENDER_HISTORY_H

#include "html.h"

#include <jansson.h>

struct history_item {
	const char *period; /* "2026-Q3" */
	unsigned version;
	const json_t *publication; /* NULL: withdrawn */
	const char *reason;    /* of the withdrawal: a word of FORMAT 6.37 */
	const char *withdrawn; /* its date; NULL or "" if not known */
	const char *seal;      /* seal code, or NULL */
};

/* Is there a later version of the same period? */
bool history_is_replaced(const struct history_item *item, size_t n, size_t i);

/* In order of entry.  Errors: ERR_MEMORY */
MUST_CHECK enum err render_history_vi(struct html *h,
    const struct history_item *item, size_t n, bool trial);

/* Atom (RFC 4287); origin names the feed and its entries. */
MUST_CHECK enum err render_feed(struct html *h, const struct history_item *item,
    size_t n, const char *origin);

#endif
