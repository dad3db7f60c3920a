/*
 * payload.h - bytes of a payload to a checked object, of any kind.
 *
 * Pure.
 */
#ifndef DOMAIN_PAYLOAD_H
#define DOMAIN_PAYLOAD_H

#include "schema.h"
#include "state.h"

/* The schema of a kind in a class, clear or sealed; NULL if it has none. */
const struct schema *payload_schema(enum kind k, enum class c);

/*
 * Canonical JSON that its schema accepts.  *root is a new reference.
 * Errors:	those of canonical_decode() and schema_check()
 */
MUST_CHECK enum err payload_decode(json_t **root, enum kind k, enum class c,
    struct span bytes, struct fault *f);

/*
 * The committed amount (FORMAT 5.2) of a payload that its schema accepted: a
 * reversal of a disbursement is negative, all but money is 0.
 */
int64_t payload_amount(enum kind k, const json_t *payload,
    const struct state *s);

/* The group of the sponsor whose money that is, 1..5; 0: none, or not known. */
unsigned payload_group(enum kind k, const json_t *payload,
    const struct state *s);

#endif
