/* t_edge.c - the edge cases 1 to 23 of the plan's life, one test each.  17 (a
 * byte changed, an entry dropped, swapped, cut, forked) is tests/cmd/tamper.sh;
 * 21 (siblings make a cell) is the gate's: t_gate_attacks.c.  As an officer
 * meets them, by commands and on reports: tests/cmd/edges.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fold.h"
#include "small.h"

/* A child of its own, held by b from 2026-07-01. */
static size_t
born(const char *birth)
{
	passes(enter(KIND_CHILD, "'child':'TE-000002','name':'m','birth':'%s'",
	    birth));
	passes(enter(KIND_ASSIGNMENT, "'child':'TE-000002','sponsor':'b'"));
	return 1;
}

#define OF_B "'child':'TE-000002','sponsor':'b'"

static void
test_01_sixteen_in_mid_quarter(void **state)
{
	static const char *const births[][3] = {{"2010-08-12", "2026-08-11",
						    "2026-08-12"},
	    {"2010-11-03", "2026-11-02", "2026-11-03"},
	    {"2010-12-21", "2026-12-20", "2026-12-21"},
	    {"2011-01-13", "2027-01-12", "2027-01-13"},
	    {"2011-03-24", "2027-03-23", "2027-03-24"}};
	struct query_minimum m;
	uint32_t q;
	size_t i;

	for (i = 0; i < 5; i++) {
		(void)small_setup(state);
		(void)born(births[i][0]);
		now = births[i][1];
		passes(enter(KIND_DISBURSEMENT, OF_B ",'amount':1"));
		now = births[i][2];
		refuses(enter(KIND_DISBURSEMENT, OF_B), "E4");
		q = quarter_of_date(on(now));
		m = query_minimum(w.s, 1, q, q);
		assert_true(m.tested && m.exempt && m.why == BELOW_SHORT);
		(void)small_teardown(state);
	}
}

static void
test_02_born_on_29_february(void **state)
{
	(void)state;
	(void)born("2016-02-29");
	assert_int_equal(state_age_date(w.s, 1, on(now)), on("2032-02-29"));
	now = "2032-02-28";
	passes(enter(KIND_DISBURSEMENT, OF_B));
	now = "2032-02-29";
	refuses(enter(KIND_DISBURSEMENT, OF_B), "E4");
}

static void
test_03_lump_sum_and_the_child_leaves(void **state)
{
	(void)state;
	(void)born("2015-01-01");
	now = "2026-09-05";
	passes(enter(KIND_DISBURSEMENT,
	    OF_B ",'amount':4000000,'form':'school-year','to':'2027-Q2'"));
	now = "2026-10-27";
	flags(enter(KIND_CHANGE,
		  "'child':'TE-000002','change':'end','effective':"
		  "'2026-10-20','reason':'chuyen-di'"),
	    "E4");
	assert_int_equal(query_prepaid(w.s, 1, Q3_2026 + 1, Q3_2026 + 1),
	    2000000);
	assert_int_equal(query_recorded(w.s, Q3_2026, &MONEY_ALL), 4000000);
	assert_int_equal(query_supported(w.s, on("2026-10-20")), 0);
}

/* That the chain still verifies: tests/cmd/erase.sh. */
static void
test_04_moved_away_and_erased(void **state)
{
	(void)state;
	erased(KIND_CHILD);
	erased(KIND_ASSIGNMENT);
	erased(KIND_DISBURSEMENT);
	erased(KIND_CHANGE);
	passes(enter(KIND_ERASURE, "'entries':[4,5,6,7],'kept':[]"));
	/* what stayed readable may name the child: it is unknown, and no more
	 */
	now = "2026-08-01";
	passes(replay(KIND_OBJECTION, "'child':'TE-000009','about':6,'v':1"));
	passes(replay(KIND_VISIT, "'child':'TE-000009'"));
	passes(replay(KIND_DISBURSEMENT, "'sponsor':'gone'"));
	assert_int_equal(w.s->n_visit, 0);
	assert_int_equal(w.s->objection[0].child, STATE_NONE);
	assert_int_equal(w.s->unknown, 4);
	/* a sponsor that was erased still counts in the sum */
	assert_int_equal(w.s->disbursement[0].amount, 1000000);
	assert_true(w.s->sponsor[w.s->disbursement[0].sponsor].person);
	/* and nobody registers anything for the child any more */
	refuses(enter(KIND_VISIT, "'child':'TE-000009'"), "FORMAT 6.8");
	passes(enter(KIND_REVERSAL, "'target':6,'amount':5"));
}

