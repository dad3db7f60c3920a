/*
 * scan.h - attack A1 by a second hand: the gate has its own scanner, this one
 * knows nothing of it.  A number in a rendering that is not in the publication
 * object is a figure that nobody checked.
 *
 * Dots or commas between groups of three join: 122.900.000 is one number.
 */
#ifndef UNIT_RENDER_SCAN_H
#define UNIT_RENDER_SCAN_H

#include "render.h"

#include <string.h>

#define NUMBER_CAP UINT64_C(1000000000000000000)

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * The next number at or after *s, which then points behind it.  Groups of
 * three behind a mark belong to it.
 */
static bool
number_next(uint64_t *v, const char **s, const char *end)
{
	const char *p;
	size_t i;

	for (p = *s; p < end && !is_digit(*p); p++)
		;
	*s = p;
	if (p == end)
		return false;
	for (*v = 0; p < end; p++) {
		if (*p == '.' || *p == ',') {
			for (i = 1; i <= 4 && p + i < end; i++) {
				if (!is_digit(p[i]))
					break;
			}
			if (i != 4)
				break;
			continue;
		}
		if (!is_digit(*p))
			break;
		*v = *v < NUMBER_CAP ? *v * 10 + (uint64_t)(*p - '0')
				     : UINT64_MAX;
	}
	*s = p;
	return true;
}

/* Random bytes in base64 would allow every small number. */
static bool
key_is_opaque(const char *key)
{
	return strcmp(key, "blind") == 0 || strcmp(key, "id") == 0;
}

static bool
text_has(const char *s, uint64_t want)
{
	const char *end;
	uint64_t v;

	for (end = s + strlen(s); number_next(&v, &s, end);) {
		if (v == want)
			return true;
	}
	return false;
}

/*
 * At most as deep as a canonical payload (CANONICAL_DEPTH).
 * NOLINTBEGIN(misc-no-recursion)
 */
static bool
json_has(const json_t *j, uint64_t want)
{
	json_t *own;
	void *it;
	size_t i;

	if (json_is_integer(j))
		return json_integer_value(j) >= 0 &&
		    (uint64_t)json_integer_value(j) == want;
	if (json_is_string(j))
		return text_has(json_string_value(j), want);
	for (i = 0; i < json_array_size(j); i++) {
		if (json_has(json_array_get(j, i), want))
			return true;
	}
	if (!json_is_object(j))
		return false;
	/* The iterator only reads; jansson's signatures do not say so. */
	memcpy(&own, &j, sizeof(json_t *)); /* NOLINT(bugprone-sizeof-*) */
	for (it = json_object_iter(own); it != NULL;
	     it = json_object_iter_next(own, it)) {
		if (!key_is_opaque(json_object_iter_key(it)) &&
		    json_has(json_object_iter_value(it), want))
			return true;
	}
	return false;
}
/* NOLINTEND(misc-no-recursion) */

static enum err
text_check(const char *s, size_t n, const json_t *publication, uint64_t *bad)
{
	const char *end;
	uint64_t v;

	for (end = s + n; number_next(&v, &s, end);) {
		if (render_number_allowed(v) || json_has(publication, v))
			continue;
		*bad = v;
		return ERR_RULE;
	}
	return ERR_OK;
}

/* Does the quotation mark at i open a value that places, names or colours?
 * The frame of a picture is the same for every publication. */
static bool
value_is_no_word(const char *s, size_t i, const char *value)
{
	static const char *const names[] = {" transform=", " font-size=",
	    " fill=", " stroke=", " stroke-width=", " xmlns="};
	size_t k, n;

	for (k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
		n = strlen(names[k]);
		if (i >= n && memcmp(s + i - n, names[k], n) == 0)
			return true;
	}
	return strncmp(value, EMBED_FRAME "\"", sizeof(EMBED_FRAME)) == 0;
}

/*
 * Markup: what is shown, spoken or followed.  Names of tags and attributes
 * are not; values in quotes are, but for the one that names the encoding.
 */
static enum err
html_check(const char *s, size_t n, bool drawn, const json_t *publication,
    uint64_t *bad)
{
	static const char encoding[] = "utf-8";
	bool in_tag = false, in_value = false, counts;
	size_t i, from = 0;
	enum err e;

	for (i = 0; i <= n; i++) {
		if (i < n && strchr(in_tag ? "\">" : "<", s[i]) == NULL)
			continue;
		counts = !in_tag || in_value;
		if (i - from == sizeof(encoding) - 1 &&
		    memcmp(s + from, encoding, i - from) == 0)
			counts = false;
		if (drawn && in_value &&
		    value_is_no_word(s, from - 1, s + from))
			counts = false;
		e = counts ? text_check(s + from, i - from, publication, bad)
			   : ERR_OK;
		if (e != ERR_OK)
			return e;
		if (i < n && s[i] == '"' && in_tag)
			in_value = !in_value;
		else if (!in_value)
			in_tag = i < n && s[i] == '<';
		from = i + 1;
	}
	return ERR_OK;
}

/*
 * A workbook: what stands in its cells.  The rest of it is the same for every
 * publication.
 */
static enum err
book_check(const char *s, size_t n, const json_t *publication, uint64_t *bad)
{
	static const char from[] = "<sheetData>", to[] = "</sheetData>";
	bool in_tag = false, in_data = false;
	size_t i, at = 0;
	enum err e = ERR_OK;

	for (i = 0; i < n && e == ERR_OK; i++) {
		if (n - i >= sizeof(from) - 1 &&
		    memcmp(s + i, from, sizeof(from) - 1) == 0) {
			in_data = true;
			at = i;
		}
		if (n - i >= sizeof(to) - 1 &&
		    memcmp(s + i, to, sizeof(to) - 1) == 0)
			return ERR_OK;
		if (in_data && s[i] == '<' && !in_tag)
			e = text_check(s + at, i - at, publication, bad);
		if (s[i] == '<')
			in_tag = true;
		if (s[i] == '>') {
			in_tag = false;
			at = i + 1;
		}
	}
	if (e == ERR_OK)
		*bad = 0; /* it has no end */
	return ERR_RULE;
}

/* The payload itself: every byte of it is the publication, or it is not. */
static enum err
payload_check(const char *s, size_t n, const json_t *publication, uint64_t *bad)
{
	json_t *j, *own;
	bool same;

	/* json_equal only reads.  NOLINTNEXTLINE(bugprone-sizeof-*) */
	memcpy(&own, &publication, sizeof(json_t *));
	j = json_loadb(s, n, JSON_REJECT_DUPLICATES, NULL);
	same = j != NULL && json_equal(j, own);
	json_decref(j);
	if (same)
		return ERR_OK;
	*bad = 0;
	return ERR_RULE;
}

/* Errors:	ERR_RULE, *bad is the first that is not */
static enum err
scan_numbers(const struct rendering *r, const json_t *publication,
    uint64_t *bad)
{
	const struct html *t;

	t = &r->text;
	if (strncmp(r->type, "text/html", 9) == 0)
		return html_check(t->p, t->n, false, publication, bad);
	if (strcmp(r->type, "image/svg+xml") == 0)
		return html_check(t->p, t->n, true, publication, bad);
	if (strcmp(r->type, TYPE_XLSX) == 0)
		return book_check(t->p, t->n, publication, bad);
	if (strncmp(r->type, "application/json", 16) == 0)
		return payload_check(t->p, t->n, publication, bad);
	return text_check(t->p, t->n, publication, bad);
}

#endif
