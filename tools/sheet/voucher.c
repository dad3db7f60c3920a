/*
 * voucher.c - voucher numbers that sheets hand out.
 */
#include "unitsheet.h"

#include <stdio.h>
#include <string.h>

#define QUARTER_CHARS 7
#define NUMBER_CHARS 9

/* "2026-Q3" into "2026Q3-" */
static void
prefix(char out[QUARTER_CHARS + 1], const char *quarter)
{
	(void)snprintf(out, QUARTER_CHARS + 1, "%.4s%.2s-", quarter,
	    quarter + 5);
}

void
voucher_encode(char out[VOUCHER_MAX], const char *quarter, uint32_t number,
    const char *unit)
{
	char head[QUARTER_CHARS + 1], full[128];
	size_t i;
	int n;

	prefix(head, quarter);
	n = snprintf(full, sizeof(full), "%s%03u/%s", head, number, unit);
	if (n < 0 || (size_t)n >= VOUCHER_MAX)
		(void)snprintf(full, sizeof(full), "%s%03u", head, number);
	for (i = 0; i < VOUCHER_MAX - 1 && full[i] != '\0'; i++)
		out[i] = (char)(full[i] >= 'a' && full[i] <= 'z' ? full[i] - 32
								 : full[i]);
	out[i] = '\0';
}

uint32_t
voucher_number(const char *voucher, const char *quarter)
{
	char head[QUARTER_CHARS + 1];
	uint32_t n = 0;
	size_t i;

	prefix(head, quarter);
	if (strncmp(voucher, head, QUARTER_CHARS) != 0)
		return 0;
	voucher += QUARTER_CHARS;
	for (i = 0; voucher[i] >= '0' && voucher[i] <= '9'; i++) {
		if (i == NUMBER_CHARS)
			return 0;
		n = n * 10 + (uint32_t)(voucher[i] - '0');
	}
	return voucher[i] == '/' || voucher[i] == '\0' ? n : 0;
}

uint32_t
voucher_next(const struct state *s, size_t sponsor, const char *quarter)
{
	uint32_t most = 0, n;
	size_t i;

	for (i = 0; i < s->n_disbursement; i++) {
		if (s->disbursement[i].sponsor != sponsor)
			continue;
		n = voucher_number(s->disbursement[i].voucher, quarter);
		if (n > most)
			most = n;
	}
	return most + 1;
}
