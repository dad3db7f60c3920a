/*
 * f_compare.c - any two rows of entries can be compared, and what is dropped
 * and put in makes the one as long as the other.
 */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "compare.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* A part: a byte of length, then as many bytes as there are. */
static struct span
take(struct span *in)
{
	struct span s = {in->p, 0};

	if (in->n > 0) {
		s.n = in->p[0] < in->n ? in->p[0] : in->n - 1;
		s.p++;
		in->p += s.n + 1;
		in->n -= s.n + 1;
	}
	return s;
}

static struct compare_copy *
copy(struct span in)
{
	static const uint8_t key[16] = {1};
	struct compare_bytes b;
	struct compare_copy *c;

	if (compare_copy_new(&c, key) != ERR_OK)
		abort();
	while (in.n > 0) {
		b.leaf = take(&in);
		b.head = take(&in);
		b.note = take(&in);
		b.item = take(&in);
		b.opening = take(&in);
		if (compare_copy_add(c, &b) != ERR_OK)
			abort();
	}
	return c;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct compare_copy *a, *b;
	struct compare_result r;
	size_t i, sum;

	if (sodium_init() < 0)
		abort();
	a = copy((struct span){p, n / 2});
	b = copy((struct span){p + n / 2, n - n / 2});
	if (compare_copies(&r, a, b) != ERR_OK)
		abort();
	sum = compare_copy_size(a) + r.added;
	for (i = 0; i < r.n; i++) {
		sum += r.f[i].what == COMPARE_INSERTED;
		sum -= r.f[i].what == COMPARE_DROPPED;
	}
	if (sum != compare_copy_size(b))
		abort();
	compare_release(&r);
	compare_copy_free(a);
	compare_copy_free(b);
	return 0;
}
