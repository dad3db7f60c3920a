/*
 * fill.c - what a row need not say.
 */
#include "fill.h"

#include "money.h"
#include "names.h"
#include "state.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

static const char *
cell(const struct build *b, const char *name)
{
	const char *list[NAMES_MAX], *s;

	names_of(list, name);
	s = sheet_get(b->table, b->row, list);
	return s == NULL ? "" : s;
}

static enum err
nothing(struct misfit *m, const char *vi, const char *en)
{
	m->vi = vi;
	m->en = en;
	return ERR_MISSING;
}

/* A code of a sheet as the ledger writes units: small letters. */
static void
unit_of(char out[STATE_WORD], const char *s)
{
	size_t i;

	for (i = 0; i < STATE_WORD - 1 && s[i] != '\0'; i++)
		out[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
	out[i] = '\0';
}

static json_t *
ref_to(const struct build *b, uint64_t index)
{
	struct ref r = {.has_index = true, .index = index};

	r.id = b->state->entry[index].id;
	return ref_json(&r);
}

/* By sponsor, year and voucher, as on the paper. */
static enum err
by_voucher(uint64_t *index, const struct build *b, struct misfit *m)
{
	char sponsor[STATE_WORD];
	int64_t year;
	size_t at;

	m->column = "voucher";
	unit_of(sponsor, cell(b, "sponsor"));
	if (convert_amount(&year, cell(b, "year")) != ERR_OK || year < 1900 ||
	    year > 2199)
		return nothing(m, "thiếu năm của số phiếu",
		    "the year of the voucher is missing");
	at = state_voucher_find(b->state, sponsor, (int32_t)year,
	    cell(b, "voucher"));
	if (at == STATE_NONE)
		return nothing(m, "không có khoản hỗ trợ nào mang số phiếu này",
		    "no support with this voucher");
	*index = b->state->disbursement[at].index;
	return ERR_OK;
}

static enum err
by_index(uint64_t *index, const struct build *b, const char *text,
    struct misfit *m)
{
	if (decimal_decode(index, span_str(text)) != ERR_OK ||
	    *index >= b->state->n_entry)
		return nothing(m, "không có dòng sổ này", "no such entry");
	return ERR_OK;
}

enum err
fill_index(json_t **v, const struct build *b, const char *text,
    struct misfit *m)
{
	uint64_t index;
	enum err e = by_index(&index, b, text, m);

	if (e == ERR_OK)
		*v = ref_to(b, index);
	return e == ERR_OK && *v == NULL ? ERR_MEMORY : e;
}

/* The latest assignment of the row's child. */
static enum err
by_child(uint64_t *index, const struct build *b, struct misfit *m)
{
	size_t child = state_child_find(b->state, cell(b, "child"));
	size_t i;

	m->column = "child";
	for (i = b->state->n_assignment; i > 0 && child != STATE_NONE; i--) {
		const struct state_assignment *a = &b->state->assignment[i - 1];

		if (a->child == child &&
		    !state_is_reversed(b->state, a->index)) {
			*index = a->index;
			return ERR_OK;
		}
	}
	return nothing(m, "em này chưa được phân công", "no assignment");
}

static enum err
fill_ref(json_t **v, const struct build *b, const struct field *f,
    struct misfit *m)
{
	uint64_t index;
	enum err e;

	if (strcmp(f->key, "disbursement") == 0)
		e = by_voucher(&index, b, m);
	else if (strcmp(f->key, "target") == 0)
		e = *cell(b, "voucher") != '\0'
		    ? by_voucher(&index, b, m)
		    : by_index(&index, b, cell(b, "index"), m);
	else if (strcmp(f->key, "assignment") == 0)
		e = by_child(&index, b, m);
	else
		return ERR_MISSING;
	if (e == ERR_OK)
		*v = ref_to(b, index);
	return e == ERR_OK && *v == NULL ? ERR_MEMORY : e;
}

/* The new values of a change of attributes, each in a column of its own. */
static enum err
fill_set(json_t **v, const struct build *b, const struct field *f,
    struct misfit *m)
{
	const struct schema *sub = f->sub;
	json_t *o, *one;
	const char *text;
	size_t i;
	enum err e = ERR_OK;

	if (strcmp(f->key, "set") != 0 ||
	    strcmp(cell(b, "change"), "attributes") != 0)
		return ERR_MISSING;
	o = json_object();
	for (i = 0; i < sub->n && e == ERR_OK; i++) {
		m->column = sub->field[i].key;
		text = cell(b, sub->field[i].key);
		one = NULL;
		if (*text != '\0')
			e = convert(&one, &sub->field[i], text, m);
		else
			one = json_null();
		if (e == ERR_OK &&
		    json_object_set_new(o, sub->field[i].key, one) != 0)
			e = ERR_MEMORY;
	}
	if (e == ERR_OK)
		*v = o;
	else
		json_decref(o);
	return e;
}

static json_t *
evidence(const struct build *b)
{
	char b64[BASE64_LEN(DIGEST_LEN)];
	struct wr w;

	if (b->evidence == NULL)
		return json_null();
	wr_init(&w, b64, sizeof(b64));
	wr_base64(&w, b->evidence->b, DIGEST_LEN);
	return json_stringn(b64, w.n);
}

static bool
is_ad_hoc(const struct build *b)
{
	static const char *const words[] = {"ad-hoc", NULL};
	const struct field form = {.key = "form", .words = words};

	return strcmp(names_value(&form, cell(b, "form")), "ad-hoc") == 0;
}

/* FORMAT 6.32: the clocks run from the day it was received. */
static json_t *
request_date(const struct build *b, const char *key)
{
	char iso[DATE_LEN];
	int32_t received, answer, done;

	if (*cell(b, "received") == '\0' ||
	    convert_date(iso, cell(b, "received")) != ERR_OK)
		(void)snprintf(iso, sizeof(iso), "%s", b->today);
	if (date_decode(&received, span_str(iso)) != ERR_OK)
		return NULL;
	state_request_due(b->state, received, &answer, &done);
	if (strcmp(key, "answer_due") == 0)
		date_encode(iso, answer);
	else if (strcmp(key, "done_due") == 0)
		date_encode(iso, done);
	else if (strcmp(key, "received") != 0)
		return NULL;
	return json_string(iso);
}

/* Defaults that are words or lists. */
static json_t *
by_default(const struct build *b, const char *key)
{
	static const struct {
		enum kind kind;
		const char *key, *word;
	} words[] = {
	    {KIND_ASSIGNMENT, "tie", "do-dau"},
	    {KIND_ASSIGNMENT, "basis", "KH"},
	    {KIND_CONFIRMATION, "by", "key"},
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].kind == b->kind && strcmp(words[i].key, key) == 0)
			return json_string(words[i].word);
	if (strcmp(key, "flags") == 0 || strcmp(key, "share") == 0 ||
	    strcmp(key, "parts") == 0)
		return json_array();
	if (strcmp(key, "date") == 0 || strcmp(key, "known") == 0)
		return json_string(b->today);
	if (b->kind == KIND_REQUEST)
		return request_date(b, key);
	if (strcmp(key, "opening") == 0)
		return json_false();
	if (strcmp(key, "unit") == 0 && b->kind == KIND_KEY_GRANT)
		return json_string("");
	if (strcmp(key, "amount") == 0 && b->kind == KIND_REVERSAL)
		return json_integer(0);
	if (strcmp(key, "counts") == 0)
		return json_boolean(!is_ad_hoc(b));
	return NULL;
}

