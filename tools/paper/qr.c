/*
 * qr.c - QR codes by libqrencode, level M: a fold or a stain on the paper does
 * no harm.
 */
#include "qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

#define QUIET 4

enum err
qr_draw(struct page *p, double x, double y, double side, const char *text)
{
	QRcode *q;
	double unit;
	int row, col, end;

	if (strlen(text) > QR_TEXT_MAX)
		return ERR_SPACE;
	q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (q == NULL)
		return errno == ENOMEM ? ERR_MEMORY : ERR_SPACE;
	unit = side / (q->width + 2 * QUIET);
	/* Neighbours in a row are one rectangle: no hairs between them. */
	for (row = 0; row < q->width; row++)
		for (col = 0; col < q->width; col = end + 1) {
			const unsigned char *line =
			    q->data + (size_t)row * (size_t)q->width;

			for (end = col; end < q->width && (line[end] & 1) != 0;)
				end++;
			if (end > col)
				cairo_rectangle(p->cr, x + (col + QUIET) * unit,
				    y + (row + QUIET) * unit,
				    (end - col) * unit, unit * 1.02);
		}
	cairo_fill(p->cr);
	QRcode_free(q);
	return ERR_OK;
}
