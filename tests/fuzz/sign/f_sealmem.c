/* f_sealmem.c - a memory of the log key that decodes is what the encoder makes. */
#include <stdlib.h>
#include <string.h>

#include "sealmem.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t buf[SEALMEM_MAX];
	struct checkpoint c;
	struct span out;

	if (sealmem_decode(&c, (struct span){p, n}) != ERR_OK)
		return 0;
	if (sealmem_encode(&out, &c, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
