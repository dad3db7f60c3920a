/*
 * calendar.h - civil dates and quarters in UTC+7 (FORMAT 1.7), as numbers
 * that can be compared: days since 1970-01-01, and year * 4 + (1 to 4) - 1.
 *
 * Pure: no I/O, no heap, no clock.
 */
#ifndef DOMAIN_CALENDAR_H
#define DOMAIN_CALENDAR_H

#include "base.h"

#define DATE_LEN 11   /* "2026-07-05" and its NUL */
#define QUARTER_LEN 8 /* "2026-Q3" and its NUL */
#define DATE_NEVER INT32_MAX
#define DATE_MIN (-25567) /* 1900-01-01 */
#define DATE_MAX 84005	  /* 2199-12-31 */

/* Years 1900 to 2199; a day that exists.  Errors: ERR_FORMAT */
MUST_CHECK enum err date_decode(int32_t *day, struct span s);
void date_encode(char out[DATE_LEN], int32_t day);
int32_t date_make(int32_t year, int32_t month, int32_t mday);
void date_split(int32_t day, int32_t *year, int32_t *month, int32_t *mday);

/* 29 February stays one where the year has it, else it is 1 March: nobody is
 * older before the day. */
int32_t date_add_years(int32_t day, int32_t years);
/* n working days later, Monday to Friday; public holidays are not known. */
int32_t date_add_workdays(int32_t day, int64_t n);
int32_t date_year(int32_t day);
int32_t date_of_ms(uint64_t time_ms);

MUST_CHECK enum err quarter_decode(uint32_t *quarter, struct span s);
void quarter_encode(char out[QUARTER_LEN], uint32_t quarter);
uint32_t quarter_make(uint32_t year, uint32_t n);
uint32_t quarter_of_date(int32_t day);
uint32_t time_quarter(uint64_t time_ms); /* of the civil day */
int32_t quarter_first(uint32_t quarter); /* its first day */
int32_t quarter_last(uint32_t quarter);	 /* its last day */

#endif
