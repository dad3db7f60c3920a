/*
 * rulecheck.h - the plan's rules over the opened payloads of an audit stream.
 *
 * Pure.  State and rules are domain/'s; this file feeds them entry by entry,
 * and stops where an entry cannot be read: what follows cannot be recomputed
 * then, which is neither proof nor disproof.
 */
#ifndef AUDIT_RULECHECK_H
#define AUDIT_RULECHECK_H

#include "authority.h"
#include "statement.h"

#include <jansson.h>

struct rulecheck;

MUST_CHECK enum err rulecheck_new(struct rulecheck **r);
void rulecheck_free(struct rulecheck *r);

/* A sealed payload, and the amount that its value commitment must hide. */
struct rule_payload {
	json_t *json; /* a new reference */
	int64_t amount;
	bool has_amount; /* false: a reversal of what cannot be read */
};

/* Errors:	ERR_FORMAT, ERR_RANGE, ERR_MEMORY */
MUST_CHECK enum err rulecheck_payload(struct rule_payload *out,
    const struct rulecheck *r, enum kind kind, struct span payload,
    struct fault *f);

/* An entry in order of index; payload is NULL if it cannot be read. */
struct rule_entry {
	uint64_t index;
	uint64_t time_ms;
	const struct statement *st;
	const struct authority *authority;
	const struct grant *const *grants;
	const json_t *payload;
};

/* Errors:	ERR_RULE, with the rule in f->clause; ERR_MEMORY */
MUST_CHECK enum err rulecheck_entry(struct rulecheck *r,
    const struct rule_entry *e, struct fault *f);

/* Nothing more is judged. */
void rulecheck_stop(struct rulecheck *r);

/* Every entry so far was read and judged. */
bool rulecheck_is_whole(const struct rulecheck *r);

#endif
