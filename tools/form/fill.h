/*
 * fill.h - what the program fills in by itself: references found by voucher or
 * by child, the split over quarters, blind indexes, evidence, defaults.
 */
#ifndef FORM_FILL_H
#define FORM_FILL_H

#include "build.h"

/*
 * A field that the row does not give.
 * Errors:	ERR_MISSING nothing to fill in (m->vi is set if that is a fault
 *		of the row, as a reference that leads nowhere)
 */
MUST_CHECK enum err fill_field(json_t **v, const struct build *b,
    const struct field *f, struct misfit *m);

/* A reference given as the index of an entry. */
MUST_CHECK enum err fill_index(json_t **v, const struct build *b,
    const char *text, struct misfit *m);

/* Fields that hang on others, once all are there. */
MUST_CHECK enum err fill_after(json_t *payload, const struct build *b);

#endif
