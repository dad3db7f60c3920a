/*
 * schema.c - one walker for all payload tables, and the test of each type.
 */
#include "schema.h"

#include <string.h>

#include "text.h"
#include "vkey.h"

#define YEAR_MIN 1900 /* FORMAT 1.7 */
#define YEAR_MAX 2199

/* Of the payload that is being walked: what was refused, and why. */
struct walk {
	struct fault *f;
	const char *bad_key;
	bool extra; /* the refusal is extra's, with a clause of its own */
};

static struct span
span_of_json(const json_t *v)
{
	return (struct span){(const uint8_t *)json_string_value(v),
	    json_string_length(v)};
}

/* Exactly n digits at p, or -1. */
static int
digits(const uint8_t *p, size_t n)
{
	size_t i;
	int v;

	v = 0;
	for (i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

static bool
is_year(const uint8_t *p)
{
	int year;

	year = digits(p, 4);
	return year >= YEAR_MIN && year <= YEAR_MAX;
}

static int
month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31};

	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

static bool
is_date(struct span s)
{
	int month, day;

	if (s.n != 10 || !is_year(s.p) || s.p[4] != '-' || s.p[7] != '-')
		return false;
	month = digits(s.p + 5, 2);
	day = digits(s.p + 8, 2);
	return month >= 1 && month <= 12 && day >= 1 &&
	    day <= month_days(digits(s.p, 4), month);
}

static bool
is_quarter(struct span s)
{
	return s.n == 7 && is_year(s.p) && s.p[4] == '-' && s.p[5] == 'Q' &&
	    s.p[6] >= '1' && s.p[6] <= '4';
}

static bool
is_code(struct span s)
{
	size_t i;
	uint8_t c;

	if (s.n < 1 || s.n > WORD_MAX_LEN)
		return false;
	for (i = 0; i < s.n; i++) {
		c = s.p[i];
		if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') &&
		    (c < '0' || c > '9') && c != '.' && c != '/' && c != '-')
			return false;
	}
	return true;
}

static bool
is_one_of(struct span s, const char *const *words)
{
	if (words == NULL)
		return true;
	for (; *words != NULL; words++) {
		if (span_is(s, *words))
			return true;
	}
	return false;
}

static bool
is_base64_of(struct span s, size_t n)
{
	uint8_t b[DIGEST_LEN];

	return n <= sizeof(b) && base64_decode(b, n, s) == ERR_OK;
}

static bool
is_vkey(struct span s, uint8_t type)
{
	struct vkey k;

	return vkey_decode(&k, s) == ERR_OK && k.type == type;
}

static bool
is_integer(const json_t *v, const struct field *fd)
{
	int64_t max;

	max = fd->min == 0 && fd->max == 0 ? (int64_t)NUMBER_MAX : fd->max;
	return json_is_integer(v) && json_integer_value(v) >= fd->min &&
	    json_integer_value(v) <= max;
}

static bool
is_ref(const json_t *v)
{
	const json_t *id, *index;

	id = json_object_get(v, "id");
	index = json_object_get(v, "index");
	if (json_object_size(v) != 2 || !json_is_string(id) ||
	    !is_base64_of(span_of_json(id), ID_LEN))
		return false;
	return json_is_null(index) ||
	    (json_is_integer(index) && json_integer_value(index) >= 0 &&
		json_integer_value(index) <= (int64_t)NUMBER_MAX);
}

/* The types that are a JSON string. */
static bool
is_string_of(struct span s, const struct field *fd)
{
	switch (fd->type) {
	case F_TEXT:
		return s.n >= 1 && s.n <= (size_t)fd->max && is_utf8(s);
	case F_WORD:
		return is_word(s) && is_one_of(s, fd->words);
	case F_CODE:
		return is_code(s);
	case F_DATE:
		return is_date(s);
	case F_QUARTER:
		return is_quarter(s);
	case F_DIGEST:
		return is_base64_of(s, DIGEST_LEN);
	case F_ID:
		return is_base64_of(s, ID_LEN);
	case F_NAME:
		return is_name(s);
	case F_VKEY:
		return is_vkey(s, VKEY_SIGN);
	case F_COSIGN:
		return is_vkey(s, VKEY_COSIGN);
	case F_INT:
	case F_BOOL:
	case F_REF:
	case F_LIST:
	case F_OBJECT:
		break;
	}
	return false;
}

