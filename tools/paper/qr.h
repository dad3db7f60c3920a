/*
 * qr.h - a QR of a short text, as rectangles and not as a picture.
 */
#ifndef PAPER_QR_H
#define PAPER_QR_H

#include "page.h"

#define QR_TEXT_MAX 512

/* side includes the quiet zone of four modules.
 * Errors: ERR_SPACE too long a text; ERR_MEMORY */
MUST_CHECK enum err qr_draw(struct page *p, double x, double y, double side,
    const char *text);

#endif
