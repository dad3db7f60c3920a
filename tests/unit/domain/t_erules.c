/* t_erules.c - E1 to E16 one by one: what each refuses, says, or lets pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "small.h"

static void
test_e1_no_day_has_two_main_sponsors(void **state)
{
	(void)state;
	refuses(enter(KIND_ASSIGNMENT, "'sponsor':'b'"), "E1");
	refuses(enter(KIND_ASSIGNMENT, "'sponsor':'b','from':'2030-01-01'"),
	    "E1");
	refuses(enter(KIND_DISBURSEMENT, "'sponsor':'b'"), "E1");
	flags(enter(KIND_DISBURSEMENT,
		  "'sponsor':'b','form':'ad-hoc','counts':false"),
	    "E1");
	refuses(enter(KIND_CHANGE, "'change':'reinstate','to_sponsor':'b'"),
	    "E1");
	refuses(enter(KIND_CHANGE, "'change':'transfer','to_sponsor':'a'"),
	    "E1");
	refuses(enter(KIND_CHANGE,
		    "'change':'transfer','sponsor':'c','to_sponsor':'b'"),
	    "E1");
	passes(enter(KIND_CHANGE,
	    "'change':'transfer','to_sponsor':'b','effective':'2026-09-01'"));
	/* what is later is not lost by a change before it */
	refuses(enter(KIND_CHANGE, "'change':'end','effective':'2026-08-01'"),
	    "E1");
	passes(enter(KIND_CHANGE, "'change':'end','effective':'2026-10-01'"));
	refuses(enter(KIND_CHANGE,
		    "'change':'transfer','to_sponsor':'c','effective':"
		    "'2026-09-15'"),
	    "E1");
}

static void
test_e2_one_child_has_one_code(void **state)
{
	(void)state;
	refuses(enter(KIND_CHILD, "'child':'TE-000001'"), "E2");
	passes(enter(KIND_CHILD,
	    "'child':'TE-000002','personal_number':'1','personal_index':'%s'",
	    DIGEST_TEXT));
	refuses(
	    enter(KIND_CHILD,
		"'child':'TE-000003','personal_number':'1','personal_index':"
		"'%s'",
		DIGEST_TEXT),
	    "E2");
	flags(enter(KIND_CHILD, "'child':'TE-000003'"), "E2");
}

static void
test_e3_the_plan_has_a_first_quarter(void **state)
{
	(void)state;
	refuses(enter(KIND_ASSIGNMENT, "'from':'2026-06-30'"), "E3");
	passes(enter(KIND_ASSIGNMENT, "'from':'2026-06-30','opening':true"));
	passes(enter(KIND_CHILD, "'child':'TE-000002'"));
	passes(enter(KIND_POLICY,
	    "'key':'start-quarter','value':20264,'effective_from':'2026-Q3'"));
	refuses(enter(KIND_ASSIGNMENT, "'child':'TE-000002'"), "E3");
}

static void
test_e4_support_ends_on_the_birthday(void **state)
{
	(void)state;
	passes(enter(KIND_CHILD,
	    "'child':'TE-000002','birth':'2010-08-12','name':'m'"));
	refuses(enter(KIND_ASSIGNMENT,
		    "'child':'TE-000002','from':'2026-08-12'"),
	    "E4");
	passes(enter(KIND_ASSIGNMENT, "'child':'TE-000002','sponsor':'b'"));
	now = "2026-08-11";
	flags(enter(KIND_DISBURSEMENT, "'child':'TE-000002','sponsor':'b'"),
	    "E4");
	now = "2026-08-12";
	refuses(enter(KIND_DISBURSEMENT, "'child':'TE-000002','sponsor':'b'"),
	    "E4");
	refuses(enter(KIND_CHANGE,
		    "'child':'TE-000002','change':'transfer','to_sponsor':"
		    "'a'"),
	    "E4");
	/* counted by date, with or without an end */
	assert_true(state_child_supported(w.s, 1, on("2026-08-11")));
	assert_false(state_child_supported(w.s, 1, on("2026-08-12")));
}

static void
test_e5_who_left_school_is_not_given_away(void **state)
{
	(void)state;
	passes(enter(KIND_CHANGE, "'change':'suspend','reason':'bo-hoc'"));
	refuses(enter(KIND_ASSIGNMENT, "'child':'TE-000001'"), "E5");
	refuses(enter(KIND_CHANGE, "'change':'suspend'"), "E5");
	passes(enter(KIND_CHANGE, "'change':'resume','reason':'di-hoc-lai'"));
	refuses(enter(KIND_CHANGE, "'change':'resume'"), "E5");
	passes(enter(KIND_ASSIGNMENT, "'child':'TE-000001'"));
	passes(enter(KIND_CHANGE, "'change':'suspend','reason':'bo-hoc'"));
	flags(enter(KIND_DISBURSEMENT, "'amount':1000000"), "E5");
	assert_true(state_child_supported(w.s, 0, on(now)));
	passes(enter(KIND_CHILD, "'child':'TE-000002','name':'m'"));
	passes(enter(KIND_CHANGE,
	    "'child':'TE-000002','change':'end','reason':'chuyen-di'"));
	refuses(enter(KIND_ASSIGNMENT, "'child':'TE-000002'"), "E5");
}

