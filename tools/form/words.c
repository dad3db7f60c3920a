/*
 * words.c - a payload into one sentence, by the rows of words_table.h.
 */
#include "words_table.h"

#include "calendar.h"
#include "payload.h"
#include "state.h"

#include <stdio.h>
#include <string.h>

#define KEY_MAX 32

struct out {
	char *p;
	size_t n, cap; /* cap includes the NUL */
};

static void
put(struct out *o, const char *s)
{
	size_t n = strlen(s), room = o->cap - 1 - o->n;

	if (n > room)
		n = room;
	memcpy(o->p + o->n, s, n);
	o->n += n;
	o->p[o->n] = '\0';
}

const struct words_field *
words_field(enum kind kind, const char *key)
{
	static const struct words_field none = {-1, "", "", "", ""};
	const struct words_field *f;

	for (f = words_fields; f->key != NULL; f++)
		if (strcmp(f->key, key) == 0 &&
		    (f->kind == -1 || f->kind == (int)kind))
			return f;
	return &none;
}

const char *
words_value(const char *key, const char *word, enum lang lang)
{
	const struct words_code *c;

	for (c = words_codes; c->word != NULL; c++)
		if (strcmp(c->word, word) == 0 &&
		    (c->key == NULL || strcmp(c->key, key) == 0))
			return lang == LANG_EN ? c->en : c->vi;
	return word;
}

const char *
words_order(enum kind kind)
{
	return words_kinds[kind].order;
}

/* The first letter of each part of the name, whole as UTF-8 has it. */
void
words_initials(char *buf, size_t cap, const char *name)
{
	struct out o = {buf, 0, cap};
	bool start = true;
	char letter[5];
	size_t n;

	*buf = '\0';
	for (; *name != '\0'; name++) {
		if (*name == ' ') {
			start = true;
			continue;
		}
		if (!start || ((unsigned char)*name & 0xc0) == 0x80)
			continue;
		letter[0] = *name;
		for (n = 1; n < 4 && ((unsigned char)name[n] & 0xc0) == 0x80;
		     n++)
			letter[n] = name[n];
		letter[n] = '\0';
		put(&o, letter);
		put(&o, ".");
		start = false;
	}
}

static void
put_money(struct out *o, int64_t v)
{
	char digits[24];
	size_t n, i;

	(void)snprintf(digits, sizeof(digits), "%lld", (long long)v);
	n = strlen(digits);
	for (i = 0; i < n; i++) {
		char c[2] = {digits[i], '\0'};

		if (i > 0 && (n - i) % 3 == 0)
			put(o, ".");
		put(o, c);
	}
}

static void
put_date(struct out *o, const char *iso)
{
	char text[DATE_LEN];
	int32_t day, y, m, d;

	if (date_decode(&day, span_str(iso)) != ERR_OK)
		return;
	date_split(day, &y, &m, &d);
	(void)snprintf(text, sizeof(text), "%02d/%02d/%04d", d, m, y);
	put(o, text);
}

static void
put_quarter(struct out *o, const char *q, enum lang lang)
{
	static const char *const roman[] = {"I", "II", "III", "IV"};
	char text[32];
	size_t i = strlen(q) == 7 ? (size_t)(q[6] - '1') : 4;

	if (i > 3)
		return;
	(void)snprintf(text, sizeof(text), "%s%s/%.4s",
	    lang == LANG_EN ? "quarter " : "Quý ", roman[i], q);
	put(o, text);
}

static void
put_child(struct out *o, const struct words_entry *e, const char *code)
{
	char initials[64] = "";
	size_t at;

	if (e->kind == KIND_CHILD) {
		words_initials(initials, sizeof(initials),
		    j_str(e->payload, "name"));
	} else {
		at = state_child_find(e->state, code);
		if (at != STATE_NONE)
			words_initials(initials, sizeof(initials),
			    e->state->child[at].name);
	}
	put(o, code);
	if (*initials != '\0') {
		put(o, " (");
		put(o, initials);
		put(o, ")");
	}
}

static void
put_word(struct out *o, const struct words_entry *e, const char *key,
    const char *word)
{
	size_t at = STATE_NONE;

	if (strcmp(key, "sponsor") == 0 || strcmp(key, "to_sponsor") == 0)
		at = state_sponsor_find(e->state, word);
	put(o,
	    at != STATE_NONE ? e->state->sponsor[at].name
			     : words_value(key, word, e->lang));
}

/* What was given, lest somebody confirms or reverses a number. */
static void
put_support(struct out *o, const struct words_entry *e,
    const struct state_disbursement *d)
{
	put(o, " (");
	put_money(o, d->amount);
	put(o, " đ, ");
	put(o, e->state->sponsor[d->sponsor].name);
	put(o, e->lang == LANG_EN ? ", " : ", em ");
	put_child(o, e, e->state->child[d->child].code);
	put(o, e->lang == LANG_EN ? ", voucher " : ", phiếu ");
	put(o, d->voucher);
	put(o, ")");
}

