/*
 * f_clearfile.c - a clear file that is accepted is made again byte by byte.
 */
#include <stdlib.h>
#include <string.h>

#include "clearfile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct clear_file c;
	uint8_t *held, *bytes;
	size_t n;

	if (clear_file_decode(&c, &held, (struct span){data, size}, NULL) !=
	    ERR_OK)
		return 0;
	if (clear_file_encode(&bytes, &n, &c) != ERR_OK || n != size ||
	    memcmp(bytes, data, n) != 0)
		abort();
	free(bytes);
	free(held);
	return 0;
}
