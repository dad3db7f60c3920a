/*
 * keycode.h - the code of a key that is to be granted (FORMAT 3.12): read
 * aloud by who made it, compared by who grants it.
 */
#ifndef FORM_KEYCODE_H
#define FORM_KEYCODE_H

#include "base.h"

#define KEYCODE_LEN 20 /* four groups of four, and NUL */

/* Of the texts as they stand in the request; reading may be "".
 * Errors: ERR_SPACE */
MUST_CHECK enum err keycode_encode(char out[KEYCODE_LEN], const char *vkey,
    const char *reading);

#endif
