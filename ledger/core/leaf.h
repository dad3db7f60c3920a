/*
 * leaf.h - the public shape of an entry (FORMAT 2.4): five lines that say
 * nothing about a child and fix everything.
 *
 * Pure.
 */
#ifndef CORE_LEAF_H
#define CORE_LEAF_H

#include "base.h"
#include "kind.h"

#define LEAF_MAX 256

struct leaf {
	uint64_t index;
	enum class class;
	struct digest prev;  /* hash of leaf index - 1; zero at 0 */
	struct digest entry; /* entry digest */
	struct point value;
};

MUST_CHECK enum err leaf_encode(struct span *out, const struct leaf *l,
    void *buf, size_t cap);

/* Also tests that value is a canonical point and not the identity. */
MUST_CHECK enum err leaf_decode(struct leaf *l, struct span bytes,
    struct fault *f);

/*
 * The same without the costly test of the point (about 5 us), for a reader
 * that adds the points up anyway or has tested them before.
 */
MUST_CHECK enum err leaf_decode_fast(struct leaf *l, struct span bytes,
    struct fault *f);

/*
 * May l stand at index, after a leaf with the hash prev?  At index 0, where
 * nothing comes before, prev is not looked at and may be NULL.
 * Errors:	ERR_RANGE another index; ERR_HASH another leaf before it
 */
MUST_CHECK enum err leaf_follows(const struct leaf *l, uint64_t index,
    const struct digest *prev, struct fault *f);

#endif
