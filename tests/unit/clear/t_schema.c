/*
 * t_schema.c - each type's refusals, and for each clear kind a good payload,
 * the same with each key missing or of another type, and what its table
 * cannot say (FORMAT 6.7, 6.10 to 6.17, 6.36 to 6.40, 11).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vector.h"

#include "param.h"
#include "payloads.h"
#include "schema.h"

#define NAME ORIGIN "/ubnd-1"
#define REF "{'id':'" ID16 "','index':3}"
#define PUBLICATION                                                            \
	"{'as_of':'2026-09-30','carried':[],'check':{'attacks':[{'id':'a1',"   \
	"'note':null,'result':'pass'}],'rules':'va-1'},'commune':'Xã Thử'," \
	"'constants':{'end_age':16,'hotline':'111','minimum':1000000,"         \
	"'start':'2026-07-01','under':16},'contact':{'hours':null,'office':"   \
	"'Tầng 1','phone':null},'heads':{'confirmed_percent':null,"          \
	"'sponsors':20,'supported':33,'waiting':42},'indicators':[{'id':"      \
	"'late','n':null,'small':true}],'money':{'groups':[{'groups':['g1'],"  \
	"'million':null}],'kinds':{'cells':[{'kinds':['cash'],'million':3}],"  \
	"'withheld':null},'notes':[{'id':'school-year-lump','million':1}],"    \
	"'quarter':{'exact':null,'million':-2},'since':{'exact':0,'from':"     \
	"'2026-07-01','million':38},'year':{'exact':1,'year':2026}},"          \
	"'next_due':'2027-01-10','opening':{'amount':5,'blind':'" D32          \
	"','from':0,'quarters':['2026-Q3'],'to':64},'period':'2026-Q3',"       \
	"'persons':0,'previous':null,'published':'2026-10-10','sponsors':["    \
	"'A','B','Đ'],'tables':[{'cells':[{'keys':['th'],'n':6}],'id':"       \
	"'level','released':null,'withheld':null}],'trial':true,'v':1,"        \
	"'version':1,'why':null}"

static json_t *
good(enum kind k)
{
	static const char *const text[KIND_COUNT] = {
	    [KIND_POLICY] = "{'basis':" REF ",'effective_from':'2026-Q4',"
			    "'key':'end-age','v':1,'value':18}",
	    [KIND_CLOCK] = "{'reason':'other','true_time':5,'v':1}",
	    [KIND_DOCUMENT] =
		"{'date':'2026-07-05','digest':'" D32
		"','digest_kind':'hmac','number':'12/KH','of':null,"
		"'title':'Kế hoạch','type':'ke-hoach','v':1}",
	    [KIND_KEY_REVOKE] =
		"{'name':'" NAME "','reason':'left','since':null,'v':1}",
	    [KIND_SPONSOR] = "{'code':'cax','group':'g1','inside_commune':true,"
			     "'money_public':false,'name':'Công an xã',"
			     "'type':'police','v':1}",
	    [KIND_PUBLICATION] = PUBLICATION,
	    [KIND_WITHDRAWAL] = "{'date':'2026-10-06','range':{'from':0,'to':"
				"64},'reason':'error',"
				"'target':" REF ",'v':1}",
	    [KIND_AUDIT] = "{'erased':0,'mode':'full','opened':60,'report':"
			   "'" D32 "','result':'passed','root':'" D32
			   "','size':65,'v':1,'withheld':0}",
	    [KIND_REPORT] = "{'digest':'" D32 "','period':'2026-Q3',"
			    "'recipient':'HĐND xã','v':1}",
	    [KIND_CLOSING] = "{'reason':'merged','successor':null,'v':1}",
	};
	json_t *o;

	if (k == KIND_GENESIS)
		return genesis();
	if (k == KIND_KEY_GRANT) {
		o = grant("ubnd", NAME, "['admin','auditor']", 9);
		put_key(o, "cosign_key", NAME, VKEY_COSIGN, 8);
		return o;
	}
	if (k == KIND_LOG_KEY) {
		o = payload("{'reason':'planned','v':1}");
		put_key(o, "log_key", ORIGIN, VKEY_SIGN, 7);
		return o;
	}
	return payload(text[k]);
}

static enum err
check(const json_t *o, enum kind k)
{
	struct fault f = {ERR_OK, 0, NULL};
	enum err e;

	e = schema_check(o, clear_schema(k), &f, NULL);
	if (e != f.code || (e != ERR_OK && f.clause == NULL))
		fail_msg("the fault of %s", kind_word(k));
	return e;
}

static bool
is_clear(unsigned k)
{
	return kind_has_class((enum kind)k, CLASS_CLEAR);
}

static void
test_good(void **state)
{
	json_t *o;
	unsigned k;

	(void)state;
	for (k = 0; k < KIND_COUNT; k++) {
		if (!is_clear(k)) {
			assert_null(clear_schema((enum kind)k));
			continue;
		}
		o = good((enum kind)k);
		if (check(o, (enum kind)k) != ERR_OK)
			fail_msg("refused: %s", kind_word((enum kind)k));
		json_decref(o);
	}
}

/* Set by path, as "money.kinds.cells.0.million"; a NULL value deletes. */
static void
set_path(json_t *o, const char *path, json_t *v)
{
	const char *dot;
	char key[64];
	size_t n;

	while ((dot = strchr(path, '.')) != NULL) {
		n = (size_t)(dot - path);
		assert_true(n < sizeof(key));
		memcpy(key, path, n);
		key[n] = '\0';
		o = json_is_array(o) ? json_array_get(o, strtoul(key, NULL, 10))
				     : json_object_get(o, key);
		assert_non_null(o);
		path = dot + 1;
	}
	if (v == NULL)
		assert_int_equal(json_object_del(o, path), 0);
	else
		put(o, path, v);
}

