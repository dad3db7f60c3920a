/*
 * text.c - the cursors of structural texts: one reads exactly what the other
 * writes.
 */
#include "text.h"

#include <string.h>

#define DECIMAL_MAX 20 /* digits of the largest uint64_t */

void
rd_init(struct rd *r, struct span in)
{
	*r = (struct rd){in, false};
}

struct span
rd_bytes(struct rd *r, size_t n)
{
	struct span s;

	if (r->bad || n > r->rest.n) {
		r->bad = true;
		return (struct span){NULL, 0};
	}
	s = (struct span){r->rest.p, n};
	if (n > 0)
		r->rest = (struct span){r->rest.p + n, r->rest.n - n};
	return s;
}

void
rd_lit(struct rd *r, const char *s)
{
	struct span want;

	want = span_str(s);
	if (!span_eq(rd_bytes(r, want.n), want))
		r->bad = true;
}

struct span
rd_until(struct rd *r, char stop, size_t max)
{
	const uint8_t *end;
	struct span s;
	size_t n;

	n = r->rest.n <= max ? r->rest.n : max + 1;
	end = r->bad || n == 0 ? NULL : memchr(r->rest.p, stop, n);
	if (end == NULL) {
		r->bad = true;
		return (struct span){NULL, 0};
	}
	s = rd_bytes(r, (size_t)(end - r->rest.p));
	(void)rd_bytes(r, 1);
	return s;
}

struct span
rd_line(struct rd *r, size_t max)
{
	return rd_until(r, '\n', max);
}

uint64_t
rd_decimal(struct rd *r, char stop)
{
	uint64_t v;

	if (decimal_decode(&v, rd_until(r, stop, DECIMAL_MAX)) != ERR_OK) {
		r->bad = true;
		return 0;
	}
	return v;
}

void
rd_base64(struct rd *r, uint8_t *out, size_t n, char stop)
{
	struct span s, end;

	s = rd_bytes(r, BASE64_LEN(n));
	end = rd_bytes(r, 1);
	if (end.n != 1 || end.p[0] != (uint8_t)stop ||
	    base64_decode(out, n, s) != ERR_OK) {
		r->bad = true;
		memset(out, 0, n);
	}
}

static uint64_t
rd_number(struct rd *r, size_t n)
{
	struct span s;
	uint64_t v;
	size_t i;

	v = 0;
	s = rd_bytes(r, n);
	for (i = 0; i < s.n; i++)
		v = v << 8 | s.p[i];
	return v;
}

uint16_t
rd_u16(struct rd *r)
{
	return (uint16_t)rd_number(r, 2);
}

uint32_t
rd_u32(struct rd *r)
{
	return (uint32_t)rd_number(r, 4);
}

uint64_t
rd_u64(struct rd *r)
{
	return rd_number(r, 8);
}

bool
rd_done(const struct rd *r)
{
	return !r->bad && r->rest.n == 0;
}

void
wr_init(struct wr *w, void *p, size_t cap)
{
	*w = (struct wr){p, 0, cap, false};
}

void
wr_span(struct wr *w, struct span s)
{
	if (w->bad || s.n > w->cap - w->n) {
		w->bad = true;
		return;
	}
	if (s.n > 0)
		memcpy(w->p + w->n, s.p, s.n);
	w->n += s.n;
}

void
wr_lit(struct wr *w, const char *s)
{
	wr_span(w, span_str(s));
}

void
wr_byte(struct wr *w, uint8_t b)
{
	wr_span(w, (struct span){&b, 1});
}

void
wr_decimal(struct wr *w, uint64_t v)
{
	uint8_t digits[DECIMAL_MAX];
	size_t i;

	i = sizeof(digits);
	do {
		digits[--i] = (uint8_t)('0' + v % 10);
		v /= 10;
	} while (v > 0);
	wr_span(w, (struct span){digits + i, sizeof(digits) - i});
}

static void
wr_number(struct wr *w, uint64_t v, unsigned n)
{
	uint8_t b[8];
	unsigned i;

	for (i = 0; i < n; i++)
		b[i] = (uint8_t)(v >> 8 * (n - 1 - i));
	wr_span(w, (struct span){b, n});
}

void
wr_u16(struct wr *w, uint16_t v)
{
	wr_number(w, v, 2);
}

void
wr_u32(struct wr *w, uint32_t v)
{
	wr_number(w, v, 4);
}

void
wr_u64(struct wr *w, uint64_t v)
{
	wr_number(w, v, 8);
}

struct span
wr_done(const struct wr *w)
{
	return w->bad ? (struct span){NULL, 0} : (struct span){w->p, w->n};
}

enum err
decimal_decode(uint64_t *v, struct span s)
{
	uint64_t sum;
	size_t i;

	if (s.n == 0 || s.n > DECIMAL_MAX || (s.n > 1 && s.p[0] == '0'))
		return ERR_FORMAT;
	sum = 0;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return ERR_FORMAT;
		sum = sum * 10 + (uint64_t)(s.p[i] - '0');
		if (sum > NUMBER_MAX)
			return ERR_FORMAT;
	}
	*v = sum;
	return ERR_OK;
}

static bool
is_lower_or_digit(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool
is_name(struct span s)
{
	size_t i;

	if (s.n < 1 || s.n > NAME_MAX_LEN)
		return false;
	for (i = 0; i < s.n; i++) {
		if (!is_lower_or_digit(s.p[i]) && s.p[i] != '.' &&
		    s.p[i] != '/' && s.p[i] != '-')
			return false;
	}
	return true;
}

bool
is_word(struct span s)
{
	size_t i;

	if (s.n < 1 || s.n > WORD_MAX_LEN)
		return false;
	for (i = 0; i < s.n; i++) {
		if (!is_lower_or_digit(s.p[i]) && s.p[i] != '-')
			return false;
	}
	return true;
}

/*
 * The length of the well-formed sequence beyond ASCII at p, or 0.  The second
 * byte of E0, ED, F0 and F4 has a narrower range, which shuts out overlong
 * forms, surrogates and what lies above U+10FFFF (Unicode, table 3-7).
 */
static size_t
utf8_len(const uint8_t *p, size_t n)
{
	uint8_t lo, hi;
	size_t i, len;

	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	len = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (len > n)
		return 0;
	lo = p[0] == 0xe0 ? 0xa0 : p[0] == 0xf0 ? 0x90 : 0x80;
	hi = p[0] == 0xed ? 0x9f : p[0] == 0xf4 ? 0x8f : 0xbf;
	if (p[1] < lo || p[1] > hi)
		return 0;
	for (i = 2; i < len; i++) {
		if (p[i] < 0x80 || p[i] > 0xbf)
			return 0;
	}
	return len;
}

bool
is_utf8(struct span s)
{
	size_t i, len;
	uint64_t eight;

	for (i = 0; i < s.n; i += len) {
		/* Most texts are ASCII, and eight bytes are one look. */
		for (; s.n - i >= sizeof(eight); i += sizeof(eight)) {
			memcpy(&eight, s.p + i, sizeof(eight));
			if ((eight & UINT64_C(0x8080808080808080)) != 0)
				break;
		}
		if (i == s.n)
			break;
		len = s.p[i] < 0x80 ? 1 : utf8_len(s.p + i, s.n - i);
		if (len == 0)
			return false;
	}
	return true;
}
