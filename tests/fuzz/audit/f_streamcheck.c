/*
 * f_streamcheck.c - any bytes as an audit stream, quick and in full: no crash,
 * and never a proof, since there is no anchor to prove it by.
 */
#include <stdlib.h>

#include <sodium.h>

#include "streamcheck.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* The items of the stream one by one, as the program reads them. */
static void
feed(struct streamcheck *s, struct span in)
{
	struct span body;
	uint32_t size;

	while (in.n > 0 && stream_length(&size, in) == ERR_OK &&
	    size <= in.n - STREAM_PREFIX) {
		body = (struct span){in.p + STREAM_PREFIX, size};
		if (streamcheck_item(s, body) != ERR_OK)
			return;
		in.p += STREAM_PREFIX + size;
		in.n -= STREAM_PREFIX + size;
	}
}

static void
check(struct span in, bool quick)
{
	const struct stream_options o = {.quick = quick};
	const struct stream_result *r;
	struct streamcheck *s;

	if (streamcheck_new(&s, &o) != ERR_OK)
		abort();
	feed(s, in);
	if (streamcheck_finish(s) != ERR_OK)
		abort();
	r = streamcheck_result(s);
	if (streamcheck_verdict(s) == VERDICT_PROVED ||
	    r->clear + r->sealed > r->size || r->size > in.n)
		abort();
	streamcheck_free(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	if (sodium_init() < 0)
		abort();
	check((struct span){p, n}, false);
	check((struct span){p, n}, true);
	return 0;
}
