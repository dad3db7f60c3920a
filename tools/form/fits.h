/*
 * fits.h - fields that are given exactly when another field has certain words:
 * said by name here, before the schema refuses the whole row.
 */
#ifndef FORM_FITS_H
#define FORM_FITS_H

#include "convert.h"
#include "kind.h"

/* Fields that are not there are not looked at.  Errors: ERR_FORMAT with the column and the reason in *m. */
MUST_CHECK enum err fits(const json_t *payload, enum kind kind,
    struct misfit *m);

#endif
