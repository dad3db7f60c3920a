/*
 * fold.c - folding by the tables of Unicode, and đ, which these call a letter
 * of its own.
 */
#include "fold.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define D_STROKE 0x0111 /* đ */
#define ROOM 4096	/* code points */

/* The code points of s, at most ROOM; they go on the heap. */
static enum err
decompose(utf8proc_int32_t *to, size_t *n, const char *s)
{
	utf8proc_ssize_t r;

	r = utf8proc_decompose((const utf8proc_uint8_t *)s,
	    (utf8proc_ssize_t)strlen(s), to, ROOM,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
		UTF8PROC_STRIPMARK);
	if (r < 0)
		return r == UTF8PROC_ERROR_NOMEM ? ERR_MEMORY : ERR_FORMAT;
	if (r > ROOM)
		return ERR_SPACE;
	*n = (size_t)r;
	return ERR_OK;
}

static bool
is_space(utf8proc_int32_t c)
{
	return c <= ' ' || utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

/* Into at most cap bytes; the length may be more. */
static size_t
encode(char *out, size_t cap, const utf8proc_int32_t *p, size_t n)
{
	utf8proc_uint8_t one[4];
	size_t i, len, at = 0;
	bool space = false;

	for (i = 0; i < n; i++) {
		utf8proc_int32_t c = p[i] == D_STROKE ? 'd' : p[i];

		if (is_space(c)) {
			space = at > 0;
			continue;
		}
		if (space && at++ < cap)
			out[at - 1] = ' ';
		space = false;
		len = (size_t)utf8proc_encode_char(c, one);
		if (at + len <= cap)
			memcpy(out + at, one, len);
		at += len;
	}
	return at;
}

enum err
fold(char *out, size_t cap, const char *s)
{
	utf8proc_int32_t *p;
	size_t n = 0;
	enum err e;

	if (strlen(s) > FOLD_MAX)
		return ERR_FORMAT;
	p = malloc(ROOM * sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	e = decompose(p, &n, s);
	if (e == ERR_OK && encode(out, 0, p, n) >= cap)
		e = ERR_SPACE;
	if (e == ERR_OK)
		out[encode(out, cap, p, n)] = '\0';
	free(p);
	return e;
}
