/*
 * sums.h - opened sums as equations over the children's amounts: does any
 * combination of them tell what one household had?
 *
 * Pure.
 */
#ifndef DOMAIN_SUMS_H
#define DOMAIN_SUMS_H

#include "exact.h"

/*
 * Suppose a reader who knows whose amounts changed from range to range, and
 * by how much those of one sponsor's children did, whichever sponsor.  Is
 * there a combination of the opened sums, the last of these ranges with a
 * factor other than 0, that holds the amounts of one household alone?
 *
 * *sponsor: whose knowledge was needed; FACTS_NOBODY for none.
 * Errors:	ERR_RANGE numbers too large to be exact; ERR_MEMORY
 */
MUST_CHECK enum err sums_recover(bool *recovered, size_t *sponsor,
    const struct facts *f, const struct range *range, size_t n);

#endif
