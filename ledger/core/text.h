/*
 * text.h - cursors over structural texts (FORMAT 1): lines, decimals, base64.
 *
 * Pure: no I/O, no heap, no clock.
 *
 * Both cursors are sticky: once something does not fit, every later call is
 * a no-op that hands out zeros, so that a codec is the list of its fields
 * with one test at the end.  A decoder accepts exactly the bytes that the
 * encoder makes.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include "base.h"

struct rd {
	struct span rest;
	bool bad;
};

void rd_init(struct rd *r, struct span in);
void rd_lit(struct rd *r, const char *s);      /* exactly these bytes */
struct span rd_line(struct rd *r, size_t max); /* up to LF; LF is eaten */
struct span rd_until(struct rd *r, char stop, size_t max); /* stop is eaten */
struct span rd_bytes(struct rd *r, size_t n);
uint64_t rd_decimal(struct rd *r, char stop); /* 1.4; stop is eaten */
void rd_base64(struct rd *r, uint8_t *out, size_t n, char stop); /* 1.3 */
uint16_t rd_u16(struct rd *r); /* big-endian */
uint32_t rd_u32(struct rd *r);
uint64_t rd_u64(struct rd *r);
bool rd_done(const struct rd *r); /* all eaten and never bad */

struct wr {
	uint8_t *p; /* caller's storage */
	size_t n, cap;
	bool bad; /* did not fit */
};

void wr_init(struct wr *w, void *p, size_t cap);
void wr_lit(struct wr *w, const char *s);
void wr_span(struct wr *w, struct span s);
void wr_byte(struct wr *w, uint8_t b);
void wr_decimal(struct wr *w, uint64_t v);
void wr_base64(struct wr *w, const void *p, size_t n);
void wr_u16(struct wr *w, uint16_t v);
void wr_u32(struct wr *w, uint32_t v);
void wr_u64(struct wr *w, uint64_t v);
struct span wr_done(const struct wr *w); /* {NULL, 0} if it did not fit */

#define BASE64_LEN(n) (((size_t)(n) + 2) / 3 * 4) /* without the NUL */

/* A whole span as one decimal or as base64 of exactly n bytes. */
MUST_CHECK enum err decimal_decode(uint64_t *v, struct span s);
MUST_CHECK enum err base64_decode(uint8_t *out, size_t n, struct span s);
/* base64 of any length: how many bytes it is, if it is canonical at all. */
MUST_CHECK enum err base64_size(size_t *n, struct span s);
/* The same decoded: *n is the room in out before, the bytes after. */
MUST_CHECK enum err base64_decode_any(uint8_t *out, size_t *n, struct span s);

#define NAME_MAX_LEN 128
#define WORD_MAX_LEN 32

/* FORMAT 1.5: origins and key names, 1.6: kinds, units, roles. */
bool is_name(struct span s); /* [a-z0-9./-]{1,128} */
bool is_word(struct span s); /* [a-z0-9-]{1,32} */
bool is_utf8(struct span s); /* well-formed, no surrogates */

#endif
