/*
 * gzip.c - RFC 1952 by zlib, without a name or a time.
 */
#define ZLIB_CONST
#include "gzip.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#define GZIP_LEVEL 9
#define GZIP_WINDOW (15 + 16) /* 32 KiB; 16 asks for gzip's own head */
#define GZIP_MEMORY 9
#define GZIP_LEAST 200 /* less fits one packet anyway */

static enum err
pack(z_stream *z, uint8_t *p, size_t cap, struct span bytes)
{
	z->next_in = bytes.p;
	z->avail_in = (uInt)bytes.n;
	z->next_out = p;
	z->avail_out = (uInt)cap;
	/* No room left means that it does not pay. */
	return deflate(z, Z_FINISH) == Z_STREAM_END ? ERR_OK : ERR_RANGE;
}

enum err
gzip_pack(uint8_t **out, size_t *n, struct span bytes)
{
	z_stream z = {.next_in = NULL};
	uint8_t *p;
	size_t cap;
	enum err e;

	*out = NULL;
	*n = 0;
	if (bytes.n < GZIP_LEAST || bytes.n > INT_MAX)
		return ERR_OK;
	cap = bytes.n - bytes.n / 10;
	p = malloc(cap);
	if (p == NULL)
		return ERR_MEMORY;
	if (deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY,
		Z_DEFAULT_STRATEGY) != Z_OK) {
		free(p);
		return ERR_MEMORY;
	}
	e = pack(&z, p, cap, bytes);
	if (e == ERR_OK) {
		*n = (size_t)z.total_out;
		*out = p;
	} else {
		free(p);
	}
	(void)deflateEnd(&z);
	return ERR_OK;
}
