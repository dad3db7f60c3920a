/*
 * exact.h - may the exact total of a range of quarters be opened?  Only if
 * enough children have money in it, and enough changed since every range
 * opened before, whoever reads it with the knowledge of one sponsor.
 *
 * Pure.
 */
#ifndef DOMAIN_EXACT_H
#define DOMAIN_EXACT_H

#include "bounds.h"
#include "facts.h"

#define EXACT_QUARTERS 8

struct range {
	uint32_t quarter[EXACT_QUARTERS];
	size_t n;
};

struct exact {
	struct range range; /* not yet opened, this period included */
	bool opened;
	int64_t amount;	 /* of the range */
	size_t children; /* with money in it */
	size_t changed;	 /* since the range that is nearest to it */
	size_t without;	 /* the same without one sponsor's children */
	size_t sponsor;	 /* that one; FACTS_NOBODY if there is none */
	int64_t million; /* what the quarter prints */
};

/*
 * Errors:	ERR_FORMAT earlier publications that do not join up; ERR_RANGE
 *		more quarters carried than a publication can say; ERR_MEMORY
 */
MUST_CHECK enum err exact_compute(struct exact *x, const struct facts *f);

/*
 * Fill amount, children, changed, without and sponsor of x for x->range,
 * against the range then (n = 0: none before).  Errors: ERR_MEMORY
 */
MUST_CHECK enum err exact_measure(struct exact *x, const struct facts *f,
    const struct range *then);

/* The quarters that a publication opens; n = 0: none.  Errors: ERR_FORMAT */
MUST_CHECK enum err range_decode(struct range *r, const json_t *publication);

bool range_has(const struct range *r, uint32_t quarter);

/*
 * All ranges that were opened before, in order of time, then last.  free() it.
 * Errors:	ERR_FORMAT; ERR_MEMORY
 */
MUST_CHECK enum err ranges_opened(struct range **list, size_t *n,
    const struct facts *f, const struct range *last);

/*
 * The publication, latest version, of a period before f's, from the newest
 * (back = 0) down; NULL past the first.
 */
const json_t *earlier_publication(const struct facts *f, size_t back);

#endif
