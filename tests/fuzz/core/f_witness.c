/*
 * f_witness.c - what a witness answers joins a checkpoint or is refused: the
 * text stays, and no line that was there is lost.  The input is a policy, a
 * checkpoint and an answer, a zero byte between them.
 */
#include <stdlib.h>
#include <string.h>

#include "witness.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static struct span
next(const uint8_t **p, size_t *n)
{
	const uint8_t *end = *n == 0 ? NULL : memchr(*p, 0, *n);
	struct span s = {*p, end == NULL ? *n : (size_t)(end - *p)};

	*p += end == NULL ? s.n : s.n + 1;
	*n -= end == NULL ? s.n : s.n + 1;
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static uint8_t buf[NOTE_MAX];
	const struct room room = {buf, sizeof(buf)};
	struct span policy = next(&p, &n), checkpoint = next(&p, &n),
		    answer = {p, n}, out;
	struct note before, after;
	struct trust t;
	uint64_t size;
	unsigned line;
	size_t good;

	if (witness_size_decode(&size, answer) == ERR_OK && size > NUMBER_MAX)
		abort();
	if (trust_decode(&t, policy, &line) != ERR_OK ||
	    witness_merge(&out, &good, checkpoint, answer, &t, room) != ERR_OK)
		return 0;
	if (note_decode(&before, checkpoint) != ERR_OK ||
	    note_decode(&after, out) != ERR_OK ||
	    !span_eq(before.text, after.text) || after.n < before.n ||
	    after.n > before.n + good)
		abort();
	return 0;
}
