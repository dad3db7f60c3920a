/* t_state_life.c - from registration to the end: what each entry makes, and
 * that a reversal leaves the state as if it had never been. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "small.h"

static void
undo(uint64_t index)
{
	passes(enter(KIND_REVERSAL, "'target':%d", (int)index));
}

static void
test_levels_are_by_quarter_and_reversible(void **state)
{
	uint64_t second;

	(void)state;
	passes(enter(KIND_LEVEL,
	    "'assignment':4,'from':'2026-Q4','pledged':1200000"));
	passes(enter(KIND_LEVEL,
	    "'assignment':4,'from':'2027-Q3','pledged':1500000"));
	second = last();
	assert_int_equal(state_pledged(w.s, 0, Q3_2026), 1000000);
	assert_int_equal(state_pledged(w.s, 0, Q3_2026 + 1), 1200000);
	assert_int_equal(state_pledged(w.s, 0, Q3_2026 + 3), 1200000);
	assert_int_equal(state_pledged(w.s, 0, Q3_2026 + 4), 1500000);
	assert_int_equal(query_pledged(w.s, 0, Q3_2026 + 4), 1500000);
	undo(second);
	assert_int_equal(state_pledged(w.s, 0, Q3_2026 + 4), 1200000);
	/* the later word on the same quarter counts */
	passes(enter(KIND_LEVEL,
	    "'assignment':4,'from':'2026-Q4','pledged':1300000"));
	assert_int_equal(state_pledged(w.s, 0, Q3_2026 + 1), 1300000);
	undo(last());
	assert_int_equal(state_pledged(w.s, 0, Q3_2026 + 1), 1200000);
	undo(second - 1);
	assert_int_equal(state_pledged(w.s, 0, Q3_2026 + 1), 1000000);
	/* by who holds the child now */
	passes(enter(KIND_CHANGE, "'change':'transfer','to_sponsor':'b'"));
	world_signer(&w, 0, "a", ROLE_SPONSOR);
	refuses(enter(KIND_LEVEL, "'assignment':4"), "E14");
	world_signer(&w, 0, "b", ROLE_SPONSOR);
	passes(enter(KIND_LEVEL, "'assignment':4"));
	flags(enter(KIND_LEVEL, "'assignment':4,'from':'2026-Q2'"), "E13");
}

static void
test_acceptance_and_refusal_are_reversible(void **state)
{
	(void)state;
	passes(enter(KIND_ACCEPTANCE, "'assignment':4"));
	assert_true(w.s->assignment[0].accepted);
	undo(last());
	assert_false(w.s->assignment[0].accepted);
	assert_false(w.s->assignment[0].refused);
	passes(enter(KIND_ACCEPTANCE, "'assignment':4,'accepted':false"));
	assert_string_equal(holder(now), "");
	undo(last());
	assert_string_equal(holder(now), "a");
	passes(enter(KIND_ACCEPTANCE, "'assignment':4,'accepted':false"));
	passes(enter(KIND_ACCEPTANCE, "'assignment':4"));
	assert_string_equal(holder(now), "a");
	passes(enter(KIND_DISBURSEMENT, "'amount':1"));
	/* without the acceptance the refusal would stand again */
	refuses(enter(KIND_REVERSAL, "'target':%d", (int)last() - 1), "E11");
	undo(last());
	undo(last() - 2);
	assert_string_equal(holder(now), "");
}

static void
test_six_kinds_are_given(void **state)
{
	static const char *const kinds[SUPPORT_KINDS] = {"cash",
	    "health-insurance", "school-supplies", "learning-equipment",
	    "essentials", "in-kind"};
	struct money_filter f = MONEY_ALL;
	int k;

	(void)state;
	for (k = 0; k < SUPPORT_KINDS; k++) {
		passes(enter(KIND_DISBURSEMENT,
		    "'kind':'%s','basis':%s,'amount':%d", kinds[k],
		    k < 2 ? "null" : "'market-price'", k + 1));
		f.kind = k;
		assert_int_equal(query_recorded(w.s, Q3_2026, &f), k + 1);
	}
	assert_int_equal(query_recorded(w.s, Q3_2026, &MONEY_ALL), 21);
}

