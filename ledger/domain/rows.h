/*
 * rows.h - exact linear algebra over the rationals: which vectors are
 * combinations of others.  Whole numbers only; rows are scaled, never divided
 * with a rest, and every product is checked.
 *
 * Pure.
 */
#ifndef DOMAIN_ROWS_H
#define DOMAIN_ROWS_H

#include "base.h"

/* Products of two 64-bit numbers must fit. */
__extension__ typedef __int128 wide;

struct rows {	       /* a basis in echelon form */
	wide *v;       /* n_row times n_column */
	size_t *pivot; /* of each row; all later rows are 0 there */
	wide *scratch;
	size_t n_row, n_column;
};

/* Errors: ERR_MEMORY */
MUST_CHECK enum err rows_init(struct rows *r, size_t n_column);
void rows_release(struct rows *r);
void rows_clear(struct rows *r);

/*
 * Add a vector of n_column numbers.  *fresh (may be NULL): it was no
 * combination of those added before.
 * Errors:	ERR_RANGE numbers too large to be exact; ERR_MEMORY
 */
MUST_CHECK enum err rows_add(struct rows *r, bool *fresh, const int *vector);

/* Is the vector a combination of those added?  Errors: ERR_RANGE */
MUST_CHECK enum err rows_span(bool *spans, const struct rows *r,
    const int *vector);

#endif
