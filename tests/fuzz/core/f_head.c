/* f_head.c - a head that decodes is what the encoder makes. */
#include <stdlib.h>

#include "entry.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t buf[HEAD_MAX];
	struct span out;
	struct head h;

	if (head_decode(&h, (struct span){p, n}) != ERR_OK)
		return 0;
	if (head_encode(&out, &h, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
