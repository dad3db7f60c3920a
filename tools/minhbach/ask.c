/*
 * ask.c - the way through the fields, forwards and back.
 */
#include "ask.h"

#include "column.h"
#include "schema.h"
#include "text.h"
#include "wording.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool
ask_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

bool
ask_line(char *buf, size_t cap)
{
	size_t n;
	int c = 0;

	if (fgets(buf, (int)cap, stdin) == NULL)
		return false;
	n = strlen(buf);
	if (n > 0 && buf[n - 1] != '\n')
		while (c != EOF && c != '\n')
			c = getchar();
	while (n > 0 && (unsigned char)buf[n - 1] <= ' ')
		buf[--n] = '\0';
	return true;
}

/* One language is enough between two people at a table. */
void
ask_say(const struct cli *c, const char *vi, const char *en)
{
	(void)fputs(c->lang == LANG_EN ? en : vi, stderr);
}

bool
ask_yes(const struct cli *c, const char *vi, const char *en)
{
	char line[ASK_TEXT_MAX];

	ask_say(c, vi, en);
	ask_say(c, " [c/K] ", " [y/N] ");
	if (!ask_line(line, sizeof(line)))
		return false;
	return strcmp(line, "c") == 0 || strcmp(line, "C") == 0 ||
	    strcmp(line, "có") == 0 || strcmp(line, "y") == 0 ||
	    strcmp(line, "Y") == 0 || strcmp(line, "yes") == 0;
}

const char *
ask_get(const struct ask *a, const char *key)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (strcmp(a->answer[i].key, key) == 0)
			return a->answer[i].text;
	return "";
}

/* What is corrected keeps what it refers to. */
static bool
is_there(const struct ask *a, const char *key)
{
	return a->old == NULL || json_object_get(a->old, key) != NULL ||
	    json_object_get(json_object_get(a->old, "set"), key) != NULL;
}

void
ask_init(struct ask *a)
{
	const char *s = words_order(a->kind);
	size_t n, key;

	for (a->n = 0; *s != '\0' && a->n < ASK_FIELDS_MAX; a->n++) {
		struct ask_answer *x = &a->answer[a->n];

		n = strcspn(s, " ");
		key = strcspn(s, " ?");
		memset(x, 0, sizeof(*x));
		(void)snprintf(x->key, sizeof(x->key), "%.*s", (int)key, s);
		if (n > key)
			(void)snprintf(x->when, sizeof(x->when), "%.*s",
			    (int)(n - key - 1), s + key + 1);
		s += n + (s[n] == ' ');
		if (!is_there(a, x->key))
			a->n--;
	}
}

/* "other=word|word": one of them; "other": anything; "other=": nothing. */
static bool
applies(const struct ask *a, const struct ask_answer *x)
{
	char other[WORD_MAX_LEN + 1];
	const char *is, *s = x->when, *words;
	size_t n = strcspn(s, "=");

	if (*s == '\0')
		return true;
	(void)snprintf(other, sizeof(other), "%.*s", (int)n, s);
	is = ask_get(a, other);
	if (s[n] == '\0')
		return *is != '\0';
	words = s + n + 1;
	if (*words == '\0')
		return *is == '\0';
	for (; *words != '\0'; words += n + (words[n] == '|')) {
		n = strcspn(words, "|");
		if (strlen(is) == n && memcmp(is, words, n) == 0)
			return true;
	}
	return false;
}

static void
options(const struct ask *a, const struct field *f)
{
	size_t i;

	for (i = 0; f->words != NULL && f->words[i] != NULL; i++)
		(void)fprintf(stderr, "    %zu) %s (%s)\n", i + 1,
		    words_value(f->key, f->words[i], a->cli->lang),
		    f->words[i]);
}

static void
explain(const struct ask *a, const struct field *f)
{
	const struct words_field *w = words_field(a->kind, f->key);

	(void)fprintf(stderr, "    %s (%s)",
	    a->cli->lang == LANG_EN ? w->en : w->vi, f->key);
	if (*w->example != '\0')
		(void)fprintf(stderr, "%s %s",
		    a->cli->lang == LANG_EN ? "; for example" : "; ví dụ:",
		    w->example);
	(void)fputc('\n', stderr);
	options(a, f);
	if (ask_is_found(a->kind, f->key))
		ask_say(a->cli,
		    "    gõ mã, hoặc một phần của mã hay tên, không cần dấu\n",
		    "    type the code, or a part of the code or name\n");
	if (column_optional(a->kind, f))
		ask_say(a->cli, "    có thể bỏ trống\n",
		    "    may be left empty\n");
	ask_say(a->cli, "    '<' quay lại mục trước, 'q' thôi không ghi\n",
	    "    '<' goes back, 'q' leaves without writing\n");
}

