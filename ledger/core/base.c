/*
 * base.c - spans, comparisons and faults: the few functions behind the words
 * that every other file speaks.
 */
#include "base.h"

#include <sodium.h>
#include <string.h>

struct span
span_str(const char *s)
{
	return (struct span){(const uint8_t *)s, strlen(s)};
}

bool
span_eq(struct span a, struct span b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
span_is(struct span a, const char *s)
{
	return span_eq(a, span_str(s));
}

int
span_cmp(struct span a, struct span b)
{
	size_t n;
	int c;

	n = a.n < b.n ? a.n : b.n;
	c = n == 0 ? 0 : memcmp(a.p, b.p, n);
	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

bool
digest_eq(const struct digest *a, const struct digest *b)
{
	return sodium_memcmp(a->b, b->b, sizeof(a->b)) == 0;
}

bool
digest_is_zero(const struct digest *a)
{
	return sodium_is_zero(a->b, sizeof(a->b)) == 1;
}

bool
id_eq(const struct id *a, const struct id *b)
{
	return memcmp(a->b, b->b, sizeof(a->b)) == 0;
}

enum err
fault_set(struct fault *f, enum err code, uint64_t index, const char *clause)
{
	if (f != NULL)
		*f = (struct fault){code, index, clause};
	return code;
}

const char *
err_word(enum err code)
{
	switch (code) {
	case ERR_OK:
		return "ok";
	case ERR_FORMAT:
		return "format";
	case ERR_RANGE:
		return "range";
	case ERR_SPACE:
		return "space";
	case ERR_HASH:
		return "hash";
	case ERR_PROOF:
		return "proof";
	case ERR_SIGNATURE:
		return "signature";
	case ERR_KEY:
		return "key";
	case ERR_VALUE:
		return "value";
	case ERR_AUTHORITY:
		return "authority";
	case ERR_RULE:
		return "rule";
	case ERR_STALE:
		return "stale";
	case ERR_SECRET:
		return "secret";
	case ERR_WITHHELD:
		return "withheld";
	case ERR_MISSING:
		return "missing";
	case ERR_EXISTS:
		return "exists";
	case ERR_TRUNCATED:
		return "truncated";
	case ERR_MEMORY:
		return "memory";
	case ERR_IO:
		return "io";
	}
	return "unknown";
}
