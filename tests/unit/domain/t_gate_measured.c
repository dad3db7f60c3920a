/*
 * t_gate_measured.c - what goes wrong with 75 children, measured again, through
 * the attacks: a margin that is too small, flows, money of groups, exact
 * totals.  What leaked is found, what was safe passes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts_csv.h"
#include "publish_csv.h"
#include "sums.h"

static const struct gate_texts nothing = {NULL, 0, NULL};

static void
assert_result(const json_t *p, const struct facts *f, const char *id,
    enum attack_result r, const char *figure)
{
	struct attack a[ATTACKS_MAX];
	size_t i, n;

	assert_int_equal(gate_attacks(a, &n, p, f, &nothing), ERR_OK);
	for (i = 0; i < n && strcmp(a[i].id, id) != 0;)
		i++;
	assert_true(i < n);
	assert_int_equal(a[i].result, r);
	if (strncmp(a[i].figure, figure, strlen(figure)) != 0)
		fail_msg("%s: %s, not %s", id, a[i].figure, figure);
}

/* Cells of a table: "1" 4 "2" 23 ...; released now. */
static void
set_table(json_t *p, size_t table, const char *released, const char *const *key,
    const int *n, size_t cells)
{
	json_t *t = json_array_get(json_object_get(p, "tables"), table);
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < cells; i++)
		json_array_append_new(list,
		    json_pack("{s:[s],s:i}", "keys", key[i], "n", n[i]));
	json_object_set_new(t, "cells", list);
	json_object_set_new(t, "withheld", json_null());
	json_object_set_new(t, "released", json_string(released));
}

static const char *const clusters[] = {"c1", "c2", "c3", "c4"};
static const char *const categories[] = {"1", "2", "3", "4"};
static const char *const levels[] = {"mn", "th", "thcs", "thpt"};

/* No hiding helps where the margin itself is four full orphans. */
static void
a_margin_of_four_is_found(void **state)
{
	static const int c[] = {22, 20, 17, 16}, k[] = {4, 23, 34, 14},
			 l[] = {6, 31, 30, 8}, merged[] = {27, 34, 14};
	static const char *const three[] = {"1", "3", "4"};
	struct quarters q;
	json_t *p;

	(void)state;
	quarters_make(&q);
	p = json_deep_copy(q.object[0]);
	set_table(p, 0, "2026-Q3", clusters, c, 4);
	set_table(p, 1, "2026-Q3", categories, k, 4);
	set_table(p, 2, "2026-Q3", levels, l, 4);
	assert_result(p, &q.facts[0], "a3", ATTACK_FAIL, "crossing: 1");
	assert_result(p, &q.facts[0], "a4", ATTACK_FAIL, "");
	set_table(p, 1, "2026-Q3", three, merged, 3);
	q.facts[0].plan = false;
	assert_result(p, &q.facts[0], "a2", ATTACK_PASS, "");
	assert_result(p, &q.facts[0], "a3", ATTACK_PASS, "");
	json_decref(p);
	quarters_release(&q);
}

/* Cells of regions, one letter each. */
static void
set_regions(json_t *p, const char *released, const char *const *cell,
    const int *n)
{
	char word[2] = "";
	json_t *list;
	size_t i, j;

	set_table(p, 0, released, cell, n, 2);
	for (i = 0; i < 2; i++) {
		list = json_array();
		for (j = 0; cell[i][j] != '\0'; j++) {
			word[0] = cell[i][j];
			json_array_append_new(list, json_string(word));
		}
		json_object_set_new(
		    json_array_get(
			json_object_get(
			    json_array_get(json_object_get(p, "tables"), 0),
			    "cells"),
			i),
		    "keys", list);
	}
}

/* 2 2 8 8 3 3 3 7: by county, and a quarter later by size.  Each view by
 * itself is wide; a cell that the other one cuts through is found. */
static void
linked_views_are_found(void **state)
{
	static const char *const county[] = {"abij", "klmn"},
				 *const size[] = {"abijkn", "lm"};
	static const int by_county[] = {20, 16}, by_size[] = {30, 6},
			 halves[] = {18, 18};
	struct quarters q;
	json_t *p, *then;
	size_t t;

	(void)state;
	quarters_make(&q);
	then = json_deep_copy(q.object[0]);
	p = json_deep_copy(q.object[1]);
	q.facts[1].plan = false;
	for (t = 1; t < 3; t++) {
		set_table(then, t, "2026-Q3", t == 1 ? categories : levels,
		    halves, 2);
		set_table(p, t, "2026-Q4", t == 1 ? categories : levels, halves,
		    2);
	}
	q.facts[1].earlier[0] = then;
	set_regions(then, "2026-Q3", county, by_county);
	set_regions(p, "2026-Q4", size, by_size);
	assert_result(p, &q.facts[1], "a3", ATTACK_FAIL, "split cell");
	assert_result(p, &q.facts[1], "a5", ATTACK_FAIL, "joiners: cluster");
	set_regions(then, "2026-Q4", size, by_size);
	for (t = 1; t < 3; t++)
		set_table(then, t, "2026-Q4", t == 1 ? categories : levels,
		    halves, 2);
	assert_result(p, &q.facts[1], "a3", ATTACK_PASS, "");
	json_decref(then);
	json_decref(p);
	quarters_release(&q);
}

