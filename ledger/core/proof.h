/*
 * proof.h - inclusion and consistency proofs (RFC 6962 2.1.1, 2.1.2; checked
 * as RFC 9162 2.1.3.2 and 2.1.4.2 say).
 *
 * Pure.
 */
#ifndef CORE_PROOF_H
#define CORE_PROOF_H

#include "base.h"
#include "tree.h"

#define PROOF_MAX 64

struct proof {
	struct digest h[PROOF_MAX]; /* nearest the leaf first */
	size_t n;
};

/*
 * A proof out of stored hashes.  From old_size 0, and between equal sizes, it
 * is empty.
 *
 * Errors:	ERR_RANGE unless index < size, or old_size <= size; as h->get
 */
MUST_CHECK enum err inclusion_make(struct proof *p, const struct hashes *h,
    uint64_t index, uint64_t size);
MUST_CHECK enum err consistency_make(struct proof *p, const struct hashes *h,
    uint64_t old_size, uint64_t size);

/* The root that leaf and proof lead to.  Errors: ERR_RANGE, ERR_PROOF */
MUST_CHECK enum err inclusion_root(struct digest *root,
    const struct digest *leaf, uint64_t index, uint64_t size,
    const struct digest *path, size_t n);

/* Does it lead to this root?  Errors: the same */
MUST_CHECK enum err inclusion_check(const struct digest *root,
    const struct digest *leaf, uint64_t index, uint64_t size,
    const struct digest *path, size_t n);

/*
 * old_size 0 needs an empty proof and is consistent with every tree; old_root
 * is then not looked at.  A tree of size 0 has the root empty_root() and no
 * other.
 *
 * Errors:	ERR_RANGE unless old_size <= size; ERR_PROOF
 */
MUST_CHECK enum err consistency_check(const struct digest *old_root,
    uint64_t old_size, const struct digest *root, uint64_t size,
    const struct digest *path, size_t n);

#endif
