/*
 * clearcheck.h - does an opened clear entry say what its statement commits to,
 * and is it a payload of its kind?  Shared by those who read a public
 * directory and those who read an audit stream.
 *
 * Pure.
 */
#ifndef CLEAR_CLEARCHECK_H
#define CLEAR_CLEARCHECK_H

#include "base.h"
#include "statement.h"

#include <jansson.h>

/*
 * Both commitments open, with amount 0.
 * Spec:	FORMAT 4.3, 5.2
 * Errors:	ERR_HASH payload, ERR_VALUE value
 */
MUST_CHECK enum err clear_open(const struct statement *s, const struct okey *k,
    struct span payload, uint64_t index, struct fault *f);

/*
 * *json is a new reference to the canonical payload, in its kind's schema; the
 * schema is not asked if without.
 * Spec:	FORMAT 4.1, 6.7
 * Errors:	ERR_FORMAT, ERR_RANGE, ERR_MEMORY
 */
MUST_CHECK enum err clear_payload(json_t **json, enum kind kind,
    struct span payload, bool without, uint64_t index, struct fault *f);

/* What stands at an index; false if nothing that is known. */
struct clear_lookup {
	bool (*get)(void *arg, enum kind *kind, struct id *id, uint64_t index);
	void *arg;
};

/*
 * The references of a clear payload that its schema has accepted.
 * Spec:	FORMAT 3.4, 6.8
 * Errors:	ERR_RANGE not an earlier entry; ERR_RULE of another kind;
 *		ERR_HASH another id
 */
MUST_CHECK enum err clear_refs(enum kind kind, const json_t *payload,
    uint64_t index, const struct clear_lookup *l, struct fault *f);

#endif