/* Tables of who is there now: one leaves, nobody comes, and each table says
 * where that one was. */
static void
one_leaver_is_found(void **state)
{
	static const int before[] = {21, 15, 12, 12},
			 after[] = {21, 15, 11, 12};
	struct quarters q;
	json_t *p, *then;

	(void)state;
	quarters_make(&q);
	then = json_deep_copy(q.object[0]);
	set_table(then, 0, "2026-Q3", clusters, before, 4);
	p = json_deep_copy(q.object[1]);
	set_table(p, 0, "2026-Q4", clusters, after, 4);
	q.facts[1].earlier[0] = then;
	assert_result(p, &q.facts[1], "a5", ATTACK_FAIL, "joiners: cluster");
	/* The cumulative tables show nothing of the kind. */
	q.facts[1].earlier[0] = q.object[0];
	assert_result(q.object[1], &q.facts[1], "a5", ATTACK_PASS, "");
	json_decref(then);
	json_decref(p);
	quarters_release(&q);
}

/* Schools alone: 6.400.000, then 5.200.000; one child, 1.200.000. */
static void
exact_money_of_a_group_is_found(void **state)
{
	struct quarters q;
	json_t *p, *group;

	(void)state;
	quarters_make(&q);
	p = json_deep_copy(q.object[1]);
	group = json_array_get(json_object_get(json_object_get(p, "money"),
				   "groups"),
	    2);
	json_object_set_new(group, "groups", json_pack("[s]", "g4"));
	json_object_set_new(group, "million", json_integer(5200000));
	assert_result(p, &q.facts[1], "a9", ATTACK_FAIL, "groups: do not add");
	assert_result(p, &q.facts[1], "a11", ATTACK_FAIL, "another measure");
	json_object_set_new(group, "million", json_integer(5));
	json_object_set_new(group, "exact", json_integer(5200000));
	assert_result(p, &q.facts[1], "a11", ATTACK_FAIL,
	    "money outside the policy: exact");
	json_decref(p);
	quarters_release(&q);
}

static json_t *
with_opening(const json_t *publication, const char *quarter, int64_t amount)
{
	json_t *p = json_deep_copy(publication);

	json_object_set_new(p, "opening",
	    json_pack("{s:I,s:s,s:i,s:[s],s:i}", "amount", (json_int_t)amount,
		"blind", "", "from", 0, "quarters", quarter, "to", 64));
	return p;
}

/* 38.200.000, then 37.200.000: one child's 1.000.000. */
static void
exact_totals_of_one_change_are_found(void **state)
{
	struct range list[] = {{{FACTS_QUARTER(2027, 1)}, 1},
	    {{FACTS_QUARTER(2027, 2)}, 1}};
	struct quarters q;
	json_t *first, *second;
	bool recovered;
	size_t who;

	(void)state;
	quarters_make(&q);
	first = with_opening(q.object[2], "2027-Q1", 38200000);
	second = with_opening(q.object[3], "2027-Q2", 37200000);
	q.facts[3].earlier[2] = first;
	assert_result(second, &q.facts[3], "a2", ATTACK_FAIL,
	    "opened sums: one household");
	assert_result(second, &q.facts[3], "a5", ATTACK_FAIL,
	    "exact total, few changed: 2027-Q2");
	assert_int_equal(sums_recover(&recovered, &who, &q.facts[3], list, 2),
	    ERR_OK);
	assert_true(recovered);
	assert_int_equal(who, FACTS_NOBODY);
	json_decref(first);
	json_decref(second);
	quarters_release(&q);
}

/* What VA-1 prints of the same data passes. */
static void
the_policy_passes(void **state)
{
	struct attack a[ATTACKS_MAX];
	struct quarters q;
	size_t i, j, n;

	(void)state;
	quarters_make(&q);
	for (i = 0; i < 4; i++) {
		assert_int_equal(gate_attacks(a, &n, q.object[i], &q.facts[i],
				     &nothing),
		    ERR_OK);
		for (j = 0; j < n; j++)
			if (a[j].result == ATTACK_FAIL)
				fail_msg("%zu: %s %s", i, a[j].id, a[j].figure);
	}
	quarters_release(&q);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_margin_of_four_is_found),
	    cmocka_unit_test(linked_views_are_found),
	    cmocka_unit_test(one_leaver_is_found),
	    cmocka_unit_test(exact_money_of_a_group_is_found),
	    cmocka_unit_test(exact_totals_of_one_change_are_found),
	    cmocka_unit_test(the_policy_passes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
