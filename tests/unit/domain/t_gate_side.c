/*
 * t_gate_side.c - what stands beside the tables: percentages, codes and times,
 * other measures of money, and children who were erased.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "attack_part.h"
#include "facts_csv.h"
#include "publish_csv.h"

static const struct gate_texts nothing = {NULL, 0, NULL};

static struct attack
attacked(const char *id, const json_t *p, const struct facts *f,
    const struct gate_texts *shown)
{
	struct attack a;

	assert_int_equal(attack_run(&a, id, p, f, shown), ERR_OK);
	return a;
}

static void
percentages_of_few_are_found(void **state)
{
	struct quarters q;
	struct facts *f;
	json_t *heads;
	uint64_t missing;

	(void)state;
	quarters_make(&q);
	f = &q.facts[3];
	heads = json_object_get(q.object[3], "heads");
	for (missing = 0; missing < 12; missing++) {
		f->rows = 55;
		f->confirmed = 55 - missing;
		json_object_set_new(heads, "confirmed_percent",
		    json_integer(
			(json_int_t)((200 * f->confirmed + 55) / 110)));
		assert_int_equal(
		    attacked("a10", q.object[3], f, &nothing).result,
		    missing > 0 && missing < 5 ? ATTACK_FAIL : ATTACK_PASS);
		/* The gate sees it coming. */
		assert_int_equal(gate_compute(&q.gate[3], f), ERR_OK);
		assert_int_equal(q.gate[3].has_percent,
		    missing == 0 || missing >= 5);
	}
	quarters_release(&q);
}

static json_t *
minimum_of(json_t *p)
{
	json_t *list = json_object_get(p, "indicators");
	json_t *one = json_array_get(list, 0);

	assert_string_equal(json_string_value(json_object_get(one, "id")),
	    "below-minimum");
	return one;
}

/* Half a year opened together: 54 children, twice the minimum each, and
 * 100.000 đồng more. */
static void
a_floor_of_two_quarters_is_found(void **state)
{
	struct quarters q;
	json_t *opening;

	(void)state;
	quarters_make(&q);
	opening = json_object_get(q.object[3], "opening");
	json_object_set_new(opening, "amount", json_integer(108100000));
	json_object_set_new(minimum_of(q.object[3]), "n", json_integer(0));
	assert_int_equal(
	    attacked("a8", q.object[3], &q.facts[3], &nothing).result,
	    ATTACK_PASS);
	json_object_set_new(minimum_of(q.object[2]), "n", json_integer(0));
	assert_int_equal(
	    attacked("a8", q.object[3], &q.facts[3], &nothing).result,
	    ATTACK_FAIL);
	json_object_set_new(opening, "amount", json_integer(108000000));
	assert_int_equal(
	    attacked("a8", q.object[3], &q.facts[3], &nothing).result,
	    ATTACK_PASS);
	quarters_release(&q);
}