static enum err
with(enum kind k, const char *path, const char *value)
{
	json_t *o;
	enum err e;

	o = good(k);
	set_path(o, path, value == NULL ? NULL : payload(value));
	e = check(o, k);
	json_decref(o);
	return e;
}

/* Every key, at whatever depth, is needed and has a type. */
static void
break_each(enum kind k, const json_t *at, const char *prefix)
{
	static const char *const wrong[] = {NULL, "1.5", "{'x':1}", "''",
	    "-9007199254740992", "[[]]"};
	char path[128];
	const char *key;
	json_t *own, *v;
	size_t i;

	own = json_deep_copy(at);
	json_object_foreach(own, key, v)
	{
		(void)snprintf(path, sizeof(path), "%s%s", prefix, key);
		for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
			if (with(k, path, wrong[i]) == ERR_OK)
				fail_msg("%s: %s = %s", kind_word(k), path,
				    wrong[i] == NULL ? "" : wrong[i]);
		}
		(void)snprintf(path, sizeof(path), "%s%s.", prefix, key);
		if (json_is_array(v) && json_is_object(json_array_get(v, 0))) {
			v = json_array_get(v, 0);
			(void)snprintf(path, sizeof(path), "%s%s.0.", prefix,
			    key);
		}
		if (json_is_object(v))
			break_each(k, v, path);
	}
	json_decref(own);
	(void)snprintf(path, sizeof(path), "%sunknown", prefix);
	assert_int_equal(with(k, path, "null"), ERR_FORMAT);
}

static void
test_broken(void **state)
{
	json_t *o;
	unsigned k;

	(void)state;
	for (k = 0; k < KIND_COUNT; k++) {
		if (!is_clear(k))
			continue;
		o = good((enum kind)k);
		break_each((enum kind)k, o, "");
		json_decref(o);
		assert_int_equal(with((enum kind)k, "v", "2"), ERR_FORMAT);
		assert_int_equal(with((enum kind)k, "v", "true"), ERR_FORMAT);
	}
}

struct change {
	enum kind k;
	const char *path, *value;
};

