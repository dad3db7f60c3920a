/*
 * needs.h - what signers an entry of each kind needs (FORMAT 6.1), as far as
 * it does not depend on a payload.
 *
 * Pure.
 */
#ifndef CLEAR_NEEDS_H
#define CLEAR_NEEDS_H

#include "authority.h"

/*
 * grants, n	of the signers, all in force
 * quorum	k of FORMAT 6.5
 *
 * Errors:	ERR_AUTHORITY
 */
MUST_CHECK enum err needs_check(enum kind k, const struct grant *const *grants,
    size_t n, unsigned quorum, uint64_t index, struct fault *f);

/*
 * Admins alone enter it, at any time and without a registrar: it begins no
 * quarter (FORMAT 5.6).  Genesis is not among them.
 */
bool is_of_admins(enum kind k);

/* k of these roles, of at least min(k, 2) units, among these? */
bool is_quorum(const struct grant *const *grants, size_t n, unsigned k,
    unsigned roles);

#endif
