/*
 * attack_text.c - takes tags, style and known phrases off a rendering.
 */
#include "attack_text.h"

#include "attack_zip.h"
#include "schema.h"

#include <stdlib.h>
#include <string.h>

#define PHONE_MIN 8 /* characters: longer than any figure of children */

struct strip {
	const char *p, *end;
	const char *const *spoken; /* names of attributes, up to NULL */
	char *out;		   /* never longer than the input */
};

/* Attributes that people or programs read, or that draw a figure. */
static const char *const spoken_page[] = {"alt=", "title=", "aria-label=",
    "content=", "datetime=", "summary=", "value=", "viewBox=", "width=",
    "height=", "x=", "y=", "d=", "points=", NULL};
/* In a workbook a width is that of a column, and what is read stands in
 * cells. */
static const char *const spoken_book[] = {"name=", NULL};

static bool
ends_in(const char *name, const char *tail)
{
	size_t n, m;

	n = strlen(name);
	m = strlen(tail);
	return n >= m && strcmp(name + n - m, tail) == 0;
}

static bool
is_markup(const char *name)
{
	return ends_in(name, ".html") || ends_in(name, ".svg") ||
	    ends_in(name, ".xml");
}

static bool
at(const struct strip *s, const char *word)
{
	size_t n;

	n = strlen(word);
	return (size_t)(s->end - s->p) >= n && memcmp(s->p, word, n) == 0;
}

/* Everything up to and with this text is left out. */
static void
skip_past(struct strip *s, const char *word)
{
	while (s->p < s->end && !at(s, word))
		s->p++;
	s->p += at(s, word) ? strlen(word) : 0;
}

/* &#49; is the digit 1 to a reader; any other entity is a space. */
static void
entity(struct strip *s)
{
	unsigned v;

	v = 0;
	s->p++;
	if (s->p < s->end && *s->p == '#')
		for (s->p++; s->p < s->end && *s->p >= '0' && *s->p <= '9';
		     s->p++)
			v = v < 100000 ? v * 10 + (unsigned)(*s->p - '0') : v;
	else
		while (s->p < s->end &&
		    ((*s->p >= 'a' && *s->p <= 'z') ||
			(*s->p >= 'A' && *s->p <= 'Z')))
			s->p++;
	if (s->p < s->end && *s->p == ';')
		s->p++;
	*s->out++ = (char)(v >= '0' && v <= '9' ? v : ' ');
}

/* A NUL would end the text for whoever looks at it as a string. */
static void
copy(struct strip *s)
{
	*s->out++ = (char)(*s->p == '\0' ? ' ' : *s->p);
	s->p++;
}

/* Such an attribute, and its quotation mark. */
static bool
is_spoken(struct strip *s, char *quote)
{
	size_t i, n;

	for (i = 0; s->spoken[i] != NULL; i++) {
		n = strlen(s->spoken[i]);
		if (!at(s, s->spoken[i]) || (size_t)(s->end - s->p) <= n ||
		    (s->p[n] != '"' && s->p[n] != '\''))
			continue;
		*quote = s->p[n];
		s->p += n + 1;
		return true;
	}
	return false;
}

static void
spoken(struct strip *s, char quote)
{
	while (s->p < s->end && *s->p != quote)
		if (*s->p == '&')
			entity(s);
		else
			copy(s);
	s->p += s->p < s->end;
	*s->out++ = ' ';
}

static void
tag(struct strip *s)
{
	char quote;

	*s->out++ = ' ';
	if (at(s, "<!--")) {
		s->p += 4; /* a comment is read, too */
		return;
	}
	if (at(s, "<style>") || at(s, "<style ")) {
		skip_past(s, "</style>");
		return;
	}
	while (s->p < s->end && *s->p != '>') {
		if ((*s->p == ' ' || *s->p == '\n') && s->p++ < s->end) {
			if (is_spoken(s, &quote))
				spoken(s, quote);
		} else if (*s->p == '"') {
			s->p++;
			skip_past(s, "\"");
		} else if (*s->p == '\'') {
			s->p++;
			skip_past(s, "'");
		} else {
			s->p++;
		}
	}
	s->p += s->p < s->end;
}