static void
test_e6_a_category_and_it_is_the_first(void **state)
{
	(void)state;
	assert_int_equal(enter(KIND_CHILD, "'child':'TE-000002','category':0"),
	    ERR_FORMAT);
	assert_int_equal(enter(KIND_CHILD, "'child':'TE-000002','category':5"),
	    ERR_FORMAT);
	flags(enter(KIND_CHILD, "'child':'TE-000002','flags':[1]"), "E6");
	silent(enter(KIND_CHILD,
		   "'child':'TE-000003','category':1,'flags':[3,4]"),
	    "E6");
	assert_int_equal(w.s->child[2].flags, 1U << 3 | 1U << 4);
	flags(enter(KIND_CHANGE,
		  "'child':'TE-000002','change':'attributes','set':{"
		  "'category':4,'cluster':null,'hamlet':null,'level':null,"
		  "'school':null}"),
	    "E6");
}

static void
test_e7_below_the_minimum_is_said(void **state)
{
	struct query_minimum m;

	(void)state;
	flags(enter(KIND_ASSIGNMENT, "'pledged':999999"), "E7");
	silent(enter(KIND_LEVEL, "'assignment':%d,'pledged':1000000",
		   (int)last()),
	    "E7");
	flags(enter(KIND_LEVEL, "'assignment':%d,'pledged':900000",
		  (int)last() - 1),
	    "E7");
	passes(enter(KIND_DISBURSEMENT, "'amount':999999"));
	m = query_minimum(w.s, 0, Q3_2026, Q3_2026);
	assert_true(m.tested && m.why != BELOW_NOT && !m.exempt);
	passes(enter(KIND_DISBURSEMENT, "'amount':1"));
	m = query_minimum(w.s, 0, Q3_2026, Q3_2026);
	assert_true(m.tested && m.why == BELOW_NOT && m.counted == 1000000);
}

static void
test_e8_a_form_has_its_period(void **state)
{
	(void)state;
	refuses(enter(KIND_DISBURSEMENT, "'form':'school-year'"), "E8");
	silent(enter(KIND_DISBURSEMENT, "'form':'school-year','to':'2027-Q2'"),
	    "E8");
	flags(enter(KIND_DISBURSEMENT, "'form':'school-year','to':'2027-Q3'"),
	    "E8");
	refuses(enter(KIND_DISBURSEMENT, "'form':'ad-hoc','to':'2026-Q4'"),
	    "E8");
	passes(enter(KIND_DISBURSEMENT, "'form':'ad-hoc'"));
	refuses(enter(KIND_DISBURSEMENT, "'to':'2026-Q2','parts':[1000000]"),
	    "E8");
	assert_int_equal(enter(KIND_DISBURSEMENT, "'form':'weekly'"),
	    ERR_FORMAT);
}

static void
test_e9_amounts(void **state)
{
	(void)state;
	refuses(enter(KIND_DISBURSEMENT, "'amount':0"), "E9");
	assert_int_equal(enter(KIND_DISBURSEMENT, "'amount':-1"), ERR_FORMAT);
	assert_int_equal(enter(KIND_DISBURSEMENT, "'amount':1099511627776"),
	    ERR_FORMAT);
	world_signer(&w, 0, "a", ROLE_SPONSOR);
	passes(enter(KIND_DISBURSEMENT, "'amount':20000000"));
	refuses(enter(KIND_DISBURSEMENT, "'amount':20000001"), "E9");
	world_signer(&w, 1, "a", ROLE_APPROVER);
	refuses(enter(KIND_DISBURSEMENT, "'amount':20000001"), "E9");
	world_signer(&w, 1, "u", ROLE_APPROVER);
	passes(enter(KIND_DISBURSEMENT, "'amount':20000001"));
	w.n_grant = 0;
	passes(enter(KIND_POLICY, "'key':'two-signature-amount','value':5"));
	world_signer(&w, 0, "a", ROLE_SPONSOR);
	refuses(enter(KIND_DISBURSEMENT, "'amount':6"), "E9");
}

