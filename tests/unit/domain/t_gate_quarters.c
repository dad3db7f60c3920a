/*
 * t_gate_quarters.c - invented communes publish quarter after quarter, and a
 * reader of its own making recovers nothing that is protected.  The same reader
 * does recover what a careless office would have printed.
 *
 * One argument: how many quarters, at least (default 500).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "careless.h"
#include "commune.h"
#include "object.h"
#include "reader.h"

#define QUARTERS 8 /* of one commune */

static const struct gate_texts nothing = {NULL, 0, NULL};
static unsigned quarters_wanted = 500;

struct life {
	struct commune commune;
	json_t *publication[QUARTERS];
	size_t n;
};

/* Everybody who may read: nobody's sponsor, and each of them. */
static unsigned
read_all(struct life *l, const struct facts *f, unsigned long *tried)
{
	struct reader r = {.f = f, .n = l->n};
	bool knows[COMMUNE_CHILDREN];
	const json_t *list[QUARTERS];
	const char *released;
	size_t i, s;

	for (i = 0; i < l->n; i++)
		list[i] = l->publication[i];
	r.publication = list;
	r.knows = knows;
	released = reader_table(list[l->n - 1], 0).released;
	for (s = 0; s <= f->n_sponsor; s++) {
		memset(knows, 0, sizeof(knows));
		for (i = 0; i < f->n_tie; i++)
			if (f->tie[i].sponsor == s)
				knows[f->tie[i].child] = true;
		for (i = 0; i < f->n_payment; i++)
			if (f->payment[i].sponsor == s)
				knows[f->payment[i].child] = true;
		/* What is printed again tells nothing new. */
		if (released != NULL && reader_quarter(released) == f->period)
			reader_tables(&r);
		reader_combine(&r);
	}
	reader_money(&r);
	reader_counts(&r);
	*tried += r.tried;
	return r.recovered;
}

struct score {
	unsigned quarters, refused, tables, opened, groups, recovered;
	unsigned long tried;
};

typedef void spoil(json_t *publication, const struct facts *f);

/* One quarter: computed, attacked, published, read.  False if the gate would
 * not have published. */
static bool
live(struct life *l, struct score *score, spoil *careless)
{
	struct attack a[ATTACKS_MAX];
	struct gate_result g;
	struct facts f;
	size_t i, n;
	enum err e;

	commune_quarter(&l->commune);
	commune_facts(&l->commune, &f);
	for (i = 0; i < l->n; i++)
		assert_int_equal(facts_add_earlier(&f, l->publication[i]),
		    ERR_OK);
	e = gate_compute(&g, &f);
	if (e == ERR_RANGE) { /* more quarters carried than can be said */
		facts_release(&f);
		return false;
	}
	assert_int_equal(e, ERR_OK);
	assert_int_equal(object_make(&l->publication[l->n], &g, &f), ERR_OK);
	assert_int_equal(gate_attacks(a, &n, l->publication[l->n], &f,
			     &nothing),
	    ERR_OK);
	assert_int_equal(gate_selftest(a, &n, l->publication[l->n], &f),
	    ERR_OK);
	if (attack_failed(a, n) != NULL) {
		print_message("refused: %s %s\n", attack_failed(a, n)->id,
		    attack_failed(a, n)->figure);
		score->refused++;
	}
	if (careless != NULL)
		careless(l->publication[l->n], &f);
	l->n++;
	score->quarters++;
	score->tables += !g.table[0].withheld || !g.table[1].withheld;
	score->opened += g.exact.opened;
	score->groups += g.money.n_group > 0;
	score->recovered += read_all(l, &f, &score->tried);
	facts_release(&f);
	return true;
}

static void
live_all(struct score *score, unsigned quarters, spoil *careless)
{
	static struct life l;
	uint64_t seed = 1;
	size_t i;

	memset(score, 0, sizeof(*score));
	for (; score->quarters < quarters; seed++) {
		l.n = 0;
		commune_begin(&l.commune, seed, 18 + seed * 7 % 40);
		while (l.n < QUARTERS && live(&l, score, careless))
			;
		for (i = 0; i < l.n; i++)
			json_decref(l.publication[i]);
	}
}

static void
nothing_protected_is_recovered(void **state)
{
	struct score s;

	(void)state;
	live_all(&s, quarters_wanted, NULL);
	print_message("%u quarters, %u with tables, %u opened, %u with groups, "
		      "%u refused, %u recovered, %lu arrangements\n",
	    s.quarters, s.tables, s.opened, s.groups, s.refused, s.recovered,
	    s.tried);
	assert_int_equal(s.recovered, 0);
	assert_int_equal(s.refused, 0);
	/* It was not by printing nothing. */
	assert_true(s.tables > s.quarters / 3);
	assert_true(s.opened > s.quarters / 10);
	assert_true(s.groups > s.quarters / 10);
}

/* ---- careless offices ---- */

/* The exact total of every quarter. */
static void
print_all_sums(json_t *p, const struct facts *f)
{
	char word[FACTS_QUARTER_LEN];

	facts_quarter_encode(word, f->period);
	assert_int_equal(json_object_set_new(p, "opening",
			     json_pack("{s:[s]}", "quarters", word)),
	    0);
}

static void
print_small_counts(json_t *p, const struct facts *f)
{
	json_t *list = json_object_get(p, "indicators");
	size_t i;

	for (i = 0; i < json_array_size(list); i++)
		assert_int_equal(
		    json_object_set_new(json_array_get(list, i), "n",
			json_integer((json_int_t)f->indicator[i].n)),
		    0);
}

static void
careless_offices_are_read(void **state)
{
	static spoil *const careless[] = {print_all_cells, print_all_sums,
	    print_small_counts};
	struct score s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(careless) / sizeof(careless[0]); i++) {
		live_all(&s, 24, careless[i]);
		print_message("%zu: %u recovered\n", i, s.recovered);
		assert_true(s.recovered > 0);
	}
}

/* A cell that is all of an exact total is known; two beside it are not. */
static void
a_lonely_cell_is_read(void **state)
{
	json_t *two = json_pack("[{s:i},{s:i}]", "million", 15, "million", 9),
	       *one = json_pack("[{s:i}]", "million", 15);
	struct reader r = {0};

	(void)state;
	reader_cells(&r, two, 240, 240);
	assert_int_equal(r.recovered, 0);
	reader_cells(&r, one, 152, 152);
	assert_int_equal(r.recovered, 1);
	json_decref(one);
	json_decref(two);
}

/* The milometer against counting the arrangements of six children. */
static void
reader_tries_every_arrangement(void **state)
{
	struct reader_grid g = {.row = {2, 4},
	    .column = {3, 2, 1},
	    .n_row = 2,
	    .n_column = 3};

	(void)state;
	reader_try_all(&g);
	assert_int_equal(g.tried, 5); /* 2 of 6 in the first row */
	assert_int_equal(g.low[0][0], 0);
	assert_int_equal(g.high[0][0], 2);
	assert_int_equal(g.low[1][0], 1);
	assert_int_equal(g.high[1][2], 1);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reader_tries_every_arrangement),
	    cmocka_unit_test(nothing_protected_is_recovered),
	    cmocka_unit_test(careless_offices_are_read),
	    cmocka_unit_test(a_lonely_cell_is_read),
	};

	if (argc > 1)
		quarters_wanted = (unsigned)strtoul(argv[1], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
