/*
 * kept.h - the sums that erasures kept of what they erased (FORMAT 6.33).
 */
#ifndef PUBLISH_KEPT_H
#define PUBLISH_KEPT_H

#include "facts.h"
#include "value.h"
#include "writer.h"

struct kept_sum {
	uint32_t quarter;
	int64_t amount;
	struct scalar blind;
	int64_t group[FACTS_GROUPS + 1]; /* parts of amount; 0: not known */
	uint64_t erasure;		 /* index of the entry that says so */
};

/* All of a ledger, and the entries that they are over. */
struct kept {
	struct kept_sum *sum;
	size_t n;
	size_t *of; /* by index of the ledger: 1 + its sum, or 0 */
	uint64_t size;
};

/* Owns: kept_release().  Errors: ERR_FORMAT; as writer.h */
MUST_CHECK enum err kept_load(struct kept *k, struct writer *w);
void kept_release(struct kept *k);

#endif
