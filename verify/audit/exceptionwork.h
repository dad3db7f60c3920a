/*
 * exceptionwork.h - what the files exceptions*.c share.  Nobody else includes
 * it.
 */
#ifndef AUDIT_EXCEPTIONWORK_H
#define AUDIT_EXCEPTIONWORK_H

#include "exceptions.h"

/* sponsor and child are positions in the state, or STATE_NONE. */
struct exception_at {
	enum exception what;
	uint64_t index, other;
	size_t sponsor, child;
	const char *unit; /* instead of a sponsor, or NULL */
	int64_t n;
};

void exceptions_add(struct exceptions *x, const struct book *b,
    const struct exception_at *at);

int64_t exceptions_bound(enum exception_limit l);

/* Disbursements that stand, by sponsor, date, index: what many questions are
 * asked of.  NULL: no memory, or none; *n is then 0. */
struct exception_row {
	const struct state_disbursement *d;
};
struct exception_row *exceptions_rows(size_t *n, struct exceptions *x,
    const struct book *b);
/* The end of the run with the sponsor of row i. */
size_t exceptions_run(const struct exception_row *row, size_t n, size_t i);

void exceptions_times(struct exceptions *x, const struct book *b);
void exceptions_decisions(struct exceptions *x, const struct book *b);
void exceptions_confirmations(struct exceptions *x, const struct book *b);
void exceptions_one_confirmer(struct exceptions *x, const struct book *b);
void exceptions_amounts(struct exceptions *x, const struct book *b);
void exceptions_vouchers(struct exceptions *x, const struct book *b);

#endif
