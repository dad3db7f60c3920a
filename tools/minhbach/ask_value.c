/*
 * ask_value.c - one answer: what is proposed, whether it fits, and what it was
 * taken for.
 */
#include "ask.h"

#include "column.h"
#include "convert.h"
#include "fileio.h"
#include "fold.h"
#include "hash.h"
#include "payload.h"
#include "state.h"
#include "text.h"
#include "unitsheet.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EVIDENCE_MAX ((size_t)64 << 20)

static void
one_text(char *buf, size_t cap, const json_t *v)
{
	*buf = '\0';
	if (json_is_string(v))
		(void)snprintf(buf, cap, "%s", json_string_value(v));
	else if (json_is_integer(v))
		(void)snprintf(buf, cap, "%lld",
		    (long long)json_integer_value(v));
	else if (json_is_boolean(v))
		(void)snprintf(buf, cap, "%d", json_is_true(v));
}

/* A value of a payload as people would type it. */
static void
from_payload(char *buf, size_t cap, const json_t *v)
{
	const json_t *index = json_object_get(v, "index");
	char one[64];
	size_t i, n = 0;
	json_t *x;

	one_text(buf, cap, index != NULL ? index : v);
	json_array_foreach(v, i, x)
	{
		one_text(one, sizeof(one), x);
		if (n + strlen(one) + 2 > cap)
			break;
		n += (size_t)snprintf(buf + n, cap - n, "%s%s",
		    i == 0 ? "" : " ", one);
	}
}

/* Who holds the child that was named before, or NULL. */
static const struct state_assignment *
held(const struct ask *a, const struct state_sponsor **sponsor)
{
	const struct state *s = writer_state(a->w);
	size_t child = state_child_find(s, ask_get(a, "child"));
	const struct state_span *span;
	int32_t day;

	if (child == STATE_NONE ||
	    date_decode(&day, span_str(a->today)) != ERR_OK)
		return NULL;
	span = state_child_span(s, child, day);
	if (span == NULL)
		return NULL;
	*sponsor = &s->sponsor[span->sponsor];
	return span->assignment == STATE_NONE
	    ? NULL
	    : &s->assignment[span->assignment];
}

/* Of this quarter, by the levels that stand. */
static int64_t
pledged(const struct ask *a, const struct state_assignment *as)
{
	const struct state *s = writer_state(a->w);
	int32_t day;

	if (date_decode(&day, span_str(a->today)) != ERR_OK)
		return as->pledged;
	return state_pledged(s, (size_t)(as - s->assignment),
	    quarter_of_date(day));
}

/* As sheets number them, where the unit has none of its own. */
static void
next_voucher(char *buf, size_t cap, const struct ask *a)
{
	const struct state *s = writer_state(a->w);
	const char *quarter = ask_get(a, "from"), *unit = ask_get(a, "sponsor");
	size_t sponsor = state_sponsor_find(s, unit);
	char voucher[VOUCHER_MAX];

	if (sponsor == STATE_NONE || strlen(quarter) != QUARTER_LEN - 1)
		return;
	voucher_encode(voucher, quarter, voucher_next(s, sponsor, quarter),
	    unit);
	(void)snprintf(buf, cap, "%s", voucher);
}

