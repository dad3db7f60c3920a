/*
 * t_gate_attacks.c - every attack is one that can succeed: a leak planted in a
 * publication that passed is found by the attack that looks for it, and the
 * thresholds of the policy hold at their edges.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts_csv.h"
#include "publish_csv.h"

static const struct gate_texts nothing = {NULL, 0, NULL};

static enum attack_result
result_of(const struct attack *a, size_t n, const char *id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(a[i].id, id) == 0)
			return a[i].result;
	fail_msg("attack %s was not made", id);
	return ATTACK_PASS;
}

/* Takes the reference to leaky. */
static void
assert_found(json_t *leaky, const struct facts *f, const char *id)
{
	struct attack a[ATTACKS_MAX];
	size_t n;

	assert_int_equal(gate_attacks(a, &n, leaky, f, &nothing), ERR_OK);
	assert_int_equal(result_of(a, n, id), ATTACK_FAIL);
	assert_non_null(attack_failed(a, n));
	json_decref(leaky);
}

static json_t *
cell(json_t *p, size_t table, size_t i)
{
	return json_array_get(
	    json_object_get(json_array_get(json_object_get(p, "tables"), table),
		"cells"),
	    i);
}

static void
set(json_t *o, const char *key, json_int_t v)
{
	assert_int_equal(json_object_set_new(o, key, json_integer(v)), 0);
}

static void
good_quarters_withstand_all(void **state)
{
	struct attack a[ATTACKS_MAX];
	struct quarters q;
	size_t i, n;

	(void)state;
	quarters_make(&q);
	for (i = 0; i < 4; i++) {
		assert_int_equal(gate_attacks(a, &n, q.object[i], &q.facts[i],
				     &nothing),
		    ERR_OK);
		assert_null(attack_failed(a, n));
		assert_int_equal(gate_selftest(a, &n, q.object[i], &q.facts[i]),
		    ERR_OK);
		assert_string_equal(a[n - 1].id, "a14");
		assert_null(attack_failed(a, n));
	}
	quarters_release(&q);
}

/* 21 15 12 12: four is too few, five would be enough but is not the truth. */
static void
small_and_false_cells_are_found(void **state)
{
	struct quarters q;
	json_t *p;

	(void)state;
	quarters_make(&q);
	p = json_deep_copy(q.object[0]);
	set(cell(p, 0, 3), "n", 4);
	set(cell(p, 0, 0), "n", 29);
	assert_found(p, &q.facts[0], "a4");
	p = json_deep_copy(q.object[0]);
	set(cell(p, 0, 3), "n", 0);
	set(cell(p, 0, 0), "n", 33);
	assert_found(p, &q.facts[0], "a6");
	quarters_release(&q);
}

/* A table that is said to be a reprint and differs gives away who came. */
static void
changed_reprints_are_found(void **state)
{
	struct quarters q;
	json_t *p;

	(void)state;
	quarters_make(&q);
	p = json_deep_copy(q.object[1]);
	set(cell(p, 0, 0), "n", 22);
	set(cell(p, 0, 1), "n", 14);
	assert_found(p, &q.facts[1], "a5");
	quarters_release(&q);
}

/* 2027-Q1: six children changed, without one sponsor's four: no exact sum. */
static void
an_exact_sum_of_few_changes_is_found(void **state)
{
	struct quarters q;
	json_t *p, *o, *quarters;

	(void)state;
	quarters_make(&q);
	assert_false(q.gate[2].exact.opened);
	p = json_deep_copy(q.object[2]);
	o = json_deep_copy(json_object_get(q.object[1], "opening"));
	quarters = json_pack("[s]", "2027-Q1");
	assert_int_equal(json_object_set_new(o, "quarters", quarters), 0);
	set(o, "amount", (json_int_t)q.gate[2].exact.amount);
	assert_int_equal(json_object_set_new(p, "opening", o), 0);
	assert_int_equal(json_object_set_new(p, "carried", json_array()), 0);
	assert_found(p, &q.facts[2], "a5");
	quarters_release(&q);
}

