/*
 * snapshot.h - what the entries below some size say, kept sealed beside the
 * store, so that opening reads the entries above it alone (FORMAT 4.11).
 *
 * It is a memory and no source: made from a replay, taken only if whoever made
 * it held the vault and all of its header is so in the store and the keyring,
 * and thrown away otherwise.  Its root fixes every leaf below its size, and
 * those are hashed again at each open.
 *
 * What is given up: heads, notes and items below its size are not read when a
 * ledger is opened.  They were, once, by who made it; whoever uses one later
 * reads it by entry_take(), opens it or holds it against its leaf; and
 * every verification reads them all.
 */
#ifndef WRITER_SNAPSHOT_H
#define WRITER_SNAPSHOT_H

#include "work.h"

#define SNAPSHOT_MAX ((size_t)2 << 30) /* bytes */
/* Made anew when so many entries came, and a 64th of the ledger. */
#define SNAPSHOT_EVERY 1000

/*
 * Into w->view, which is empty; without a snapshot that can be taken it stays
 * so.  Errors: ERR_MEMORY alone
 */
MUST_CHECK enum err snapshot_load(struct writer *w, struct store_txn *t);

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