enum move {
	MOVE_ON,
	MOVE_BACK,
	MOVE_OUT
};

/* A proposal as people say it, and may type it. */
static const char *
in_words(char buf[SAY_MAX], const struct ask *a, const struct field *f,
    const char *given)
{
	bool en = a->cli->lang == LANG_EN;
	uint64_t n;
	int32_t day;

	if (f->type == F_DATE && date_decode(&day, span_str(given)) == ERR_OK) {
		say_date(buf, day);
		return buf;
	}
	if (f->type == F_INT && f->max > 10000 &&
	    strcmp(f->key, "index") != 0 &&
	    decimal_decode(&n, span_str(given)) == ERR_OK && n < INT64_MAX) {
		say_number(buf, (int64_t)n);
		return buf;
	}

	if (f->type == F_BOOL && strcmp(given, "1") == 0)
		return en ? "yes" : "có";
	if (f->type == F_BOOL && strcmp(given, "0") == 0)
		return en ? "no" : "không";
	return f->type == F_WORD && f->words != NULL
	    ? words_value(f->key, given, a->cli->lang)
	    : given;
}

static enum move
ask_one(struct ask *a, size_t i)
{
	struct ask_answer *x = &a->answer[i];
	const struct field *f = column_field(a->kind, x->key);
	const struct words_field *w = words_field(a->kind, x->key);
	char text[ASK_TEXT_MAX], given[ASK_TEXT_MAX], said[SAY_MAX];

	if (f == NULL)
		return MOVE_ON;
	if (*x->text != '\0')
		(void)snprintf(given, sizeof(given), "%s", x->text);
	else
		ask_default(given, sizeof(given), a, f);
	options(a, f);
	for (;;) {
		(void)fprintf(stderr, "%zu/%zu %s", i + 1, a->n,
		    a->cli->lang == LANG_EN ? w->en : w->vi);
		if (*given != '\0')
			(void)fprintf(stderr, " [%s]",
			    in_words(said, a, f, given));
		(void)fputs(": ", stderr);
		if (!ask_line(text, sizeof(text)) || strcmp(text, "q") == 0)
			return MOVE_OUT;
		if (strcmp(text, "<") == 0)
			return MOVE_BACK;
		if (strcmp(text, "?") == 0) {
			explain(a, f);
			continue;
		}
		if (*text == '\0')
			(void)snprintf(text, sizeof(text), "%s", given);
		else if (strcmp(text, "-") == 0 && column_optional(a->kind, f))
			*text = '\0';
		if (*text == '\0' && !column_optional(a->kind, f)) {
			ask_say(a->cli, "    mục này phải có ('?' để xem)\n",
			    "    this one is needed ('?' explains)\n");
			continue;
		}
		if (*text == '\0' || ask_take(a, f, text, sizeof(text)))
			break;
	}
	(void)snprintf(x->text, sizeof(x->text), "%s", text);
	return MOVE_ON;
}

enum err
ask_fields(struct ask *a)
{
	bool back = false;
	size_t i = 0;

	ask_say(a->cli,
	    "('?' giải thích, '<' quay lại, '-' bỏ trống, 'q' thôi)\n",
	    "('?' explains, '<' goes back, '-' empties, 'q' leaves)\n");
	while (i < a->n) {
		if (!applies(a, &a->answer[i])) {
			a->answer[i].text[0] = '\0';
		} else {
			switch (ask_one(a, i)) {
			case MOVE_ON:
				back = false;
				break;
			case MOVE_BACK:
				back = true;
				break;
			case MOVE_OUT:
				return ERR_MISSING;
			}
		}
		if (!back)
			i++;
		else if (i > 0)
			i--;
		else
			back = false;
	}
	return ERR_OK;
}

enum err
ask_lines(char **text, const struct ask *a)
{
	size_t i, n = 0, cap = (size_t)ASK_FIELDS_MAX * (ASK_TEXT_MAX + 40);
	char *p = malloc(cap);

	if (p == NULL)
		return ERR_MEMORY;
	*p = '\0';
	for (i = 0; i < a->n; i++)
		if (a->answer[i].text[0] != '\0' || a->old != NULL)
			n += (size_t)snprintf(p + n, cap - n, "%s=%s\n",
			    a->answer[i].key, a->answer[i].text);
	*text = p;
	return ERR_OK;
}