static void
test_confirmations(void **state)
{
	static const char *const outcomes[] = {"full", "short", "not-received",
	    "not-met"};
	uint64_t row[4];
	int i;

	(void)state;
	for (i = 0; i < 4; i++) {
		passes(enter(KIND_DISBURSEMENT, "'amount':100"));
		row[i] = last();
	}
	assert_int_equal(query_unconfirmed(w.s, Q3_2026, Q3_2026), 4);
	for (i = 0; i < 4; i++)
		passes(enter(KIND_CONFIRMATION,
		    "'disbursement':%d,'outcome':'%s','received':%s,'by':'%s'",
		    (int)row[i], outcomes[i], i == 1 ? "60" : "null",
		    i == 0 ? "key" : "paper"));
	for (i = 0; i < 4; i++)
		assert_int_equal(query_confirmed(w.s, Q3_2026, Q3_2026,
				     (enum outcome)i),
		    1);
	assert_int_equal(query_confirmed_by(w.s, Q3_2026, Q3_2026, OUTCOME_FULL,
			     false),
	    1);
	assert_int_equal(query_confirmed_by(w.s, Q3_2026, Q3_2026, OUTCOME_FULL,
			     true),
	    0);
	assert_int_equal(query_confirmed_money(w.s, Q3_2026, Q3_2026), 160);
	assert_int_equal(query_unconfirmed(w.s, Q3_2026, Q3_2026), 0);
	undo(last());
	assert_int_equal(query_unconfirmed(w.s, Q3_2026, Q3_2026), 1);
	flags(enter(KIND_CONFIRMATION,
		  "'disbursement':%d,'outcome':'short','received':0",
		  (int)row[3]),
	    "E16");
}

static void
test_objection_stays_open_until_answered(void **state)
{
	int at;

	(void)state;
	passes(enter(KIND_DISBURSEMENT, "'amount':100"));
	passes(enter(KIND_OBJECTION, "'child':'TE-000001','about':%d",
	    (int)last()));
	at = (int)last();
	now = "2026-10-01";
	assert_int_equal(query_open_objections(w.s, Q3_2026), 1);
	refuses(enter(KIND_OBJECTION, "'answers':0,'result':'upheld'"),
	    "FORMAT 6.8");
	passes(enter(KIND_OBJECTION, "'answers':%d,'result':'upheld'", at));
	assert_int_equal(query_open_objections(w.s, Q3_2026), 1);
	assert_int_equal(query_open_objections(w.s, Q3_2026 + 1), 0);
	refuses(enter(KIND_OBJECTION, "'answers':%d,'result':'rejected'", at),
	    "FORMAT 6.8");
	refuses(enter(KIND_OBJECTION, "'answers':%d,'result':'rejected'",
		    (int)last()),
	    "FORMAT 6.8");
	refuses(enter(KIND_OBJECTION, "'about':99"), "FORMAT 6.8");
}

/* 2026-07-03 is a Friday. */
static void
test_requests_have_clocks_in_working_days(void **state)
{
	int32_t answer_due, done_due;
	int at;

	(void)state;
	now = "2026-07-03";
	state_request_due(w.s, on(now), &answer_due, &done_due);
	assert_int_equal(answer_due, on("2026-07-07"));
	assert_int_equal(done_due, on("2026-07-24"));
	assert_int_equal(date_add_workdays(on("2026-07-04"), 1),
	    on("2026-07-06"));
	assert_int_equal(date_add_workdays(on(now), 0), on(now));
	assert_int_equal(date_add_workdays(DATE_MAX - 1, INT64_C(1) << 40),
	    DATE_MAX);
	silent(enter(KIND_REQUEST,
		   "'answer_due':'2026-07-07','done_due':'2026-07-24'"),
	    "FORMAT 6.32");
	at = (int)last();
	flags(enter(KIND_REQUEST, "'answer_due':'2026-07-08'"), "FORMAT 6.32");
	flags(enter(KIND_REQUEST, "'done_due':'2026-07-27'"), "FORMAT 6.32");
	refuses(enter(KIND_REQUEST, "'received':'2026-07-04'"), "E13");
	assert_int_equal(query_open_requests(w.s, Q3_2026), 3);
	passes(enter(KIND_REQUEST, "'of':%d,'answer':'done'", at));
	assert_int_equal(query_open_requests(w.s, Q3_2026), 2);
	refuses(enter(KIND_REQUEST, "'of':%d,'answer':'done'", at),
	    "FORMAT 6.8");
	passes(enter(KIND_POLICY, "'key':'answer-days','value':3"));
	silent(enter(KIND_REQUEST, "'answer_due':'2026-07-08'"), "FORMAT 6.32");
}

