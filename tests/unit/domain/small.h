/*
 * small.h - a small world for tests of rules: each kind has a payload that is
 * good by itself, and a test says only what is different, with ' for ".
 *
 *	refuses(enter(KIND_DISBURSEMENT, "'amount':0"), "E9");
 *
 * Integers where the schema has a reference stand for entries; "now" is the
 * day of the entry, "thisq" its quarter.  Parts, voucher and the amount of a
 * reversal follow unless they are given.
 */
#ifndef TEST_SMALL_H
#define TEST_SMALL_H

#include <stdio.h>

#include "money.h"
#include "queries.h"
#include "world.h"

static struct world w;
static const char *now;
static unsigned vouchers;

static inline const char *
small_payload(enum kind k)
{
	switch ((int)k) {
	case KIND_POLICY:
		return "'basis':null,'effective_from':'thisq'";
	case KIND_DOCUMENT:
		return "'date':null,'digest':null,'digest_kind':null,"
		       "'number':null,'of':null,'title':'t','type':'ke-hoach'";
	case KIND_SPONSOR:
		return "'group':'g2','inside_commune':true,'money_public':"
		       "false,'name':'n','type':'union'";
	case KIND_CHILD:
		return "'birth':'2014-05-06','category':3,'cluster':'c1',"
		       "'flags':[],'guardian':null,'hamlet':'t01','household':"
		       "'H1','legal':null,'level':'th','name':'n',"
		       "'personal_index':null,'personal_number':null,'school':"
		       "'tr1','special':null";
	case KIND_CONSENT:
		return "'by':'both','child':null,'date':'now','evidence':null,"
		       "'given':true,'scope':'image','sponsor':null";
	case KIND_ASSIGNMENT:
		return "'basis':'KH','child':'TE-000001','form':'quarterly',"
		       "'from':'now','opening':false,'pledged':1000000,"
		       "'share':[],'sponsor':'a','tie':'do-dau'";
	case KIND_ACCEPTANCE:
		return "'accepted':true,'date':'now','evidence':null";
	case KIND_LEVEL:
		return "'evidence':null,'from':'thisq','pledged':1000000";
	case KIND_DISBURSEMENT:
		return "'amount':1000000,'basis':null,'child':'TE-000001',"
		       "'counts':true,'date':'now','evidence':null,'form':"
		       "'quarterly','from':'thisq','kind':'cash','sponsor':'a',"
		       "'to':'thisq'";
	case KIND_CONFIRMATION:
		return "'by':'paper','confirmer':'t01','date':'now','evidence':"
		       "'" DIGEST_TEXT "','outcome':'full','received':null";
	case KIND_OBJECTION:
		return "'about':null,'answers':null,'child':null,'date':'now',"
		       "'from':'family','matter':'amount','result':null,'text':"
		       "null";
	case KIND_VISIT:
		return "'child':'TE-000001','date':'now','occasion':'tet',"
		       "'sponsor':'a'";
	case KIND_GUIDANCE:
		return "'child':'TE-000001','date':'now','result':"
		       "'not-eligible','subject':'health-insurance','unit':"
		       "'t01'";
	case KIND_FOLLOWUP:
		return "'child':'TE-000001','date':'now','followed':true,"
		       "'quarter':'thisq','risk':false,'unit':'tr1'";
	case KIND_CHANGE:
		return "'child':'TE-000001','effective':'now','known':'now',"
		       "'reason':'khac','reporter':'t01','set':null,'sponsor':"
		       "null,'to_sponsor':null";
	case KIND_REVERSAL:
		return "'amount':-1,'date':'now','reason':'khac'";
	case KIND_REQUEST:
		return "'answer':null,'answer_due':'now','child':null,"
		       "'done_due':'now','from':'guardian','kind':'access',"
		       "'of':null,'received':'now'";
	case KIND_ERASURE:
		return "'basis':'request','entries':[],'request':null";
	default:
		break;
	}
	return "";
}

static inline void
small_parts(json_t *o)
{
	json_t *parts = json_array();
	uint32_t f = 0, t = 0, i;

	assert_int_equal(quarter_decode(&f, j_span(o, "from")), ERR_OK);
	assert_int_equal(quarter_decode(&t, j_span(o, "to")), ERR_OK);
	for (i = 0; f <= t && i <= t - f && i < 40; i++)
		(void)json_array_append_new(parts,
		    json_integer(money_part(j_int(o, "amount"), t - f + 1, i)));
	(void)json_object_set_new(o, "parts", parts);
}

static inline void
small_follow(json_t *o, enum kind k)
{
	char text[32];

	if (k == KIND_DISBURSEMENT && json_object_get(o, "voucher") == NULL) {
		(void)snprintf(text, sizeof(text), "V%u", ++vouchers);
		(void)json_object_set_new(o, "voucher", json_string(text));
	}
	if (k == KIND_DISBURSEMENT && json_object_get(o, "parts") == NULL)
		small_parts(o);
	if (k == KIND_REVERSAL && j_int(o, "amount") < 0) {
		const struct state_entry *t = state_ref(w.s, o, "target");

		(void)json_object_set_new(o, "amount",
		    json_integer(
			t != NULL && t->kind == KIND_DISBURSEMENT && t->known
			    ? w.s->disbursement[t->at].amount
			    : 0));
	}
}

