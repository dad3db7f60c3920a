/*
 * range.h - which leaves a period's total is over, and what they add up to
 * (FORMAT 5.5, 5.6).
 */
#ifndef PUBLISH_RANGE_H
#define PUBLISH_RANGE_H

#include "facts.h"
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

/*
 * Sums over from..to-1; of erased entries what their erasures kept (FORMAT
 * 6.33).  The leaves' values are summed beside them, and must open to the
 * result (5.4); if they do not, *f names the first entry, or erasure, whose own
 * value does not.  *o is then untouched.
 *
 * Errors:	ERR_SECRET an entry that is withheld, or erased and not kept;
 *		ERR_VALUE, also of a kept sum that is not over this range; as
 *		writer.h.  f->index is FAULT_NO_INDEX if no entry is to blame.
 */
MUST_CHECK enum err range_sum(struct pub_opening *o, struct writer *w,
    uint64_t from, uint64_t to, struct fault *f);

/*
 * What erasures kept of the amounts up to f's period: payments of nobody.  What
 * they did not keep is lost.  Errors: of facts_add_payment(); as writer.h
 */
MUST_CHECK enum err range_kept(struct facts *f, struct writer *w);

#endif
