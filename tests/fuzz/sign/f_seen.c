/* f_seen.c - a signing memory that decodes is what the encoder makes. */
#include <stdlib.h>
#include <string.h>

#include "signer.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t buf[SEEN_MAX];
	struct seen s;
	struct span out;

	if (seen_decode(&s, (struct span){p, n}) != ERR_OK)
		return 0;
	if (seen_encode(&out, &s, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