/*
 * Objects and lists hold values again, as deep as the tables are nested, which
 * do not name themselves.  NOLINTBEGIN(misc-no-recursion)
 */
static bool walk_object(struct walk *w, const json_t *o,
    const struct schema *s);

static bool walk_value(struct walk *w, const json_t *v, const struct field *fd);

static bool
walk_list(struct walk *w, const json_t *v, const struct field *fd)
{
	size_t i;

	if (!json_is_array(v) || json_array_size(v) > (size_t)fd->max)
		return false;
	for (i = 0; i < json_array_size(v); i++) {
		if (!walk_value(w, json_array_get(v, i), fd->item))
			return false;
	}
	return true;
}

static bool
walk_value(struct walk *w, const json_t *v, const struct field *fd)
{
	if (json_is_null(v))
		return fd->nullable;
	switch (fd->type) {
	case F_INT:
		return is_integer(v, fd);
	case F_BOOL:
		return json_is_boolean(v);
	case F_REF:
		return is_ref(v);
	case F_LIST:
		return walk_list(w, v, fd);
	case F_OBJECT:
		return walk_object(w, v, fd->sub);
	case F_TEXT:
	case F_WORD:
	case F_CODE:
	case F_DATE:
	case F_QUARTER:
	case F_DIGEST:
	case F_ID:
	case F_NAME:
	case F_VKEY:
	case F_COSIGN:
		break;
	}
	return json_is_string(v) && is_string_of(span_of_json(v), fd);
}

/* A key of o that the table does not have. */
static const char *
unknown_key(const json_t *o, const struct schema *s)
{
	const char *key;
	json_t *own;
	void *it;
	size_t i;

	/* The iterator only reads; jansson's signatures do not say so. */
	memcpy(&own, &o, sizeof(json_t *)); /* NOLINT(bugprone-sizeof-*) */
	for (it = json_object_iter(own); it != NULL;
	     it = json_object_iter_next(own, it)) {
		key = json_object_iter_key(it);
		for (i = 0; i < s->n; i++) {
			if (strcmp(key, s->field[i].key) == 0)
				break;
		}
		if (i == s->n && !(s->has_v && strcmp(key, "v") == 0))
			return key;
	}
	return NULL;
}

static bool
walk_object(struct walk *w, const json_t *o, const struct schema *s)
{
	size_t i, want;
	const json_t *v;

	if (!json_is_object(o))
		return false;
	want = s->has_v ? 1 : 0;
	for (i = 0; i < s->n; i++) {
		v = json_object_get(o, s->field[i].key);
		if (v == NULL && s->partial)
			continue;
		want++;
		if (v == NULL || !walk_value(w, v, &s->field[i])) {
			if (w->bad_key == NULL && !w->extra)
				w->bad_key = s->field[i].key;
			return false;
		}
	}
	v = json_object_get(o, "v");
	if (s->has_v && (!json_is_integer(v) || json_integer_value(v) != 1)) {
		w->bad_key = "v";
		return false;
	}
	if (json_object_size(o) != want) {
		w->bad_key = unknown_key(o, s);
		return false;
	}
	w->extra = s->extra != NULL && s->extra(o, w->f) != ERR_OK;
	return !w->extra;
}

/* NOLINTEND(misc-no-recursion) */

enum err
schema_check(const json_t *o, const struct schema *s, struct fault *f,
    const char **bad_key)
{
	struct walk w = {f, NULL, false};

	if (walk_object(&w, o, s))
		return ERR_OK;
	if (!w.extra)
		(void)fault_set(f, ERR_FORMAT, FAULT_NO_INDEX, s->clause);
	if (bad_key != NULL)
		*bad_key = w.bad_key;
	return ERR_FORMAT;
}

enum err
schema_require(bool ok, struct fault *f, const char *clause)
{
	return ok ? ERR_OK : fault_set(f, ERR_FORMAT, FAULT_NO_INDEX, clause);
}
