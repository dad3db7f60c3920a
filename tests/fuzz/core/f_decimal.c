/* f_decimal.c - a decimal that decodes is what the encoder makes. */
#include <stdlib.h>

#include "text.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t buf[20];
	struct wr w;
	uint64_t v;

	if (decimal_decode(&v, (struct span){p, n}) != ERR_OK)
		return 0;
	wr_init(&w, buf, sizeof(buf));
	wr_decimal(&w, v);
	if (v > NUMBER_MAX || !span_eq(wr_done(&w), (struct span){p, n}))
		abort();
	return 0;
}
