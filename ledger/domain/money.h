/*
 * money.h - amounts in đồng: the one split over quarters, and how people
 * read them.
 *
 * Pure: no I/O, no heap, no clock.
 */
#ifndef DOMAIN_MONEY_H
#define DOMAIN_MONEY_H

#include "base.h"

#define MONEY_LEN 28 /* the longest amount with points, and its NUL */
#define AMOUNT_MAX ((INT64_C(1) << 40) - 1)

/* Part i of amount (not negative) over n quarters: equal, remainder first. */
int64_t money_part(int64_t amount, uint32_t n, uint32_t i);

/* "122.900.000" */
void money_encode(char out[MONEY_LEN], int64_t amount);

#endif
