/*
 * totals.h - the totals that publications prove (FORMAT 5.4, 5.5): sums of the
 * commitments of a growing ledger, and the ranges that were opened.
 *
 * Keeps 33 bytes for every TOTALS_BLOCK leaves, and the openings.
 */
#ifndef CLEAR_TOTALS_H
#define CLEAR_TOTALS_H

#include "base.h"
#include "value.h"

#include <jansson.h>

#define TOTALS_BLOCK 64 /* sizes at which a range may end, FORMAT 5.6 */

struct opening {
	uint64_t from, to; /* leaves */
	int64_t amount;
	struct scalar blind;
	bool shown; /* false: of a withdrawn publication, range alone */
};

struct totals {
	struct point_sum *block;
	size_t n_block, block_cap;
	uint64_t size; /* leaves added */
	struct opening *open;
	size_t n_open, open_cap;
	uint64_t next; /* where the next range must start */
};

void totals_init(struct totals *t);
void totals_release(struct totals *t);

/* The next leaf's commitment.  Errors: ERR_VALUE (the leaf counts all the
 * same, and its range will not open), ERR_MEMORY */
MUST_CHECK enum err totals_add(struct totals *t, const struct point *value);

/* False if the publication opens nothing. */
bool opening_read(struct opening *o, const json_t *publication);

/*
 * Does the publication at index open a range that joins, or repeat an earlier
 * opening, and is it proven?  A range that is not shown only takes its place.
 *
 * Errors:	ERR_RANGE 5.5; ERR_VALUE 5.4; ERR_MEMORY
 */
MUST_CHECK enum err totals_open(struct totals *t, const struct opening *o,
    uint64_t index, struct fault *f);

#endif
