/* t_rules.c - every rule refuses what it should and lets its neighbour pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar.h"
#include "money.h"
#include "queries.h"
#include "world.h"

#define Q3 (2026 * 4 + 2)

static struct world w;

static enum err
sponsor(const char *code)
{
	return world_enter(&w, KIND_SPONSOR,
	    json_pack("{ss ss sb sb ss ss}", "code", code, "group", "g2",
		"inside_commune", 1, "money_public", 0, "name", code, "type",
		"union"),
	    "2026-06-30");
}

static enum err
child(const char *code, const char *birth, const char *index)
{
	return world_enter(&w, KIND_CHILD,
	    json_pack("{ss si ss ss s[] ss ss ss ss ss ss? ss? ss sn sn}",
		"birth", birth, "category", 3, "child", code, "cluster", "c1",
		"flags", "guardian", "g", "hamlet", "t01", "household", "H1",
		"level", "th", "name", "n", "personal_index", index,
		"personal_number", index == NULL ? NULL : "000", "school",
		"tr1", "special", "legal"),
	    "2026-06-30");
}

static enum err
assign(const char *code, const char *unit, const char *from, int opening,
    int pledged)
{
	return world_enter(&w, KIND_ASSIGNMENT,
	    json_pack("{ss ss ss ss sb si s[] ss ss}", "basis", "KH", "child",
		code, "form", "quarterly", "from", from, "opening", opening,
		"pledged", pledged, "share", "sponsor", unit, "tie", "do-dau"),
	    "2026-07-01");
}

/* A good disbursement of a to TE-000001, with one field replaced. */
static enum err
give(const char *voucher, const char *date, const char *entered,
    const char *key, json_t *v)
{
	json_t *o = json_pack("{si sn ss sb ss ss ss ss ss s[i] ss ss ss}",
	    "amount", 1000000, "basis", "child", "TE-000001", "counts", 1,
	    "date", date, "evidence", DIGEST_TEXT, "form", "quarterly", "from",
	    "2026-Q3", "kind", "cash", "parts", 1000000, "sponsor", "a", "to",
	    "2026-Q3", "voucher", voucher);

	if (key != NULL)
		(void)json_object_set_new(o, key, v);
	return world_enter(&w, KIND_DISBURSEMENT, o, entered);
}

static enum err
change(const char *what, const char *day, const char *to, const char *entered)
{
	return world_enter(&w, KIND_CHANGE,
	    json_pack("{ss ss ss ss ss ss sn sn ss?}", "change", what, "child",
		"TE-000001", "effective", day, "known", entered, "reason",
		"khac", "reporter", "t01", "set", "sponsor", "to_sponsor", to),
	    entered);
}

static enum err
reverse(uint64_t target, int amount, const char *entered)
{
	return world_enter(&w, KIND_REVERSAL,
	    json_pack("{si ss ss so}", "amount", amount, "date", entered,
		"reason", "khac", "target", world_ref(target)),
	    entered);
}

static enum err
confirm(uint64_t target, const char *by, const char *unit)
{
	return world_enter(&w, KIND_CONFIRMATION,
	    json_pack("{ss ss ss so ss ss sn}", "by", by, "confirmer", unit,
		"date", "2026-08-02", "disbursement", world_ref(target),
		"evidence", DIGEST_TEXT, "outcome", "full", "received"),
	    "2026-08-02");
}

static int
setup(void **state)
{
	(void)state;
	memset(&w, 0, sizeof(w));
	assert_int_equal(state_new(&w.s), ERR_OK);
	assert_int_equal(sponsor("a"), ERR_OK);
	assert_int_equal(sponsor("b"), ERR_OK);
	assert_int_equal(child("TE-000001", "2010-08-12", DIGEST_TEXT), ERR_OK);
	assert_int_equal(assign("TE-000001", "a", "2026-07-01", 0, 1000000),
	    ERR_OK);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	state_free(w.s);
	return 0;
}

static void
refuses(enum err e, const char *rule)
{
	assert_int_equal(e, ERR_RULE);
	assert_true(world_said(&w, rule, true));
}

static void
passes(enum err e)
{
	assert_int_equal(e, ERR_OK);
}