/* What hangs on the child, the day or the one who signs. */
static void
computed(char *buf, size_t cap, const struct ask *a, const struct field *f)
{
	const struct state_sponsor *sponsor = NULL;
	const struct state_assignment *as = held(a, &sponsor);
	char quarter[QUARTER_LEN];
	int32_t day;

	if (f->type == F_DATE && !f->nullable && strcmp(f->key, "birth") != 0 &&
	    !column_optional(a->kind, f)) {
		(void)snprintf(buf, cap, "%s", a->today);
	} else if (f->type == F_QUARTER && strcmp(f->key, "to") == 0) {
		(void)snprintf(buf, cap, "%s", ask_get(a, "from"));
	} else if (f->type == F_QUARTER &&
	    date_decode(&day, span_str(a->today)) == ERR_OK) {
		quarter_encode(quarter, quarter_of_date(day));
		(void)snprintf(buf, cap, "%s", quarter);
	} else if (strcmp(f->key, "year") == 0) {
		(void)snprintf(buf, cap, "%.4s", a->today);
	} else if (strcmp(f->key, "sponsor") == 0 && sponsor != NULL) {
		(void)snprintf(buf, cap, "%s", sponsor->code);
	} else if (strcmp(f->key, "counts") == 0) {
		(void)snprintf(buf, cap, "%d",
		    strcmp(ask_get(a, "form"), "ad-hoc") != 0);
	} else if (strcmp(f->key, "voucher") == 0 &&
	    a->kind == KIND_DISBURSEMENT) {
		next_voucher(buf, cap, a);
	} else if (strcmp(f->key, "amount") == 0 && as != NULL &&
	    strcmp(sponsor->code, ask_get(a, "sponsor")) == 0) {
		(void)snprintf(buf, cap, "%lld", (long long)pledged(a, as));
	} else if (strcmp(f->key, "by") == 0 && a->kind == KIND_CONFIRMATION) {
		(void)snprintf(buf, cap, "%s",
		    a->mine != NULL && (a->mine->roles & ROLE_REGISTRAR) != 0
			? "paper"
			: "key");
	} else if (a->mine != NULL &&
	    (strcmp(f->key, "confirmer") == 0 || strcmp(f->key, "unit") == 0) &&
	    (a->mine->roles & ROLE_REGISTRAR) == 0) {
		(void)snprintf(buf, cap, "%s", a->mine->unit);
	}
}

void
ask_default(char *buf, size_t cap, const struct ask *a, const struct field *f)
{
	static const struct {
		const char *key, *text;
	} usual[] = {{"form", "quarterly"}, {"tie", "do-dau"}, {"opening", "0"},
	    {"given", "1"}, {"accepted", "1"}, {"followed", "1"}, {"risk", "0"},
	    {"inside_commune", "1"}, {"money_public", "0"}, {"outcome", "full"},
	    {"kind", "cash"}};
	const json_t *v;
	size_t i;

	*buf = '\0';
	if (a->old != NULL) {
		v = json_object_get(a->old, f->key);
		if (v == NULL)
			v = json_object_get(json_object_get(a->old, "set"),
			    f->key);
		from_payload(buf, cap, v);
		return;
	}
	computed(buf, cap, a, f);
	if (a->kind == KIND_ASSIGNMENT && strcmp(f->key, "basis") == 0)
		(void)snprintf(buf, cap, "KH");
	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (strcmp(usual[i].key, f->key) == 0 &&
		    a->kind != KIND_REQUEST)
			(void)snprintf(buf, cap, "%s", usual[i].text);
}

/* A number of the list, a code, the words themselves, or what is a part of one
 * alone. */
static bool
take_word(struct ask *a, const struct field *f, char *text, size_t cap)
{
	char want[FOLD_MAX + 1], is[FOLD_MAX + 1];
	size_t i, n = 0, part = 0;
	uint64_t v;

	if (fold(want, sizeof(want), text) != ERR_OK)
		*want = '\0';
	if (decimal_decode(&v, span_str(text)) != ERR_OK)
		v = 0;
	for (i = 0; f->words[i] != NULL; i++) {
		if (fold(is, sizeof(is),
			words_value(f->key, f->words[i], a->cli->lang)) !=
		    ERR_OK)
			continue;
		if (*want != '\0' && v == 0 && strstr(is, want) != NULL) {
			part = i;
			n++;
		}
		if (i + 1 != v && strcmp(f->words[i], want) != 0 &&
		    strcmp(is, want) != 0)
			continue;
		(void)snprintf(text, cap, "%s", f->words[i]);
		return true;
	}
	if (n == 1) {
		(void)fprintf(stderr, "    = %s\n",
		    words_value(f->key, f->words[part], a->cli->lang));
		(void)snprintf(text, cap, "%s", f->words[part]);
		return true;
	}
	ask_say(a->cli, "    không có trong danh sách ('?' để xem)\n",
	    "    not in the list ('?' shows it)\n");
	return false;
}

