/*
 * value.h - hidden amounts that add up: Pedersen commitments over
 * ristretto255 (FORMAT 5), and the opening key that fixes payload and value
 * of one entry (FORMAT 4.2).
 *
 * Pure.  sodium_init() must have been called.
 */
#ifndef CORE_VALUE_H
#define CORE_VALUE_H

#include "base.h"

#define AMOUNT_MAX ((INT64_C(1) << 40) - 1) /* of one entry */
#define TOTAL_MAX ((INT64_C(1) << 53) - 1)  /* of a sum */

struct digest okey_salt(const struct okey *k);	/* 4.2 */
struct scalar okey_blind(const struct okey *k); /* 4.2 */
struct digest payload_commit(const struct okey *k, struct span payload);

/*
 * V = blind*B + amount*H; |amount| <= TOTAL_MAX.
 * Errors:	ERR_RANGE; ERR_VALUE if blind is not below L, or V would be the
 *		identity
 */
MUST_CHECK enum err value_commit(struct point *v, const struct scalar *blind,
    int64_t amount);

/* Does one commitment open to (blind, amount)?  Errors: ERR_VALUE, ERR_RANGE */
MUST_CHECK enum err value_check(const struct point *v,
    const struct scalar *blind, int64_t amount);

/* Canonical and not the identity (5.3).  Errors: ERR_VALUE */
MUST_CHECK enum err point_check(const struct point *v);
MUST_CHECK enum err scalar_check(const struct scalar *s); /* below L */

/* Running sums.  point_sum_add refuses what point_check refuses. */
struct point_sum {
	struct point p;
	bool any; /* false: the empty sum, no point yet */
};
MUST_CHECK enum err point_sum_add(struct point_sum *s, const struct point *v);
void scalar_add(struct scalar *sum, const struct scalar *s);
void scalar_sub(struct scalar *sum, const struct scalar *s);

/*
 * Does the sum of these commitments open to (amount, blind)?
 * Errors:	ERR_VALUE it does not, ERR_RANGE
 */
MUST_CHECK enum err total_check(const struct point_sum *sum, int64_t amount,
    const struct scalar *blind);

/* The generator H, FORMAT 5.1. */
struct point value_generator(void);

#endif
