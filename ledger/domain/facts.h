/*
 * facts.h - what disclosure control may know about one period: children,
 * who held or paid for them, amounts, heads and earlier publications.
 *
 * Pure: no I/O, no clock.  A neutral input, so that the gate can be fed from
 * the state of a ledger, from a test's tables or by another implementation.
 * Everything recorded up to the end of the period is in it, nothing later.
 */
#ifndef DOMAIN_FACTS_H
#define DOMAIN_FACTS_H

#include "base.h"

#include <jansson.h>

#define FACTS_GROUPS 5
#define FACTS_KINDS 6
#define FACTS_INDICATORS 8
#define FACTS_CHILDREN_MAX 8192
#define FACTS_SPONSORS_MAX 1024
#define FACTS_PAYMENTS_MAX 1048576
#define FACTS_EARLIER_MAX 1024
#define FACTS_WORD 33
#define FACTS_NOBODY SIZE_MAX /* child or sponsor of an erased payment */

/* A quarter is counted: year * 4 + (1 to 4) - 1. */
#define FACTS_QUARTER(year, n) ((uint32_t)((year)*4 + (n)-1))
#define FACTS_QUARTER_LEN 8 /* "2026-Q3" and its NUL */

struct facts_child { /* ever supported; as it was at its entry */
	char household[FACTS_WORD], cluster[FACTS_WORD];
	char level[FACTS_WORD];			     /* mn th thcs thpt */
	char hamlet[FACTS_WORD], school[FACTS_WORD]; /* "": not known */
	unsigned category;			     /* 1..4 */
	uint32_t entered; /* quarter of the first assignment */
};

struct facts_sponsor {
	char code[FACTS_WORD];
	char name[257];
	unsigned group; /* 1..FACTS_GROUPS */
	bool money_public;
	bool person;  /* counted, never named */
	bool counted; /* has held a supported child at some time */
};

struct facts_tie { /* this sponsor ever held or paid for this child */
	size_t child, sponsor;
};

struct facts_payment {
	size_t child, sponsor;
	uint32_t quarter; /* in which it was recorded */
	unsigned kind;	  /* 0..FACTS_KINDS - 1, order of FORMAT 6.23 */
	bool school_year;
	int64_t amount; /* negative: a reversal */
	unsigned group; /* of an erased one: 1..FACTS_GROUPS, 0 not known */
};

struct facts_indicator {
	const char *id; /* static word */
	uint64_t n, base;
};

struct facts {
	uint32_t period;
	struct facts_child *child;
	size_t n_child;
	struct facts_sponsor *sponsor;
	size_t n_sponsor;
	struct facts_tie *tie; /* a payment makes a tie of itself */
	size_t n_tie;
	struct facts_payment *payment;
	size_t n_payment;
	uint64_t supported, waiting;
	uint64_t confirmed, rows; /* in full, of the period's not reversed */
	int64_t minimum;	  /* a quarter, for the floor attack */
	struct facts_indicator indicator[FACTS_INDICATORS];
	size_t n_indicator;
	bool plan; /* the plan's own numbers are about these children */
	/* Newest quarter with an erased payment whose amount nobody kept; 0 if
	 * there is none.  A kept one is a payment of FACTS_NOBODY, in each
	 * group of sponsors. */
	uint32_t lost;
	bool erased; /* children are missing: counts cannot be redone */
	/* Payloads of earlier publications in order of index; borrowed. */
	const json_t **earlier;
	size_t n_earlier;
};

void facts_init(struct facts *f, uint32_t period);
void facts_release(struct facts *f);

/*
 * Copies.  *at (may be NULL) gets the index of the new one.
 * Errors:	ERR_RANGE a word, group, kind or index out of bounds, or too
 *		many; ERR_MEMORY.  f is then as before.
 */
MUST_CHECK enum err facts_add_child(struct facts *f,
    const struct facts_child *c, size_t *at);
MUST_CHECK enum err facts_add_sponsor(struct facts *f,
    const struct facts_sponsor *s, size_t *at);
MUST_CHECK enum err facts_add_tie(struct facts *f, size_t child,
    size_t sponsor);
MUST_CHECK enum err facts_add_payment(struct facts *f,
    const struct facts_payment *p);
MUST_CHECK enum err facts_add_indicator(struct facts *f, const char *id,
    uint64_t n, uint64_t base);
MUST_CHECK enum err facts_add_earlier(struct facts *f,
    const json_t *publication);

/*
 * Sponsors by children: m[sponsor * n_child + child] says that this sponsor
 * knows this child.  free() it.  Errors: ERR_MEMORY
 */
MUST_CHECK enum err facts_circles(bool **m, const struct facts *f);

/*
 * (*house)[child] is the first child of the same household.  free() it.
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err facts_houses(size_t **house, const struct facts *f);

/* "2026-Q3" */
void facts_quarter_encode(char out[FACTS_QUARTER_LEN], uint32_t quarter);
MUST_CHECK enum err facts_quarter_decode(uint32_t *quarter, const char *s);

#endif
