/*
 * commune.h - invented communes that live through quarters: children come,
 * leave and have siblings, sponsors pay, change what they pay, help once or
 * take a payment back.  The same seed gives the same commune.  Include after
 * cmocka.h, or after what stands for its assertions.
 */
#ifndef UNIT_COMMUNE_H
#define UNIT_COMMUNE_H

#include <stdio.h>
#include <string.h>

#include "facts.h"

#ifndef COMMUNE_CHILDREN /* unless whoever includes this wants a city */
#define COMMUNE_CHILDREN 128
#define COMMUNE_SPONSORS 16
#define COMMUNE_PAYMENTS 16384
#endif
#define COMMUNE_STEP 100000 /* every amount is a multiple of it, đồng */

struct commune_child {
	struct facts_child c;
	size_t sponsor;
	uint32_t left; /* first quarter without */
	int64_t amount;
};

struct commune {
	uint64_t seed;
	uint32_t now;
	unsigned clusters;
	struct commune_child child[COMMUNE_CHILDREN];
	size_t n_child;
	struct facts_sponsor sponsor[COMMUNE_SPONSORS];
	size_t n_sponsor;
	struct facts_tie tie[COMMUNE_CHILDREN * 2];
	size_t n_tie;
	struct facts_payment payment[COMMUNE_PAYMENTS];
	size_t n_payment;
	unsigned restless; /* of 100 children, how many change in a quarter */
};

static inline uint32_t
commune_draw(struct commune *c, uint32_t below)
{
	c->seed = c->seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint32_t)(c->seed >> 33) % below;
}

static inline void
commune_tie(struct commune *c, size_t child, size_t sponsor)
{
	if (c->n_tie < sizeof(c->tie) / sizeof(c->tie[0]))
		c->tie[c->n_tie++] = (struct facts_tie){child, sponsor};
}

static inline int64_t
commune_amount(struct commune *c)
{
	return (int64_t)(6 + commune_draw(c, 15)) * COMMUNE_STEP;
}

static inline void
commune_join(struct commune *c)
{
	static const char *const level[] = {"mn", "th", "th", "thcs", "thcs",
	    "thpt"};
	struct commune_child *k = &c->child[c->n_child];
	size_t mate;

	if (c->n_child == COMMUNE_CHILDREN)
		return;
	memset(k, 0, sizeof(*k));
	(void)snprintf(k->c.household, FACTS_WORD, "h%zu", c->n_child);
	(void)snprintf(k->c.cluster, FACTS_WORD, "c%u",
	    1 + commune_draw(c, c->clusters));
	if (c->n_child > 0 && commune_draw(c, 6) == 0) {
		mate = commune_draw(c, (uint32_t)c->n_child);
		memcpy(k->c.household, c->child[mate].c.household, FACTS_WORD);
		memcpy(k->c.cluster, c->child[mate].c.cluster, FACTS_WORD);
	}
	(void)snprintf(k->c.level, FACTS_WORD, "%s", level[commune_draw(c, 6)]);
	(void)snprintf(k->c.hamlet, FACTS_WORD, "t%u",
	    1 + commune_draw(c, 3 * c->clusters));
	(void)snprintf(k->c.school, FACTS_WORD, "s%u", 1 + commune_draw(c, 5));
	k->c.category = 1 + commune_draw(c, 12) / 3;
	k->c.entered = c->now;
	k->sponsor = commune_draw(c, (uint32_t)c->n_sponsor);
	k->left = UINT32_MAX;
	k->amount = commune_amount(c);
	commune_tie(c, c->n_child++, k->sponsor);
}

static inline void
commune_pay(struct commune *c, size_t child, size_t sponsor, int64_t amount)
{
	struct facts_payment p = {child, sponsor, c->now,
	    commune_draw(c, 5) == 0, false, amount, 0};

	if (c->n_payment < COMMUNE_PAYMENTS)
		c->payment[c->n_payment++] = p;
}

