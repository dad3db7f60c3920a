/*
 * factstate.h - from the state of a ledger to what disclosure control may
 * know about one period.
 *
 * Pure.
 */
#ifndef DOMAIN_FACTSTATE_H
#define DOMAIN_FACTSTATE_H

#include "facts.h"
#include "state.h"

/*
 * Fill f, fresh from facts_init(), with everything entered up to the end of
 * the period.  Earlier publications are the caller's to add.
 * Errors:	as facts.h; f is then to be released
 */
MUST_CHECK enum err facts_from_state(struct facts *f, const struct state *s,
    uint32_t period);

#endif