/* References, and words that stand for the day. */
static inline void
small_values(json_t *o)
{
	static const char *const refs[] = {"target", "assignment",
	    "disbursement", "answers", "of", "about", "request", "basis"};
	char quarter[QUARTER_LEN];
	int32_t day = 0;
	const char *key;
	json_t *v;
	void *tmp;
	size_t i;

	assert_int_equal(date_decode(&day, span_str(now)), ERR_OK);
	quarter_encode(quarter, quarter_of_date(day));
	for (i = 0; i < sizeof(refs) / sizeof(refs[0]); i++)
		if (json_is_integer(json_object_get(o, refs[i])))
			(void)json_object_set_new(o, refs[i],
			    world_ref((uint64_t)j_int(o, refs[i])));
	json_object_foreach_safe(o, tmp, key, v)
	{
		if (!json_is_string(v))
			continue;
		if (strcmp(json_string_value(v), "now") == 0)
			(void)json_object_set_new(o, key, json_string(now));
		else if (strcmp(json_string_value(v), "thisq") == 0)
			(void)json_object_set_new(o, key, json_string(quarter));
	}
}

__attribute__((format(printf, 2, 3))) static inline json_t *
payload(enum kind k, const char *fmt, ...)
{
	char text[4096];
	json_t *o;
	va_list ap;
	size_t n;
	char *p;

	n = (size_t)snprintf(text, sizeof(text), "{%s%s", small_payload(k),
	    *fmt != '\0' && *small_payload(k) != '\0' ? "," : "");
	va_start(ap, fmt);
	(void)vsnprintf(text + n, sizeof(text) - n - 2, fmt, ap);
	va_end(ap);
	n = strlen(text);
	text[n] = '}';
	text[n + 1] = '\0';
	for (p = text; *p != '\0'; p++)
		if (*p == '\'')
			*p = '"';
	o = json_loads(text, 0, NULL);
	assert_non_null(o);
	small_values(o);
	small_follow(o, k);
	return o;
}

#define enter(k, ...) world_enter(&w, (k), payload((k), __VA_ARGS__), now)

/* As a replay takes in an entry: rules are not asked.  Steals o. */
static inline enum err
small_replay(enum kind k, json_t *o)
{
	struct statement st = {.kind = k,
	    .class = CLASS_SEALED,
	    .id = world_id(w.s->n_entry)};
	struct record r = {.index = w.s->n_entry, .st = &st, .payload = o};
	enum err e;

	r.time_ms = UINT64_C(1785000000000);
	e = state_apply(w.s, &r);
	json_decref(o);
	return e;
}
#define replay(k, ...) small_replay((k), payload((k), __VA_ARGS__))

/* The entry was there once, and its subject is erased. */
static inline void
erased(enum kind k)
{
	assert_int_equal(small_replay(k, NULL), ERR_OK);
}

static inline uint64_t
last(void)
{
	return w.s->n_entry - 1;
}

static inline void
passes(enum err e)
{
	if (e == ERR_RULE)
		print_message("%s: %s\n", w.said.f[0].rule, w.said.f[0].en);
	assert_int_equal(e, ERR_OK);
}

static inline void
flags(enum err e, const char *rule)
{
	passes(e);
	assert_true(world_said(&w, rule, false));
}

static inline void
silent(enum err e, const char *rule)
{
	passes(e);
	assert_false(world_said(&w, rule, false));
}

static inline void
refuses(enum err e, const char *rule)
{
	assert_int_equal(e, ERR_RULE);
	assert_true(world_said(&w, rule, true));
}

static inline int32_t
on(const char *date)
{
	int32_t day = 0;

	assert_int_equal(date_decode(&day, span_str(date)), ERR_OK);
	return day;
}

/* Code of who holds TE-000001 on that day; "" if nobody. */
static inline const char *
holder(const char *date)
{
	size_t at = state_child_holder(w.s, 0, on(date));

	return at == STATE_NONE ? "" : w.s->sponsor[at].code;
}

/* Sponsors a, b and c, and the child TE-000001, on 2026-07-01. */
static inline int
small_setup(void **state)
{
	(void)state;
	memset(&w, 0, sizeof(w));
	vouchers = 0;
	now = "2026-07-01";
	assert_int_equal(state_new(&w.s), ERR_OK);
	passes(enter(KIND_SPONSOR, "'code':'a'"));
	passes(enter(KIND_SPONSOR, "'code':'b'"));
	passes(enter(KIND_SPONSOR, "'code':'c'"));
	passes(enter(KIND_CHILD, "'child':'TE-000001'"));
	return 0;
}

/* And a holds the child. */
static inline int
small_held(void **state)
{
	(void)small_setup(state);
	passes(enter(KIND_ASSIGNMENT, "'child':'TE-000001'"));
	return 0;
}

static inline int
small_teardown(void **state)
{
	(void)state;
	state_free(w.s);
	return 0;
}

#define Q3_2026 (2026 * 4 + 2)
#define FREE(f) cmocka_unit_test_setup_teardown(f, small_setup, small_teardown)
#define HELD(f) cmocka_unit_test_setup_teardown(f, small_held, small_teardown)

#endif