/* The paper itself stays with the office; its digest goes into the ledger. */
static bool
take_evidence(struct ask *a, char *text, size_t cap)
{
	struct digest d;
	uint8_t *bytes = NULL;
	size_t n = 0;
	struct wr w;

	if (base64_decode(d.b, sizeof(d.b), span_str(text)) == ERR_OK)
		return true; /* of an earlier round */
	if (file_read(&bytes, &n, text, EVIDENCE_MAX) != ERR_OK || n == 0) {
		file_free(bytes, n);
		ask_say(a->cli, "    không đọc được tệp này\n",
		    "    this file cannot be read\n");
		return false;
	}
	d = sha256((struct span){bytes, n});
	file_free(bytes, n);
	wr_init(&w, text, cap - 1);
	wr_base64(&w, d.b, sizeof(d.b));
	text[w.n] = '\0';
	return true;
}

/* An entry, which is shown in words before it is taken. */
static bool
take_index(struct ask *a, const char *text)
{
	char line[WORDS_LINE_MAX];
	struct writer_entry e;
	uint64_t index;

	if (decimal_decode(&index, span_str(text)) != ERR_OK ||
	    index >= writer_size(a->w) ||
	    writer_entry_load(a->w, &e, index) != ERR_OK) {
		ask_say(a->cli, "    không có dòng sổ này\n",
		    "    there is no such entry\n");
		return false;
	}
	if (e.opened) {
		const struct state *s = writer_state(a->w);
		enum kind k = s->entry[index].kind;
		struct words_entry x = {k,
		    kind_has_class(k, CLASS_CLEAR) ? CLASS_CLEAR : CLASS_SEALED,
		    e.json, s, a->cli->lang};

		words_line(line, sizeof(line), &x);
		(void)fprintf(stderr, "    = %s\n", line);
	}
	writer_entry_release(&e);
	return true;
}

/* A voucher must be new when something is given, and known afterwards. */
static bool
take_voucher(struct ask *a, const char *text)
{
	const char *date = ask_get(a, "year");
	bool known;

	if (*date == '\0')
		date = a->today;
	known = state_voucher_find(writer_state(a->w), ask_get(a, "sponsor"),
		    (int32_t)strtol(date, NULL, 10), text) != STATE_NONE;
	if (a->kind == KIND_CONFIRMATION && !known)
		ask_say(a->cli,
		    "    không có khoản hỗ trợ nào mang số phiếu này\n",
		    "    nothing was given under this voucher\n");
	if (a->kind == KIND_DISBURSEMENT && known && a->old == NULL)
		ask_say(a->cli,
		    "    số phiếu này của đơn vị đã dùng trong năm (E10)\n",
		    "    this voucher number is used in this year (E10)\n");
	return a->kind == KIND_CONFIRMATION ? known : !known || a->old != NULL;
}

/* As the schema will look at it. */
static bool
fits(struct ask *a, const struct field *f, const char *text)
{
	const struct schema s = {.clause = "", .field = f, .n = 1};
	struct fault fault = {ERR_OK, FAULT_NO_INDEX, ""};
	struct misfit m = {.column = f->key};
	json_t *v = NULL, *o;
	bool ok = false;

	if (convert(&v, f, text, &m) == ERR_OK) {
		o = json_object();
		ok = json_object_set_new(o, f->key, v) == 0 &&
		    schema_check(o, &s, &fault, NULL) == ERR_OK;
		json_decref(o);
	}
	if (!ok && m.vi != NULL)
		(void)fprintf(stderr, "    %s\n",
		    a->cli->lang == LANG_EN ? m.en : m.vi);
	else if (!ok)
		ask_say(a->cli, "    không hợp lệ ('?' để xem)\n",
		    "    not valid ('?' explains)\n");
	return ok;
}

bool
ask_take(struct ask *a, const struct field *f, char *text, size_t cap)
{
	if (f->type == F_REF || strcmp(f->key, "index") == 0)
		return take_index(a, text);
	if (strcmp(f->key, "evidence") == 0)
		return take_evidence(a, text, cap);
	if (strcmp(f->key, "true_time") == 0)
		return true; /* cmd_record.c reads it */
	if (f->type == F_WORD && f->words != NULL)
		return take_word(a, f, text, cap);
	if (ask_is_found(a->kind, f->key) && !ask_find(a, f->key, text, cap))
		return false;
	if (!fits(a, f, text))
		return false;
	return strcmp(f->key, "voucher") != 0 || take_voucher(a, text);
}
