/*
 * t_gate_exact.c - exact elimination, sums combined, batches of children
 * against every arrangement of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "evidence.h"
#include "rows.h"
#include "sums.h"

static bool
spans(struct rows *r, const int *v)
{
	bool s;

	assert_int_equal(rows_span(&s, r, v), ERR_OK);
	return s;
}

static void
rows_are_exact(void **state)
{
	static const int a[] = {2, 3, 0}, b[] = {0, 5, 7}, c[] = {4, 1, -7},
			 d[] = {1, 0, 0}, zero[] = {0, 0, 0};
	struct rows r;
	bool fresh;

	(void)state;
	assert_int_equal(rows_init(&r, 3), ERR_OK);
	assert_true(spans(&r, zero));
	assert_false(spans(&r, a));
	assert_int_equal(rows_add(&r, &fresh, a), ERR_OK);
	assert_true(fresh);
	assert_int_equal(rows_add(&r, &fresh, b), ERR_OK);
	assert_true(fresh);
	assert_true(spans(&r, c)); /* 2a - b */
	assert_int_equal(rows_add(&r, &fresh, c), ERR_OK);
	assert_false(fresh);
	assert_false(spans(&r, d));
	assert_int_equal(rows_add(&r, &fresh, d), ERR_OK);
	assert_int_equal(r.n_row, 3);
	assert_true(spans(&r, d));
	rows_clear(&r);
	assert_false(spans(&r, d));
	rows_release(&r);
}

/* Forty random vectors of forty numbers: still exact, no overflow. */
static void
rows_hold_a_decade_of_quarters(void **state)
{
	uint64_t seed = 7;
	struct rows r;
	int v[40];
	size_t i, j;

	(void)state;
	assert_int_equal(rows_init(&r, 40), ERR_OK);
	for (i = 0; i < 60; i++) {
		for (j = 0; j < 40; j++) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			v[j] = (int)(seed >> 63);
		}
		assert_int_equal(rows_add(&r, NULL, v), ERR_OK);
	}
	assert_int_equal(r.n_row, 40);
	rows_release(&r);
}

/* ---- sums ---- */

/* Twelve children, each with a sponsor of its own; amounts by quarter. */
static void
sums_facts(struct facts *f, int64_t amount[12][4], size_t n_quarter)
{
	struct facts_child c;
	struct facts_sponsor s;
	struct facts_payment p;
	size_t i, q;

	facts_init(f, FACTS_QUARTER(2027, 2));
	memset(&s, 0, sizeof(s));
	s.group = 1;
	for (i = 0; i < 12; i++) {
		memset(&c, 0, sizeof(c));
		(void)snprintf(c.household, FACTS_WORD, "h%zu", i);
		memcpy(c.cluster, "c1", 3);
		memcpy(c.level, "th", 3);
		c.category = 3;
		c.entered = FACTS_QUARTER(2026, 3);
		assert_int_equal(facts_add_child(f, &c, NULL), ERR_OK);
		(void)snprintf(s.code, FACTS_WORD, "u%zu", i);
		assert_int_equal(facts_add_sponsor(f, &s, NULL), ERR_OK);
		for (q = 0; q < n_quarter; q++) {
			p = (struct facts_payment){i, i,
			    FACTS_QUARTER(2026, 3) + (uint32_t)q, 0, false,
			    amount[i][q], 0};
			assert_int_equal(facts_add_payment(f, &p), ERR_OK);
		}
	}
}

static bool
recovers(const struct facts *f, size_t n)
{
	struct range r[4];
	bool recovered;
	size_t i, who;

	for (i = 0; i < n; i++)
		r[i] =
		    (struct range){{FACTS_QUARTER(2026, 3) + (uint32_t)i}, 1};
	assert_int_equal(sums_recover(&recovered, &who, f, r, n), ERR_OK);
	return recovered;
}

/* Six children change with the half-year and six with the season; one child,
 * besides, does neither.  No two sums tell it, but all four do. */
