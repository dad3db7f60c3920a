/*
 * tile.c - which tiles a tree has, how they are called and what is in them.
 */
#include "tile.h"

#include <assert.h>
#include <string.h>

#include "text.h"

#define TILE_BITS 8   /* log2 of TILE_WIDTH */
#define TILE_LEVELS 7 /* levels that sizes below 2^53 can reach */
#define GROUPS_MAX 6  /* of three digits, in a number below 2^53 */

static void
put_group(struct wr *w, unsigned v)
{
	wr_byte(w, (uint8_t)('0' + v / 100));
	wr_byte(w, (uint8_t)('0' + v / 10 % 10));
	wr_byte(w, (uint8_t)('0' + v % 10));
}

/* 1234067 is x001/x234/067. */
static void
put_number(struct wr *w, uint64_t v)
{
	unsigned group[GROUPS_MAX];
	size_t n = 0;

	do {
		group[n++] = (unsigned)(v % 1000);
		v /= 1000;
	} while (v > 0);
	while (n-- > 0) {
		if (n > 0)
			wr_lit(w, "x");
		put_group(w, group[n]);
		if (n > 0)
			wr_lit(w, "/");
	}
}

void
tile_path(char *path, const struct tile *t)
{
	struct wr w;

	assert(t->level <= TILE_BUNDLE_LEVEL && t->n <= NUMBER_MAX);
	assert(t->width >= 1 && t->width <= TILE_WIDTH);
	wr_init(&w, path, TILE_PATH_MAX);
	wr_lit(&w, "tile/");
	if (t->level == TILE_BUNDLE_LEVEL)
		wr_lit(&w, "entries");
	else
		wr_decimal(&w, t->level);
	wr_lit(&w, "/");
	put_number(&w, t->n);
	if (t->width < TILE_WIDTH) {
		wr_lit(&w, ".p/");
		wr_decimal(&w, t->width);
	}
	wr_byte(&w, 0);
	assert(!w.bad);
}

/* What follows reads more than is written: tile_path_decode compares. */
static void
take_group(struct rd *r, uint64_t *v)
{
	struct span s;
	size_t i;

	s = rd_bytes(r, 3);
	for (i = 0; i < s.n; i++)
		*v = *v * 10 + (s.p[i] - (uint64_t)'0');
}

static uint64_t
take_number(struct rd *r)
{
	uint64_t v = 0;

	while (!r->bad && r->rest.n > 0 && *r->rest.p == 'x') {
		rd_lit(r, "x");
		take_group(r, &v);
		rd_lit(r, "/");
	}
	take_group(r, &v);
	return v;
}

static bool
take_path(struct tile *t, struct span path)
{
	struct rd r;
	uint64_t level, width = TILE_WIDTH;
	struct span s;

	rd_init(&r, path);
	rd_lit(&r, "tile/");
	s = rd_until(&r, '/', 7);
	if (span_is(s, "entries"))
		level = TILE_BUNDLE_LEVEL;
	else if (decimal_decode(&level, s) != ERR_OK ||
	    level >= TILE_BUNDLE_LEVEL)
		return false;
	t->n = take_number(&r);
	if (r.rest.n > 0) {
		rd_lit(&r, ".p/");
		if (decimal_decode(&width, r.rest) != ERR_OK || width < 1 ||
		    width >= TILE_WIDTH)
			return false;
	}
	t->level = (unsigned)level;
	t->width = (unsigned)width;
	return !r.bad && t->n <= NUMBER_MAX;
}

enum err
tile_path_decode(struct tile *t, struct span path)
{
	char again[TILE_PATH_MAX];
	struct tile got;

	if (!take_path(&got, path))
		return ERR_FORMAT;
	tile_path(again, &got);
	if (!span_is(path, again))
		return ERR_FORMAT;
	*t = got;
	return ERR_OK;
}

/*
 * Of one level, the at-th tile that a tree has and the old one has not:
 * those from the first that was not full to the last.
 */
static bool
level_tile(struct tile *t, uint64_t *at, uint64_t old, uint64_t size)
{
	uint64_t first = old / TILE_WIDTH;
	uint64_t n = size / TILE_WIDTH + (size % TILE_WIDTH != 0) - first;

	if (old == size)
		return false;
	if (*at >= n) {
		*at -= n;
		return false;
	}
	t->n = first + *at;
	t->width = TILE_WIDTH;
	if (t->n == size / TILE_WIDTH)
		t->width = (unsigned)(size % TILE_WIDTH);
	return true;
}

bool
tile_next(struct tile *t, uint64_t *i, uint64_t old, uint64_t size)
{
	uint64_t at = *i;
	unsigned level, shift;
	struct tile got;
	bool found = false;

	if (old >= size)
		return false;
	for (level = 0; level < TILE_LEVELS && !found; level++) {
		shift = level * TILE_BITS;
		got.level = level;
		found = level_tile(&got, &at, old >> shift, size >> shift);
	}
	if (!found) {
		got.level = TILE_BUNDLE_LEVEL;
		found = level_tile(&got, &at, old, size);
	}
	if (found) {
		*t = got;
		++*i;
	}
	return found;
}

enum err
tile_hashes(uint8_t *out, const struct tile *t, const struct hashes *h)
{
	uint8_t buf[TILE_WIDTH * DIGEST_LEN];
	unsigned i, level = t->level * TILE_BITS;
	struct digest d;
	enum err err;

	if (t->level >= TILE_LEVELS || t->n > NUMBER_MAX / TILE_WIDTH ||
	    t->width < 1 || t->width > TILE_WIDTH ||
	    t->n * TILE_WIDTH + t->width - 1 > NUMBER_MAX >> level)
		return ERR_RANGE;
	for (i = 0; i < t->width; i++) {
		err = h->get(h->arg, &d, level, t->n * TILE_WIDTH + i);
		if (err != ERR_OK)
			return err;
		memcpy(buf + (size_t)i * DIGEST_LEN, d.b, DIGEST_LEN);
	}
	memcpy(out, buf, (size_t)t->width * DIGEST_LEN);
	return ERR_OK;
}

enum err
bundle_next(struct span *leaf, struct span *rest)
{
	struct span got;
	struct rd r;

	rd_init(&r, *rest);
	got = rd_bytes(&r, rd_u16(&r));
	if (r.bad)
		return ERR_TRUNCATED;
	*leaf = got;
	*rest = r.rest;
	return ERR_OK;
}