static void
put_ref(struct out *o, const struct words_entry *e, const char *key)
{
	const struct state_entry *t = state_ref(e->state, e->payload, key);
	char text[48];

	if (t == NULL)
		return;
	(void)snprintf(text, sizeof(text), "%s %llu",
	    e->lang == LANG_EN ? "entry" : "dòng",
	    (unsigned long long)state_entry_index(e->state, t));
	put(o, text);
	if (t->at != STATE_NONE && t->kind == KIND_DISBURSEMENT)
		put_support(o, e, &e->state->disbursement[t->at]);
}

/* What a field is called, without how it is to be written. */
static void
put_label(struct out *o, const struct words_field *f, enum lang lang)
{
	const char *s = lang == LANG_EN ? f->en : f->vi;
	char label[64];

	(void)snprintf(label, sizeof(label), "%.*s ", (int)strcspn(s, "("), s);
	if (strchr(s, '(') != NULL)
		label[strlen(label) - 1] = '\0'; /* one space is there */
	put(o, label);
}

static void
put_list(struct out *o, const struct words_entry *e, const char *key,
    const json_t *v)
{
	json_t *x;
	size_t i;

	json_array_foreach(v, i, x)
	{
		put(o, i == 0 ? "" : ", ");
		if (json_is_string(x))
			put_word(o, e, key, json_string_value(x));
		else
			put_money(o, json_integer_value(x));
	}
}

/* What is set in it, of words and small numbers. */
static void
put_object(struct out *o, const struct words_entry *e, const struct schema *s,
    const json_t *v)
{
	const char *sep = "", *key;
	const json_t *x;
	size_t i;

	for (i = 0; s != NULL && i < s->n; i++) {
		key = s->field[i].key;
		x = json_object_get(v, key);
		if (x == NULL || json_is_null(x))
			continue;
		put(o, sep);
		put_label(o, words_field(e->kind, key), e->lang);
		if (json_is_string(x))
			put_word(o, e, key, json_string_value(x));
		else
			put_money(o, json_integer_value(x));
		sep = ", ";
	}
}

static void
put_value(struct out *o, const struct words_entry *e, const struct field *f)
{
	const json_t *v = json_object_get(e->payload, f->key);
	const char *s = json_string_value(v);

	switch (f->type) {
	case F_INT:
		put_money(o, json_integer_value(v));
		break;
	case F_DATE:
		put_date(o, s);
		break;
	case F_QUARTER:
		put_quarter(o, s, e->lang);
		break;
	case F_BOOL:
		put(o, json_is_true(v) ? "1" : "0");
		break;
	case F_WORD:
		put_word(o, e, f->key, s);
		break;
	case F_CODE:
		if (strcmp(f->key, "child") == 0)
			put_child(o, e, s);
		else
			put(o, s);
		break;
	case F_REF:
		put_ref(o, e, f->key);
		break;
	case F_LIST:
		put_list(o, e, f->key, v);
		break;
	case F_OBJECT:
		put_object(o, e, f->sub, v);
		break;
	case F_TEXT:
	case F_DIGEST:
	case F_ID:
	case F_NAME:
	case F_VKEY:
	case F_COSIGN:
		put(o, s);
		break;
	}
}

/* "key" or "key?yes|no", up to the brace; false if there is no such value. */
static bool
placeholder(struct out *o, const struct words_entry *e, const char *s, size_t n)
{
	const struct schema *schema = payload_schema(e->kind, e->class);
	size_t key = strcspn(s, "?}"), yes = strcspn(s, "|}"), i;
	char text[64];
	json_t *v;

	for (i = 0; schema != NULL && i < schema->n; i++) {
		const char *name = schema->field[i].key;

		if (strlen(name) != key || memcmp(name, s, key) != 0)
			continue;
		v = json_object_get(e->payload, name);
		if (v == NULL || json_is_null(v) ||
		    (strcmp(name, "to") == 0 && json_is_string(v) &&
			strcmp(j_str(e->payload, "from"),
			    json_string_value(v)) == 0))
			return false;
		if (s[key] != '?') {
			put_value(o, e, &schema->field[i]);
			return true;
		}
		if (json_is_true(v))
			(void)snprintf(text, sizeof(text), "%.*s",
			    (int)(yes - key - 1), s + key + 1);
		else
			(void)snprintf(text, sizeof(text), "%.*s",
			    (int)(n - yes - 1), s + yes + 1);
		put(o, text);
		return true;
	}
	return false;
}

void
words_line(char *buf, size_t cap, const struct words_entry *e)
{
	const char *s = e->lang == LANG_EN ? words_kinds[e->kind].en
					   : words_kinds[e->kind].vi;
	struct out o = {buf, 0, cap};
	size_t undo = 0, n;
	bool ok = true;
	char c[2] = {'\0', '\0'};

	*buf = '\0';
	for (; *s != '\0'; s++) {
		if (*s == '{') {
			n = strcspn(s + 1, "}");
			ok = placeholder(&o, e, s + 1, n) && ok;
			s += n + 1;
		} else if (*s == '[') {
			undo = o.n;
			ok = true;
		} else if (*s == ']') {
			if (!ok)
				o.n = undo;
			buf[o.n] = '\0';
		} else {
			c[0] = *s;
			put(&o, c);
		}
	}
}
