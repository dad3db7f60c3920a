/*
 * money_cells.h - money by group and by kind in whole triệu đồng, and notes.
 *
 * Pure.
 */
#ifndef DOMAIN_MONEY_CELLS_H
#define DOMAIN_MONEY_CELLS_H

#include "bounds.h"
#include "facts.h"

#define MILLION INT64_C(1000000)
#define MONEY_CELLS 8

struct money_cell {
	unsigned member[MONEY_CELLS]; /* groups 1.., or kinds 0.. */
	size_t n_member;
	int64_t exact;
	int64_t million;
	size_t children, payers;
	bool none; /* no payment in the period: printed as a dash */
	bool lump; /* all of it is for a whole school year */
};

struct money {
	int64_t exact;	 /* of the quarter; secret unless opened */
	int64_t million; /* as it is printed */
	/* Empty where nothing can be printed. */
	struct money_cell group[MONEY_CELLS], kind[MONEY_CELLS];
	size_t n_group, n_kind;
	bool lump;
	int64_t lump_million;
};

/* Half a unit rounds up, also below zero. */
int64_t million_round(int64_t amount);

/*
 * Whole triệu that add up to total, by largest remainder, a tie going to the
 * first.  False, and million unchanged, if that would need more or less than
 * one unit for some cell.
 */
bool million_share(struct money_cell *c, size_t n, int64_t total);

/*
 * million is the printed total of the quarter, which the caller decides
 * because the last quarter of a carried range prints a difference.
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err money_compute(struct money *m, const struct facts *f,
    int64_t million);

/*
 * Recount a printed cell: fill exact, children, payers, none and lump from
 * its members.  kinds: members are kinds, not groups.  *safe: enough children,
 * and no single sponsor without consent.  Errors: ERR_MEMORY
 */
MUST_CHECK enum err money_recount(struct money_cell *c, bool *safe,
    const struct facts *f, bool kinds);

const char *money_group_word(unsigned group); /* 1.. */
const char *money_kind_word(unsigned kind);   /* 0.. */

#endif
