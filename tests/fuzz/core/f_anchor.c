/*
 * f_anchor.c - what is taken for an anchor is written the same again.
 */
#include <stdlib.h>

#include "checkpoint.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct span in = {p, n}, out;
	char buf[ANCHOR_MAX];
	struct anchor a;

	if (anchor_decode(&a, in) != ERR_OK)
		return 0;
	if (anchor_encode(&out, &a, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(in, out))
		abort();
	return 0;
}
