/*
 * param.h - the parameters of the plan that a policy entry may set: words,
 * defaults and what values they take (FORMAT 6.11).
 *
 * Pure.
 */
#ifndef CLEAR_PARAM_H
#define CLEAR_PARAM_H

#include "base.h"

enum param {
	PARAM_MINIMUM_PER_QUARTER,
	PARAM_END_AGE,
	PARAM_OPENING_BELOW_MINIMUM,
	PARAM_ADHOC_COUNTS,
	PARAM_BIRTHDAY_QUARTER_EXEMPT,
	PARAM_TWO_SIGNATURE_AMOUNT,
	PARAM_LATE_DAYS,
	PARAM_START_QUARTER,
	PARAM_ANSWER_DAYS,
	PARAM_DONE_DAYS,
	PARAM_ACCEPT_DAYS,
	PARAM_AGE_NOTICE_DAYS,
	PARAM_BIRTHDAY_QUARTER_PRORATA,
	PARAM_CONFIRM_DAYS,
	PARAM_CONSENT_AGE,
	PARAM_OBJECTION_DAYS,
	PARAM_REPORT_DAYS,
	PARAM_SCHOOL_YEAR_QUARTERS
};
#define PARAM_COUNT 18

const char *param_word(enum param p); /* "end-age", in a policy entry */
const char *param_key(enum param p);  /* "end_age", in genesis (4.1) */
int64_t param_default(enum param p);
MUST_CHECK enum err param_decode(enum param *p, struct span word);

/* Errors: ERR_RANGE */
MUST_CHECK enum err param_check(enum param p, int64_t value);

#endif
