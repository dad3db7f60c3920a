/* f_slip.c - a slip that decodes is what the encoder makes. */
#include <stdlib.h>

#include "receipt.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t buf[SLIP_LEN];
	struct span out;
	struct slip s;

	if (slip_decode(&s, (struct span){p, n}) != ERR_OK)
		return 0;
	if (slip_encode(&out, &s, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