static void
test_05_dropped_out_and_came_back(void **state)
{
	(void)state;
	now = "2026-11-15";
	passes(enter(KIND_CHANGE, "'change':'suspend','reason':'bo-hoc'"));
	now = "2027-01-05";
	passes(enter(KIND_CHANGE, "'change':'resume','reason':'di-hoc-lai'"));
	assert_false(state_child_suspended(w.s, 0, on("2026-11-14")));
	assert_true(state_child_suspended(w.s, 0, on("2026-11-15")));
	assert_true(state_child_suspended(w.s, 0, on("2027-01-04")));
	assert_false(state_child_suspended(w.s, 0, on("2027-01-05")));
	assert_true(state_child_supported(w.s, 0, on("2026-12-01")));
	assert_null(state_child_end(w.s, 0, on(now)));
}

static void
test_06_reassigned_without_gap_or_overlap(void **state)
{
	int32_t d;

	(void)state;
	now = "2026-12-25";
	passes(enter(KIND_CHANGE,
	    "'change':'transfer','sponsor':'a','to_sponsor':'b','effective':"
	    "'2027-01-01','reason':'doi-don-vi'"));
	for (d = on("2026-07-01"); d < on("2027-07-01"); d++)
		assert_int_equal(state_child_holder(w.s, 0, d),
		    d < on("2027-01-01") ? 0 : 1);
	assert_int_equal(query_pledged(w.s, 0, Q3_2026 + 2), 1000000);
	now = "2027-01-01";
	refuses(enter(KIND_DISBURSEMENT, "'sponsor':'a'"), "E1");
	passes(enter(KIND_DISBURSEMENT, "'sponsor':'b'"));
}

static void
test_07_paid_late(void **state)
{
	(void)state;
	now = "2026-10-14";
	flags(enter(KIND_DISBURSEMENT, "'from':'2026-Q3','to':'2026-Q3'"),
	    "E13");
	assert_int_equal(query_recorded(w.s, Q3_2026 + 1, &MONEY_ALL), 1000000);
	assert_int_equal(query_allocated(w.s, Q3_2026, Q3_2026 + 1, &MONEY_ALL),
	    1000000);
	assert_int_equal(query_late(w.s, Q3_2026 + 1), 1);
	assert_int_equal(query_late(w.s, Q3_2026), 0);
}

static void
test_08_a_bicycle_over_two_quarters(void **state)
{
	struct query_minimum m;

	(void)state;
	passes(enter(KIND_DISBURSEMENT,
	    "'amount':1800000,'kind':'in-kind','basis':'invoice','to':"
	    "'2026-Q4'"));
	m = query_minimum(w.s, 0, Q3_2026, Q3_2026);
	assert_int_equal(m.counted, 900000);
	assert_int_equal(m.why, BELOW_SPREAD);
}

static void
test_09_one_zero_too_many(void **state)
{
	int at;

	(void)state;
	now = "2026-10-25";
	passes(enter(KIND_DISBURSEMENT, "'amount':10000000"));
	at = (int)last();
	now = "2026-10-26";
	passes(enter(KIND_REVERSAL, "'target':%d,'reason':'sai-so-tien'", at));
	passes(enter(KIND_DISBURSEMENT, "'amount':1000000"));
	refuses(enter(KIND_REVERSAL, "'target':%d", at), "E11");
	assert_int_equal(query_recorded(w.s, Q3_2026 + 1, &MONEY_ALL), 1000000);
}

static void
test_10_below_the_minimum(void **state)
{
	size_t below, exempt;

	(void)state;
	passes(enter(KIND_DISBURSEMENT, "'amount':800000"));
	(void)born("2010-08-12");
	passes(enter(KIND_DISBURSEMENT, OF_B ",'amount':500000"));
	query_below(w.s, Q3_2026, Q3_2026, &below, &exempt);
	assert_int_equal(below, 2);
	assert_int_equal(exempt, 1);
	assert_int_equal(query_minimum(w.s, 0, Q3_2026, Q3_2026).why,
	    BELOW_SHORT);
}

