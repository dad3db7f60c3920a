/*
 * draw.h - a draw without replacement that anybody can repeat with SHA-256
 * from a seed of dice and the root of the ledger.
 *
 * Pure.  For counter 0, 1, 2, ... (u64, big-endian) the number x is the first
 * 8 bytes, big-endian, of
 *
 *	SHA-256("minhbach/sample/v1" LF seed LF root counter)
 *
 * x is passed over if it is not below the largest multiple of size that a u64
 * counts to (2^64 - 2^64 mod size); else x mod size is drawn, unless it was
 * before.  A larger draw begins with the smaller one.
 */
#ifndef AUDIT_DRAW_H
#define AUDIT_DRAW_H

#include "base.h"

#define DRAW_SEED_MAX 64
#define DRAW_MAX 1000

/* 1 to 64 of 0-9 A-Z a-z and "-". */
bool draw_seed_check(struct span seed);

/*
 * The first n numbers below size into out, in the order drawn; all of them if
 * there are not so many.  *got is how many.
 * Errors:	ERR_FORMAT the seed; ERR_RANGE n above DRAW_MAX
 */
MUST_CHECK enum err draw(uint64_t *out, size_t *got, size_t n, uint64_t size,
    struct span seed, const struct digest *root);

#endif
