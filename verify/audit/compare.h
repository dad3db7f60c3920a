/*
 * compare.h - where two copies of one ledger differ: which entries were
 * changed, dropped, inserted, exchanged or moved.
 *
 * Pure.  Says where, and neither who is right nor whether either is good.
 * Keeps some 150 bytes for each entry of each copy: fingerprints under a key
 * that nobody could know beforehand.
 */
#ifndef AUDIT_COMPARE_H
#define AUDIT_COMPARE_H

#include "base.h"

/* What an entry is made of. */
enum compare_part {
	COMPARE_STATEMENT,  /* but `seen` */
	COMPARE_SEEN,	    /* the line */
	COMPARE_SIGNATURES, /* the lines */
	COMPARE_HEAD,
	COMPARE_LEAF,
	COMPARE_ITEM,	/* the sealed item */
	COMPARE_OPENING /* of a clear entry */
};
#define COMPARE_PARTS 7

/* What there is of an entry; n = 0 where a copy has not got it. */
struct compare_bytes {
	struct span leaf, head, note, item, opening;
};

struct compare_copy;

/* key: random, the same for both copies.  Errors: ERR_MEMORY */
MUST_CHECK enum err compare_copy_new(struct compare_copy **c,
    const uint8_t key[16]);
void compare_copy_free(struct compare_copy *c);

/* The next entry.  Errors: ERR_MEMORY */
MUST_CHECK enum err compare_copy_add(struct compare_copy *c,
    const struct compare_bytes *b);
/* The opening of the entry added last, which comes after it in a stream. */
void compare_copy_opening(struct compare_copy *c, struct span opening);
size_t compare_copy_size(const struct compare_copy *c);

enum difference {
	COMPARE_CHANGED,
	COMPARE_DROPPED,   /* old alone */
	COMPARE_INSERTED,  /* new alone; not at the end */
	COMPARE_EXCHANGED, /* with each other; both places are old ones */
	COMPARE_MOVED
};

struct compare_finding {
	enum difference what;
	uint64_t old, new; /* indices; FAULT_NO_INDEX: none */
	unsigned parts;	   /* COMPARE_CHANGED: bits 1 << enum compare_part */
};

struct compare_result {
	struct compare_finding *f; /* by place */
	size_t n, cap;
	uint64_t added; /* new entries after the end of the old ones */
};

/* Owns: *r, to be released whatever is returned.  Errors: ERR_MEMORY */
MUST_CHECK enum err compare_copies(struct compare_result *r,
    const struct compare_copy *before, const struct compare_copy *after);
void compare_release(struct compare_result *r);

#endif
