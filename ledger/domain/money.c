/*
 * money.c - splitting and writing amounts.
 */
#include "money.h"

int64_t
money_part(int64_t amount, uint32_t n, uint32_t i)
{
	int64_t part;

	if (n == 0)
		return 0;
	part = amount / n;
	return i == 0 ? amount - part * ((int64_t)n - 1) : part;
}

void
money_encode(char out[MONEY_LEN], int64_t amount)
{
	char rev[MONEY_LEN];
	uint64_t v;
	size_t n = 0, k = 0, digits = 0;

	v = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
	do {
		if (digits > 0 && digits % 3 == 0)
			rev[n++] = '.';
		rev[n++] = (char)('0' + v % 10);
		digits++;
		v /= 10;
	} while (v > 0);
	if (amount < 0)
		out[k++] = '-';
	while (n > 0)
		out[k++] = rev[--n];
	out[k] = '\0';
}
