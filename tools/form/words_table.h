/*
 * words_table.h - the rows behind words.h.
 */
#ifndef FORM_WORDS_TABLE_H
#define FORM_WORDS_TABLE_H

#include "words.h"

struct words_code {
	const char *key; /* of the field, or NULL: in any */
	const char *word, *vi, *en;
};

struct words_kind {
	const char *order;
	const char *vi, *en; /* the sentence: {key}, {key?yes|no}, [if given] */
};

/* Up to a row whose words are NULL. */
extern const struct words_field words_fields[];
extern const struct words_code words_codes[];
extern const struct words_kind words_kinds[KIND_COUNT];

#endif