static void
test_care_is_counted_by_quarter(void **state)
{
	struct query_followup f;

	(void)state;
	f = query_followup(w.s, Q3_2026, Q3_2026);
	assert_true(f.supported == 1 && f.followed == 0);
	passes(enter(KIND_FOLLOWUP, "'risk':true"));
	f = query_followup(w.s, Q3_2026, Q3_2026);
	assert_true(f.supported == 1 && f.followed == 1 && f.risk == 1);
	passes(enter(KIND_FOLLOWUP, "'followed':false"));
	f = query_followup(w.s, Q3_2026, Q3_2026);
	assert_true(f.followed == 0 && f.risk == 0);
	undo(last());
	f = query_followup(w.s, Q3_2026, Q3_2026);
	assert_true(f.followed == 1 && f.risk == 1);
	f = query_followup(w.s, Q3_2026 + 1, Q3_2026 + 1);
	assert_true(f.supported == 1 && f.followed == 0);
	passes(enter(KIND_GUIDANCE, "'subject':'monthly-aid'"));
	assert_string_equal(w.s->guidance[0].subject, "monthly-aid");
}

static void
test_suspend_resume_end_reinstate_and_back(void **state)
{
	uint64_t end, back;

	(void)state;
	passes(enter(KIND_CHANGE, "'change':'suspend'"));
	undo(last());
	assert_false(state_child_suspended(w.s, 0, on(now)));
	passes(enter(KIND_CHANGE, "'change':'end','effective':'2026-08-01'"));
	end = last();
	refuses(enter(KIND_CHANGE, "'change':'end','effective':'2026-09-01'"),
	    "E1");
	refuses(enter(KIND_CHANGE,
		    "'change':'reinstate','to_sponsor':'b','effective':"
		    "'2026-07-15'"),
	    "E1");
	passes(enter(KIND_CHANGE,
	    "'change':'reinstate','to_sponsor':'b','effective':"
	    "'2026-08-10'"));
	back = last();
	assert_string_equal(holder("2026-07-31"), "a");
	assert_string_equal(holder("2026-08-05"), "");
	assert_string_equal(holder("2026-08-10"), "b");
	refuses(enter(KIND_REVERSAL, "'target':%d", (int)end), "E11");
	undo(back);
	undo(end);
	assert_string_equal(holder("2026-08-10"), "a");
	assert_int_equal(w.s->child[0].n_span, 1);
	/* an end before the first day leaves no span */
	passes(enter(KIND_CHANGE, "'change':'end'"));
	assert_int_equal(w.s->child[0].n_span, 0);
}

static void
test_attributes_change_and_change_back(void **state)
{
	(void)state;
	passes(enter(KIND_CHANGE,
	    "'change':'attributes','set':{'category':null,'cluster':'c2',"
	    "'hamlet':null,'level':'thcs','school':null}"));
	assert_string_equal(w.s->child[0].now.cluster, "c2");
	assert_string_equal(w.s->child[0].now.level, "thcs");
	assert_string_equal(w.s->child[0].now.school, "tr1");
	assert_string_equal(w.s->child[0].entry.cluster, "c1");
	undo(last());
	assert_string_equal(w.s->child[0].now.cluster, "c1");
	assert_string_equal(w.s->child[0].now.level, "th");
}

static void
test_consent_of_a_child(void **state)
{
	const struct state_consent *c;

	(void)state;
	refuses(enter(KIND_CONSENT, "'child':'TE-000001','by':'guardian'"),
	    "FORMAT 6.19"); /* of 12 years */
	refuses(enter(KIND_CONSENT, "'child':'TE-000001','by':'sponsor'"),
	    "FORMAT 6.19");
	passes(enter(KIND_CONSENT, "'child':'TE-000001'"));
	c = state_consent(w.s, w.s->child[0].consent, SCOPE_IMAGE);
	assert_true(c != NULL && c->given);
	assert_null(state_consent(w.s, w.s->child[0].consent, SCOPE_NAME));
	/* one of the two withdraws it */
	passes(enter(KIND_CONSENT,
	    "'child':'TE-000001','by':'child','given':false"));
	c = state_consent(w.s, w.s->child[0].consent, SCOPE_IMAGE);
	assert_true(c != NULL && !c->given);
	passes(enter(KIND_CHILD,
	    "'child':'TE-000002','name':'m','birth':'2020-01-01'"));
	passes(enter(KIND_CONSENT, "'child':'TE-000002','by':'guardian'"));
	refuses(enter(KIND_CONSENT, "'child':'TE-000002','by':'child'"),
	    "FORMAT 6.19");
	passes(enter(KIND_POLICY, "'key':'consent-age','value':6"));
	refuses(enter(KIND_CONSENT, "'child':'TE-000002','by':'guardian'"),
	    "FORMAT 6.19");
}

