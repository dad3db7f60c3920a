/* f_stfile.c - head and body of a statement file: what decodes is what the encoder makes. */
#include <stdlib.h>
#include <string.h>

#include "stfile.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct stfile_part *part;
	struct stfile_head h;
	struct span rest;
	struct wr w;
	uint8_t *buf;
	size_t count;

	buf = malloc(n + 1);
	if (buf == NULL)
		return 0;
	wr_init(&w, buf, n);
	if (stfile_head_decode(&h, &rest, (struct span){p, n}) == ERR_OK &&
	    (stfile_head_encode(&w, &h) != ERR_OK ||
		!span_eq(wr_done(&w), (struct span){p, n - rest.n})))
		abort();
	wr_init(&w, buf, n);
	if (stfile_body_decode(&part, &count, (struct span){p, n}) == ERR_OK) {
		if (stfile_body_encode(&w, part, count) != ERR_OK ||
		    !span_eq(wr_done(&w), (struct span){p, n}))
			abort();
		free(part);
	}
	free(buf);
	return 0;
}