static void
test_11_a_voucher_twice(void **state)
{
	(void)state;
	passes(enter(KIND_DISBURSEMENT, "'voucher':'04/A'"));
	refuses(enter(KIND_DISBURSEMENT, "'voucher':'04/A'"), "E10");
}

static void
test_12_a_second_sponsor(void **state)
{
	(void)state;
	refuses(enter(KIND_ASSIGNMENT, "'sponsor':'b'"), "E1");
}

static void
test_13_relief_from_another_unit(void **state)
{
	(void)state;
	now = "2026-11-02";
	flags(enter(KIND_DISBURSEMENT,
		  "'sponsor':'b','amount':2000000,'form':'ad-hoc','counts':"
		  "true"),
	    "E1"); /* whatever it says of itself */
	assert_int_equal(query_recorded(w.s, Q3_2026 + 1, &MONEY_ALL), 2000000);
	assert_int_equal(query_counted(w.s, 0, Q3_2026 + 1, Q3_2026 + 1), 0);
	assert_int_equal(query_adhoc(w.s, Q3_2026 + 1), 1);
}

/* All 37 of the data: t_viet_an.c. */
static void
test_14_visits_are_counted_and_cost_nothing(void **state)
{
	(void)state;
	passes(enter(KIND_VISIT, "'occasion':'mid-autumn'"));
	passes(enter(KIND_VISIT, "'occasion':'tet'"));
	assert_int_equal(query_visits(w.s, Q3_2026), 2);
	assert_int_equal(query_recorded(w.s, Q3_2026, &MONEY_ALL), 0);
	passes(enter(KIND_REVERSAL, "'target':%d", (int)last()));
	assert_int_equal(query_visits(w.s, Q3_2026), 1);
}

#define NUMBERED "'personal_number':'1','personal_index':'" DIGEST_TEXT "'"

/* Without personal numbers: t_esame.c. */
static void
test_15_one_child_on_two_lists(void **state)
{
	(void)state;
	passes(enter(KIND_CHILD, "'child':'TE-000002','name':'x'," NUMBERED));
	refuses(enter(KIND_CHILD, "'child':'TE-000003','name':'y'," NUMBERED),
	    "E2");
}

/* A revoked key and a missing signature: tests/unit/clear/t_authority.c. */
static void
test_16_wrong_hands_and_days(void **state)
{
	(void)state;
	refuses(enter(KIND_DISBURSEMENT, "'date':'2026-07-02'"), "E13");
	world_signer(&w, 0, "a", ROLE_APPROVER);
	refuses(enter(KIND_DISBURSEMENT, "'amount':1"), "E14");
	world_signer(&w, 0, "a", ROLE_SPONSOR | ROLE_CONFIRMER);
	passes(enter(KIND_DISBURSEMENT, "'amount':1"));
	refuses(enter(KIND_CONFIRMATION,
		    "'disbursement':%d,'by':'key','confirmer':'a'",
		    (int)last()),
	    "E16");
}

static void
test_18_the_plan_gets_its_number_later(void **state)
{
	int plan;

	(void)state;
	passes(enter(KIND_DOCUMENT, "'title':'Kế hoạch'"));
	plan = (int)last();
	passes(
	    enter(KIND_POLICY, "'key':'end-age','value':16,'basis':%d", plan));
	now = "2026-08-01";
	passes(enter(KIND_DOCUMENT,
	    "'of':%d,'number':'15/KH-UBND','date':'2026-05-20'", plan));
	assert_int_equal(w.s->n_document, 1);
	assert_string_equal(w.s->document[0].number, "15/KH-UBND");
	assert_int_equal(w.s->entry[last()].at, w.s->entry[plan].at);
	assert_int_equal(w.s->document[0].index, plan); /* links still hold */
}