enum err
fill_field(json_t **v, const struct build *b, const struct field *f,
    struct misfit *m)
{
	*v = NULL;
	if (f->type == F_REF)
		return fill_ref(v, b, f, m);
	if (f->type == F_OBJECT)
		return fill_set(v, b, f, m);
	if (strcmp(f->key, "evidence") == 0)
		*v = evidence(b);
	else if (f->nullable && f->type != F_LIST)
		return ERR_MISSING;
	else
		*v = by_default(b, f->key);
	return *v == NULL ? ERR_MISSING : ERR_OK;
}

/* FORMAT 6.23: the same split that the rule E15 expects. */
static enum err
fill_parts(json_t *o)
{
	json_t *parts = json_array();
	uint32_t from, to, n, i;

	if (parts == NULL)
		return ERR_MEMORY;
	if (quarter_decode(&from, j_span(o, "from")) != ERR_OK ||
	    quarter_decode(&to, j_span(o, "to")) != ERR_OK || to < from ||
	    to - from >= 40)
		return json_object_set_new(o, "parts", parts) == 0
		    ? ERR_OK
		    : ERR_MEMORY; /* the rules say what is wrong */
	n = to - from + 1;
	for (i = 0; i < n; i++)
		if (json_array_append_new(parts,
			json_integer(money_part(j_int(o, "amount"), n, i))) !=
		    0) {
			json_decref(parts);
			return ERR_MEMORY;
		}
	return json_object_set_new(o, "parts", parts) == 0 ? ERR_OK
							   : ERR_MEMORY;
}

/* A reversal repeats the amount of its target. */
static enum err
fill_reversal(json_t *o, const struct build *b)
{
	const struct state_entry *e = state_ref(b->state, o, "target");
	int64_t amount = 0;

	if (e != NULL && e->kind == KIND_DISBURSEMENT && e->at != STATE_NONE)
		amount = b->state->disbursement[e->at].amount;
	return json_object_set_new(o, "amount", json_integer(amount)) == 0
	    ? ERR_OK
	    : ERR_MEMORY;
}

enum err
fill_after(json_t *payload, const struct build *b)
{
	if (b->kind == KIND_DISBURSEMENT)
		return fill_parts(payload);
	if (b->kind == KIND_REVERSAL)
		return fill_reversal(payload, b);
	return ERR_OK;
}
