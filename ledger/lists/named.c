/*
 * named.c - a new list is a line here.
 */
#include "named.h"

#include "text.h"

#include <string.h>

static const struct named_list lists[] = {
    {"followup-table", list_followup, false, false, "children"},
    {"school", list_school, true, false, "sheet"},
    {"hamlet", list_hamlet, true, false, "sheet"},
    {"sponsor", list_sponsor, true, false, "report"},
    {"year", list_year, true, true, "report"},
    {"health", list_health, false, false, "report"},
    {"ages", list_health_age, false, false, "report"},
    {"reconcile", list_reconcile, false, false, "other"},
};

const struct named_list *
named_list(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (strcmp(lists[i].word, word) == 0)
			return &lists[i];
	return NULL;
}

/* "CAX" and "cax" are the same unit. */
static enum err
unit_decode(char *unit, const char *s)
{
	size_t i;

	for (i = 0; s[i] != '\0'; i++) {
		if (i == STATE_WORD - 1)
			return ERR_FORMAT;
		unit[i] = s[i];
		if (s[i] >= 'A' && s[i] <= 'Z')
			unit[i] = (char)(s[i] - 'A' + 'a');
	}
	unit[i] = '\0';
	return i == 0 ? ERR_FORMAT : ERR_OK;
}

enum err
named_list_ask(struct list_ask *ask, char *unit, const struct named_list *l,
    int n, char *const *arg)
{
	uint64_t year;

	if (l->unit) {
		if (n == 0 || unit_decode(unit, arg[0]) != ERR_OK)
			return ERR_FORMAT;
		ask->unit = unit;
		n--;
		arg++;
	}
	if (n == 0)
		return ERR_OK;
	if (n > 1)
		return ERR_FORMAT;
	if (!l->year)
		return quarter_decode(&ask->quarter, span_str(arg[0]));
	if (decimal_decode(&year, span_str(arg[0])) != ERR_OK || year < 1900 ||
	    year > 2199)
		return ERR_FORMAT;
	ask->year = (int32_t)year;
	return ERR_OK;
}
