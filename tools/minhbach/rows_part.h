/*
 * rows_part.h - what the files about rows share: a table on its way into a
 * batch, and what is wrong with it.
 */
#ifndef MINHBACH_ROWS_PART_H
#define MINHBACH_ROWS_PART_H

#include "build.h"
#include "marked.h"
#include "session.h"
#include "text.h"

#define ROWS_SAID_MAX 50 /* faults that are printed; the copy has them all */

/* Why a row is not entered, in words that are made for it. */
struct reason {
	char column[WORD_MAX_LEN + 1]; /* key of the schema, or "" */
	char rule[WORD_MAX_LEN + 1];   /* "E10", or "" */
	char vi[256], en[256];
};

struct row_fault {
	size_t row, number; /* SIZE_MAX: of all rows; in order of finding */
	struct reason why;
	bool told;
};

struct rows {
	struct session *s;
	enum kind kind;
	const struct sheet *t;
	const char *file;
	struct draft *draft;
	size_t *row; /* of the table, of each draft */
	size_t n;
	size_t known, blank; /* rows entered before; rows not filled in */
	size_t reversed;     /* of those known */
	struct row_fault *fault;
	size_t n_fault, cap_fault;
	int status;	/* of the faults: EXIT_REFUSED or EXIT_TROUBLE */
	bool tried;	/* to enter it; it was told where that stopped ... */
	size_t stopped; /* ... at this draft */
	bool quiet, memory;  /* told already; out of memory */
	const char *missing; /* column that was told to be missing */
};

/* Who a child is never stands on a screen: screens are photographed. */
bool rows_is_private(enum kind kind, const char *column);

/* 'tệp.csv:7, Số tiền = "0"' */
void rows_place(const struct rows *r, char *buf, size_t cap, size_t row,
    const char *field);

struct reason rows_reason(const char *column, const char *vi, const char *en);

/* Keep it until all are told. */
void rows_fault(struct rows *r, size_t row, const struct reason *why,
    int status);

/* Say them in order of rows, and write FILE.loi.xlsx of a table from a file. */
void rows_tell(struct rows *r);

/* Does the sheet belong to this ledger and this kind?  False: said. */
bool rows_is_ours(struct rows *r);

/* Is the row of the unit that signs, and of the sheet that it stands in? */
bool rows_is_theirs(struct rows *r, size_t row, const json_t *payload);

/* A row of a sheet of ours that nobody filled in. */
bool rows_is_blank(const struct rows *r, size_t row);

#endif
