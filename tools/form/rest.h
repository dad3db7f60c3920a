/*
 * rest.h - what is left of a row when some of its fields are no values: those
 * that are whole, with something standing in for the others, so that rules
 * which look at one field alone can be asked.
 *
 * Such a row is never entered, and nothing is told of what stands in.
 *
 * Pure.
 */
#ifndef FORM_REST_H
#define FORM_REST_H

#include "kind.h"

#include <jansson.h>

/*
 * Give payload what it lacks, as the schema wants it; *lacks has a bit for
 * each such field, by its place in the schema.
 * Errors:	ERR_MISSING nothing can stand in; ERR_MEMORY.  The payload is
 *		then of no use.
 */
MUST_CHECK enum err rest_fill(uint64_t *lacks, json_t *payload, enum kind kind,
    enum class class, const char *today);

/* Is what a rule says of a field true, whatever stands in for others? */
bool rest_holds(uint64_t lacks, enum kind kind, enum class class,
    const char *rule, const char *field);

#endif
