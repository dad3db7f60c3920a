/*
 * f_manifest.c - what is taken for a backup's manifest is written the same
 * again.
 */
#include <stdlib.h>

#include "manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static uint8_t buf[MANIFEST_MAX];
	struct span in = {p, n}, out;
	struct manifest m;

	if (n > MANIFEST_MAX || manifest_decode(&m, in) != ERR_OK)
		return 0;
	if (manifest_encode(&out, &m, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(in, out))
		abort();
	return 0;
}
