/*
 * unitsheet.h - the sheet that one unit fills in for one quarter: a row for
 * each child that it holds, and free rows; as a workbook that the import
 * knows again.
 *
 * What the program knows is locked, what people fill in is checked as they
 * type.  A second sheet is for visits.
 */
#ifndef SHEET_UNITSHEET_H
#define SHEET_UNITSHEET_H

#include "sheet.h"
#include "state.h"

#define UNITSHEET_ROWS_MAX 500
#define UNITSHEET_FREE_ROWS 10 /* for a second payment, a second visit */
#define UNITSHEET_WORDS_MAX 8

/* Words of one drop-down, for people; NULL-terminated. */
struct unitsheet_words {
	const char *word[UNITSHEET_WORDS_MAX + 1];
};

struct unitsheet_row {
	char child[33];
	char initials[32];
	const char *form; /* one of the words */
	char to[8];	  /* the last quarter that it is for */
	int64_t pledged;
};

struct unitsheet {
	const char *origin;
	const char *unit, *name; /* code, and as people call it */
	const char *quarter;	 /* "2026-Q3" */
	int32_t first, last;	 /* days of it, calendar.h */
	uint64_t time_ms;	 /* of the command */
	uint32_t voucher;	 /* number of the first voucher to hand out */
	struct unitsheet_words kinds, forms, bases, occasions;
	const struct unitsheet_row *row;
	size_t n;
};

/* *bytes is the caller's, from malloc().
 * Errors: ERR_RANGE too many rows; those of book_close() */
MUST_CHECK enum err unitsheet_write(uint8_t **bytes, size_t *n,
    const struct unitsheet *u);

/*
 * Voucher numbers that sheets hand out: quarter without its dash, a number,
 * the unit; "2026Q3-001/LHPN".  The unit is left out if that were too long.
 */
#define VOUCHER_MAX 33
void voucher_encode(char out[VOUCHER_MAX], const char *quarter, uint32_t number,
    const char *unit);
/* The number, or 0: not one of that quarter. */
uint32_t voucher_number(const char *voucher, const char *quarter);
/* After those of this quarter that are in the ledger, reversed ones too. */
uint32_t voucher_next(const struct state *s, size_t sponsor,
    const char *quarter);

#endif
