/*
 * state_bytes.h - the whole state as bytes, so that a ledger need not be
 * replayed from its first entry (FORMAT 4.11).
 *
 * Pure.  The bytes are for this program alone and for one layout of struct
 * state: whoever keeps them keeps STATE_LAYOUT with them, and makes them anew
 * when it differs.
 */
#ifndef DOMAIN_STATE_BYTES_H
#define DOMAIN_STATE_BYTES_H

#include "fields.h"
#include "state.h"

/* Another text for every change of the records, of their order, and of what
 * state_apply() makes of an entry. */
#define STATE_LAYOUT "minhbach state 2"

/*
 * Measure, write or read: s is then new and empty, and after an error fit for
 * state_free() alone.  Otherwise it is not changed.  The state that was read
 * answers and grows as the one that was written; every position in it is below
 * the count of its array, and no chain runs in a circle.
 * Errors:	fields_end() tells them; and ERR_MEMORY, ERR_RANGE
 */
void state_fields(struct fields *f, struct state *s);

#endif
