/*
 * canonical.h - canonical JSON (FORMAT 4.1): the one encoding of a payload.
 *
 * Pure: no I/O, no clock.  The stored bytes are what is hashed; they
 * become a value of jansson's only after canonical_check has accepted every
 * byte.
 */
#ifndef CLEAR_CANONICAL_H
#define CLEAR_CANONICAL_H

#include "base.h"

#include <jansson.h>

#define PAYLOAD_MAX 16384      /* 16 KiB */
#define PUBLICATION_MAX 262144 /* 256 KiB */
#define CLEAR_FILE_MAX 1048576 /* 1 MiB, FORMAT 8.2 */
#define CANONICAL_DEPTH 8

/*
 * Errors:	ERR_FORMAT, with FORMAT 4.1 and the reason in *f (may be NULL);
 *		ERR_RANGE above max
 */
MUST_CHECK enum err canonical_check(struct span bytes, size_t max,
    struct fault *f);

/* Check, then load.  *root is a new reference: json_decref() it. */
MUST_CHECK enum err canonical_decode(json_t **root, struct span bytes,
    size_t max, struct fault *f);

/* *bytes is malloc'd, n bytes without NUL: free() it.  Errors: ERR_FORMAT a
 * value that 4.1 cannot say (a real, a key or string out of bounds) */
MUST_CHECK enum err canonical_encode(uint8_t **bytes, size_t *n,
    const json_t *root, size_t max);

#endif
