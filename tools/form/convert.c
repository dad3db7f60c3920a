/*
 * convert.c - people's ways of writing into the one way of the ledger.  What
 * could mean two things is refused.
 */
#include "convert.h"

#include "calendar.h"
#include "fold.h"
#include "names.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#define QUARTER_TEXT_MAX 24
#define BOOL_TEXT_MAX 16

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Groups of three after the first, or no group at all. */
enum err
convert_amount(int64_t *v, const char *s)
{
	char digits[17];
	size_t n = 0, since = 0;
	bool grouped = false;
	uint64_t u;

	for (; *s != '\0'; s++) {
		if (*s == '.') {
			if (n == 0 || (grouped ? since != 3 : n > 3))
				return ERR_FORMAT;
			grouped = true;
			since = 0;
			continue;
		}
		if (!is_digit(*s) || n == sizeof(digits) - 1)
			return ERR_FORMAT;
		digits[n++] = *s;
		since++;
	}
	if (grouped && since != 3)
		return ERR_FORMAT;
	digits[n] = '\0';
	if (decimal_decode(&u, (struct span){(const uint8_t *)digits, n}) !=
	    ERR_OK)
		return ERR_FORMAT;
	*v = (int64_t)u;
	return ERR_OK;
}

enum err
convert_date(char iso[11], const char *s)
{
	int32_t day;

	if (strlen(s) != 10)
		return ERR_FORMAT;
	if (s[2] == '/' && s[5] == '/') {
		memcpy(iso, s + 6, 4);
		iso[4] = '-';
		memcpy(iso + 5, s + 3, 2);
		iso[7] = '-';
		memcpy(iso + 8, s, 2);
		iso[10] = '\0';
	} else {
		memcpy(iso, s, 11);
	}
	return date_decode(&day, span_str(iso));
}

/* "2026-Q3", "Q3/2026", "Quý III/2026", in letters of any size; the year may
 * be anything. */
static enum err
quarter(char out[8], const char *text)
{
	static const char *const roman[] = {"i", "ii", "iii", "iv"};
	char folded[QUARTER_TEXT_MAX], *s = folded;
	const char *slash;
	size_t q, n;

	if (fold(folded, sizeof(folded), text) != ERR_OK)
		return ERR_FORMAT;
	if (strlen(s) == 7 && s[4] == '-' && s[5] == 'q') {
		s[5] = 'Q';
		memcpy(out, s, 8);
		return ERR_OK;
	}
	slash = strchr(s, '/');
	if (slash == NULL || strlen(slash) != 5)
		return ERR_FORMAT;
	if (strncmp(s, "quy ", 4) == 0)
		s += 4;
	else if (*s == 'q')
		s++;
	n = (size_t)(slash - s);
	for (q = 0; q < 4; q++) {
		if ((strlen(roman[q]) == n && strncmp(s, roman[q], n) == 0) ||
		    (n == 1 && *s == (char)('1' + q))) {
			(void)snprintf(out, 8, "%.4s-Q%zu", slash + 1, q + 1);
			return ERR_OK;
		}
	}
	return ERR_FORMAT;
}

static json_t *
boolean(const char *text)
{
	static const char *const yes[] = {"1", "true", "co", "x", "yes", NULL};
	static const char *const no[] = {"0", "false", "khong", "no", NULL};
	char s[BOOL_TEXT_MAX];
	size_t i;

	if (fold(s, sizeof(s), text) != ERR_OK)
		return NULL;
	for (i = 0; yes[i] != NULL; i++)
		if (strcmp(s, yes[i]) == 0)
			return json_true();
	for (i = 0; no[i] != NULL; i++)
		if (strcmp(s, no[i]) == 0)
			return json_false();
	return NULL;
}

/* Codes of units and groups are written large in sheets, small in the book. */
static json_t *
word(const char *s)
{
	char w[64];
	size_t i;

	for (i = 0; i < sizeof(w) - 1 && s[i] != '\0'; i++)
		w[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
	w[i] = '\0';
	return s[i] == '\0' ? json_string(w) : NULL;
}

/* A list is never of lists (FORMAT 6.7). */
/* NOLINTBEGIN(misc-no-recursion) */
static enum err
list(json_t **out, const struct field *f, const char *text, struct misfit *m)
{
	char *copy = strdup(text), *at = copy, *end;
	json_t *a = json_array(), *v;
	enum err e = ERR_OK;

	if (copy == NULL || a == NULL) {
		e = ERR_MEMORY;
		goto out;
	}
	while (e == ERR_OK && at != NULL && *at != '\0') {
		end = strchr(at, ' ');
		if (end != NULL)
			*end++ = '\0';
		if (*at != '\0') {
			e = convert(&v, f->item, at, m);
			if (e == ERR_OK && json_array_append_new(a, v) != 0)
				e = ERR_MEMORY;
		}
		at = end;
	}
out:
	free(copy);
	if (e == ERR_OK)
		*out = a;
	else
		json_decref(a);
	return e;
}

static enum err
misfit(struct misfit *m, const char *vi, const char *en)
{
	m->vi = vi;
	m->en = en;
	return ERR_FORMAT;
}

static json_t *
integer(const char *s)
{
	int64_t v;

	return convert_amount(&v, s) == ERR_OK ? json_integer(v) : NULL;
}

static json_t *
date(const char *s)
{
	char iso[11];

	return convert_date(iso, s) == ERR_OK ? json_string(iso) : NULL;
}

static json_t *
quarter_json(const char *s)
{
	uint32_t known;
	char q[8];

	return quarter(q, s) == ERR_OK &&
		quarter_decode(&known, span_str(q)) == ERR_OK
	    ? json_string(q)
	    : NULL;
}

enum err
convert(json_t **out, const struct field *f, const char *s, struct misfit *m)
{
	json_t *v = NULL;

	switch (f->type) {
	case F_INT:
		v = integer(s);
		m->vi = "không phải là số (viết 1000000 hoặc 1.000.000)";
		m->en = "not a number (write 1000000 or 1.000.000)";
		break;
	case F_DATE:
		v = date(s);
		m->vi = "không phải là ngày (viết 05/07/2026 hoặc 2026-07-05)";
		m->en = "not a date (write 05/07/2026 or 2026-07-05)";
		break;
	case F_QUARTER:
		v = quarter_json(s);
		m->vi = "không phải là quý (viết 2026-Q3)";
		m->en = "not a quarter (write 2026-Q3)";
		break;
	case F_BOOL:
		v = boolean(s);
		m->vi = "viết 1 hoặc 0, có hoặc không";
		m->en = "write 1 or 0";
		break;
	case F_WORD:
		v = word(names_value(f, s));
		m->vi = "không phải là mã (chữ không dấu, số, gạch nối; ví dụ "
			"t01)";
		m->en = "not a code (a-z, digits, hyphens; e.g. t01)";
		break;
	case F_LIST:
		return list(out, f, s, m);
	case F_TEXT:
	case F_CODE:
	case F_DIGEST:
	case F_ID:
	case F_NAME:
	case F_VKEY:
	case F_COSIGN:
		v = json_string(s);
		m->vi = "không phải là chữ UTF-8";
		m->en = "not UTF-8 text";
		break;
	case F_REF:
	case F_OBJECT:
		return misfit(m, "mục này do chương trình tự điền",
		    "this field is filled in by the program");
	}
	if (v == NULL)
		return ERR_FORMAT;
	*out = v;
	return ERR_OK;
}
/* NOLINTEND(misc-no-recursion) */