static void
four_sums_tell_what_two_do_not(void **state)
{
	int64_t amount[12][4];
	struct facts f;
	size_t i;

	(void)state;
	for (i = 0; i < 12; i++) {
		int64_t a = 100 + (int64_t)i, b = 200 + (int64_t)i;

		amount[i][0] = a;
		amount[i][1] = i < 6 ? a : b;
		amount[i][2] = b;
		amount[i][3] = i < 6 ? b : a;
	}
	sums_facts(&f, amount, 4);
	assert_false(recovers(&f, 4));
	facts_release(&f);
	amount[11][3] = 300;
	sums_facts(&f, amount, 4);
	assert_false(recovers(&f, 3));
	assert_true(recovers(&f, 4));
	facts_release(&f);
}

/* Three changed; whoever knows one is left with two, unless these two are
 * brother and sister. */
static void
a_household_is_one(void **state)
{
	int64_t amount[12][4];
	struct facts f;
	size_t i;

	(void)state;
	for (i = 0; i < 12; i++)
		amount[i][0] = amount[i][1] = 100;
	amount[3][1] = amount[4][1] = amount[5][1] = 200;
	sums_facts(&f, amount, 2);
	assert_false(recovers(&f, 2));
	memcpy(f.child[4].household, f.child[5].household, FACTS_WORD);
	assert_true(recovers(&f, 2));
	facts_release(&f);
}

/* ---- two batches against all arrangements of children ---- */

/* Is the interval of each crossing what children, one by one, can be? */
static void
batches_are_those_of_brute_force(void **state)
{
	/* Six at first, three more later; a in three, b in two of them. */
	struct evidence v = {.n = 2};
	struct release r[2];
	struct crossing c;
	uint64_t low, high, in, least = 99, most = 0;
	struct facts f;
	unsigned a, b;
	size_t i;

	(void)state;
	memset(r, 0, sizeof(r));
	memset(&c, 0, sizeof(c));
	facts_init(&f, 2);
	for (i = 0; i < 2; i++) {
		r[i].quarter = (uint32_t)i + 1;
		r[i].table[0] = (struct table){.id = "cluster", .n_cell = 2};
		r[i].table[1] = (struct table){.id = "category", .n_cell = 2};
		memcpy(r[i].table[0].cell[0].key[0], "c1", 3);
		memcpy(r[i].table[0].cell[1].key[0], "c2", 3);
		memcpy(r[i].table[1].cell[0].key[0], "3", 2);
		memcpy(r[i].table[1].cell[1].key[0], "4", 2);
		r[i].table[0].cell[0].n_key = r[i].table[0].cell[1].n_key = 1;
		r[i].table[1].cell[0].n_key = r[i].table[1].cell[1].n_key = 1;
	}
	r[0].table[0].cell[0].n = 4;
	r[0].table[0].cell[1].n = 2;
	r[0].table[1].cell[0].n = 3;
	r[0].table[1].cell[1].n = 3;
	r[1].table[0].cell[0].n = 7; /* all three joiners */
	r[1].table[0].cell[1].n = 2;
	r[1].table[1].cell[0].n = 5; /* two of them */
	r[1].table[1].cell[1].n = 4;
	v.release = r;
	for (a = 0; a < 1u << 9; a++)
		for (b = 0; b < 1u << 9; b++) {
			if (__builtin_popcount(a & 63) != 4 ||
			    __builtin_popcount(a) != 7 ||
			    __builtin_popcount(b & 63) != 3 ||
			    __builtin_popcount(b) != 5)
				continue;
			in = (uint64_t)__builtin_popcount(a & b);
			least = in < least ? in : least;
			most = in > most ? in : most;
		}
	c.release = 1;
	assert_true(crossing_first(&c, &v));
	evidence_bounds(&low, &high, &v, &c, &f);
	assert_int_equal(low, least);
	assert_int_equal(high, most);
	facts_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_exact),
	    cmocka_unit_test(rows_hold_a_decade_of_quarters),
	    cmocka_unit_test(four_sums_tell_what_two_do_not),
	    cmocka_unit_test(a_household_is_one),
	    cmocka_unit_test(batches_are_those_of_brute_force),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
