/* f_sealed.c - the text under a seal that decodes is what the encoder makes. */
#include <stdlib.h>
#include <string.h>

#include "sealed.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct sealed_plain plain;
	uint8_t buf[SEALED_PLAIN_MAX];
	struct handle h;
	struct span out;

	(void)(sealed_handle(&h, (struct span){p, n}) == ERR_OK);
	if (sealed_plain_decode(&plain, (struct span){p, n}) != ERR_OK)
		return 0;
	if (sealed_plain_encode(&out, &plain.okey,
		(struct span){plain.payload, plain.n}, buf) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
