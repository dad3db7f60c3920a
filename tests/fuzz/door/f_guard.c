/* f_guard.c - a cookie that is found fits, holds no end of one, and stands in
 * the header; no text is a good request in all its headers. */
#include <stdlib.h>
#include <string.h>

#include "guard.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

#define ROOM 45

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char header[1024], out[ROOM];
	const struct guard_headers h = {.host = header,
	    .origin = header,
	    .type = header,
	    .length = header,
	    .n_host = 1,
	    .n_length = 1};
	const char *why = NULL;

	if (n >= sizeof(header))
		return 0;
	memcpy(header, p, n);
	header[n] = '\0';
	guard_cookie(out, sizeof(out), header);
	if (memchr(out, '\0', sizeof(out)) == NULL ||
	    strchr(out, ';') != NULL || strstr(header, out) == NULL)
		abort();
	/* No header is host, origin, type and length at once. */
	if (guard_refuses(&why, &h, "http://a:1", true, 100) == 0 ||
	    why == NULL)
		abort();
	return 0;
}
