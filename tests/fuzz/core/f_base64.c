/* f_base64.c - base64 that decodes is what the encoder makes. */
#include <stdlib.h>

#include "text.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t *text, *bytes;
	size_t size, room;
	struct wr w;

	if (base64_size(&size, (struct span){p, n}) != ERR_OK)
		return 0;
	bytes = malloc(size + 1);
	text = malloc(n + 1);
	if (bytes == NULL || text == NULL)
		abort();
	room = size;
	if (base64_decode_any(bytes, &room, (struct span){p, n}) != ERR_OK ||
	    room != size)
		abort();
	wr_init(&w, text, n);
	wr_base64(&w, bytes, size);
	if (w.bad || !span_eq(wr_done(&w), (struct span){p, n}))
		abort();
	free(bytes);
	free(text);
	return 0;
}