/* The writer brings texts to NFC: tests/unit/writer/t_append.c. */
static void
test_19_a_name_in_two_forms_is_one(void **state)
{
	char a[64], b[64];

	(void)state;
	assert_int_equal(fold(a, sizeof(a), "Hội Nông dân"), ERR_OK);
	assert_int_equal(fold(b, sizeof(b),
			     "Ho\xcc\xa3\xcc\x82i No\xcc\x82ng d\xc3\xa2n"),
	    ERR_OK);
	assert_string_equal(a, b);
}

static void
test_20_the_remainder_goes_first(void **state)
{
	uint32_t q;

	(void)state;
	passes(enter(KIND_DISBURSEMENT, "'to':'2027-Q1'"));
	for (q = 0; q < 3; q++)
		assert_int_equal(query_allocated(w.s, Q3_2026 + q, Q3_2026,
				     &MONEY_ALL),
		    q == 0 ? 333334 : 333333);
}

static void
test_22_reinstated_after_an_exit_by_mistake(void **state)
{
	size_t i, ever = 0;

	(void)state;
	now = "2026-09-01";
	passes(enter(KIND_CHANGE, "'change':'end','reason':'khac'"));
	now = "2026-09-10";
	passes(enter(KIND_CHANGE,
	    "'change':'reinstate','to_sponsor':'a','reason':'sai-sot'"));
	assert_string_equal(holder("2026-09-09"), "");
	assert_string_equal(holder("2026-09-10"), "a");
	for (i = 0; i < w.s->n_child; i++)
		ever += w.s->child[i].n_span > 0;
	assert_int_equal(ever, 1); /* one child in two spans */
	assert_int_equal(query_supported(w.s, on("2026-09-10")), 1);
}

static void
test_23_old_quarters_are_judged_by_old_values(void **state)
{
	const uint32_t q2 = 2027 * 4 + 1, q3 = q2 + 1;

	(void)state;
	now = "2027-05-01";
	passes(enter(KIND_POLICY,
	    "'key':'minimum-per-quarter','value':1200000,'effective_from':"
	    "'2027-Q3'"));
	passes(enter(KIND_DISBURSEMENT, "'amount':1000000"));
	now = "2027-07-01";
	passes(enter(KIND_DISBURSEMENT, "'amount':1000000"));
	assert_int_equal(query_minimum(w.s, 0, q2, q3).why, BELOW_NOT);
	assert_int_equal(query_minimum(w.s, 0, q3, q3).why, BELOW_PLEDGE);
	refuses(enter(KIND_POLICY,
		    "'key':'minimum-per-quarter','value':1,'effective_from':"
		    "'2027-Q2'"),
	    "FORMAT 6.11");
	/* and so is the end age */
	passes(enter(KIND_POLICY,
	    "'key':'end-age','value':18,'effective_from':'2030-Q3'"));
	assert_int_equal(w.s->child[0].birth, on("2014-05-06"));
	assert_false(state_child_supported(w.s, 0, on("2030-05-06")));
	assert_true(state_child_supported(w.s, 0, on("2030-07-01")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_01_sixteen_in_mid_quarter),
	    FREE(test_02_born_on_29_february),
	    FREE(test_03_lump_sum_and_the_child_leaves),
	    FREE(test_04_moved_away_and_erased),
	    HELD(test_05_dropped_out_and_came_back),
	    HELD(test_06_reassigned_without_gap_or_overlap),
	    HELD(test_07_paid_late),
	    HELD(test_08_a_bicycle_over_two_quarters),
	    HELD(test_09_one_zero_too_many),
	    HELD(test_10_below_the_minimum),
	    HELD(test_11_a_voucher_twice),
	    HELD(test_12_a_second_sponsor),
	    HELD(test_13_relief_from_another_unit),
	    HELD(test_14_visits_are_counted_and_cost_nothing),
	    FREE(test_15_one_child_on_two_lists),
	    HELD(test_16_wrong_hands_and_days),
	    FREE(test_18_the_plan_gets_its_number_later),
	    FREE(test_19_a_name_in_two_forms_is_one),
	    HELD(test_20_the_remainder_goes_first),
	    HELD(test_22_reinstated_after_an_exit_by_mistake),
	    HELD(test_23_old_quarters_are_judged_by_old_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
