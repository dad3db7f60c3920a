/*
 * b_gate.c - what the gate costs as publications and children pile up:
 * decisions, all attacks without and with renderings, and the planted leaks,
 * as one quarter's publishing makes them; of a commune after up to 40 quarters,
 * and of as many children as 94 communes have, in one ledger.
 *
 * Fails if the last quarter of either takes longer than ten seconds.
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

#define COMMUNE_CHILDREN 8192
#define COMMUNE_SPONSORS 1024
#define COMMUNE_PAYMENTS 524288
#include "../unit/domain/commune.h"
#include "../unit/domain/object.h"

#define QUARTERS 40
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

struct life {
	const char *name;
	size_t children, sponsors, clusters, quarters;
};

static void
sponsors_make(struct commune *c, size_t n)
{
	struct facts_sponsor *x;

	for (c->n_sponsor = 0; c->n_sponsor < n; c->n_sponsor++) {
		x = &c->sponsor[c->n_sponsor];
		memset(x, 0, sizeof(*x));
		(void)snprintf(x->code, FACTS_WORD, "u%zu", c->n_sponsor);
		(void)snprintf(x->name, sizeof(x->name), "Unit %zu",
		    c->n_sponsor);
		x->group = 1 + (unsigned)c->n_sponsor % FACTS_GROUPS;
		x->money_public = c->n_sponsor % 3 > 0;
		x->counted = true;
	}
}

static void
settle(struct commune *c, const struct life *l)
{
	size_t i;

	commune_begin(c, 3, 0);
	c->restless = 30;
	c->clusters = (unsigned)l->clusters;
	sponsors_make(c, l->sponsors);
	c->now++;
	for (i = 0; i < l->children; i++)
		commune_join(c);
	c->now--;
}

/* Publish quarter after quarter; seconds of the last one. */
static double
live(const struct life *l)
{
	static struct commune c;
	json_t *p[QUARTERS];
	struct facts f;
	double start, took = 0;
	size_t i, j;

	settle(&c, l);
	for (i = 1; i <= l->quarters; i++) {
		commune_quarter(&c);
		commune_facts(&c, &f);
		for (j = 0; j + 1 < i; j++)
			must_hold(facts_add_earlier(&f, p[j]) == ERR_OK);
		start = now();
		p[i - 1] = publish(&f);
		took = now() - start;
		if (i == 1 || i == 4 || i == 10 || i == 20 || i == 40)
			(void)printf("gate, %s: quarter %zu, %zu children, %zu "
				     "sponsors, %zu payments: %.3f s\n",
			    l->name, i, f.n_child, f.n_sponsor, f.n_payment,
			    took);
		facts_release(&f);
	}
	for (i = 0; i < l->quarters; i++)
		json_decref(p[i]);
	if (took > SECONDS)
		(void)fprintf(stderr, "gate, %s: more than %.0f s\n", l->name,
		    SECONDS);
	return took;
}

int
main(void)
{
	static const struct life lives[] = {{"commune", 60, 12, 3, QUARTERS},
	    {"city", 7000, 500, 9, 4}};
	bool slow = false;
	size_t i;

	for (i = 0; i < sizeof(lives) / sizeof(lives[0]); i++)
		slow = live(&lives[i]) > SECONDS || slow;
	return slow;
}