/* A name for a colour or a place in a page is no figure: tags are dropped. */
static void
strip_all(struct strip *s)
{
	while (s->p < s->end)
		if (*s->p == '<')
			tag(s);
		else if (*s->p == '&')
			entity(s);
		else
			copy(s);
	*s->out = '\0';
}

/* ---- phrases ---- */

static bool
joins(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* Spaces over each place where the phrase stands by itself. */
static void
blank_all(char *text, const char *phrase, size_t n)
{
	char *p;

	for (p = strstr(text, phrase); p != NULL; p = strstr(p + 1, phrase))
		if ((p == text || !joins(p[-1])) && !joins(p[n]))
			memset(p, ' ', n);
}

/* The frame of a picture, "0 0 640 252": nobody writes a figure like that. */
static bool
is_frame(const char *phrase)
{
	return strncmp(phrase, "0 0 ", 4) == 0;
}

/* A phrase of digits alone would hide a figure, so it is none. */
static void
blank(char *text, const char *phrase)
{
	size_t n;

	n = strlen(phrase);
	if (n >= 2 &&
	    (is_frame(phrase) || strspn(phrase, "0123456789.,+ ") < n) &&
	    strcspn(phrase, "0123456789") < n)
		blank_all(text, phrase, n);
}

/* But a telephone number, whole and as the office writes it. */
static void
blank_phone(char *text, const json_t *publication)
{
	const char *phone =
	    j_str(json_object_get(publication, "contact"), "phone");
	size_t n = strlen(phone);

	if (n >= PHONE_MIN)
		blank_all(text, phone, n);
}

/* The depth of a publication is capped (FORMAT 4.1). */
/* NOLINTBEGIN(misc-no-recursion,performance-no-int-to-ptr) */
static void
blank_strings(char *text, const json_t *j)
{
	size_t i;
	void *it;

	if (json_is_string(j))
		blank(text, json_string_value(j));
	if (json_is_array(j))
		for (i = 0; i < json_array_size(j); i++)
			blank_strings(text, json_array_get(j, i));
	if (!json_is_object(j))
		return;
	for (it = json_object_iter((json_t *)(uintptr_t)j); it != NULL;
	     it = json_object_iter_next((json_t *)(uintptr_t)j, it))
		blank_strings(text, json_object_iter_value(it));
}
/* NOLINTEND(misc-no-recursion,performance-no-int-to-ptr) */

/* The bytes as they stand, but for a NUL. */
static void
copy_all(struct strip *s)
{
	while (s->p < s->end)
		copy(s);
	*s->out = '\0';
}

static bool
is_object(const json_t *publication, const struct gate_text *r)
{
	json_t *same;
	bool is;

	if (!ends_in(r->name, ".json"))
		return false;
	same = json_loadb((const char *)r->bytes.p, r->bytes.n,
	    JSON_REJECT_DUPLICATES, NULL);
	is = same != NULL && json_equal(same, publication);
	json_decref(same);
	return is;
}

/* *out has room for the bytes and two more: a tag of one byte still leaves a
 * space, and each spoken attribute one more, which its own name paid for. */
static void
take_text(char *out, struct span bytes, const json_t *publication,
    const struct gate_text *r)
{
	const bool book = ends_in(r->name, ".xlsx");
	struct strip s = {.p = (const char *)bytes.p,
	    .spoken = book ? spoken_book : spoken_page,
	    .out = out};

	s.end = s.p + bytes.n;
	if (is_object(publication, r))
		out[0] = '\0'; /* the object itself */
	else if (book || is_markup(r->name))
		strip_all(&s);
	else
		copy_all(&s);
}

enum err
attack_text(char **text, const json_t *publication, const struct gate_text *r,
    const struct gate_allow *allow)
{
	struct span bytes = r->bytes;
	uint8_t *members = NULL;
	char *out;
	size_t i;
	enum err e;

	if (ends_in(r->name, ".xlsx")) {
		e = attack_unzip(&members, &bytes.n, r->bytes);
		if (e != ERR_OK)
			return e;
		bytes.p = members;
	}
	out = malloc(bytes.n + 2);
	if (out != NULL)
		take_text(out, bytes, publication, r);
	free(members);
	if (out == NULL)
		return ERR_MEMORY;
	for (i = 0; allow != NULL && i < allow->n; i++)
		blank(out, allow->text[i]);
	blank_strings(out, publication);
	blank_phone(out, publication);
	*text = out;
	return ERR_OK;
}
