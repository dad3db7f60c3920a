/*
 * convert.h - one text of a sheet or form, typed as its schema's field wants
 * it: 1.000.000, 05/07/2026, Quý III/2026, có, ...
 */
#ifndef FORM_CONVERT_H
#define FORM_CONVERT_H

#include "schema.h"

/* Why a text is no value of its field; invalid_misfit() says it. */
struct misfit {
	const char *column;
	const char *vi, *en; /* static texts, or NULL: then ... */
	const char *clause;  /* ... what the schema refuses, or NULL */
};

/* *out is a new reference.  Errors: ERR_FORMAT with vi and en of *m filled. */
MUST_CHECK enum err convert(json_t **out, const struct field *f,
    const char *text, struct misfit *m);

/* 1000000 or 1.000.000; digits alone.  Errors: ERR_FORMAT */
MUST_CHECK enum err convert_amount(int64_t *v, const char *text);

/* 2026-07-05 or 05/07/2026 into ISO; iso has 11 bytes.  ERR_FORMAT */
MUST_CHECK enum err convert_date(char iso[11], const char *text);

#endif
