/*
 * t_gate_plants.c - A14: each planted leak is found in a publication that has
 * a place for it, and is named in the check record of one that has none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "attack_plant.h"
#include "facts_csv.h"
#include "publish_csv.h"

#define PLANTS_MAX 64

static const struct gate_texts nothing = {NULL, 0, NULL};

static void
every_leak_is_found(void **state)
{
	unsigned found[PLANTS_MAX] = {0};
	const struct plant *k;
	enum plant_result r;
	struct quarters q;
	size_t i, j;

	(void)state;
	quarters_make(&q);
	for (i = 0; i < 4; i++)
		for (j = 0; (k = plant_at(j)) != NULL; j++) {
			assert_int_equal(plant_try(&r, k, q.object[i],
					     &q.facts[i]),
			    ERR_OK);
			if (r == PLANT_MISSED)
				fail_msg("%zu: %s %s", i, k->attack, k->name);
			found[j] += r == PLANT_FOUND;
		}
	for (j = 0; (k = plant_at(j)) != NULL; j++)
		if (found[j] == 0)
			fail_msg("never tried: %s %s", k->attack, k->name);
	quarters_release(&q);
}

/* Every attack but the one that plants them has a leak. */
static void
every_attack_has_a_leak(void **state)
{
	struct attack a[ATTACKS_MAX];
	const struct plant *k;
	struct quarters q;
	size_t i, j, n;

	(void)state;
	quarters_make(&q);
	assert_int_equal(gate_attacks(a, &n, q.object[0], &q.facts[0],
			     &nothing),
	    ERR_OK);
	assert_int_equal(n, 13);
	for (i = 0; i < n; i++) {
		for (j = 0; (k = plant_at(j)) != NULL; j++)
			if (strcmp(k->attack, a[i].id) == 0)
				break;
		if (k == NULL)
			fail_msg("no leak for %s", a[i].id);
	}
	quarters_release(&q);
}

/* The leaks are in copies: the publication and the facts stay as they were. */
static void
nothing_stays_planted(void **state)
{
	struct facts before;
	const struct plant *k;
	enum plant_result r;
	struct quarters q;
	json_t *copy;
	size_t j;

	(void)state;
	quarters_make(&q);
	copy = json_deep_copy(q.object[3]);
	before = q.facts[3];
	for (j = 0; (k = plant_at(j)) != NULL; j++)
		assert_int_equal(plant_try(&r, k, q.object[3], &q.facts[3]),
		    ERR_OK);
	assert_true(json_equal(copy, q.object[3]));
	assert_memory_equal(&before, &q.facts[3], sizeof(before));
	json_decref(copy);
	quarters_release(&q);
}

/* Nothing printed but heads: most leaks have no place. */
static json_t *
barren(const json_t *publication)
{
	json_t *p = json_deep_copy(publication), *t, *money;
	size_t i;

	money = json_object_get(p, "money");
	for (i = 0; i < 3; i++) {
		t = json_array_get(json_object_get(p, "tables"), i);
		json_object_set_new(t, "cells", json_array());
		json_object_set_new(t, "withheld", json_string("too-few"));
		json_object_set_new(t, "released", json_null());
	}
	json_object_set_new(p, "indicators", json_array());
	json_object_set_new(p, "opening", json_null());
	json_object_set_new(money, "groups", json_array());
	json_object_set_new(json_object_get(money, "quarter"), "exact",
	    json_null());
	return p;
}

static void
what_was_not_tried_is_recorded(void **state)
{
	struct attack a[ATTACKS_MAX];
	const json_t *record;
	struct quarters q;
	const char *note;
	struct fault f;
	const char *bad;
	size_t n = 0;
	json_t *p;

	(void)state;
	quarters_make(&q);
	p = barren(q.object[0]);
	assert_int_equal(gate_selftest(a, &n, p, &q.facts[0]), ERR_OK);
	assert_int_equal(a[0].result, ATTACK_PASS);
	assert_int_equal(pubobject_set_check(p, a, n), ERR_OK);
	record = json_array_get(json_object_get(json_object_get(p, "check"),
				    "attacks"),
	    0);
	note = json_string_value(json_object_get(record, "note"));
	assert_non_null(note);
	print_message("%s\n", note);
	assert_string_equal(json_string_value(
				json_object_get(record, "result")),
	    "pass");
	assert_non_null(strstr(note, "a2 hidden cell"));
	assert_non_null(strstr(note, "a3 unmerged cell"));
	assert_non_null(strstr(note, "a5 one child changed"));
	assert_non_null(strstr(note, "a8 floor"));
	assert_non_null(strstr(note, "a11 exact group"));
	assert_non_null(strstr(note, "a13 beside the plan"));
	assert_null(strstr(note, "a1 number"));
	assert_null(strstr(note, "a12"));
	/* A note fits the format, and a first publication has one. */
	assert_int_equal(pubobject_set_check(q.object[0], a, n), ERR_OK);
	assert_int_equal(schema_check(q.object[0],
			     clear_schema(KIND_PUBLICATION), &f, &bad),
	    ERR_OK);
	n = 0;
	assert_int_equal(gate_selftest(a, &n, q.object[0], &q.facts[0]),
	    ERR_OK);
	assert_string_equal(a[0].figure, "not tried: a5 one child changed");
	n = 0;
	assert_int_equal(gate_selftest(a, &n, q.object[1], &q.facts[1]),
	    ERR_OK);
	assert_string_equal(a[0].figure, "");
	json_decref(p);
	quarters_release(&q);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_leak_is_found),
	    cmocka_unit_test(every_attack_has_a_leak),
	    cmocka_unit_test(nothing_stays_planted),
	    cmocka_unit_test(what_was_not_tried_is_recorded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