static void
test_e10_a_voucher_is_used_once(void **state)
{
	(void)state;
	passes(enter(KIND_DISBURSEMENT, "'voucher':'12'"));
	refuses(enter(KIND_DISBURSEMENT, "'voucher':'12'"), "E10");
	passes(enter(KIND_DISBURSEMENT,
	    "'voucher':'12','sponsor':'b','form':'ad-hoc'"));
	now = "2027-01-05";
	passes(enter(KIND_DISBURSEMENT, "'voucher':'12'"));
	passes(enter(KIND_REVERSAL, "'target':%d", (int)last()));
	refuses(enter(KIND_DISBURSEMENT, "'voucher':'12'"), "E10");
	passes(enter(KIND_DISBURSEMENT, "'voucher':'12a'"));
}

static void
test_e11_reversal(void **state)
{
	int at;

	(void)state;
	passes(enter(KIND_DISBURSEMENT, "'amount':5000000"));
	at = (int)last();
	refuses(enter(KIND_REVERSAL, "'target':%d,'amount':4999999", at),
	    "E11");
	refuses(enter(KIND_REVERSAL, "'target':0"), "E11"); /* a sponsor */
	refuses(enter(KIND_REVERSAL, "'target':99"), "E11");
	passes(enter(KIND_REVERSAL, "'target':%d", at));
	refuses(enter(KIND_REVERSAL, "'target':%d", at), "E11");
	refuses(enter(KIND_REVERSAL, "'target':%d", (int)last()), "E11");
	refuses(enter(KIND_CONFIRMATION, "'disbursement':%d", at), "E11");
	assert_int_equal(query_recorded(w.s, Q3_2026, &MONEY_ALL), 0);
	/* who holds the child is taken back from the end */
	passes(enter(KIND_CHANGE, "'change':'transfer','to_sponsor':'b'"));
	refuses(enter(KIND_REVERSAL, "'target':%d", 4), "E11");
	passes(enter(KIND_REVERSAL, "'target':%d", (int)last()));
	passes(enter(KIND_REVERSAL, "'target':%d", 4));
	assert_string_equal(holder(now), "");
}

static void
test_e12_goods_have_a_basis(void **state)
{
	(void)state;
	assert_int_equal(enter(KIND_DISBURSEMENT, "'kind':'in-kind'"),
	    ERR_FORMAT);
	assert_int_equal(enter(KIND_DISBURSEMENT, "'kind':'essentials'"),
	    ERR_FORMAT);
	assert_int_equal(enter(KIND_DISBURSEMENT, "'basis':'invoice'"),
	    ERR_FORMAT);
	passes(enter(KIND_DISBURSEMENT, "'kind':'in-kind','basis':'minutes'"));
	passes(enter(KIND_DISBURSEMENT, "'kind':'health-insurance'"));
	flags(enter(KIND_DISBURSEMENT,
		  "'kind':'in-kind','basis':'minutes','amount':0"),
	    "E12");
	refuses(enter(KIND_DISBURSEMENT,
		    "'kind':'essentials','basis':'minutes','amount':0"),
	    "E9");
}

static void
test_e13_dates(void **state)
{
	(void)state;
	refuses(enter(KIND_DISBURSEMENT, "'date':'2026-07-02'"), "E13");
	refuses(enter(KIND_VISIT, "'date':'2026-07-02'"), "E13");
	refuses(enter(KIND_FOLLOWUP, "'quarter':'2026-Q4'"), "E13");
	refuses(enter(KIND_CHANGE, "'change':'suspend','known':'2026-07-02'"),
	    "E13");
	refuses(enter(KIND_CHILD, "'child':'TE-000002','birth':'2026-07-02'"),
	    "E13");
	now = "2026-07-31";
	silent(enter(KIND_DISBURSEMENT, "'date':'2026-07-01'"), "E13");
	now = "2026-08-01";
	flags(enter(KIND_DISBURSEMENT, "'date':'2026-07-01'"), "E13");
	passes(enter(KIND_POLICY, "'key':'late-days','value':31"));
	silent(enter(KIND_DISBURSEMENT, "'date':'2026-07-01'"), "E13");
}

