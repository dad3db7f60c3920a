/*
 * b_gate.c - what the gate costs as publications pile up: decisions, all
 * attacks without and with renderings, and the planted leaks, as one quarter's
 * publishing makes them, after 4, 10, 20 and 40 quarters of a commune.
 *
 * Fails if the fortieth takes longer than ten seconds.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define must_hold(x)                                                           \
	do {                                                                   \
		if (!(x)) {                                                    \
			(void)fprintf(stderr, "%s:%d: %s\n", __FILE__,         \
			    __LINE__, #x);                                     \
			exit(2);                                               \
		}                                                              \
	} while (0)
#define assert_int_equal(a, b) must_hold((a) == (b))

#include "../unit/domain/commune.h"
#include "../unit/domain/object.h"

#define QUARTERS 40
#define CHILDREN 60
#define SECONDS 10.0

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static json_t *
publish(struct facts *f)
{
	const struct gate_texts nothing = {NULL, 0, NULL};
	struct attack a[ATTACKS_MAX];
	struct gate_result g;
	json_t *p;
	size_t n, twice;

	must_hold(gate_compute(&g, f) == ERR_OK);
	must_hold(object_make(&p, &g, f) == ERR_OK);
	for (twice = 0; twice < 2; twice++) {
		must_hold(gate_attacks(a, &n, p, f, &nothing) == ERR_OK);
		must_hold(gate_selftest(a, &n, p, f) == ERR_OK);
		if (attack_failed(a, n) != NULL)
			(void)fprintf(stderr, "%s %s\n",
			    attack_failed(a, n)->id,
			    attack_failed(a, n)->figure);
		must_hold(attack_failed(a, n) == NULL);
	}
	return p;
}

int
main(void)
{
	static struct commune c;
	json_t *p[QUARTERS];
	struct facts f;
	double start, took = 0;
	size_t i, j;

	commune_begin(&c, 3, CHILDREN);
	c.restless = 30;
	for (i = 0; i < QUARTERS; i++) {
		commune_quarter(&c);
		commune_facts(&c, &f);
		for (j = 0; j < i; j++)
			must_hold(facts_add_earlier(&f, p[j]) == ERR_OK);
		start = now();
		p[i] = publish(&f);
		took = now() - start;
		if (i + 1 == 4 || i + 1 == 10 || i + 1 == 20 || i + 1 == 40)
			(void)printf("gate: quarter %zu, %zu children, %zu "
				     "payments: %.3f s\n",
			    i + 1, f.n_child, f.n_payment, took);
		facts_release(&f);
	}
	for (i = 0; i < QUARTERS; i++)
		json_decref(p[i]);
	if (took > SECONDS)
		(void)fprintf(stderr, "gate: more than %.0f s\n", SECONDS);
	return took > SECONDS;
}
