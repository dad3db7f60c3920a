/*
 * names.h - the names that people use for columns and kinds.
 */
#ifndef FORM_NAMES_H
#define FORM_NAMES_H

#include "kind.h"
#include "schema.h"

#define NAMES_MAX 9

/* NULL-terminated: the schema's key first, then its aliases. */
void names_of(const char *list[NAMES_MAX], const char *key);

/* The word of the schema that people's word stands for ("tiền mặt" -> "cash"),
 * or the text itself. */
const char *names_value(const struct field *f, const char *text);

/* "give" -> disbursement; also the kinds' own words.  Errors: ERR_FORMAT */
MUST_CHECK enum err names_kind(enum kind *kind, const char *word);

#endif
