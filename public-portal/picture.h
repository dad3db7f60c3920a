/*
 * picture.h - the picture that goes with a shared address: 1200 by 630, PNG,
 * drawn in memory with the portal's own fonts.  Same input, same bytes.
 */
#ifndef PORTAL_PICTURE_H
#define PORTAL_PICTURE_H

#include "base.h"

#include <jansson.h>

struct painter;

/*
 * The fonts, opened once for many pictures.
 * Owns:	painter_close
 * Errors:	ERR_FORMAT this FreeType reads no WOFF 2; ERR_MEMORY
 */
MUST_CHECK enum err painter_open(struct painter **out);
void painter_close(struct painter *p);

/*
 * Owns:	free(*bytes)
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err picture_draw(uint8_t **bytes, size_t *n, struct painter *p,
    const json_t *publication);

#endif