/* Forces and schools by themselves: fewer than ten children each. */
static void
money_of_few_is_found(void **state)
{
	struct quarters q;
	json_t *p, *groups, *words;
	size_t i;

	(void)state;
	quarters_make(&q);
	p = json_deep_copy(q.object[0]);
	groups = json_object_get(json_object_get(p, "money"), "groups");
	for (i = 0; i < json_array_size(groups); i++) {
		words = json_object_get(json_array_get(groups, i), "groups");
		if (json_array_size(words) == 2)
			assert_int_equal(json_array_remove(words, 1), 0);
	}
	assert_found(p, &q.facts[0], "a9");
	quarters_release(&q);
}

static bool
is_seven(uint64_t v)
{
	return v == 7;
}

static enum attack_result
scan(const json_t *p, const char *name, const char *text,
    const struct gate_allow *allow)
{
	const struct gate_text t = {name, span_str(text)};
	struct attack a;

	memset(&a, 0, sizeof(a));
	assert_int_equal(attack_scan(&a, p, &t, allow), ERR_OK);
	return a.result;
}

static void
foreign_numbers_are_found(void **state)
{
	const struct gate_allow seven = {NULL, 0, is_seven};
	struct quarters q;

	(void)state;
	quarters_make(&q);
	assert_int_equal(scan(q.object[0], "a.txt", "122.900.000 đồng, 59 em",
			     NULL),
	    ATTACK_PASS);
	assert_int_equal(scan(q.object[0], "a.txt", "58 em", NULL),
	    ATTACK_FAIL);
	assert_int_equal(scan(q.object[0], "a.txt", "122.900.001", NULL),
	    ATTACK_FAIL);
	assert_int_equal(scan(q.object[0], "a.txt", "7 em", NULL), ATTACK_FAIL);
	assert_int_equal(scan(q.object[0], "a.txt", "7 em", &seven),
	    ATTACK_PASS);
	assert_int_equal(scan(q.object[0], "a.html",
			     "<p class=\"x9991\">59</p>", NULL),
	    ATTACK_PASS);
	assert_int_equal(scan(q.object[0], "a.html", "<img alt=\"9991 em\">",
			     NULL),
	    ATTACK_FAIL);
	assert_int_equal(scan(q.object[0], "a.html",
			     "<img alt=\"59\" title=\"9991 em\">", NULL),
	    ATTACK_FAIL);
	assert_int_equal(scan(q.object[0], "a.html", "<i title='9991 em'>",
			     NULL),
	    ATTACK_FAIL);
	assert_int_equal(scan(q.object[0], "a.html",
			     "<meta content=\"59\"><p>9991 em</p>", NULL),
	    ATTACK_FAIL);
	quarters_release(&q);
}

/* The frame of a picture passes where it is allowed, whole and alone. */
static void
frames_are_no_figures(void **state)
{
	static const char *const frame[] = {"0 0 640 252", "640 252"};
	const struct gate_allow allow = {frame, 2, NULL};
	struct quarters q;

	(void)state;
	quarters_make(&q);
	assert_int_equal(scan(q.object[0], "a.svg",
			     "<svg viewBox=\"0 0 640 252\">", &allow),
	    ATTACK_PASS);
	assert_int_equal(scan(q.object[0], "a.svg",
			     "<svg viewBox=\"0 0 640 252\">", NULL),
	    ATTACK_FAIL);
	assert_int_equal(scan(q.object[0], "a.svg",
			     "<svg viewBox=\"0 0 641 252\">", &allow),
	    ATTACK_FAIL);
	/* The second phrase is digits alone: a figure, and not passed over. */
	assert_int_equal(scan(q.object[0], "a.svg", "<text>640 252</text>",
			     &allow),
	    ATTACK_FAIL);
	assert_int_equal(scan(q.object[0], "a.svg", "<rect width=\"58\"/>",
			     &allow),
	    ATTACK_FAIL);
	quarters_release(&q);
}

