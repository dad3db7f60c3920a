/*
 * f_bundle.c - the leaves of a bundle, written again, are the bundle up to
 * where it breaks off.
 */
#include <stdlib.h>

#include "text.h"
#include "tile.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct span in = {p, n}, rest = in, leaf;
	struct wr w;
	void *buf;

	buf = malloc(n + 1);
	if (buf == NULL)
		return 0;
	wr_init(&w, buf, n);
	while (bundle_next(&leaf, &rest) == ERR_OK) {
		wr_u16(&w, (uint16_t)leaf.n);
		wr_span(&w, leaf);
	}
	wr_span(&w, rest);
	if (!span_eq(wr_done(&w), in))
		abort();
	free(buf);
	return 0;
}
