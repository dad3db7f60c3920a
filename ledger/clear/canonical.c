/*
 * canonical.c - the scanner of canonical JSON: every byte is judged here, and
 * what is loaded then can be said in one way only.
 */
#include "canonical.h"

#include <stdlib.h>
#include <string.h>

#include "canonical_load.h"
#include "text.h"

#define INTEGER_DIGITS 16 /* of 2^53 - 1 */

/* Sticky: once a reason is set, nothing moves any more. */
struct scan {
	struct span rest;
	const char *reason;
	unsigned depth; /* of the object or array that is open */
	bool has_v;
};

static void
refuse(struct scan *s, const char *reason)
{
	if (s->reason == NULL)
		s->reason = reason;
}

/* The next byte, or -1 at the end and after a refusal. */
static int
peek(const struct scan *s)
{
	return s->reason == NULL && s->rest.n > 0 ? s->rest.p[0] : -1;
}

static void
advance(struct scan *s, size_t n)
{
	s->rest = (struct span){s->rest.p + n, s->rest.n - n};
}

static bool
take(struct scan *s, char c)
{
	if (peek(s) != c)
		return false;
	advance(s, 1);
	return true;
}

static void
need(struct scan *s, char c, const char *reason)
{
	if (!take(s, c))
		refuse(s, reason);
}

static void
scan_string(struct scan *s)
{
	struct span text;
	int c;

	need(s, '"', "FORMAT 4.1: a string is missing");
	text = s->rest;
	while ((c = peek(s)) != '"') {
		if (c < 0x20 || c == 0x7f) {
			refuse(s,
			    "FORMAT 4.1: a string that does not end, or "
			    "holds a control character");
			return;
		}
		advance(s, 1);
		if (c == '\\' && !take(s, '"') && !take(s, '\\')) {
			refuse(s,
			    "FORMAT 4.1: another escape than \\\" "
			    "and \\\\");
			return;
		}
	}
	text.n -= s->rest.n;
	if (!is_utf8(text))
		refuse(s, "FORMAT 4.1: not UTF-8");
	advance(s, 1);
}

static void
scan_integer(struct scan *s)
{
	struct span digits;
	uint64_t v;
	bool minus;
	int c;

	minus = take(s, '-');
	digits = s->rest;
	while ((c = peek(s)) >= '0' && c <= '9')
		advance(s, 1);
	digits.n -= s->rest.n;
	if (digits.n > INTEGER_DIGITS || decimal_decode(&v, digits) != ERR_OK ||
	    (minus && v == 0))
		refuse(s, "FORMAT 4.1: not an integer within 2^53 - 1");
}

static bool
take_word(struct scan *s, const char *word)
{
	struct span w;

	w = span_str(word);
	if (s->rest.n < w.n || memcmp(s->rest.p, w.p, w.n) != 0)
		return false;
	advance(s, w.n);
	return true;
}

static void
scan_key(struct scan *s, struct span *before)
{
	struct span key;
	int c;

	need(s, '"', "FORMAT 4.1: a key is missing");
	key = s->rest;
	while (((c = peek(s)) >= 'a' && c <= 'z') ||
	    (s->rest.n < key.n && ((c >= '0' && c <= '9') || c == '_')))
		advance(s, 1);
	key.n -= s->rest.n;
	if (key.n == 0)
		refuse(s, "FORMAT 4.1: a key is not [a-z][a-z0-9_]*");
	need(s, '"', "FORMAT 4.1: a key is not [a-z][a-z0-9_]*");
	need(s, ':', "FORMAT 4.1: no colon after a key");
	if (before->n > 0 && span_cmp(*before, key) >= 0)
		refuse(s, "FORMAT 4.1: keys are not strictly ascending");
	*before = key;
}

/*
 * Objects and arrays hold values again.  The depth is capped, and so is this
 * recursion.  NOLINTBEGIN(misc-no-recursion)
 */
static void scan_value(struct scan *s);

static void
scan_object(struct scan *s)
{
	struct span key = {NULL, 0};
	int c;

	need(s, '{', "FORMAT 4.1: not an object");
	if (take(s, '}'))
		return;
	do {
		scan_key(s, &key);
		c = peek(s);
		scan_value(s);
		if (s->depth == 1 && span_is(key, "v"))
			s->has_v = c == '-' || (c >= '0' && c <= '9');
	} while (take(s, ','));
	need(s, '}', "FORMAT 4.1: an object does not end");
}

static void
scan_array(struct scan *s)
{
	need(s, '[', "FORMAT 4.1: not an array");
	if (take(s, ']'))
		return;
	do
		scan_value(s);
	while (take(s, ','));
	need(s, ']', "FORMAT 4.1: an array does not end");
}

static void
scan_value(struct scan *s)
{
	int c;

	c = peek(s);
	if (c == '{' || c == '[') {
		if (++s->depth > CANONICAL_DEPTH)
			refuse(s, "FORMAT 4.1: deeper than 8");
		else if (c == '{')
			scan_object(s);
		else
			scan_array(s);
		s->depth--;
	} else if (c == '"') {
		scan_string(s);
	} else if (c == '-' || (c >= '0' && c <= '9')) {
		scan_integer(s);
	} else if (c < 0 ||
	    (!take_word(s, "true") && !take_word(s, "false") &&
		!take_word(s, "null"))) {
		refuse(s, "FORMAT 4.1: a value is missing");
	}
}

/* NOLINTEND(misc-no-recursion) */

enum err
canonical_check(struct span bytes, size_t max, struct fault *f)
{
	struct scan s = {bytes, NULL, 0, false};

	if (bytes.n > max)
		return fault_set(f, ERR_RANGE, FAULT_NO_INDEX,
		    "FORMAT 4.1: longer than its cap");
	if (peek(&s) != '{')
		refuse(&s, "FORMAT 4.1: not an object");
	scan_value(&s);
	if (s.rest.n > 0)
		refuse(&s, "FORMAT 4.1: bytes after the object");
	if (!s.has_v)
		refuse(&s, "FORMAT 4.1: no first-level integer v");
	if (s.reason != NULL)
		return fault_set(f, ERR_FORMAT, FAULT_NO_INDEX, s.reason);
	return ERR_OK;
}

enum err
canonical_decode(json_t **root, struct span bytes, size_t max, struct fault *f)
{
	json_t *j;
	enum err e;

	e = canonical_check(bytes, max, f);
	if (e != ERR_OK)
		return e;
	j = canonical_load(bytes);
	if (j == NULL)
		return fault_set(f, ERR_MEMORY, FAULT_NO_INDEX,
		    "FORMAT 4.1: no memory for the payload");
	*root = j;
	return ERR_OK;
}

enum err
canonical_encode(uint8_t **bytes, size_t *n, const json_t *root, size_t max)
{
	struct span out;
	enum err e;
	char *text;

	text = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
	if (text == NULL)
		return ERR_FORMAT;
	out = span_str(text);
	e = canonical_check(out, max, NULL);
	if (e != ERR_OK) {
		free(text);
		return e;
	}
	*bytes = (uint8_t *)text;
	*n = out.n;
	return ERR_OK;
}
