/*
 * calendar.c - proleptic Gregorian days without the C library's clocks.
 */
#include "calendar.h"

#include <string.h>

#define ZONE_MS UINT64_C(25200000) /* UTC+7 */
#define DAY_MS UINT64_C(86400000)
#define ERA_DAYS 146097	  /* 400 years */
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

/* Years begin in March here, so that the odd day is the last of a year. */
int32_t
date_make(int32_t year, int32_t month, int32_t mday)
{
	int32_t y, m;

	y = month <= 2 ? year - 1 : year;
	m = (month + 9) % 12;
	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + mday -
	    1 - EPOCH_DAYS;
}

void
date_split(int32_t day, int32_t *year, int32_t *month, int32_t *mday)
{
	int32_t era, in_era, y, in_year, m;

	era = (day + EPOCH_DAYS) / ERA_DAYS;
	in_era = (day + EPOCH_DAYS) % ERA_DAYS;
	y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	in_year = in_era - (365 * y + y / 4 - y / 100);
	m = (5 * in_year + 2) / 153;
	*mday = in_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = era * 400 + y + (*month <= 2 ? 1 : 0);
}

static bool
digits(int32_t *v, const uint8_t *p, size_t n)
{
	size_t i;

	*v = 0;
	for (i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		*v = *v * 10 + (p[i] - '0');
	}
	return true;
}

enum err
date_decode(int32_t *day, struct span s)
{
	int32_t y, m, d, y2, m2, d2;

	if (s.n != DATE_LEN - 1 || s.p[4] != '-' || s.p[7] != '-' ||
	    !digits(&y, s.p, 4) || !digits(&m, s.p + 5, 2) ||
	    !digits(&d, s.p + 8, 2))
		return ERR_FORMAT;
	if (y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > 31)
		return ERR_FORMAT;
	date_split(date_make(y, m, d), &y2, &m2, &d2);
	if (d2 != d)
		return ERR_FORMAT;
	*day = date_make(y, m, d);
	return ERR_OK;
}

static void
put(char *out, size_t n, int32_t v)
{
	for (; n > 0; v /= 10)
		out[--n] = (char)('0' + v % 10);
}

void
date_encode(char out[DATE_LEN], int32_t day)
{
	int32_t y, m, d;

	date_split(day, &y, &m, &d);
	memcpy(out, "0000-00-00", DATE_LEN);
	put(out, 4, y);
	put(out + 5, 2, m);
	put(out + 8, 2, d);
}

int32_t
date_add_years(int32_t day, int32_t years)
{
	int32_t y, m, d;

	date_split(day, &y, &m, &d);
	return date_make(y + years, m, d);
}

/* 1970-01-01 was a Thursday; 0 is Monday. */
static int32_t
weekday(int32_t day)
{
	return ((day + 3) % 7 + 7) % 7;
}

int32_t
date_add_workdays(int32_t day, int64_t n)
{
	while (n > 0 && day < DATE_MAX) {
		day++;
		if (weekday(day) < 5)
			n--;
	}
	return day;
}

int32_t
date_year(int32_t day)
{
	int32_t y, m, d;

	date_split(day, &y, &m, &d);
	return y;
}

int32_t
date_of_ms(uint64_t time_ms)
{
	uint64_t day;

	day = (time_ms + ZONE_MS) / DAY_MS;
	return day > DATE_MAX ? DATE_MAX : (int32_t)day;
}

uint32_t
quarter_make(uint32_t year, uint32_t n)
{
	return year * 4 + n - 1;
}

uint32_t
quarter_of_date(int32_t day)
{
	int32_t y, m, d;

	date_split(day, &y, &m, &d);
	return (uint32_t)(y * 4 + (m - 1) / 3);
}

uint32_t
time_quarter(uint64_t time_ms)
{
	return quarter_of_date(date_of_ms(time_ms));
}

int32_t
quarter_first(uint32_t quarter)
{
	return date_make((int32_t)(quarter / 4), (int32_t)(quarter % 4 * 3 + 1),
	    1);
}

int32_t
quarter_last(uint32_t quarter)
{
	return quarter_first(quarter + 1) - 1;
}

enum err
quarter_decode(uint32_t *quarter, struct span s)
{
	int32_t y;

	if (s.n != QUARTER_LEN - 1 || !digits(&y, s.p, 4) || s.p[4] != '-' ||
	    s.p[5] != 'Q' || s.p[6] < '1' || s.p[6] > '4' || y < 1900 ||
	    y > 2199)
		return ERR_FORMAT;
	*quarter = quarter_make((uint32_t)y, (uint32_t)(s.p[6] - '0'));
	return ERR_OK;
}

void
quarter_encode(char out[QUARTER_LEN], uint32_t quarter)
{
	memcpy(out, "0000-Q0", QUARTER_LEN);
	put(out, 4, (int32_t)(quarter / 4));
	put(out + 6, 1, (int32_t)(quarter % 4 + 1));
}
