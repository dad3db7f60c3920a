/*
 * exceptions.h - entries that keep every rule and still deserve a question.
 *
 * Pure.  None of them proves anything; each is a place to look.  All bounds
 * stand in one table, exception_limit().
 */
#ifndef AUDIT_EXCEPTIONS_H
#define AUDIT_EXCEPTIONS_H

#include "book.h"

enum exception {
	EXCEPTION_LATE,
	EXCEPTION_BACKDATED,
	EXCEPTION_PAPER_KEYED,
	EXCEPTION_PAPER_SHARE,
	EXCEPTION_ONE_CONFIRMER,
	EXCEPTION_SAME_DAY,
	EXCEPTION_REVERSED_AT_END,
	EXCEPTION_JUST_UNDER,
	EXCEPTION_SPLIT,
	EXCEPTION_ROUND,
	EXCEPTION_DECISION_GAP,
	EXCEPTION_BEFORE_DECISION,
	EXCEPTION_VOUCHER_ORDER
};
#define EXCEPTIONS 13

struct exception_info {
	const char *word;		 /* for machines */
	const char *vi, *en;		 /* what was seen */
	const char *mean_vi, *mean_en;	 /* what it may mean */
	const char *ask_vi, *ask_en;	 /* what to ask */
	const char *count_vi, *count_en; /* what n counts */
};
const struct exception_info *exception_info(enum exception x);

enum exception_limit {
	LIMIT_PAPER_PERCENT,
	LIMIT_PAPER_LEAST,
	LIMIT_CONFIRMER_LEAST,
	LIMIT_CONFIRMER_HAMLETS,
	LIMIT_SAME_DAY_LEAST,
	LIMIT_SAME_DAY_DATES,
	LIMIT_END_DAYS,
	LIMIT_UNDER_PERCENT,
	LIMIT_UNDER_LEAST,
	LIMIT_UNDER_DAYS,
	LIMIT_SPLIT_DAYS,
	LIMIT_ROUND_TO,
	LIMIT_ROUND_LEAST,
	LIMIT_DECISION_DAYS,
	LIMIT_VOUCHER_DAYS
};
#define EXCEPTION_LIMITS 15

struct exception_bound {
	const char *word;
	int64_t value;
	const char *vi, *en;
};
const struct exception_bound *exception_limit(enum exception_limit l);

#define EXCEPTION_NONE UINT64_MAX

struct exception_found {
	enum exception what;
	uint64_t index; /* or EXCEPTION_NONE */
	uint64_t other; /* another entry of it, or EXCEPTION_NONE */
	char unit[STATE_WORD], child[STATE_WORD]; /* "" if none */
	int64_t n;
};

struct exceptions {
	struct exception_found *f; /* by kind, then by index */
	size_t n, cap;
	enum err bad; /* sticky */
};

/* Errors: ERR_MEMORY.  Release it all the same. */
MUST_CHECK enum err exceptions_find(struct exceptions *x, const struct book *b);
void exceptions_release(struct exceptions *x);

#endif
