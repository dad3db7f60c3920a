/*
 * html.c - the escaping writer.
 */
#include "html.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HTML_FIRST 4096
#define HTML_MAX ((size_t)16 * 1024 * 1024)

void
html_init(struct html *h)
{
	*h = (struct html){NULL, 0, 0, false};
}

void
html_release(struct html *h)
{
	free(h->p);
	html_init(h);
}

enum err
html_done(const struct html *h)
{
	return h->bad ? ERR_MEMORY : ERR_OK;
}

static bool
html_grow(struct html *h, size_t n)
{
	size_t cap;
	char *p;

	if (h->bad || n > HTML_MAX - h->n)
		return false;
	if (h->n + n <= h->cap)
		return true;
	cap = h->cap == 0 ? HTML_FIRST : h->cap;
	while (cap < h->n + n)
		cap *= 2;
	p = realloc(h->p, cap);
	if (p == NULL)
		return false;
	h->p = p;
	h->cap = cap;
	return true;
}

void
h_raw(struct html *h, const char *p, size_t n)
{
	if (!html_grow(h, n)) {
		h->bad = true;
		return;
	}
	if (n > 0)
		memcpy(h->p + h->n, p, n);
	h->n += n;
}

void
h_text(struct html *h, const char *s)
{
	for (; *s != '\0'; s++) {
		switch (*s) {
		case '&':
			h_lit(h, "&amp;");
			break;
		case '<':
			h_lit(h, "&lt;");
			break;
		case '>':
			h_lit(h, "&gt;");
			break;
		case '"':
			h_lit(h, "&quot;");
			break;
		case '\'':
			h_lit(h, "&apos;");
			break;
		default:
			h_raw(h, s, 1);
			break;
		}
	}
}

void
h_csv(struct html *h, const char *s)
{
	bool quote;

	quote = strpbrk(s, ",\"\r\n") != NULL;
	if (quote)
		h_lit(h, "\"");
	/* A spreadsheet runs what begins with one of these. */
	if (*s != '\0' && strchr("=+-@\t\r", *s) != NULL)
		h_lit(h, "'");
	for (; *s != '\0'; s++) {
		if (*s == '"')
			h_lit(h, "\"");
		h_raw(h, s, 1);
	}
	if (quote)
		h_lit(h, "\"");
}

void
h_json(struct html *h, const char *s)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char c;

	h_lit(h, "\"");
	for (; *s != '\0'; s++) {
		c = (unsigned char)*s;
		if (c >= 0x20 && strchr("\"\\<>&\x7f", c) == NULL) {
			h_raw(h, s, 1);
			continue;
		}
		h_lit(h, "\\u00");
		h_raw(h, &hex[c >> 4], 1);
		h_raw(h, &hex[c & 15], 1);
	}
	h_lit(h, "\"");
}

void
h_plain(struct html *h, const char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			h_lit(h, " ");
		else
			h_raw(h, s, 1);
	}
}

void
h_int(struct html *h, int64_t n)
{
	char buf[24];
	int len;

	len = snprintf(buf, sizeof(buf), "%" PRId64, n);
	if (len > 0)
		h_raw(h, buf, (size_t)len);
}

void
h_grouped(struct html *h, int64_t n, char mark)
{
	char buf[24];
	size_t i, len;

	len = (size_t)snprintf(buf, sizeof(buf), "%llu",
	    (unsigned long long)(n < 0 ? -n : n));
	if (n < 0)
		h_lit(h, "-");
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			h_raw(h, &mark, 1);
		h_raw(h, buf + i, 1);
	}
}