static void
side_channels_are_found(void **state)
{
	static const char *const bad[] = {"TE-102738", "lúc 09:41",
	    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"};
	struct gate_text t = {"trang.html", {NULL, 0}};
	const struct gate_texts shown = {&t, 1, NULL};
	struct quarters q;
	json_t *opening;
	size_t i;

	(void)state;
	quarters_make(&q);
	for (i = 0; i < 3; i++) {
		t.bytes = span_str(bad[i]);
		assert_int_equal(
		    attacked("a12", q.object[0], &q.facts[0], &shown).result,
		    ATTACK_FAIL);
	}
	t.bytes = span_str("59 em đang được đỡ đầu");
	assert_int_equal(
	    attacked("a12", q.object[0], &q.facts[0], &shown).result,
	    ATTACK_PASS);
	t.name = "em-17.html";
	assert_int_equal(
	    attacked("a12", q.object[0], &q.facts[0], &shown).result,
	    ATTACK_FAIL);
	opening = json_object_get(q.object[0], "opening");
	json_object_set_new(opening, "to", json_integer(83));
	assert_string_equal(
	    attacked("a12", q.object[0], &q.facts[0], &nothing).figure,
	    "range: not padded");
	quarters_release(&q);
}

/* Two worlds that differ in which child of a group and cell it was: one
 * publication, to the byte. */
static void
unprinted_differences_do_not_show(void **state)
{
	struct quarters q;
	struct gate_result g;
	json_t *p;
	size_t i;

	(void)state;
	quarters_make(&q);
	for (i = 0; i < q.facts[0].n_child; i++) {
		memcpy(q.facts[0].child[i].hamlet, "t99", 4);
		memcpy(q.facts[0].child[i].school, "s99", 4);
	}
	memcpy(q.facts[0].child[7].household, "h999", 5);
	assert_int_equal(gate_compute(&g, &q.facts[0]), ERR_OK);
	assert_int_equal(object_make(&p, &g, &q.facts[0]), ERR_OK);
	assert_true(json_equal(p, q.object[0]));
	json_decref(p);
	quarters_release(&q);
}

static void
second_measures_are_found(void **state)
{
	struct quarters q;
	json_t *p, *money;

	(void)state;
	quarters_make(&q);
	/* 62.100.000 was allocated to the first quarter, 122.900.000 paid. */
	p = json_deep_copy(q.object[0]);
	money = json_object_get(p, "money");
	json_object_set_new(json_object_get(money, "quarter"), "million",
	    json_integer(62));
	assert_string_equal(attacked("a11", p, &q.facts[0], &nothing).figure,
	    "another measure: quarter");
	json_decref(p);
	p = json_deep_copy(q.object[1]);
	money = json_object_get(p, "money");
	json_object_set_new(json_object_get(money, "year"), "exact",
	    json_integer(122800000));
	assert_string_equal(attacked("a11", p, &q.facts[1], &nothing).figure,
	    "another measure: year");
	json_decref(p);
	quarters_release(&q);
}

static struct facts_payment
kept_of(unsigned group, int64_t amount)
{
	return (struct facts_payment){FACTS_NOBODY, FACTS_NOBODY,
	    FACTS_QUARTER(2026, 3), 0, false, amount, group};
}

/* What an erased child had counts in the total, and in no cell if it is not
 * known whose money it was. */
static void
erased_payments_count_in_totals(void **state)
{
	const struct facts_payment kept = kept_of(0, 700000);
	struct attack a[ATTACKS_MAX];
	struct gate_result g;
	struct facts f;
	json_t *p;
	size_t n;

	(void)state;
	facts_csv(&f, 0);
	assert_int_equal(facts_add_payment(&f, &kept), ERR_OK);
	f.erased = true;
	assert_int_equal(gate_compute(&g, &f), ERR_OK);
	assert_true(g.exact.opened);
	assert_int_equal(g.exact.amount, 122900000 + 700000);
	assert_int_equal(g.money.million, 124);
	assert_int_equal(g.money.n_group, 0);
	assert_int_equal(object_make(&p, &g, &f), ERR_OK);
	assert_int_equal(gate_attacks(a, &n, p, &f, &nothing), ERR_OK);
	assert_null(attack_failed(a, n));
	json_decref(p);
	/* An amount that nobody kept leaves no sum to open. */
	f.lost = FACTS_QUARTER(2026, 3);
	assert_int_equal(gate_compute(&g, &f), ERR_OK);
	assert_false(g.exact.opened);
	facts_release(&f);
}

/* One child less, and its money kept by group: the same groups, the same
 * figures as if it were still there, and no attack that finds them. */
static void
kept_groups_are_as_before(void **state)
{
	struct attack a[ATTACKS_MAX];
	struct gate_result g, was;
	struct facts_payment kept;
	struct facts f;
	json_t *p;
	size_t i, n;

	(void)state;
	facts_csv(&f, 0);
	assert_int_equal(gate_compute(&was, &f), ERR_OK);
	/* The first of the fund, which pays once for the school year. */
	for (i = 0; f.sponsor[f.payment[i].sponsor].group != 5;)
		i++;
	kept = kept_of(5, f.payment[i].amount);
	f.payment[i] = kept;
	f.erased = true;
	assert_int_equal(gate_compute(&g, &f), ERR_OK);
	assert_int_equal(g.exact.amount, was.exact.amount);
	assert_int_equal(g.money.n_group, was.money.n_group);
	for (i = 0; i < g.money.n_group; i++) {
		assert_int_equal(g.money.group[i].million,
		    was.money.group[i].million);
		assert_int_equal(g.money.group[i].exact,
		    was.money.group[i].exact);
	}
	/* Nobody knows that it was for a year; of kinds nothing is kept. */
	assert_true(was.money.lump);
	assert_false(g.money.lump);
	assert_int_equal(g.money.n_kind, 0);
	assert_int_equal(object_make(&p, &g, &f), ERR_OK);
	assert_int_equal(gate_attacks(a, &n, p, &f, &nothing), ERR_OK);
	assert_null(attack_failed(a, n));
	assert_int_equal(gate_selftest(a, &n, p, &f), ERR_OK);
	assert_null(attack_failed(a, n));
	json_decref(p);
	facts_release(&f);
}

/* The erased do not hide anybody: of a group with nine others its money is
 * merged, and one in which nobody else had any is no dash. */
static void
kept_money_hides_nobody(void **state)
{
	const struct facts_payment kept = kept_of(1, 5000000);
	struct money_cell c = {.member = {1}, .n_member = 1};
	size_t i, seen = 0;
	struct facts f;
	bool safe;

	(void)state;
	facts_csv(&f, 0);
	for (i = 0; i < f.n_payment; i++)
		if (f.sponsor[f.payment[i].sponsor].group == 1 && seen++ >= 9)
			f.payment[i].amount = f.payment[i].quarter = 0;
	assert_int_equal(facts_add_payment(&f, &kept), ERR_OK);
	assert_int_equal(money_recount(&c, &safe, &f, false), ERR_OK);
	assert_true(c.children < 10 && c.children > 0);
	assert_false(safe);
	assert_false(c.none);
	for (i = 0; i + 1 < f.n_payment; i++)
		f.payment[i].quarter = 0;
	assert_int_equal(money_recount(&c, &safe, &f, false), ERR_OK);
	assert_int_equal(c.children, 0);
	assert_int_equal(c.exact, 5000000);
	assert_false(safe);
	assert_false(c.none);
	facts_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(percentages_of_few_are_found),
	    cmocka_unit_test(a_floor_of_two_quarters_is_found),
	    cmocka_unit_test(side_channels_are_found),
	    cmocka_unit_test(unprinted_differences_do_not_show),
	    cmocka_unit_test(second_measures_are_found),
	    cmocka_unit_test(erased_payments_count_in_totals),
	    cmocka_unit_test(kept_groups_are_as_before),
	    cmocka_unit_test(kept_money_hides_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
