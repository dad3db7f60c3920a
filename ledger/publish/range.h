/*
 * range.h - which leaves a period's total is over, and what they add up to
 * (FORMAT 5.5, 5.6).
 */
#ifndef PUBLISH_RANGE_H
#define PUBLISH_RANGE_H

#include "pubobject.h"
#include "writer.h"

/*
 * Payloads of earlier publications in order of index, each a new reference in
 * the array *all; the latest of them in *last (may be NULL if there is none).
 */
MUST_CHECK enum err range_earlier(json_t **all, struct ref *last,
    struct writer *w);

/* The first leaf that no earlier publication opened. */
MUST_CHECK enum err range_begin(uint64_t *from, const json_t *earlier);

/*
 * The leaf after the period's range.
 * Errors:	ERR_MISSING fillers are still to be appended
 */
MUST_CHECK enum err range_end(uint64_t *to, struct writer *w, uint32_t period);

/* Sums over from..to-1.  Errors: ERR_SECRET, ERR_VALUE, as writer.h */
MUST_CHECK enum err range_sum(struct pub_opening *o, struct writer *w,
    uint64_t from, uint64_t to);

#endif
