/*
 * html.h - a growing text of which every byte is either a literal of ours or
 * escaped (dependencies: no template library; this is the whole of it).
 *
 * No I/O, no clock; heap for the text.  The writer is sticky: when memory
 * runs out, everything after is a no-op and html_done says so.
 */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include "base.h"

struct html {
	char *p; /* heap; n bytes, not NUL-terminated */
	size_t n, cap;
	bool bad;
};

void html_init(struct html *h);
void html_release(struct html *h);
MUST_CHECK enum err html_done(const struct html *h); /* ERR_MEMORY */

/* Markup: only a string literal compiles, so no foreign text gets here. */
#define h_lit(h, s) h_raw((h), "" s, sizeof(s) - 1)
void h_raw(struct html *h, const char *p, size_t n);

/* Foreign text in an element or in a quoted attribute: & < > " ' escaped. */
void h_text(struct html *h, const char *s);
/* Foreign text as one CSV field, RFC 4180, without a formula's first sign. */
void h_csv(struct html *h, const char *s);
/* Foreign text as a JSON string with its quotes; it ends no tag around it. */
void h_json(struct html *h, const char *s);
/* Foreign text in a plain text: control characters become spaces. */
void h_plain(struct html *h, const char *s);
void h_int(struct html *h, int64_t n); /* digits alone: 122900000 */
/* With a mark between thousands: 122.900.000 */
void h_grouped(struct html *h, int64_t n, char mark);

#endif
