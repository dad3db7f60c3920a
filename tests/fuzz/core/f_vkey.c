/* f_vkey.c - a verifier key that decodes is what the encoder makes. */
#include <stdlib.h>

#include "vkey.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char buf[VKEY_TEXT_MAX];
	struct span out;
	struct vkey k;

	if (vkey_decode(&k, (struct span){p, n}) != ERR_OK)
		return 0;
	if (vkey_encode(&out, &k, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