static const struct change refused[] = {
    {KIND_GENESIS, "quorum", "0"},
    {KIND_GENESIS, "quorum", "5"},
    {KIND_GENESIS, "origin", "'other.example'"},
    {KIND_GENESIS, "origin", "'Ledger'"},
    {KIND_GENESIS, "admins.0.name", "'" ORIGIN "/ubnd-2'"},
    {KIND_GENESIS, "policy", "{'end-age':1}"},
    {KIND_GENESIS, "policy", "{'adhoc_counts':2}"},
    {KIND_GENESIS, "policy", "{'start_quarter':20265}"},
    {KIND_GENESIS, "policy", "{'end_age':null}"},
    {KIND_GENESIS, "predecessor",
	"{'origin':'a','reason':'b','root':'" D32 "','size':0}"},
    {KIND_GENESIS, "log_key", "'" ORIGIN "'"},
    {KIND_POLICY, "key", "'minimum'"},
    {KIND_POLICY, "key", "'adhoc-counts'"},
    {KIND_POLICY, "key", "'start-quarter'"},
    {KIND_POLICY, "value", "1099511627777"},
    {KIND_POLICY, "effective_from", "'2026-Q0'"},
    {KIND_POLICY, "effective_from", "'2026-Q5'"},
    {KIND_POLICY, "effective_from", "'2026-q1'"},
    {KIND_POLICY, "effective_from", "'1899-Q4'"},
    {KIND_POLICY, "basis", "{'id':'" ID16 "'}"},
    {KIND_POLICY, "basis", "{'id':'" ID16 "','index':-1}"},
    {KIND_POLICY, "basis", "{'id':'" ID16 "','index':'1'}"},
    {KIND_POLICY, "basis", "{'id':'AA==','index':1}"},
    {KIND_POLICY, "basis", "{'id':'" ID16 "','index':1,'v':1}"},
    {KIND_CLOCK, "reason", "'late'"},
    {KIND_CLOCK, "true_time", "-1"},
    {KIND_DOCUMENT, "digest", "null"},
    {KIND_DOCUMENT, "digest_kind", "null"},
    {KIND_DOCUMENT, "digest", "'AAAA'"},
    {KIND_DOCUMENT, "title", "''"},
    {KIND_DOCUMENT, "title", "null"},
    {KIND_DOCUMENT, "type", "'Ke-hoach'"},
    {KIND_DOCUMENT, "date", "'2026-02-29'"},
    {KIND_DOCUMENT, "date", "'2100-02-29'"},
    {KIND_DOCUMENT, "date", "'2026-04-31'"},
    {KIND_DOCUMENT, "date", "'2026-13-01'"},
    {KIND_DOCUMENT, "date", "'2026-00-01'"},
    {KIND_DOCUMENT, "date", "'2026-01-00'"},
    {KIND_DOCUMENT, "date", "'2200-01-01'"},
    {KIND_DOCUMENT, "date", "'1899-12-31'"},
    {KIND_DOCUMENT, "date", "'2026-1-01'"},
    {KIND_DOCUMENT, "date", "'2026/01/01'"},
    {KIND_DOCUMENT, "date", "'2026-01-0a'"},
    {KIND_KEY_GRANT, "roles", "[]"},
    {KIND_KEY_GRANT, "roles", "['registrar','admin']"},
    {KIND_KEY_GRANT, "roles", "['admin','admin']"},
    {KIND_KEY_GRANT, "roles", "['king']"},
    {KIND_KEY_GRANT, "roles", "[null]"},
    {KIND_KEY_GRANT, "name", "'" ORIGIN "/ubnd-2'"},
    {KIND_KEY_GRANT, "unit", "'Ubnd'"},
    {KIND_KEY_REVOKE, "since", "4"},
    {KIND_KEY_REVOKE, "reason", "'compromised'"},
    {KIND_SPONSOR, "type", "'person'"},
    {KIND_SPONSOR, "group", "'g6'"},
    {KIND_SPONSOR, "code", "'CAX'"},
    {KIND_SPONSOR, "money_public", "0"},
    {KIND_WITHDRAWAL, "date", "null"},
    {KIND_WITHDRAWAL, "date", "'2026-02-30'"},
    {KIND_WITHDRAWAL, "range", "{'from':2,'to':1}"},
    {KIND_WITHDRAWAL, "target", "null"},
    {KIND_AUDIT, "mode", "'quick'"},
    {KIND_CLOSING, "successor", "'Ten'"},
    {KIND_PUBLICATION, "as_of", "'2026-09-29'"},
    {KIND_PUBLICATION, "as_of", "'2027-09-30'"},
    {KIND_PUBLICATION, "sponsors", "['B','A']"},
    {KIND_PUBLICATION, "sponsors", "['Đ','B']"},
    {KIND_PUBLICATION, "version", "0"},
    {KIND_PUBLICATION, "version", "2"},
    {KIND_PUBLICATION, "version", "1000"},
    {KIND_PUBLICATION, "why", "'correction'"},
    {KIND_PUBLICATION, "opening", "null"},
    {KIND_PUBLICATION, "carried", "['2026-Q3']"},
    {KIND_PUBLICATION, "carried", "['2026-Q2','2026-Q1']"},
    {KIND_PUBLICATION, "opening.from", "65"},
    {KIND_PUBLICATION, "opening.quarters", "['2026-Q2']"},
    {KIND_PUBLICATION, "opening.quarters", "['2026-Q3','2026-Q2']"},
    {KIND_PUBLICATION, "opening.blind",
	"'//////////////////////////////////////////8='"},
    {KIND_PUBLICATION, "indicators.0.small", "false"},
    {KIND_PUBLICATION, "indicators.0.n", "5"},
    {KIND_PUBLICATION, "heads.confirmed_percent", "101"},
    {KIND_PUBLICATION, "heads.waiting", "-1"},
    {KIND_PUBLICATION, "tables.0.withheld", "'too-few'"},
    {KIND_PUBLICATION, "money.kinds.withheld", "'too-few'"},
    {KIND_PUBLICATION, "money.kinds.cells.0.kinds", "['Cash']"},
    {KIND_PUBLICATION, "tables",
	"[null,null,null,null,null,null,null,null,null]"},
};

