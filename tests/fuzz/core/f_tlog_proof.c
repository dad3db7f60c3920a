/* f_tlog_proof.c - a proof file that decodes is what the encoder makes. */
#include <stdlib.h>

#include "receipt.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static uint8_t buf[RECEIPT_MAX];
	struct tlog_proof t;
	struct span out;

	if (tlog_proof_decode(&t, (struct span){p, n}) != ERR_OK)
		return 0;
	if (tlog_proof_encode(&out, &t, buf, sizeof(buf)) != ERR_OK ||
	    !span_eq(out, (struct span){p, n}))
		abort();
	return 0;
}