/* A stored archive of one member, its directory left at the signature. */
static size_t
stored(uint8_t *out, const char *text, uint8_t method)
{
	const size_t n = strlen(text);

	memset(out, 0, 30);
	memcpy(out, "PK\3\4", 4);
	out[8] = method;
	out[18] = out[22] = (uint8_t)n;
	out[26] = 5;
	memcpy(out + 30, "a.xml", 5);
	memcpy(out + 35, text, n);
	memcpy(out + 35 + n, "PK\1\2", 4);
	return 35 + n + 4;
}

static void
workbooks_are_read(void **state)
{
	static const struct {
		const char *text;
		uint8_t method;
		enum err e;
		enum attack_result result;
	} t[] = {
	    {"<c r=\"A77\"><v>59</v></c>", 0, ERR_OK, ATTACK_PASS},
	    {"<col width=\"77\"/>", 0, ERR_OK, ATTACK_PASS},
	    {"<c><v>58</v></c>", 0, ERR_OK, ATTACK_FAIL},
	    {"<sheet name=\"58 em\"/>", 0, ERR_OK, ATTACK_FAIL},
	    {"<!-- 58 em -->", 0, ERR_OK, ATTACK_FAIL},
	    /* Not the style of a page, which is left out. */
	    {"<styleSheet></styleSheet><v>58</v>", 0, ERR_OK, ATTACK_FAIL},
	    /* What cannot be read is not published. */
	    {"<v>59</v>", 8, ERR_FORMAT, ATTACK_PASS},
	};
	struct gate_text r = {"a.xlsx", {NULL, 0}};
	struct quarters q;
	struct attack a;
	uint8_t zip[256];
	size_t i;

	(void)state;
	quarters_make(&q);
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		memset(&a, 0, sizeof(a));
		r.bytes =
		    (struct span){zip, stored(zip, t[i].text, t[i].method)};
		assert_int_equal(attack_scan(&a, q.object[0], &r, NULL),
		    t[i].e);
		assert_int_equal(a.result, t[i].result);
		/* Cut short anywhere, or with something behind the members. */
		for (r.bytes.n--; r.bytes.n > 0; r.bytes.n--)
			assert_int_equal(attack_scan(&a, q.object[0], &r, NULL),
			    ERR_FORMAT);
	}
	quarters_release(&q);
}

/* Theorem 1 against every arrangement of two sets in a small universe. */
static void
bounds_are_those_of_brute_force(void **state)
{
	uint64_t size[2], low, high, both;
	unsigned a, b, n = 9;

	(void)state;
	for (a = 1; a < 1u << n; a = a << 1 | 1)
		for (b = 0; b < 1u << n; b++) {
			size[0] = (uint64_t)__builtin_popcount(a);
			size[1] = (uint64_t)__builtin_popcount(b);
			both = (uint64_t)__builtin_popcount(a & b);
			crossing_bounds(&low, &high, n, size, 2);
			assert_true(low <= both && both <= high);
			assert_int_equal(high,
			    size[0] < size[1] ? size[0] : size[1]);
			assert_int_equal(low,
			    size[0] + size[1] > n ? size[0] + size[1] - n : 0);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(good_quarters_withstand_all),
	    cmocka_unit_test(small_and_false_cells_are_found),
	    cmocka_unit_test(changed_reprints_are_found),
	    cmocka_unit_test(an_exact_sum_of_few_changes_is_found),
	    cmocka_unit_test(money_of_few_is_found),
	    cmocka_unit_test(foreign_numbers_are_found),
	    cmocka_unit_test(frames_are_no_figures),
	    cmocka_unit_test(workbooks_are_read),
	    cmocka_unit_test(bounds_are_those_of_brute_force),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
