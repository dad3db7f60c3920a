/*
 * snapshot.h - what the entries below some size say, kept sealed beside the
 * store, so that opening reads the entries above it alone (FORMAT 4.11).
 *
 * It is a memory and no source: made from a replay, taken only if whoever made
 * it held the vault and all of its header is so in the store and the keyring,
 * and thrown away otherwise.  Its root fixes every leaf below its size: the
 * edge that new leaves go on is the sealed one, and each stored hash or leaf
 * that is used is held against it (writer_hashes()).
 *
 * What is given up: entries below its size are not all read when a ledger is
 * opened, and above SNAPSHOT_SLICE leaves not all leaves are hashed, but so
 * many of them, by chance.  All were, once, by who made it; whoever uses one
 * later reads it by entry_take(), or opens it; and every verification reads
 * them all.
 */
#ifndef WRITER_SNAPSHOT_H
#define WRITER_SNAPSHOT_H

#include "work.h"

#define SNAPSHOT_MAX ((size_t)2 << 30) /* bytes */
/* Made anew when so many entries came, and a 64th of the ledger. */
#define SNAPSHOT_EVERY 1000
/* Leaves that are hashed again at each opening: a power of two. */
#define SNAPSHOT_SLICE (UINT64_C(1) << 14)

/*
 * Into w->view, which is empty; without a snapshot that can be taken it stays
 * so.  Errors: ERR_MEMORY alone
 */
MUST_CHECK enum err snapshot_load(struct writer *w, struct store_txn *t);

/*
 * After a load: do these leaves still make the tree that the snapshot names?
 * All of them up to 2 * slice, above that so many at a place left to chance.
 * Errors:	ERR_HASH, with the leaf in *f; those of store_verify()
 */
MUST_CHECK enum err snapshot_look(struct writer *w, struct store_txn *t,
    uint64_t slice, struct fault *f);

/*
 * Write one of the ledger as it stands.
 * Errors:	ERR_SECRET no vault; ERR_RULE the view is not what a replay
 *		would make now: entries erased or missing; ERR_RANGE; ERR_IO;
 *		ERR_MEMORY.  The old one stands.
 */
MUST_CHECK enum err snapshot_write(struct writer *w);

/* At the end of a session: write one if it is due and nothing is amiss.  That
 * it fails changes nothing but how long the next open takes. */
void snapshot_keep(struct writer *w);

#endif
