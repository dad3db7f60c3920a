/*
 * f_keyring.c - a keyring that decodes is what the encoder makes.  The sum is
 * added here, or no input would ever pass it: the lines are what is judged.
 */
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "keyring.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct keyring k;
	struct digest sum;
	uint8_t *in, *out;
	struct wr w;
	size_t m;

	in = malloc(n + 45);
	if (in == NULL)
		return 0;
	wr_init(&w, in, n + 45);
	wr_span(&w, (struct span){p, n});
	sum = sha256((struct span){p, n});
	wr_base64(&w, sum.b, DIGEST_LEN);
	wr_lit(&w, "\n");
	if (keyring_decode(&k, wr_done(&w)) == ERR_OK) {
		if (keyring_encode(&out, &m, &k) != ERR_OK ||
		    !span_eq(wr_done(&w), (struct span){out, m}))
			abort();
		free(out);
		keyring_release(&k);
	}
	free(in);
	return 0;
}
