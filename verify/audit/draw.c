/*
 * draw.c - the inspector's sample.
 */
#include "draw.h"

#include <string.h>

#include "hash.h"

#define PREFIX "minhbach/sample/v1\n"
#define COUNTER_LEN 8

bool
draw_seed_check(struct span seed)
{
	size_t i;

	if (seed.n == 0 || seed.n > DRAW_SEED_MAX)
		return false;
	for (i = 0; i < seed.n; i++)
		if (!((seed.p[i] >= '0' && seed.p[i] <= '9') ||
			(seed.p[i] >= 'A' && seed.p[i] <= 'Z') ||
			(seed.p[i] >= 'a' && seed.p[i] <= 'z') ||
			seed.p[i] == '-'))
			return false;
	return true;
}

struct source {
	uint8_t b[sizeof(PREFIX) + DRAW_SEED_MAX + 1 + 32 + COUNTER_LEN];
	size_t n; /* without the counter */
};

static void
source_init(struct source *s, struct span seed, const struct digest *root)
{
	memcpy(s->b, PREFIX, sizeof(PREFIX) - 1);
	s->n = sizeof(PREFIX) - 1;
	memcpy(s->b + s->n, seed.p, seed.n);
	s->n += seed.n;
	s->b[s->n++] = '\n';
	memcpy(s->b + s->n, root->b, sizeof(root->b));
	s->n += sizeof(root->b);
}

static uint64_t
source_number(struct source *s, uint64_t counter)
{
	struct digest d;
	uint64_t x = 0;
	size_t i;

	for (i = 0; i < COUNTER_LEN; i++)
		s->b[s->n + i] =
		    (uint8_t)(counter >> (8 * (COUNTER_LEN - 1 - i)));
	d = sha256((struct span){s->b, s->n + COUNTER_LEN});
	for (i = 0; i < 8; i++)
		x = x << 8 | d.b[i];
	return x;
}

static bool
is_drawn(const uint64_t *out, size_t n, uint64_t x)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (out[i] == x)
			return true;
	return false;
}

enum err
draw(uint64_t *out, size_t *got, size_t n, uint64_t size, struct span seed,
    const struct digest *root)
{
	struct source s;
	uint64_t counter, over, x;
	size_t k = 0;

	if (!draw_seed_check(seed))
		return ERR_FORMAT;
	if (n > DRAW_MAX)
		return ERR_RANGE;
	if (n > size)
		n = (size_t)size;
	source_init(&s, seed, root);
	/* 2^64 mod size */
	over = size == 0 ? 0 : (UINT64_MAX % size + 1) % size;
	for (counter = 0; k < n; counter++) {
		x = source_number(&s, counter);
		if (x > UINT64_MAX - over)
			continue;
		x %= size;
		if (!is_drawn(out, k, x))
			out[k++] = x;
	}
	*got = k;
	return ERR_OK;
}