#define PERSON "'code':'p','type':'person'"
#define ABOUT_P "'sponsor':'p','by':'sponsor','scope':'money-public'"

static enum err
person(const char *public)
{
	json_t *o = payload(KIND_SPONSOR, PERSON ",'money_public':%s", public);
	struct statement st = {.kind = KIND_SPONSOR,
	    .class = CLASS_SEALED,
	    .id = world_id(w.s->n_entry)};
	struct record r = {.index = w.s->n_entry, .st = &st, .payload = o};
	enum err e = rules_check(w.s, NULL, &r, &w.said);

	if (e == ERR_OK)
		e = state_apply(w.s, &r);
	json_decref(o);
	return e;
}

static void
test_consent_of_a_person_who_gives(void **state)
{
	size_t p;

	(void)state;
	refuses(person("true"), "FORMAT 6.17");
	passes(person("false"));
	p = state_sponsor_find(w.s, "p");
	refuses(enter(KIND_CONSENT,
		    "'sponsor':'p','by':'guardian','scope':'money-public'"),
	    "FORMAT 6.19");
	passes(enter(KIND_CONSENT, ABOUT_P));
	assert_false(w.s->sponsor[p].money_public);
	passes(person("true"));
	assert_true(w.s->sponsor[p].money_public);
	passes(enter(KIND_CONSENT, ABOUT_P ",'given':false"));
	assert_false(w.s->sponsor[p].money_public);
	refuses(person("true"), "FORMAT 6.17");
	/* a unit may take it back too */
	passes(enter(KIND_SPONSOR, "'code':'u','money_public':true"));
	p = state_sponsor_find(w.s, "u");
	assert_true(w.s->sponsor[p].money_public);
	passes(enter(KIND_CONSENT,
	    "'sponsor':'u','by':'sponsor','scope':'money-public','given':"
	    "false"));
	assert_false(w.s->sponsor[p].money_public);
}

static void
test_support_is_spread(void **state)
{
	struct query_spread x;

	(void)state;
	passes(enter(KIND_CHILD, "'child':'TE-000002','name':'m'"));
	passes(enter(KIND_CHILD, "'child':'TE-000003','name':'o'"));
	passes(enter(KIND_ASSIGNMENT, "'child':'TE-000002'"));
	passes(enter(KIND_ASSIGNMENT, "'child':'TE-000003'"));
	passes(enter(KIND_DISBURSEMENT, "'amount':10"));
	passes(enter(KIND_DISBURSEMENT, "'child':'TE-000002','amount':30"));
	assert_int_equal(query_spread(&x, w.s, Q3_2026, Q3_2026), ERR_OK);
	assert_true(x.n == 3 && x.least == 0 && x.median == 10 &&
	    x.most == 30 && x.sum == 40);
	assert_int_equal(query_gaps(w.s, Q3_2026, Q3_2026), 1);
	assert_int_equal(query_gaps(w.s, Q3_2026 + 1, Q3_2026), 3);
	assert_int_equal(query_minimum(w.s, 2, Q3_2026, Q3_2026).why,
	    BELOW_NOTHING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    HELD(test_levels_are_by_quarter_and_reversible),
	    HELD(test_acceptance_and_refusal_are_reversible),
	    HELD(test_six_kinds_are_given),
	    HELD(test_confirmations),
	    HELD(test_objection_stays_open_until_answered),
	    HELD(test_requests_have_clocks_in_working_days),
	    HELD(test_care_is_counted_by_quarter),
	    HELD(test_suspend_resume_end_reinstate_and_back),
	    HELD(test_attributes_change_and_change_back),
	    HELD(test_consent_of_a_child),
	    FREE(test_consent_of_a_person_who_gives),
	    HELD(test_support_is_spread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
