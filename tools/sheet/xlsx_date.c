/*
 * xlsx_date.c - days as workbooks count them.
 */
#include "xlsx.h"

#include "calendar.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define SERIAL_EPOCH 25569 /* the number of 1970-01-01 */
#define SERIAL_MIN 61	   /* before, 1900 was a leap year to some programs */

static enum err
from_serial(char out[XLSX_CELL_MAX], struct span s)
{
	uint64_t serial;
	int64_t day;
	char iso[DATE_LEN];

	if (decimal_decode(&serial, s) != ERR_OK || serial < SERIAL_MIN)
		return ERR_FORMAT;
	day = (int64_t)serial - SERIAL_EPOCH;
	if (serial > NUMBER_MAX / 2 || day > DATE_MAX)
		return ERR_FORMAT;
	date_encode(iso, (int32_t)day);
	(void)snprintf(out, XLSX_CELL_MAX, "%s", iso);
	return ERR_OK;
}

enum err
xlsx_date(char out[XLSX_CELL_MAX], const char *cell)
{
	static const char *const midnights[] = {" 00:00:00", "T00:00:00",
	    " 00:00", ".0"};
	struct span s = span_str(cell);
	size_t i, n;

	if (s.n >= XLSX_CELL_MAX)
		return ERR_FORMAT;
	for (i = 0; i < sizeof(midnights) / sizeof(midnights[0]); i++) {
		n = strlen(midnights[i]);
		if (s.n > n && strcmp(cell + s.n - n, midnights[i]) == 0) {
			s.n -= n;
			break;
		}
	}
	if (s.n < 8)
		return from_serial(out, s);
	memcpy(out, cell, s.n);
	out[s.n] = '\0';
	return ERR_OK;
}
