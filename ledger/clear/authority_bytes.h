/*
 * authority_bytes.h - all grants and log keys as bytes (FORMAT 4.11), in the
 * manner of state_bytes.h.
 *
 * Pure.
 */
#ifndef CLEAR_AUTHORITY_BYTES_H
#define CLEAR_AUTHORITY_BYTES_H

#include "authority.h"
#include "fields.h"

/* Another text for every change of what is in it, and of what
 * authority_apply() makes of an entry. */
#define AUTHORITY_LAYOUT "minhbach authority 2"

/*
 * Measure, write or read: a is then new and empty, and after an error fit for
 * authority_free() alone.  Otherwise it is not changed.
 * Errors:	fields_end() tells them; and ERR_MEMORY
 */
void authority_fields(struct fields *f, struct authority *a);

#endif
