/*
 * outbuf.h - a text that grows; failures stick.  Of this library alone.
 */
#ifndef LISTS_OUTBUF_H
#define LISTS_OUTBUF_H

#include "gridout.h"

struct outbuf {
	char *p;
	size_t n, cap;
	enum err bad;
};

void out_bytes(struct outbuf *o, const char *p, size_t n);
void out_text(struct outbuf *o, const char *s);
void out_fill(struct outbuf *o, const char *s, size_t times);

/* Hand the text over, or free it.  Errors: the sticky one */
MUST_CHECK enum err out_done(struct text *t, struct outbuf *o);

#endif
