/* f_sealed_payload.c - first byte: the kind; the rest: a payload.  What is
 * accepted encodes to the same bytes. */
#include "payload.h"

#include <stdlib.h>
#include <string.h>

#include "canonical.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t *again = NULL;
	json_t *o = NULL;
	size_t len = 0;

	if (n < 1)
		return 0;
	if (payload_decode(&o, (enum kind)(p[0] % KIND_COUNT), CLASS_SEALED,
		(struct span){p + 1, n - 1}, NULL) != ERR_OK)
		return 0;
	if (canonical_encode(&again, &len, o, PAYLOAD_MAX) != ERR_OK ||
	    len != n - 1 || memcmp(again, p + 1, len) != 0)
		abort();
	free(again);
	json_decref(o);
	return 0;
}