static void
children_and_assignments(void **state)
{
	(void)state;
	refuses(child("TE-000001", "2017-01-01", NULL), "E2");
	refuses(child("TE-000002", "2017-01-01", DIGEST_TEXT), "E2");
	passes(child("TE-000002", "2016-02-29", NULL));
	passes(child("TE-000003", "2016-02-29", NULL)); /* twins */
	assert_true(world_said(&w, "E2", false));
	refuses(assign("TE-000001", "b", "2026-07-15", 0, 1000000), "E1");
	refuses(assign("TE-000002", "b", "2026-06-30", 0, 1000000), "E3");
	refuses(assign("TE-000009", "b", "2026-07-01", 0, 1000000),
	    "FORMAT 6.8");
	refuses(assign("TE-000002", "x", "2026-07-01", 0, 1000000),
	    "FORMAT 6.8");
	refuses(assign("TE-000002", "b", "2032-02-29", 0, 1000000), "E4");
	passes(assign("TE-000002", "b", "2026-06-01", 1, 900000));
	assert_true(world_said(&w, "E7", false));
	assert_int_equal(state_age_date(w.s, 1, 0), date_make(2032, 2, 29));
}

static void
support(void **state)
{
	(void)state;
	passes(give("1", "2026-08-01", "2026-08-01", NULL, NULL));
	refuses(give("1", "2026-08-02", "2026-08-02", NULL, NULL), "E10");
	passes(give("2", "2026-08-11", "2026-08-12", NULL, NULL));
	assert_true(world_said(&w, "E4", false));
	refuses(give("3", "2026-08-12", "2026-08-12", NULL, NULL), "E4");
	refuses(give("3", "2026-08-02", "2026-08-01", NULL, NULL), "E13");
	refuses(give("3", "2026-08-01", "2026-08-01", "amount",
		    json_integer(0)),
	    "E9");
	refuses(give("3", "2026-08-01", "2026-08-01", "parts",
		    json_pack("[i]", 999999)),
	    "E15");
	refuses(give("3", "2026-08-01", "2026-08-01", "form",
		    json_string("school-year")),
	    "E8");
	refuses(give("3", "2026-08-01", "2026-08-01", "from",
		    json_string("2026-Q4")),
	    "E8");
	refuses(give("3", "2026-08-01", "2026-08-01", "sponsor",
		    json_string("b")),
	    "E1");
	assert_int_equal(give("3", "2026-08-01", "2026-08-01", "kind",
			     json_string("in-kind")),
	    ERR_FORMAT); /* E12: the schema asks for the basis */
	passes(give("3", "2026-08-01", "2026-10-01", NULL, NULL));
	assert_true(world_said(&w, "E13", false));
	passes(change("suspend", "2026-07-20", NULL, "2026-10-01"));
	passes(give("4", "2026-08-01", "2026-10-01", NULL, NULL));
	assert_true(world_said(&w, "E5", false));
	assert_int_equal(query_recorded(w.s, Q3, &MONEY_ALL), 2000000);
}

static void
adhoc_of_another(void **state)
{
	json_t *o = json_pack("{si sn ss sb ss sn ss ss ss s[i] ss ss ss}",
	    "amount", 2000000, "basis", "child", "TE-000001", "counts", 0,
	    "date", "2026-08-01", "evidence", "form", "ad-hoc", "from",
	    "2026-Q3", "kind", "cash", "parts", 2000000, "sponsor", "b", "to",
	    "2026-Q3", "voucher", "1");

	(void)state;
	passes(world_enter(&w, KIND_DISBURSEMENT, o, "2026-08-01"));
	assert_true(world_said(&w, "E1", false));
	assert_int_equal(query_counted(w.s, 0, Q3, Q3), 0);
}

static void
signers(void **state)
{
	json_t *big = json_integer(20000001);
	uint64_t at;

	(void)state;
	world_signer(&w, 0, "b", ROLE_SPONSOR);
	refuses(give("1", "2026-08-01", "2026-08-01", NULL, NULL), "E14");
	world_signer(&w, 0, "a", ROLE_SPONSOR);
	passes(give("1", "2026-08-01", "2026-08-01", NULL, NULL));
	at = w.s->n_entry - 1;
	world_signer(&w, 0, "p", ROLE_REGISTRAR);
	refuses(give("2", "2026-08-01", "2026-08-01", "evidence", json_null()),
	    "E14");
	passes(give("2", "2026-08-01", "2026-08-01", NULL, NULL));
	refuses(confirm(w.s->n_entry - 1, "paper", "t01"),
	    "E16"); /* same key */
	passes(confirm(at, "paper", "t01"));
	refuses(confirm(at, "key", "t01"), "E16");
	refuses(confirm(at, "paper", "a"), "E16");
	refuses(give("3", "2026-08-01", "2026-08-01", "amount", big), "E9");
	refuses(change("end", "2026-08-01", NULL, "2026-08-01"), "E14");
	world_signer(&w, 1, "p", ROLE_APPROVER);
	refuses(change("end", "2026-08-01", NULL, "2026-08-01"), "E14");
	world_signer(&w, 1, "q", ROLE_APPROVER);
	passes(change("end", "2026-08-02", NULL, "2026-08-01"));
}

