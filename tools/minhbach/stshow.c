/*
 * stshow.c - what stands in a statement file, in the words of people.
 */
#include "stshow.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

/* Characters that act on a terminal instead of standing on it: C1 controls,
 * and what turns the direction of a line or has no width. */
static size_t
is_unseen(const unsigned char *s)
{
	if (s[0] == 0xc2 && s[1] >= 0x80 && s[1] <= 0x9f)
		return 2;
	if (s[0] == 0xe2 && s[1] == 0x80 &&
	    ((s[2] >= 0x8b && s[2] <= 0x8f) || (s[2] >= 0xa8 && s[2] <= 0xae)))
		return 3;
	if (s[0] == 0xe2 && s[1] == 0x81 && s[2] >= 0xa0 && s[2] <= 0xaf)
		return 3;
	return s[0] == 0xef && s[1] == 0xbb && s[2] == 0xbf ? 3 : 0;
}

static void
print_text(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t n;

	while (*s != '\0') {
		n = *s < 0x20 || *s == 0x7f ? 1 : is_unseen(s);
		if (n > 0) {
			(void)putchar('?');
			s += n;
		} else {
			(void)putchar(*s++);
		}
	}
}

/* 1.000.000 as people write it. */
static void
print_number(int64_t v)
{
	char digits[24];
	size_t n, i;

	(void)snprintf(digits, sizeof(digits), "%lld",
	    (long long)(v < 0 ? -v : v));
	n = strlen(digits);
	if (v < 0)
		(void)putchar('-');
	for (i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			(void)putchar('.');
		(void)putchar(digits[i]);
	}
}

/* A list of lists or objects is shown as it is written. */
static void
print_scalar(const char *key, const json_t *v, enum lang lang)
{
	char *text;

	if (json_is_string(v)) {
		print_text(words_value(key, json_string_value(v), lang));
	} else if (json_is_boolean(v)) {
		(void)fputs(lang == LANG_EN
			? (json_is_true(v) ? "yes" : "no")
			: (json_is_true(v) ? "có" : "không"),
		    stdout);
	} else if (json_is_integer(v)) {
		print_number(json_integer_value(v));
	} else {
		text = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);
		print_text(text == NULL ? "?" : text);
		free(text);
	}
}

/* Another entry, by where it stands (FORMAT 3.4). */
static void
print_ref(const json_t *index, enum lang lang)
{
	if (json_is_integer(index))
		(void)printf(lang == LANG_EN ? "entry %lld" : "dòng %lld",
		    (long long)json_integer_value(index));
	else
		(void)fputs(lang == LANG_EN ? "an earlier one of this file"
					    : "một dòng trước trong tệp này",
		    stdout);
}

static void
print_value(const char *key, const json_t *v, enum lang lang)
{
	size_t i;

	if (json_is_object(v) && json_object_get(v, "id") != NULL &&
	    json_object_get(v, "index") != NULL) {
		print_ref(json_object_get(v, "index"), lang);
		return;
	}
	if (!json_is_array(v)) {
		print_scalar(key, v, lang);
		return;
	}
	for (i = 0; i < json_array_size(v); i++) {
		(void)fputs(i == 0 ? "" : ", ", stdout);
		print_scalar(key, json_array_get(v, i), lang);
	}
}

/* What is asked for in one way is said in another; hints are left out. */
static void
print_label(enum kind kind, const char *key, enum lang lang)
{
	static const struct {
		const char *key, *vi, *en;
	} said[] = {
	    {"child", "mã của em", "child"},
	    {"evidence", "mã tệp chứng từ", "digest of the paper"},
	    {"parts", "chia cho từng quý (đồng)", "by quarter (đồng)"},
	};
	const struct words_field *f = words_field(kind, key);
	const char *name = lang == LANG_EN ? f->en : f->vi;
	int n = (int)strcspn(name, "(");
	size_t i;

	for (i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		if (strcmp(said[i].key, key) == 0) {
			name = lang == LANG_EN ? said[i].en : said[i].vi;
			n = (int)strlen(name);
		}
	}
	if (*name == '\0') {
		name = key;
		n = (int)strlen(key);
	}
	while (n > 1 && name[n - 1] == ' ')
		n--;
	(void)printf("     %.*s: ", n, name);
}

static void
print_fields(const struct stview *v, enum lang lang)
{
	const char *key;
	json_t *x;

	json_object_foreach(v->payload, key, x)
	{
		if (json_is_null(x) || strcmp(key, "v") == 0)
			continue;
		print_label(v->s.kind, key, lang);
		print_value(key, x, lang);
		(void)putchar('\n');
	}
}

static void
print_signers(const struct stview *v, enum lang lang)
{
	size_t i;

	for (i = 0; i < v->s.n_by; i++) {
		(void)printf("     %.*s: %s\n", (int)v->s.by[i].n,
		    (const char *)v->s.by[i].p,
		    i < v->note.n
			? (lang == LANG_EN ? "has signed" : "đã ký")
			: (lang == LANG_EN ? "is to sign" : "chưa ký"));
	}
}

static void
print_one(const struct stview *v, size_t number, const struct state *st,
    enum lang lang)
{
	struct words_entry w = {v->s.kind, v->s.class, v->payload, st, lang};
	char line[WORDS_LINE_MAX];

	words_line(line, sizeof(line), &w);
	(void)printf("%3zu. ", number);
	print_text(line);
	(void)putchar('\n');
	print_fields(v, lang);
	print_signers(v, lang);
}

void
stview_print(const struct stview *v, size_t n, const struct state *st,
    enum lang lang)
{
	bool money = false;
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		print_one(&v[i], i + 1, st, lang);
		sum += stview_money(&v[i]);
		money |= v[i].s.kind == KIND_DISBURSEMENT ||
		    v[i].s.kind == KIND_REVERSAL;
	}
	(void)printf(lang == LANG_EN ? "In all %zu" : "Cộng %zu dòng", n);
	if (money) {
		(void)fputs(", ", stdout);
		print_number(sum);
		(void)fputs(" đồng", stdout);
	}
	(void)putchar('\n');
}
