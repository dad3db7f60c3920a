/*
 * canonical_load.h - from accepted bytes to a value, for canonical.c.
 *
 * Pure: no I/O, no clock.
 */
#ifndef CLEAR_CANONICAL_LOAD_H
#define CLEAR_CANONICAL_LOAD_H

#include "base.h"

#include <jansson.h>

/* What canonical_check() accepted, and nothing else; NULL: no memory. */
json_t *canonical_load(struct span checked);

#endif
