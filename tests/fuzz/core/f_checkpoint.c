/*
 * f_checkpoint.c - what is taken for a checkpoint is written the same again.
 */
#include <stdlib.h>

#include "checkpoint.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct span in = {p, n}, out;
	char buf[CHECKPOINT_TEXT_MAX];
	struct checkpoint c;

	if (checkpoint_decode(&c, in) != ERR_OK)
		return 0;
	if (checkpoint_encode(&out, &c, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(in, out))
		abort();
	return 0;
}
