/*
 * comparework.h - what the files compare*.c share.  Nobody else includes it.
 */
#ifndef AUDIT_COMPAREWORK_H
#define AUDIT_COMPAREWORK_H

#include "compare.h"

/* Fingerprints: some parts as they stand, and without what says their place. */
enum print {
	PRINT_STATEMENT,
	PRINT_SEEN,
	PRINT_SIGNATURES,
	PRINT_HEAD,
	PRINT_HEAD_FREE, /* time and salt */
	PRINT_LEAF,
	PRINT_LEAF_BODY, /* class, entry digest, value */
	PRINT_LEAF_FREE, /* class, value */
	PRINT_ITEM,
	PRINT_OPENING
};
#define PRINTS 10

struct compare_entry {
	uint8_t id[16]; /* of the value commitment: each entry has its own */
	uint64_t print[PRINTS];
};

struct compare_copy {
	uint8_t key[16];
	struct compare_entry *e;
	size_t n, cap;
};

#define COMPARE_NONE SIZE_MAX

/* For each old entry its new place, and the other way round. */
struct compare_match {
	size_t *to_new, *to_old;
	size_t n_old, n_new;
};

/* Errors:	ERR_MEMORY; release it all the same */
MUST_CHECK enum err compare_match(struct compare_match *m,
    const struct compare_copy *before, const struct compare_copy *after);
void compare_match_release(struct compare_match *m);

/*
 * The n entries that both copies have, as the places to which they went: swap
 * back those that were exchanged (partner[i], else COMPARE_NONE), and find the
 * most that stayed in order (stays[i]).
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err compare_order(size_t *place, size_t *partner, bool *stays,
    size_t n);

#endif
