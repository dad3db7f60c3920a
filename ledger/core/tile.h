/*
 * tile.h - C2SP tlog-tiles: names and contents of hash tiles and bundles.
 *
 * Pure.
 */
#ifndef CORE_TILE_H
#define CORE_TILE_H

#include "base.h"
#include "tree.h"

#define TILE_WIDTH 256
#define TILE_PATH_MAX 128
#define TILE_BUNDLE_LEVEL 64 /* struct tile level of "tile/entries" */
#define BUNDLE_MAX 66048     /* our leaves: at most 256 bytes */

struct tile {
	unsigned level; /* 0..63, or TILE_BUNDLE_LEVEL */
	uint64_t n;
	unsigned width; /* 1..256; 256 is a full tile */
};

/* "tile/0/x001/067.p/44", NUL-terminated; path has TILE_PATH_MAX bytes. */
void tile_path(char *path, const struct tile *t);

/* Exactly what tile_path makes.  Errors: ERR_FORMAT */
MUST_CHECK enum err tile_path_decode(struct tile *t, struct span path);

/*
 * Every tile of a tree of this size, full and partial, hash tiles first;
 * call with *i from 0 until it answers false.  With old > 0, those that a
 * tree of old leaves has not: none if old >= size.
 */
bool tile_next(struct tile *t, uint64_t *i, uint64_t old, uint64_t size);

/* Contents of a hash tile: width * 32 bytes.  Errors: ERR_RANGE, as h->get */
MUST_CHECK enum err tile_hashes(uint8_t *out, const struct tile *t,
    const struct hashes *h);

/*
 * One entry bundle is big-endian u16 length and leaf, width times: take the
 * first leaf off the rest, which ends empty.  Errors: ERR_TRUNCATED
 */
MUST_CHECK enum err bundle_next(struct span *leaf, struct span *rest);

#endif
