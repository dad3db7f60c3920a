/*
 * names.h - the names that people use for columns and kinds.
 */
#ifndef MINHBACH_NAMES_H
#define MINHBACH_NAMES_H

#include "kind.h"

#define NAMES_MAX 8

/* NULL-terminated: the schema's key first, then its aliases. */
void names_of(const char *list[NAMES_MAX], const char *key);

/* A column that is no field of the kind but helps to find one. */
bool names_is_helper(enum kind kind, const char *column);

/* "give" -> disbursement; also the kinds' own words.  Errors: ERR_FORMAT */
MUST_CHECK enum err names_kind(enum kind *kind, const char *word);

#endif
