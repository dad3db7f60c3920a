/*
 * sample.h - for each kind a payload that is good by itself; a test says only
 * what is different, with ' for ".
 *
 * Integers where the schema has a reference stand for entries; "now" is the
 * day of the entry, "thisq" its quarter.  Parts, voucher and the amount of a
 * reversal follow unless they are given.  Include after cmocka.h.
 */
#ifndef TEST_SAMPLE_H
#define TEST_SAMPLE_H

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "money.h"
#include "state.h"

#define SAMPLE_DIGEST "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

struct sample { /* where and when it is to be entered */
	const struct state *s;
	const char *now;
	unsigned *vouchers; /* counts those that are made here */
};

static inline const char *
sample_of(enum kind k)
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
		       "'" SAMPLE_DIGEST "','outcome':'full','received':null";
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
	case KIND_DISCLOSURE:
		return "'basis':'duty','list':'due','to':'UBND','to_key':null";
	case KIND_REPORT:
		return "'digest':'" SAMPLE_DIGEST "','period':'thisq',"
		       "'recipient':'UBND'";
	case KIND_AUDIT:
		return "'erased':0,'mode':'full','opened':0,'report':"
		       "'" SAMPLE_DIGEST "','result':'passed','root':"
		       "'" SAMPLE_DIGEST "','size':0,'withheld':0";
	case KIND_CLOCK:
		return "'reason':'other','true_time':0";
	default:
		break;
	}
	return "";
}

static inline void
sample_parts(json_t *o)
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
sample_follow(json_t *o, const struct sample *x, enum kind k)
{
	char text[32];

	if (k == KIND_DISBURSEMENT && json_object_get(o, "voucher") == NULL) {
		(void)snprintf(text, sizeof(text), "V%u", ++*x->vouchers);
		(void)json_object_set_new(o, "voucher", json_string(text));
	}
	if (k == KIND_DISBURSEMENT && json_object_get(o, "parts") == NULL)
		sample_parts(o);
	if (k == KIND_REVERSAL && j_int(o, "amount") < 0) {
		const struct state_entry *t = state_ref(x->s, o, "target");

		(void)json_object_set_new(o, "amount",
		    json_integer(
			t != NULL && t->kind == KIND_DISBURSEMENT && t->known
			    ? x->s->disbursement[t->at].amount
			    : 0));
	}
}

/* To an entry by its index; to one that is not there yet, with some id. */
static inline json_t *
sample_ref(const struct state *s, uint64_t index)
{
	struct ref r = {{{1}}, true, index};

	if (index < s->n_entry)
		r.id = s->entry[index].id;
	return ref_json(&r);
}

/* References, and words that stand for the day. */
static inline void
sample_values(json_t *o, const struct sample *x)
{
	static const char *const refs[] = {"target", "assignment",
	    "disbursement", "answers", "of", "about", "request", "basis"};
	char quarter[QUARTER_LEN];
	int32_t day = 0;
	const char *key;
	json_t *v;
	void *tmp;
	size_t i;

	assert_int_equal(date_decode(&day, span_str(x->now)), ERR_OK);
	quarter_encode(quarter, quarter_of_date(day));
	for (i = 0; i < sizeof(refs) / sizeof(refs[0]); i++)
		if (json_is_integer(json_object_get(o, refs[i])))
			(void)json_object_set_new(o, refs[i],
			    sample_ref(x->s, (uint64_t)j_int(o, refs[i])));
	json_object_foreach_safe(o, tmp, key, v)
	{
		if (!json_is_string(v))
			continue;
		if (strcmp(json_string_value(v), "now") == 0)
			(void)json_object_set_new(o, key, json_string(x->now));
		else if (strcmp(json_string_value(v), "thisq") == 0)
			(void)json_object_set_new(o, key, json_string(quarter));
	}
}

__attribute__((format(printf, 3, 4))) static inline json_t *
sample(const struct sample *x, enum kind k, const char *fmt, ...)
{
	char text[4096];
	json_t *o;
	va_list ap;
	size_t n;
	char *p;

	n = (size_t)snprintf(text, sizeof(text), "{%s%s", sample_of(k),
	    *fmt != '\0' && *sample_of(k) != '\0' ? "," : "");
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
	sample_values(o, x);
	sample_follow(o, x, k);
	return o;
}

#endif
