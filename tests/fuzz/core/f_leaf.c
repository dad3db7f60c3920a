/* f_leaf.c - a leaf that decodes is what the encoder makes. */
#include <stdlib.h>

#include "leaf.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t buf[LEAF_MAX];
	struct leaf l, fast;
	struct span out;

	if (leaf_decode(&l, (struct span){p, n}, NULL) != ERR_OK)
		return 0;
	if (leaf_decode_fast(&fast, (struct span){p, n}, NULL) != ERR_OK ||
	    leaf_encode(&out, &l, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
