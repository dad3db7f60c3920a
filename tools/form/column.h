/*
 * column.h - what a column of a table is to a kind: a field of its schema, one
 * that leads to a reference, or nothing; may it be empty, may it be shown.
 *
 * Pure.
 */
#ifndef FORM_COLUMN_H
#define FORM_COLUMN_H

#include "kind.h"
#include "schema.h"

/* The class of most entries of the kind. */
enum class column_class(enum kind kind);

/* Is there such a column, under any name that people use? */
bool column_known(enum kind kind, const char *column);

/* No field of the kind, but it helps to find one. */
bool column_is_helper(enum kind kind, const char *column);

/* What it takes, be it a field of the schema or a helper; NULL if neither. */
const struct field *column_field(enum kind kind, const char *key);

/* May it be left empty: null, a list, or what the program fills in? */
bool column_optional(enum kind kind, const struct field *f);

/* Who a child is never stands on a screen: screens are photographed. */
bool column_private(enum kind kind, const char *column);

#endif