static void
test_e14_who_may_enter_what(void **state)
{
	(void)state;
	world_signer(&w, 0, "b", ROLE_SPONSOR);
	refuses(enter(KIND_DISBURSEMENT, "'amount':1"), "E14");
	refuses(enter(KIND_ACCEPTANCE, "'assignment':4"), "E14");
	refuses(enter(KIND_LEVEL, "'assignment':4"), "E14");
	refuses(enter(KIND_VISIT, "'sponsor':'a'"), "E14");
	refuses(enter(KIND_FOLLOWUP, "'unit':'tr1'"), "E14");
	world_signer(&w, 0, "a", ROLE_SPONSOR);
	passes(enter(KIND_DISBURSEMENT, "'amount':1"));
	passes(enter(KIND_ACCEPTANCE, "'assignment':4"));
	passes(enter(KIND_VISIT, "'sponsor':'a'"));
	world_signer(&w, 0, "tr1", ROLE_SCHOOL);
	passes(enter(KIND_VISIT, "'sponsor':'a'"));
	passes(enter(KIND_FOLLOWUP, "'unit':'tr1'"));
	world_signer(&w, 0, "vp", ROLE_REGISTRAR);
	refuses(enter(KIND_DISBURSEMENT, "'amount':1"), "E14");
	passes(enter(KIND_DISBURSEMENT, "'amount':1,'evidence':'%s'",
	    DIGEST_TEXT));
	refuses(enter(KIND_CHANGE, "'change':'end'"), "E14");
	world_signer(&w, 1, "vp", ROLE_APPROVER);
	refuses(enter(KIND_CHANGE, "'change':'end'"), "E14");
	world_signer(&w, 1, "u", ROLE_APPROVER);
	passes(enter(KIND_CHANGE, "'change':'end'"));
	w.n_grant = 1;
	refuses(enter(KIND_REVERSAL, "'target':%d", (int)last()), "E14");
	refuses(enter(KIND_CHANGE, "'change':'reinstate','to_sponsor':'a'"),
	    "E14");
	w.n_grant = 2;
	passes(enter(KIND_CHANGE, "'change':'reinstate','to_sponsor':'a'"));
	/* keys in force and roles by kind: tests/unit/clear/t_authority.c */
}

static void
test_e15_parts_are_the_one_split(void **state)
{
	(void)state;
	refuses(enter(KIND_DISBURSEMENT, "'parts':[999999]"), "E15");
	refuses(enter(KIND_DISBURSEMENT, "'parts':[500000,500000]"), "E15");
	refuses(enter(KIND_DISBURSEMENT,
		    "'to':'2027-Q1','parts':[333333,333333,333334]"),
	    "E15");
	passes(enter(KIND_DISBURSEMENT,
	    "'to':'2027-Q1','parts':[333334,333333,333333]"));
	assert_int_equal(query_allocated(w.s, Q3_2026, Q3_2026, &MONEY_ALL),
	    333334);
}

static void
test_e16_nobody_confirms_what_it_gave(void **state)
{
	int at;

	(void)state;
	world_signer(&w, 0, "vp", ROLE_REGISTRAR);
	passes(enter(KIND_DISBURSEMENT, "'evidence':'%s'", DIGEST_TEXT));
	at = (int)last();
	refuses(enter(KIND_CONFIRMATION, "'disbursement':%d", at), "E16");
	world_signer(&w, 0, "vp2", ROLE_REGISTRAR);
	refuses(enter(KIND_CONFIRMATION, "'disbursement':%d,'confirmer':'a'",
		    at),
	    "E16");
	refuses(enter(KIND_CONFIRMATION, "'disbursement':%d,'by':'key'", at),
	    "E16");
	assert_int_equal(enter(KIND_CONFIRMATION,
			     "'disbursement':%d,'evidence':null", at),
	    ERR_FORMAT); /* paper has evidence */
	passes(enter(KIND_CONFIRMATION, "'disbursement':%d", at));
	assert_int_equal(query_confirmed_by(w.s, Q3_2026, Q3_2026, OUTCOME_FULL,
			     true),
	    1);
	world_signer(&w, 0, "t01", ROLE_CONFIRMER);
	refuses(enter(KIND_CONFIRMATION,
		    "'disbursement':%d,'by':'key','outcome':'short',"
		    "'received':1000000",
		    at),
	    "E16");
	passes(enter(KIND_CONFIRMATION,
	    "'disbursement':%d,'by':'key','outcome':'short','received':900000",
	    at));
	assert_int_equal(query_confirmed_by(w.s, Q3_2026, Q3_2026, OUTCOME_FULL,
			     true),
	    0);
	assert_int_equal(query_confirmed_by(w.s, Q3_2026, Q3_2026,
			     OUTCOME_SHORT, false),
	    1);
	assert_int_equal(query_confirmed_money(w.s, Q3_2026, Q3_2026), 900000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    HELD(test_e1_no_day_has_two_main_sponsors),
	    FREE(test_e2_one_child_has_one_code),
	    FREE(test_e3_the_plan_has_a_first_quarter),
	    FREE(test_e4_support_ends_on_the_birthday),
	    FREE(test_e5_who_left_school_is_not_given_away),
	    FREE(test_e6_a_category_and_it_is_the_first),
	    FREE(test_e7_below_the_minimum_is_said),
	    HELD(test_e8_a_form_has_its_period),
	    HELD(test_e9_amounts),
	    HELD(test_e10_a_voucher_is_used_once),
	    HELD(test_e11_reversal),
	    HELD(test_e12_goods_have_a_basis),
	    HELD(test_e13_dates),
	    HELD(test_e14_who_may_enter_what),
	    HELD(test_e15_parts_are_the_one_split),
	    HELD(test_e16_nobody_confirms_what_it_gave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
