/*
 * param.c - the table of FORMAT 6.11.
 */
#include "param.h"

#define VALUE_MAX (INT64_C(1) << 40)

static const struct {
	const char *word, *key;
	int64_t value, min, max;
} params[PARAM_COUNT] = {
    [PARAM_MINIMUM_PER_QUARTER] = {"minimum-per-quarter", "minimum_per_quarter",
	1000000, 0, VALUE_MAX},
    [PARAM_END_AGE] = {"end-age", "end_age", 16, 0, VALUE_MAX},
    [PARAM_OPENING_BELOW_MINIMUM] = {"opening-below-minimum",
	"opening_below_minimum", 1, 0, 1},
    [PARAM_ADHOC_COUNTS] = {"adhoc-counts", "adhoc_counts", 0, 0, 1},
    [PARAM_BIRTHDAY_QUARTER_EXEMPT] = {"birthday-quarter-exempt",
	"birthday_quarter_exempt", 1, 0, 1},
    [PARAM_TWO_SIGNATURE_AMOUNT] = {"two-signature-amount",
	"two_signature_amount", 20000000, 0, VALUE_MAX},
    [PARAM_LATE_DAYS] = {"late-days", "late_days", 30, 0, VALUE_MAX},
    [PARAM_START_QUARTER] = {"start-quarter", "start_quarter", 20263, 19001,
	21994},
    [PARAM_ANSWER_DAYS] = {"answer-days", "answer_days", 2, 0, VALUE_MAX},
    [PARAM_DONE_DAYS] = {"done-days", "done_days", 15, 0, VALUE_MAX},
    [PARAM_ACCEPT_DAYS] = {"accept-days", "accept_days", 15, 0, VALUE_MAX},
    [PARAM_AGE_NOTICE_DAYS] = {"age-notice-days", "age_notice_days", 90, 0,
	VALUE_MAX},
    [PARAM_BIRTHDAY_QUARTER_PRORATA] = {"birthday-quarter-prorata",
	"birthday_quarter_prorata", 0, 0, 1},
    [PARAM_CONFIRM_DAYS] = {"confirm-days", "confirm_days", 30, 0, VALUE_MAX},
    [PARAM_CONSENT_AGE] = {"consent-age", "consent_age", 7, 0, VALUE_MAX},
    [PARAM_OBJECTION_DAYS] = {"objection-days", "objection_days", 15, 0,
	VALUE_MAX},
    [PARAM_REPORT_DAYS] = {"report-days", "report_days", 15, 0, VALUE_MAX},
    [PARAM_SCHOOL_YEAR_QUARTERS] = {"school-year-quarters",
	"school_year_quarters", 4, 0, VALUE_MAX},
};

const char *
param_word(enum param p)
{
	return params[p].word;
}

const char *
param_key(enum param p)
{
	return params[p].key;
}

int64_t
param_default(enum param p)
{
	return params[p].value;
}

enum err
param_decode(enum param *p, struct span word)
{
	unsigned i;

	for (i = 0; i < PARAM_COUNT; i++) {
		if (span_is(word, params[i].word)) {
			*p = (enum param)i;
			return ERR_OK;
		}
	}
	return ERR_FORMAT;
}

enum err
param_check(enum param p, int64_t value)
{
	if (value < params[p].min || value > params[p].max)
		return ERR_RANGE;
	if (p == PARAM_START_QUARTER && (value % 10 < 1 || value % 10 > 4))
		return ERR_RANGE;
	return ERR_OK;
}