static inline void
commune_child_lives(struct commune *c, size_t i)
{
	struct commune_child *k = &c->child[i];

	if (k->left <= c->now)
		return;
	if (commune_draw(c, 60) == 0)
		k->left = c->now + 1;
	if (commune_draw(c, 100) < c->restless)
		k->amount = commune_amount(c);
	if (commune_draw(c, 60) == 0) {
		k->sponsor = commune_draw(c, (uint32_t)c->n_sponsor);
		commune_tie(c, i, k->sponsor);
	}
	if (commune_draw(c, 25) != 0)
		commune_pay(c, i, k->sponsor, k->amount);
	if (commune_draw(c, 40) == 0)
		commune_pay(c, i, commune_draw(c, (uint32_t)c->n_sponsor),
		    commune_amount(c));
	if (commune_draw(c, 150) == 0)
		commune_pay(c, i, k->sponsor, -k->amount);
}

/* Another quarter passes. */
static inline void
commune_quarter(struct commune *c)
{
	size_t i, joiners;

	c->now++;
	joiners = commune_draw(c, 3) == 0 ? commune_draw(c, 9) : 0;
	while (joiners-- > 0)
		commune_join(c);
	for (i = 0; i < c->n_child; i++)
		commune_child_lives(c, i);
}

static inline void
commune_begin(struct commune *c, uint64_t seed, size_t children)
{
	size_t i;

	memset(c, 0, sizeof(*c));
	c->seed = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	c->now = FACTS_QUARTER(2026, 3) - 1;
	c->clusters = 2 + commune_draw(c, 3);
	c->n_sponsor = 5 + commune_draw(c, COMMUNE_SPONSORS - 5);
	c->restless = commune_draw(c, 40);
	for (i = 0; i < c->n_sponsor; i++) {
		(void)snprintf(c->sponsor[i].code, FACTS_WORD, "u%zu", i);
		(void)snprintf(c->sponsor[i].name, sizeof(c->sponsor[i].name),
		    "Unit %c", (char)('A' + i));
		c->sponsor[i].group = 1 + commune_draw(c, FACTS_GROUPS);
		c->sponsor[i].money_public = commune_draw(c, 3) > 0;
		c->sponsor[i].counted = true;
	}
	c->now++;
	for (i = 0; i < children; i++)
		commune_join(c);
	c->now--;
}

static inline void
commune_indicators(struct commune *c, struct facts *f)
{
	static const char *const id[] = {"below-minimum", "late", "ad-hoc",
	    "short", "dropped-out"};
	uint64_t n;
	size_t i;

	for (i = 0; i < 5; i++) {
		n = commune_draw(c, 3) == 0 ? 0 : commune_draw(c, 12);
		n = n < f->supported ? n : f->supported;
		assert_int_equal(facts_add_indicator(f, id[i], n, f->supported),
		    ERR_OK);
	}
}

/* What is known at the end of this quarter. */
static inline void
commune_facts(struct commune *c, struct facts *f)
{
	size_t i;

	facts_init(f, c->now);
	for (i = 0; i < c->n_sponsor; i++)
		assert_int_equal(facts_add_sponsor(f, &c->sponsor[i], NULL),
		    ERR_OK);
	for (i = 0; i < c->n_child; i++) {
		assert_int_equal(facts_add_child(f, &c->child[i].c, NULL),
		    ERR_OK);
		f->supported += c->child[i].left > c->now + 1;
	}
	for (i = 0; i < c->n_tie; i++)
		assert_int_equal(facts_add_tie(f, c->tie[i].child,
				     c->tie[i].sponsor),
		    ERR_OK);
	for (i = 0; i < c->n_payment; i++) {
		assert_int_equal(facts_add_payment(f, &c->payment[i]), ERR_OK);
		f->rows += c->payment[i].quarter == c->now;
	}
	f->waiting = commune_draw(c, 20);
	f->confirmed = f->rows -
	    (f->rows > 0 ? commune_draw(c, 1 + (uint32_t)f->rows / 3) : 0);
	f->minimum = 1000000;
	commune_indicators(c, f);
}

#endif
