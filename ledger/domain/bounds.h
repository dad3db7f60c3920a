/*
 * bounds.h - every number of the publication policy in one table with a name,
 * which each publication's check record repeats.  Another policy is another
 * table with another name, never a change of this one.
 *
 * Pure.
 */
#ifndef DOMAIN_BOUNDS_H
#define DOMAIN_BOUNDS_H

#include "base.h"

#define LIMITS_PRIORS 4

/* Children of whom a number was printed elsewhere; disjoint, all supported
 * when the ledger began. */
struct limits_prior {
	const char *whose; /* word, for reports */
	uint64_t n;
};

struct limits {
	const char *id;
	uint64_t cell;	     /* children in a cell, and outside it; also how
				many a crossing must leave open */
	uint64_t households; /* in a cell: siblings do not hide each other */
	uint64_t joiners;    /* new children before tables are counted again */
	uint64_t apart;	     /* of these, at least so many in other cells */
	size_t money_children; /* in every cell of money */
	size_t exact_children; /* with money in a range that is opened */
	size_t exact_changed;  /* since any range opened before, also without
				  any one sponsor's */
	int64_t box;	       /* đồng; no amount is known more closely */
	uint64_t padding;      /* leaves; FORMAT 5.6 */
	struct limits_prior prior[LIMITS_PRIORS]; /* the plan, part I */
	size_t n_prior;
};

const struct limits *limits(void);

#endif
