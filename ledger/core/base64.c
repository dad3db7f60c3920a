/*
 * base64.c - RFC 4648 section 4, canonical both ways (FORMAT 1.3).
 */
#include "text.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			       "abcdefghijklmnopqrstuvwxyz"
			       "0123456789+/";

void
wr_base64(struct wr *w, const void *p, size_t n)
{
	const uint8_t *b;
	uint8_t *out;
	uint32_t v;
	size_t i;

	if (w->bad || n > SIZE_MAX / 2 || BASE64_LEN(n) > w->cap - w->n) {
		w->bad = true;
		return;
	}
	b = p;
	for (i = 0; i < n; i += 3) {
		v = (uint32_t)b[i] << 16;
		v |= i + 1 < n ? (uint32_t)b[i + 1] << 8 : 0;
		v |= i + 2 < n ? b[i + 2] : 0;
		out = w->p + w->n;
		out[0] = (uint8_t)alphabet[v >> 18];
		out[1] = (uint8_t)alphabet[v >> 12 & 63];
		out[2] = i + 1 < n ? (uint8_t)alphabet[v >> 6 & 63] : '=';
		out[3] = i + 2 < n ? (uint8_t)alphabet[v & 63] : '=';
		w->n += 4;
	}
}

#define BAD 64

/* The six bits of each character from '+' to 'z', or BAD for none. */
static const uint8_t sextets[] = {62, 64, 64, 64, 63, 52, 53, 54, 55, 56, 57,
    58, 59, 60, 61, 64, 64, 64, 64, 64, 64, 64, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 64, 64, 64,
    64, 64, 64, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41,
    42, 43, 44, 45, 46, 47, 48, 49, 50, 51};

static uint32_t
sextet(uint8_t c)
{
	uint8_t at = (uint8_t)(c - '+');

	return at < sizeof(sextets) ? sextets[at] : BAD;
}

/* Padding stands only at the end; the bits that it leaves unused are zero. */
static size_t
padding(struct span s)
{
	if (s.n < 4 || s.p[s.n - 1] != '=')
		return 0;
	return s.p[s.n - 2] == '=' ? 2 : 1;
}

enum err
base64_size(size_t *n, struct span s)
{
	static const uint32_t unused[] = {0, 3, 15};
	size_t i, pad = padding(s);
	uint32_t all = 0;

	for (i = 0; i < s.n - pad; i++)
		all |= sextet(s.p[i]);
	if ((all & BAD) != 0 || s.n % 4 != 0 ||
	    (pad > 0 && (sextet(s.p[i - 1]) & unused[pad]) != 0))
		return ERR_FORMAT;
	*n = s.n / 4 * 3 - pad;
	return ERR_OK;
}

/* The last four characters, of which some may be pads. */
static void
last_decode(uint8_t *out, const uint8_t *p, size_t pad)
{
	uint32_t b = sextet(p[1]), c = pad > 1 ? 0 : sextet(p[2]);

	out[0] = (uint8_t)(sextet(p[0]) << 2 | b >> 4);
	if (pad < 2)
		out[1] = (uint8_t)(b << 4 | c >> 2);
	if (pad < 1)
		out[2] = (uint8_t)(c << 6 | sextet(p[3]));
}

enum err
base64_decode_any(uint8_t *out, size_t *n, struct span s)
{
	size_t i, size;
	uint32_t b, c;

	if (base64_size(&size, s) != ERR_OK)
		return ERR_FORMAT;
	if (size > *n)
		return ERR_SPACE;
	for (i = 0; i + 4 < s.n; i += 4, out += 3) {
		b = sextet(s.p[i + 1]);
		c = sextet(s.p[i + 2]);
		out[0] = (uint8_t)(sextet(s.p[i]) << 2 | b >> 4);
		out[1] = (uint8_t)(b << 4 | c >> 2);
		out[2] = (uint8_t)(c << 6 | sextet(s.p[i + 3]));
	}
	if (i < s.n)
		last_decode(out, s.p + i, padding(s));
	*n = size;
	return ERR_OK;
}

enum err
base64_decode(uint8_t *out, size_t n, struct span s)
{
	size_t size = n;

	/* A length that does not fit is no reason to look at the rest. */
	if (s.n % 4 != 0 || s.n / 4 * 3 - padding(s) != n)
		return ERR_FORMAT;
	return base64_decode_any(out, &size, s);
}
