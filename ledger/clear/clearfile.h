/*
 * clearfile.h - the public file of one clear entry (FORMAT 8.2): how anyone
 * gets from a leaf to what was said.
 *
 * Pure: no I/O, no clock.
 */
#ifndef CLEAR_CLEARFILE_H
#define CLEAR_CLEARFILE_H

#include "base.h"
#include "canonical.h"
#include "statement.h"

struct clear_file {
	struct digest head; /* SHA-256 of the head */
	struct span note;
	bool is_withdrawn;
	/* unless withdrawn */
	struct okey okey;
	struct span payload; /* not tested here: canonical_decode() it */
	/* if withdrawn */
	uint64_t withdrawn; /* index of the withdrawal */
};

/*
 * The spans point into *held, which is malloc'd: free() it after c.
 * Errors:	ERR_FORMAT; ERR_RANGE above CLEAR_FILE_MAX; ERR_MEMORY
 */
MUST_CHECK enum err clear_file_decode(struct clear_file *c, uint8_t **held,
    struct span bytes, struct fault *f);

/*
 * *bytes is malloc'd, n bytes without NUL: free() it.
 * Errors:	ERR_FORMAT a payload that no JSON string can hold, or a note
 *		that is empty or too long; ERR_RANGE; ERR_MEMORY
 */
MUST_CHECK enum err clear_file_encode(uint8_t **bytes, size_t *n,
    const struct clear_file *c);

#endif
