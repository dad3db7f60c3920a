/*
 * attack_scan.c - A1: every number in every rendering must be one of the
 * publication object.  It reads the finished bytes as a person or a program
 * would: without tags, but with the attributes that are read aloud.
 */
#include "attack.h"
#include "attack_part.h"
#include "attack_text.h"
#include "schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_MAX 15

struct scan {
	const json_t *object;
	const struct gate_allow *allow;
	const char *p; /* NUL-terminated */
	const char *bad, *end;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ---- what the object holds ---- */

static bool
digits_are(const char *s, uint64_t v)
{
	uint64_t w;
	size_t i;

	w = 0;
	for (i = 0; i < DIGITS_MAX && is_digit(s[i]); i++)
		w = w * 10 + (uint64_t)(s[i] - '0');
	return i > 0 && s[i] == '\0' && w == v;
}

/* The depth of a publication is capped (FORMAT 4.1). */
/* NOLINTBEGIN(misc-no-recursion,performance-no-int-to-ptr) */
static bool
holds_integer(const json_t *j, uint64_t v)
{
	json_int_t i;
	size_t k;
	void *it;

	if (json_is_integer(j)) {
		i = json_integer_value(j);
		return (i < 0 ? 0 - (uint64_t)i : (uint64_t)i) == v;
	}
	if (json_is_array(j))
		for (k = 0; k < json_array_size(j); k++)
			if (holds_integer(json_array_get(j, k), v))
				return true;
	if (!json_is_object(j))
		return false;
	for (it = json_object_iter((json_t *)(uintptr_t)j); it != NULL;
	     it = json_object_iter_next((json_t *)(uintptr_t)j, it))
		if (holds_integer(json_object_iter_value(it), v))
			return true;
	return false;
}
/* NOLINTEND(misc-no-recursion,performance-no-int-to-ptr) */

/* A year in which something in the object lies, or the one after it: that is
 * how a school year is written. */
static bool
holds_year(const json_t *j, uint64_t v)
{
	static const char *const key[] = {"as_of", "next_due", "published",
	    "period"};
	const char *s;
	uint64_t year;
	size_t i, k;

	s = j_str(json_object_get(j, "constants"), "start");
	for (i = 0; i <= sizeof(key) / sizeof(key[0]); i++) {
		year = 0;
		for (k = 0; k < 4 && is_digit(s[k]); k++)
			year = year * 10 + (uint64_t)(s[k] - '0');
		if (k == 4 && (v == year || v == year + 1))
			return true;
		if (i < sizeof(key) / sizeof(key[0]))
			s = j_str(j, key[i]);
	}
	return false;
}

static bool
number_is_known(const struct scan *s, uint64_t v)
{
	const json_t *o;

	o = s->object;
	return holds_integer(o, v) || holds_year(o, v) ||
	    digits_are(j_str(json_object_get(o, "constants"), "hotline"), v) ||
	    digits_are(j_str(json_object_get(o, "contact"), "phone"), v) ||
	    (s->allow != NULL && s->allow->number != NULL &&
		s->allow->number(v));
}

/* Day and month, and the year if it is not 0, of a date of the object. */
static bool
date_is_known(const json_t *o, uint64_t day, uint64_t month, uint64_t year)
{
	static const char *const key[] = {"as_of", "next_due", "published"};
	const char *s;
	char text[16];
	size_t i;

	if (day > 31 || month > 12 || year > 9999)
		return false;
	(void)snprintf(text, sizeof(text), "%04u-%02u-%02u", (unsigned)year,
	    (unsigned)month, (unsigned)day);
	s = j_str(json_object_get(o, "constants"), "start");
	for (i = 0; i <= sizeof(key) / sizeof(key[0]); i++) {
		if (strcmp(year == 0 ? s + strnlen(s, 4) : s,
			year == 0 ? text + 4 : text) == 0)
			return true;
		if (i < sizeof(key) / sizeof(key[0]))
			s = j_str(o, key[i]);
	}
	return false;
}

/* ---- reading numbers ---- */

static bool
plain_decode(uint64_t *v, const char **p)
{
	const char *s;
	size_t n;

	*v = 0;
	s = *p;
	for (n = 0; is_digit(s[n]); n++)
		*v = n < DIGITS_MAX ? *v * 10 + (uint64_t)(s[n] - '0')
				    : UINT64_MAX;
	*p = s + n;
	return n > 0 && n <= DIGITS_MAX;
}

/* 122.900.000 is one number, and so is 122,900,000; 12.34 is two. */
static bool
grouped_decode(uint64_t *v, const char **p)
{
	const char *s;
	char mark;
	bool good;

	s = *p;
	good = plain_decode(v, p);
	mark = (*p)[0];
	if (*p - s > 3 || (mark != '.' && mark != ','))
		return good;
	while (good && (*p)[0] == mark && is_digit((*p)[1]) &&
	    is_digit((*p)[2]) && is_digit((*p)[3]) && !is_digit((*p)[4])) {
		good = *v < UINT64_C(1000000000000);
		*v = *v * 1000 + (uint64_t)((*p)[1] - '0') * 100 +
		    (uint64_t)((*p)[2] - '0') * 10 + (uint64_t)((*p)[3] - '0');
		*p += 4;
	}
	return good;
}

/* d/m, d/m/yyyy; m/yyyy is a month of a year. */
static bool
slashes_are_known(const struct scan *s, uint64_t day, const char **p)
{
	uint64_t month, year;

	year = 0;
	(*p)++;
	if (!plain_decode(&month, p))
		return false;
	if ((*p)[0] == '/' && is_digit((*p)[1])) {
		(*p)++;
		if (!plain_decode(&year, p) || year == 0)
			return false;
	}
	return date_is_known(s->object, day, month, year);
}

/* The percent sign may follow a space, also one that does not break. */
static bool
has_percent(const char *p)
{
	if (p[0] == ' ')
		p++;
	else if (strncmp(p, "\xc2\xa0", 2) == 0)
		p += 2;
	else if (strncmp(p, "\xe2\x80\xaf", 3) == 0)
		p += 3;
	return p[0] == '%';
}

static bool
percent_is_known(const struct scan *s, uint64_t v)
{
	const json_t *heads;

	heads = json_object_get(s->object, "heads");
	if (!j_null(heads, "confirmed_percent") &&
	    (uint64_t)j_int(heads, "confirmed_percent") == v)
		return true;
	return s->allow != NULL && s->allow->number != NULL &&
	    s->allow->number(v);
}

/* One token that begins with a digit. */
static bool
token_is_known(struct scan *s)
{
	const char *p;
	uint64_t v;
	bool good;

	p = s->p;
	good = grouped_decode(&v, &p);
	if (p[0] == '/' && is_digit(p[1]))
		good = good && slashes_are_known(s, v, &p);
	else if (has_percent(p))
		good = good && percent_is_known(s, v);
	else
		good = good && number_is_known(s, v);
	s->bad = s->p;
	s->end = p;
	s->p = p;
	return good;
}

enum err
attack_scan(struct attack *a, const json_t *publication,
    const struct gate_text *r, const struct gate_allow *allow)
{
	struct scan s = {publication, allow, NULL, NULL, NULL};
	char figure[ATTACK_FIGURE];
	char *text;
	enum err e;

	e = attack_text(&text, publication, r, allow);
	if (e != ERR_OK)
		return e;
	for (s.p = text; *s.p != '\0';) {
		if (!is_digit(*s.p)) {
			s.p++;
			continue;
		}
		if (token_is_known(&s))
			continue;
		(void)snprintf(figure, sizeof(figure), "%.*s",
		    (int)(s.end - s.bad < 40 ? s.end - s.bad : 40), s.bad);
		attack_hit(a, ATTACK_FAIL, r->name, figure);
		break;
	}
	free(text);
	return ERR_OK;
}
