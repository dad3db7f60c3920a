/*
 * tileput.c - tiles and bundles, each hash and leaf of them held against the
 * tree of the writer.
 */
#include "tileput.h"

#include "hash.h"
#include "leaf.h"
#include "outdir.h"
#include "text.h"
#include "tile.h"

#include <stdio.h>
#include <stdlib.h>

enum err
tileput_file(const struct tileput *k, const char *name, struct span bytes)
{
	enum err e = outdir_put(k->dir, name, bytes);

	if (e != ERR_OK)
		(void)snprintf(k->at, TILEPUT_NAME, "%s", name);
	return e;
}

enum err
tileput_leaf(struct span *leaf, const struct tileput *k, uint64_t index)
{
	struct digest is, d;
	enum err e;

	e = store_leaf(k->txn, leaf, index);
	if (e == ERR_OK)
		e = k->hashes.get(k->hashes.arg, &is, 0, index);
	if (e != ERR_OK)
		return e;
	d = leaf_hash(*leaf);
	return digest_eq(&d, &is) ? ERR_OK : ERR_HASH;
}

static enum err
put_bundle(const struct tileput *k, const struct tile *t, const char *name)
{
	uint8_t *bytes = malloc(BUNDLE_MAX);
	struct wr out;
	struct span leaf;
	unsigned i;
	enum err e = bytes == NULL ? ERR_MEMORY : ERR_OK;

	wr_init(&out, bytes, BUNDLE_MAX);
	for (i = 0; i < t->width && e == ERR_OK; i++) {
		e = tileput_leaf(&leaf, k, t->n * TILE_WIDTH + i);
		if (e == ERR_OK) {
			wr_u16(&out, (uint16_t)leaf.n);
			wr_span(&out, leaf);
		}
	}
	if (e == ERR_OK)
		e = tileput_file(k, name, wr_done(&out));
	free(bytes);
	return e;
}

enum err
tileput_new(const struct tileput *k, uint64_t old, uint64_t size)
{
	uint8_t bytes[(size_t)TILE_WIDTH * DIGEST_LEN];
	char name[TILE_PATH_MAX];
	struct tile t;
	uint64_t i = 0;
	enum err e = ERR_OK;

	while (e == ERR_OK && tile_next(&t, &i, old, size)) {
		tile_path(name, &t);
		if (t.level == TILE_BUNDLE_LEVEL) {
			e = put_bundle(k, &t, name);
			continue;
		}
		e = tile_hashes(bytes, &t, &k->hashes);
		if (e == ERR_OK)
			e = tileput_file(k, name,
			    (struct span){bytes, (size_t)t.width * DIGEST_LEN});
	}
	return e;
}
