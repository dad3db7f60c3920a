/* f_keyfile.c - a key file that decodes is what the encoder makes. */
#include <stdlib.h>
#include <string.h>

#include "keyfile.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t buf[KEYFILE_MAX];
	struct keyfile k;
	struct span out;

	if (keyfile_decode(&k, (struct span){p, n}) != ERR_OK)
		return 0;
	if (keyfile_encode(&out, &k, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