static void
reversals(void **state)
{
	uint64_t at;

	(void)state;
	passes(give("1", "2026-08-01", "2026-08-01", NULL, NULL));
	at = w.s->n_entry - 1;
	refuses(reverse(at, 999999, "2026-08-02"), "E11");
	refuses(reverse(0, 0, "2026-08-02"), "E11"); /* a sponsor */
	refuses(reverse(99, 0, "2026-08-02"), "E11");
	passes(reverse(at, 1000000, "2026-08-02"));
	refuses(reverse(at, 1000000, "2026-08-02"), "E11");
	refuses(confirm(at, "paper", "t01"), "E11");
	assert_int_equal(query_recorded(w.s, Q3, &MONEY_ALL), 0);
	assert_int_equal(query_allocated(w.s, Q3, Q3, &MONEY_ALL), 0);
}

static void
changes(void **state)
{
	int32_t d = date_make(2026, 7, 20);

	(void)state;
	refuses(change("resume", "2026-07-02", NULL, "2026-07-02"), "E5");
	passes(change("transfer", "2026-07-20", "b", "2026-07-10"));
	assert_int_equal(state_child_holder(w.s, 0, d - 1), 0);
	assert_int_equal(state_child_holder(w.s, 0, d), 1);
	refuses(change("reinstate", "2026-07-21", "a", "2026-07-10"), "E1");
	passes(change("end", "2026-07-25", NULL, "2026-07-24"));
	assert_int_equal(state_child_holder(w.s, 0, d + 5), STATE_NONE);
	refuses(assign("TE-000001", "a", "2026-07-26", 0, 1000000), "E5");
	passes(reverse(w.s->n_entry - 1, 0, "2026-07-26"));
	assert_int_equal(state_child_holder(w.s, 0, d + 5), 1);
	passes(change("end", "2026-07-25", NULL, "2026-07-26"));
	passes(change("reinstate", "2026-08-01", "a", "2026-08-01"));
	assert_int_equal(query_supported(w.s, date_make(2026, 8, 11)), 1);
	assert_int_equal(query_supported(w.s, date_make(2026, 8, 12)), 0);
}

static void
dates_and_money(void **state)
{
	char text[MONEY_LEN], date[DATE_LEN];
	int32_t d, x;

	(void)state;
	for (d = DATE_MIN; d <= DATE_MAX; d++) {
		date_encode(date, d);
		assert_int_equal(date_decode(&x, span_str(date)), ERR_OK);
		assert_int_equal(x, d);
	}
	assert_int_equal(date_make(1970, 1, 1), 0);
	assert_int_equal(date_decode(&x, SPAN_LIT("2027-02-29")), ERR_FORMAT);
	assert_int_equal(date_decode(&x, SPAN_LIT("2028-02-29")), ERR_OK);
	assert_int_equal(date_decode(&x, SPAN_LIT("1899-12-31")), ERR_FORMAT);
	assert_int_equal(date_add_years(date_make(2016, 2, 29), 1),
	    date_make(2017, 3, 1));
	assert_int_equal(date_of_ms(UINT64_C(61199999)), 0);
	assert_int_equal(date_of_ms(UINT64_C(61200000)), 1);
	assert_int_equal(quarter_last(Q3), date_make(2026, 9, 30));
	money_encode(text, 122900000);
	assert_string_equal(text, "122.900.000");
	money_encode(text, -1000);
	assert_string_equal(text, "-1.000");
	assert_int_equal(money_part(1000000, 3, 0), 333334);
	assert_int_equal(money_part(1000000, 3, 2), 333333);
}

#define RULE_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int
main(void)
{
	const struct CMUnitTest tests[] = {
	    RULE_TEST(children_and_assignments),
	    RULE_TEST(support),
	    RULE_TEST(adhoc_of_another),
	    RULE_TEST(signers),
	    RULE_TEST(reversals),
	    RULE_TEST(changes),
	    cmocka_unit_test(dates_and_money),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
