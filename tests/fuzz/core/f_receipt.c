/* f_receipt.c - a receipt that decodes is what the encoder makes. */
#include <stdlib.h>

#include "receipt.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static uint8_t buf[RECEIPT_MAX];
	struct receipt r;
	struct span out;

	if (receipt_decode(&r, (struct span){p, n}) != ERR_OK)
		return 0;
	if (receipt_encode(&out, &r, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
