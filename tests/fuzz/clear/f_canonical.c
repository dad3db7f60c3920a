/*
 * f_canonical.c - what FORMAT 4.1 accepts has one spelling, and is loaded as
 * jansson itself would have loaded it.
 */
#include <stdlib.h>
#include <string.h>

#include "canonical.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span in = {data, size};
	uint8_t *bytes;
	json_t *j, *same;
	size_t n;

	if (canonical_check(in, PAYLOAD_MAX, NULL) != ERR_OK)
		return 0;
	if (canonical_decode(&j, in, PAYLOAD_MAX, NULL) != ERR_OK ||
	    canonical_encode(&bytes, &n, j, PAYLOAD_MAX) != ERR_OK ||
	    n != size || memcmp(bytes, data, n) != 0)
		abort();
	same =
	    json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);
	if (same == NULL || !json_equal(j, same))
		abort();
	json_decref(same);
	free(bytes);
	json_decref(j);
	return 0;
}
