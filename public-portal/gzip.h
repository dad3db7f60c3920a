/*
 * gzip.h - bytes packed once, to be sent many times.
 *
 * Pure but for the heap.  Same input, same bytes.
 */
#ifndef PORTAL_GZIP_H
#define PORTAL_GZIP_H

#include "base.h"

/*
 * *out is NULL, and all is well, if packing would not save a tenth.
 *
 * Owns:	*out, free()
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err gzip_pack(uint8_t **out, size_t *n, struct span bytes);

#endif
