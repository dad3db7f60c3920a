/*
 * tileput.h - the tiles of hashes and the bundles of leaves of a public
 * directory (FORMAT 8.1).
 */
#ifndef PUBLISH_TILEPUT_H
#define PUBLISH_TILEPUT_H

#include "base.h"
#include "store.h"

#define TILEPUT_NAME 192

struct tileput {
	struct store_txn *txn;
	struct hashes hashes; /* writer_hashes() */
	const char *dir;
	char *at; /* of TILEPUT_NAME: the file that is in the way */
};

/* One file; if it cannot be put, at says so.  Errors: of outdir_put() */
MUST_CHECK enum err tileput_file(const struct tileput *k, const char *name,
    struct span bytes);

/* What a tree of this size has and one of old had not.
 * Errors:	ERR_HASH altered; those of outdir_put() and the store */
MUST_CHECK enum err tileput_new(const struct tileput *k, uint64_t old,
    uint64_t size);

/* The bytes of a leaf, if they are those of the tree.  Errors: ERR_HASH; those
 * of the store */
MUST_CHECK enum err tileput_leaf(struct span *leaf, const struct tileput *k,
    uint64_t index);

#endif
