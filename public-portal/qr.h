/*
 * qr.h - an address as the squares of a QR code.
 *
 * Pure but for the heap.
 */
#ifndef PORTAL_QR_H
#define PORTAL_QR_H

#include "render.h"

/*
 * Owns:	qr_release
 * Errors:	ERR_RANGE too long; ERR_MEMORY
 */
MUST_CHECK enum err qr_make(struct render_qr *q, const char *text);
void qr_release(struct render_qr *q);

#endif
