/*
 * rules.h - the rules of the plan (E1 to E16) on one entry that is to follow
 * the state: what refuses it, and what is only said.
 *
 * Pure.
 */
#ifndef DOMAIN_RULES_H
#define DOMAIN_RULES_H

#include "state.h"

#define RULES_FINDINGS 16

struct rule_finding {
	const char *rule; /* "E4" or "FORMAT 6.8"; static, as the texts */
	bool reject;
	const char *field; /* key of the payload, or NULL */
	const char *vi, *en;
};
struct findings {
	struct rule_finding f[RULES_FINDINGS];
	size_t n;
};

/*
 * Look at a record that its schema accepted and that authority_check()
 * passed.  out is emptied first.
 *
 * Errors:	ERR_RULE if any finding rejects
 */
MUST_CHECK enum err rules_check(const struct state *s,
    const struct authority *a, const struct record *r, struct findings *out);

#endif
