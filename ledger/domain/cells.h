/*
 * cells.h - the three one-way tables of children (clusters, categories,
 * school levels): cells are merged along a fixed order until none can single
 * anyone out, or the table is withheld.
 *
 * Pure.
 */
#ifndef DOMAIN_CELLS_H
#define DOMAIN_CELLS_H

#include "bounds.h"
#include "facts.h"

#define CELLS_TABLES 3
#define CELLS_MAX 32
#define CELLS_KEYS 8

struct cell {
	char key[CELLS_KEYS][FACTS_WORD];
	size_t n_key;
	uint64_t n;
};

struct table {
	const char *id; /* cluster, category, level */
	struct cell cell[CELLS_MAX];
	size_t n_cell;
	bool withheld;	   /* too few; then there are no cells */
	uint32_t released; /* quarter, unless withheld */
};

/* How near a table comes to its thresholds, for reports and tests. */
struct margin {
	uint64_t cell;	     /* min of n and N - n */
	uint64_t households; /* of the cell with the fewest */
	uint64_t without;    /* min of both when one sponsor's are left out */
	size_t sponsor;	     /* that one; FACTS_NOBODY if there is none */
};

/*
 * Count the children of f into tables: at first, or when enough
 * new children allow it; else the cells of the last publication with their
 * old date.  All tables are counted together, so that joiners are one batch.
 *
 * Errors:	ERR_FORMAT an earlier publication without its tables;
 *		ERR_MEMORY
 */
MUST_CHECK enum err cells_compute(struct table t[CELLS_TABLES],
    const struct facts *f);

/* Margins of these cells over the children of f.  Errors: ERR_MEMORY */
MUST_CHECK enum err cells_margin(struct margin *m, const struct table *t,
    const struct facts *f);
bool margin_is_safe(const struct margin *m);

/* Count the children who had entered when t was released into its cells. */
MUST_CHECK enum err cells_recount(struct table *t, const struct facts *f);

/* Do two releases of a table leave the joiners between them unknown? */
bool table_may_follow(const struct table *t, const struct table *before);

/* The table of this id in a publication.  Errors: ERR_FORMAT, ERR_MISSING */
MUST_CHECK enum err table_decode(struct table *t, const json_t *publication,
    const char *id);
const char *table_id(size_t i); /* 0..CELLS_TABLES - 1 */

/*
 * Theorem 1: of d sets of these sizes in a universe of N, how many elements
 * can lie in all of them?
 */
void crossing_bounds(uint64_t *low, uint64_t *high, uint64_t universe,
    const uint64_t *size, size_t d);

#endif
