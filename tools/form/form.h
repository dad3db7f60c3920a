/*
 * form.h - a whole table of texts on its way into a batch: rows become drafts,
 * and every fault of every row is found, with its row, column and reason in
 * two languages.
 *
 * Nothing here prints, enters anything, or knows who asked: form_make() looks
 * at the texts and at what the ledger holds already, form_judge() at what the
 * rules would say.  Who asked enters the drafts if there is no fault.
 *
 * A row with a field that is no value is judged as far as that is possible
 * without it (rest.h): its other fields by the schema, its references and its
 * days by the rules.  Other rules look at several fields at once, so they wait
 * until the row is mended: `waiting` counts those rows.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include "kind.h"
#include "marked.h"
#include "sheet.h"
#include "writer.h"

#define FORM_ALL SIZE_MAX /* as a row: the table as a whole */
#define FORM_REASON_MAX 256

struct form_ask {
	struct writer *w; /* opened with the vault */
	enum kind kind;
	const struct sheet *table; /* these live longer than the form */
	const char *today;	   /* ISO date */
	const char *signer;	   /* name of the author's key, or NULL */
};

/* Why a row is not entered. */
struct form_fault {
	size_t row;
	size_t col;		       /* SHEET_COLS_MAX: none of the table */
	char column[WORD_MAX_LEN + 1]; /* key of the schema, or "" */
	char rule[WORD_MAX_LEN + 1];   /* "E10", or "" */
	char vi[FORM_REASON_MAX], en[FORM_REASON_MAX];
	bool refused; /* by what the ledger holds; else it is no value */
	size_t number;
};

/* Drafts, and the row of the table that each came from. */
struct form_drafts {
	struct draft *draft;
	size_t *row;
	size_t n;
};

struct form {
	struct form_ask ask;
	struct form_drafts drafts; /* of rows that are new */
	struct form_drafts rest;   /* of rows not whole: never to be entered */
	uint64_t *lacks;	   /* of each of those, see rest.h */
	size_t known, reversed;	   /* rows entered before; of those, undone */
	size_t blank;		   /* rows of our own sheets, not filled in */
	size_t waiting;		   /* not judged by all rules; see above */
	struct form_fault *fault;  /* by rows; what is wrong with all first */
	size_t n_fault, cap_fault;
	bool memory; /* it ran out */
};

/*
 * Rows into drafts.  Faults are no error.  form_release() in any case.
 * Errors:	ERR_MEMORY; those of writer_entry_load(), payload_nfc()
 */
MUST_CHECK enum err form_make(struct form *f, const struct form_ask *ask);

/*
 * What the rules say of all rows; nothing is written.  Of how, all but the
 * drafts and the callback is used; drafted: `then` signs elsewhere.  Faults of
 * the clock, the keys or the ledger are not of a row and are not told: see
 * form_is_of_row().
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err form_judge(struct form *f, const struct batch *how,
    bool drafted);

/* Will form_judge() tell it? */
bool form_is_of_row(const struct writer_finding *x);

/* The text of the cell that is wrong, or NULL: none, or not to be shown. */
const char *form_value(const struct form *f, const struct form_fault *x);

/* The column of a field, or of what leads to it; SHEET_COLS_MAX: none. */
size_t form_column(const struct form *f, const char *field);

/* Of all payments among the drafts, in đồng. */
int64_t form_sum(const struct form *f);

/* The table with the faults marked; *bytes is the caller's, from malloc().
 * Errors: those of sheet_marked() */
MUST_CHECK enum err form_marked(uint8_t **bytes, size_t *n,
    const struct form *f, uint64_t time_ms);

void form_release(struct form *f);

#endif
