/*
 * canonical_load.c - bytes that canonical_check() has accepted, as a value.
 *
 * They can be said in one way only, so there is nothing left to refuse, and
 * nothing to look for: no white space, two escapes, keys that differ.  jansson
 * itself reads every byte through a callback and decodes it twice; that was a
 * third of the time that opening a ledger took.
 */
#include "canonical_load.h"

#include <stdlib.h>

#define SHORT_STRING 512

/* Reading past the end gives NULs, which no value begins or goes on with. */
static int
look(const struct span *s)
{
	return s->n > 0 ? s->p[0] : '\0';
}

static void
skip(struct span *s, size_t n)
{
	n = n < s->n ? n : s->n;
	*s = (struct span){s->p + n, s->n - n};
}

/* What stands between the quotes, which are eaten; *escapes of them in it. */
static struct span
between_quotes(struct span *s, size_t *escapes)
{
	struct span text;
	size_t i;

	skip(s, 1);
	*escapes = 0;
	for (i = 0; i < s->n && s->p[i] != '"'; i++) {
		if (s->p[i] == '\\') {
			++*escapes;
			i++;
		}
	}
	text = (struct span){s->p, i < s->n ? i : s->n};
	skip(s, i + 1);
	return text;
}

static json_t *
unescaped(struct span s)
{
	char brief[SHORT_STRING] = "", *p = brief;
	json_t *j;
	size_t i, n = 0;

	if (s.n > sizeof(brief))
		p = malloc(s.n);
	if (p == NULL)
		return NULL;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		p[n++] = (char)s.p[i];
	}
	j = json_stringn_nocheck(p, n);
	if (p != brief)
		free(p);
	return j;
}

static json_t *
load_string(struct span *s)
{
	size_t escapes;
	struct span text = between_quotes(s, &escapes);

	return escapes > 0 ? unescaped(text)
			   : json_stringn_nocheck((const char *)text.p, text.n);
}

static json_t *
load_integer(struct span *s)
{
	bool minus = look(s) == '-';
	json_int_t v = 0;

	for (skip(s, minus ? 1 : 0); look(s) >= '0' && look(s) <= '9';
	     skip(s, 1))
		v = 10 * v + (look(s) - '0');
	return json_integer(minus ? -v : v);
}

/* true, false, null: their first letters differ. */
static json_t *
load_word(struct span *s)
{
	const int c = look(s);

	skip(s, c == 'f' ? 5 : 4);
	return c == 'n' ? json_null() : json_boolean(c == 't');
}

/* Objects and arrays hold values again, as deep as the check allows.
 * NOLINTBEGIN(misc-no-recursion) */
static json_t *load_value(struct span *s);

static json_t *
load_object(struct span *s)
{
	json_t *o = json_object();
	struct span key;
	size_t escapes;

	for (skip(s, 1); o != NULL && look(s) == '"';) {
		key = between_quotes(s, &escapes);
		skip(s, 1);
		/* jansson drops a value that it has no room for. */
		if (json_object_setn_new_nocheck(o, (const char *)key.p, key.n,
			load_value(s)) != 0) {
			json_decref(o);
			return NULL;
		}
		if (look(s) == ',')
			skip(s, 1);
	}
	skip(s, 1);
	return o;
}

static json_t *
load_array(struct span *s)
{
	json_t *a = json_array();

	for (skip(s, 1); a != NULL && look(s) != ']' && s->n > 0;) {
		if (json_array_append_new(a, load_value(s)) != 0) {
			json_decref(a);
			return NULL;
		}
		if (look(s) == ',')
			skip(s, 1);
	}
	skip(s, 1);
	return a;
}

static json_t *
load_value(struct span *s)
{
	const int c = look(s);

	if (c == '{')
		return load_object(s);
	if (c == '[')
		return load_array(s);
	if (c == '"')
		return load_string(s);
	return c == '-' || (c >= '0' && c <= '9') ? load_integer(s)
						  : load_word(s);
}

/* NOLINTEND(misc-no-recursion) */

json_t *
canonical_load(struct span checked)
{
	return load_value(&checked);
}
