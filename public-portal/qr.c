/*
 * qr.c - by libqrencode: level M, which a fold or a stain does not spoil.
 */
#include "qr.h"

#include <errno.h>
#include <qrencode.h>
#include <stdlib.h>

enum err
qr_make(struct render_qr *q, const char *text)
{
	uint8_t *dark;
	QRcode *code;
	size_t i, n;

	code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (code == NULL)
		return errno == ERANGE ? ERR_RANGE : ERR_MEMORY;
	n = (size_t)code->width * (size_t)code->width;
	dark = malloc(n);
	for (i = 0; dark != NULL && i < n; i++)
		dark[i] = code->data[i] & 1;
	*q = (struct render_qr){dark, (unsigned)code->width};
	QRcode_free(code);
	return dark == NULL ? ERR_MEMORY : ERR_OK;
}

void
qr_release(struct render_qr *q)
{
	union {
		const uint8_t *in;
		void *out;
	} u = {.in = q->dark};

	free(u.out);
	*q = (struct render_qr){NULL, 0};
}