static void
test_refused(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		if (with(refused[i].k, refused[i].path, refused[i].value) !=
		    ERR_FORMAT)
			fail_msg("accepted: %s %s = %s",
			    kind_word(refused[i].k), refused[i].path,
			    refused[i].value);
	}
}

static void
test_accepted(void **state)
{
	static const struct change c[] = {
	    {KIND_GENESIS, "policy",
		"{'end_age':18,'start_quarter':20264,'adhoc_counts':1}"},
	    {KIND_GENESIS, "predecessor",
		"{'origin':'a','reason':'b','root':'" D32 "','size':1}"},
	    {KIND_POLICY, "basis", "null"},
	    {KIND_POLICY, "basis", "{'id':'" ID16 "','index':null}"},
	    {KIND_POLICY, "effective_from", "'2199-Q4'"},
	    {KIND_POLICY, "value", "1099511627776"},
	    {KIND_DOCUMENT, "date", "'2000-02-29'"},
	    {KIND_DOCUMENT, "date", "'2028-02-29'"},
	    {KIND_DOCUMENT, "date", "'1900-01-01'"},
	    {KIND_DOCUMENT, "date", "null"},
	    {KIND_KEY_GRANT, "cosign_key", "null"},
	    {KIND_WITHDRAWAL, "range", "null"},
	    {KIND_CLOSING, "successor", "'other.example/xa'"},
	    {KIND_PUBLICATION, "money.year", "null"},
	    {KIND_PUBLICATION, "sponsors", "['A','A']"},
	    {KIND_PUBLICATION, "sponsors", "[]"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		if (with(c[i].k, c[i].path, c[i].value) != ERR_OK)
			fail_msg("refused: %s %s = %s", kind_word(c[i].k),
			    c[i].path, c[i].value);
	}
}

/* Changes of two fields at once. */
static void
test_together(void **state)
{
	json_t *o;

	(void)state;
	o = good(KIND_PUBLICATION);
	set_path(o, "opening", json_null());
	set_path(o, "carried", payload("['2026-Q2','2026-Q3']"));
	set_path(o, "version", json_integer(2));
	set_path(o, "why", json_string("erasure"));
	assert_int_equal(check(o, KIND_PUBLICATION), ERR_OK);
	json_decref(o);
	o = good(KIND_KEY_REVOKE);
	set_path(o, "reason", json_string("compromised"));
	set_path(o, "since", json_integer(4));
	assert_int_equal(check(o, KIND_KEY_REVOKE), ERR_OK);
	json_decref(o);
	o = good(KIND_SPONSOR);
	assert_int_equal(schema_check(o, sponsor_schema(CLASS_SEALED), NULL,
			     NULL),
	    ERR_FORMAT);
	set_path(o, "type", json_string("person"));
	assert_int_equal(schema_check(o, sponsor_schema(CLASS_SEALED), NULL,
			     NULL),
	    ERR_OK);
	json_decref(o);
	o = good(KIND_KEY_GRANT);
	put_key(o, "cosign_key", NAME, VKEY_SIGN, 8);
	assert_int_equal(check(o, KIND_KEY_GRANT), ERR_FORMAT);
	put_key(o, "verify_key", NAME, VKEY_COSIGN, 8);
	assert_int_equal(check(o, KIND_KEY_GRANT), ERR_FORMAT);
	json_decref(o);
}

static void
long_text(size_t n, enum err want)
{
	char text[600];
	json_t *o;

	memset(text, 'a', sizeof(text));
	o = good(KIND_DOCUMENT);
	put(o, "title", json_stringn(text, n));
	assert_int_equal(check(o, KIND_DOCUMENT), want);
	json_decref(o);
}

static void
test_bad_key(void **state)
{
	const char *bad;
	struct fault f;
	json_t *o;

	(void)state;
	long_text(512, ERR_OK);
	long_text(513, ERR_FORMAT);
	o = good(KIND_PUBLICATION);
	set_path(o, "money.year.exact", json_true());
	assert_int_equal(schema_check(o, clear_schema(KIND_PUBLICATION), &f,
			     &bad),
	    ERR_FORMAT);
	assert_string_equal(bad, "exact");
	assert_string_equal(f.clause, "FORMAT 11");
	json_decref(o);
	o = good(KIND_REPORT);
	put(o, "zzz", json_null());
	assert_int_equal(schema_check(o, clear_schema(KIND_REPORT), &f, &bad),
	    ERR_FORMAT);
	assert_string_equal(bad, "zzz");
	json_decref(o);
	o = json_array();
	assert_int_equal(check(o, KIND_REPORT), ERR_FORMAT);
	json_decref(o);
	assert_int_equal(check(json_null(), KIND_CLOSING), ERR_FORMAT);
}

static void
test_readers(void **state)
{
	static const struct field code = FIELD("a", F_CODE);
	static const struct schema s = {.clause = "FORMAT 1.6",
	    .field = &code,
	    .n = 1};
	struct digest d;
	struct ref r;
	json_t *o, *ref;

	(void)state;
	o = payload("{'a':'TE-1/x.Y','b':true,'d':'" D32 "','l':[1,2],'n':null,"
		    "'r':" REF ",'s':['a','b','b']}");
	assert_string_equal(j_str(o, "a"), "TE-1/x.Y");
	assert_string_equal(j_str(o, "n"), "");
	assert_true(span_is(j_span(o, "a"), "TE-1/x.Y"));
	assert_true(j_bool(o, "b") && j_null(o, "n") && !j_null(o, "a"));
	assert_int_equal(json_array_size(j_list(o, "l")), 2);
	assert_int_equal(json_array_size(j_list(o, "n")), 0);
	assert_true(j_is_ascending(j_list(o, "l")));
	assert_false(j_is_ascending(j_list(o, "s")));
	assert_int_equal(j_digest(&d, o, "d"), ERR_OK);
	assert_true(digest_is_zero(&d));
	assert_int_equal(j_digest(&d, o, "a"), ERR_FORMAT);
	assert_int_equal(j_ref(&r, o, "n"), ERR_FORMAT);
	assert_int_equal(j_ref(&r, o, "r"), ERR_OK);
	assert_true(r.has_index && r.index == 3);
	ref = ref_json(&r);
	assert_true(json_equal(ref, json_object_get(o, "r")));
	json_decref(ref);
	r.has_index = false;
	ref = ref_json(&r);
	assert_true(json_is_null(json_object_get(ref, "index")));
	json_decref(ref);
	json_decref(o);
	o = payload("{'a':'TE-1/x.Y'}");
	assert_int_equal(schema_check(o, &s, NULL, NULL), ERR_OK);
	put(o, "a", json_string("a_b"));
	assert_int_equal(schema_check(o, &s, NULL, NULL), ERR_FORMAT);
	json_decref(o);
}

static void
test_params(void **state)
{
	enum param p, q;

	(void)state;
	for (p = 0; p < PARAM_COUNT; p++) {
		assert_int_equal(param_decode(&q, span_str(param_word(p))),
		    ERR_OK);
		assert_int_equal(p, q);
		assert_int_equal(param_check(p, param_default(p)), ERR_OK);
		assert_int_equal(param_check(p, -1), ERR_RANGE);
	}
	assert_int_equal(param_decode(&q, SPAN_LIT("end_age")), ERR_FORMAT);
	assert_int_equal(param_check(PARAM_START_QUARTER, 20260), ERR_RANGE);
	assert_int_equal(param_check(PARAM_OPENING_BELOW_MINIMUM, 2),
	    ERR_RANGE);
	assert_int_equal(param_check(PARAM_BIRTHDAY_QUARTER_EXEMPT, 2),
	    ERR_RANGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_broken),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_accepted),
	    cmocka_unit_test(test_together),
	    cmocka_unit_test(test_bad_key),
	    cmocka_unit_test(test_readers),
	    cmocka_unit_test(test_params),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
