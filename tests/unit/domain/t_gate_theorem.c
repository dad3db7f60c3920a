/*
 * t_gate_theorem.c - Theorem 1 by enumeration: of small communes, every way to
 * put the children into the cells that our gate prints.  How many lie in a
 * crossing of cells may be any number of an interval that is never narrower
 * than five, for an outsider and for each sponsor; and it is narrower as soon
 * as the cells are printed as they come.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "arrange.h"
#include "attack.h"
#include "careless.h"
#include "object.h"

#define WORLDS 300

/* ---- small communes ---- */

static uint32_t
draw(uint64_t *seed, uint32_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % below;
}

/* 10 to 15 children; up to three sponsors hold one or two of them each. */
static void
world_make(struct facts *f, uint64_t seed)
{
	static const char *const level[] = {"mn", "th", "thcs", "thpt"};
	struct facts_child c;
	struct facts_sponsor s;
	size_t i, n = 10 + seed % 6;
	uint32_t clusters = n == CHILDREN ? 3 : 2;

	facts_init(f, FACTS_QUARTER(2026, 3));
	memset(&s, 0, sizeof(s));
	s.group = 1;
	for (i = 0; i < (n > 11 ? draw(&seed, 4) : 0); i++) {
		(void)snprintf(s.code, FACTS_WORD, "u%zu", i);
		assert_int_equal(facts_add_sponsor(f, &s, NULL), ERR_OK);
	}
	for (i = 0; i < n; i++) {
		memset(&c, 0, sizeof(c));
		(void)snprintf(c.household, FACTS_WORD, "h%zu",
		    draw(&seed, 8) == 0 ? 0 : i);
		(void)snprintf(c.cluster, FACTS_WORD, "c%zu",
		    1 +
			(draw(&seed, 3) == 0 ? draw(&seed, clusters)
					     : i % clusters));
		(void)snprintf(c.level, FACTS_WORD, "%s",
		    level[draw(&seed, 4)]);
		c.category = 1 + draw(&seed, 4);
		c.entered = f->period;
		assert_int_equal(facts_add_child(f, &c, NULL), ERR_OK);
		if (i < 2 * f->n_sponsor && i != 5)
			assert_int_equal(facts_add_tie(f, i, i / 2), ERR_OK);
	}
	f->supported = n;
	f->minimum = 1000000;
}

static json_t *
world_publish(const struct facts *f)
{
	struct gate_result g;
	json_t *p;

	assert_int_equal(gate_compute(&g, f), ERR_OK);
	assert_int_equal(object_make(&p, &g, f), ERR_OK);
	return p;
}

static bool
withstands(const json_t *p, const struct facts *f)
{
	static const struct gate_texts nothing = {NULL, 0, NULL};
	struct attack a[ATTACKS_MAX];
	size_t n;

	assert_int_equal(gate_attacks(a, &n, p, f, &nothing), ERR_OK);
	return attack_failed(a, n) == NULL;
}

static size_t
tables_printed(const json_t *p)
{
	size_t n = 0, t;

	for (t = 0; t < TABLES; t++)
		n += json_array_size(json_object_get(
			 json_array_get(json_object_get(p, "tables"), t),
			 "cells")) > 0;
	return n;
}

static void
what_is_printed_leaves_five(void **state)
{
	struct score s = {0};
	struct facts f;
	json_t *p;

	(void)state;
	for (; s.worlds < WORLDS; s.worlds++) {
		world_make(&f, s.worlds);
		p = world_publish(&f);
		assert_true(withstands(p, &f));
		s.printed += tables_printed(p) >= 2;
		read_all(&s, p, &f, 12);
		json_decref(p);
		facts_release(&f);
	}
	print_message("%u communes, %u with tables to cross, %u readers, %lu "
		      "arrangements, %u narrow\n",
	    s.worlds, s.printed, s.views, s.tried, s.narrow);
	assert_int_equal(s.narrow, 0);
	assert_true(s.printed > WORLDS / 8);
}

/* ---- a violation: cells as they come, whoever is alone in them ---- */

static void
raw_cells_do_not(void **state)
{
	struct score s = {0};
	struct facts f;
	unsigned before;
	json_t *p;

	(void)state;
	for (; s.worlds < 6; s.worlds++) {
		world_make(&f, 6 * s.worlds); /* ten children */
		p = world_publish(&f);
		print_all_cells(p, &f);
		before = s.narrow;
		read_all(&s, p, &f, 0);
		assert_true(s.narrow > before);
		assert_false(withstands(p, &f));
		json_decref(p);
		facts_release(&f);
	}
}

/* ---- the closed form for universes too large to enumerate ---- */

static void
closed_form_is_wide(void **state)
{
	uint64_t high, low, n, size[3];

	(void)state;
	for (n = 2 * LEAST; n <= 75; n++)
		for (size[0] = LEAST; size[0] + LEAST <= n; size[0]++)
			for (size[1] = LEAST; size[1] + LEAST <= n; size[1]++) {
				crossing_bounds(&low, &high, n, size, 2);
				assert_true(high - low >= LEAST);
				size[2] =
				    (size[0] * size[1]) % (n - 2 * LEAST + 1) +
				    LEAST;
				crossing_bounds(&low, &high, n, size, 3);
				assert_true(high - low >= LEAST);
			}
	/* One below the threshold is one too few. */
	size[0] = LEAST - 1;
	size[1] = 20;
	crossing_bounds(&low, &high, 75, size, 2);
	assert_true(high - low < LEAST);
}

static void
orders_are_all_orders(void **state)
{
	uint8_t a[] = {0, 0, 1, 1, 2};
	unsigned n = 1;

	(void)state;
	while (next_order(a, sizeof(a)))
		n++;
	assert_int_equal(n, 30); /* 5! / 2! 2! */
	assert_memory_equal(a, "\0\0\1\1\2", 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(orders_are_all_orders),
	    cmocka_unit_test(what_is_printed_leaves_five),
	    cmocka_unit_test(raw_cells_do_not),
	    cmocka_unit_test(closed_form_is_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
