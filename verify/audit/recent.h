/*
 * recent.h - the hashes of the last leaves, as far back as a statement may
 * have seen (FORMAT 3.5): 2 MiB, whatever the length of the ledger.
 */
#ifndef AUDIT_RECENT_H
#define AUDIT_RECENT_H

#include "base.h"
#include "statement.h"

/* Leaf n-1 of the oldest `seen` that holds, up to the leaf at hand. */
#define RECENT_MAX (SEEN_WINDOW + 2)

struct recent {
	struct digest *hash; /* of leaf i at i mod RECENT_MAX */
	size_t cap;
	uint64_t n; /* leaves that came */
};

void recent_init(struct recent *r);
void recent_release(struct recent *r);

/* The hash of the next leaf.  Errors: ERR_MEMORY */
MUST_CHECK enum err recent_add(struct recent *r, const struct digest *hash);

/* NULL if it is long gone, or did not come.  Dies with the next recent_add().
 */
const struct digest *recent_at(const struct recent *r, uint64_t index);

#endif
