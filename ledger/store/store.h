/*
 * store.h - where a ledger lies at rest: one LMDB environment with a table
 * for each thing, keyed by the 8 bytes of the index.
 *
 * The only library that includes lmdb.h.  Nothing stored is ever changed:
 * tables keyed by index grow at their end alone, ids are never overwritten,
 * a checkpoint may only gain lines.  The one deletion is store_forget(), the
 * sealed item of an erased subject (FORMAT 4.10).
 *
 * LMDB keeps no checksums and the file may have been altered: what is read
 * must be hashed again by whoever reads it.  All spans handed out die with
 * their transaction; those of a writing one die with the next store_append().
 *
 * Errors of every function that takes a transaction or a store: ERR_IO (the
 * disk or the map is full, or LMDB failed: store_error() tells); ERR_FORMAT
 * for a table that no store_append() made.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base.h"
#include "tree.h"

#define STORE_MAP_BYTES (UINT64_C(64) << 30)
#define STORE_ITEM_MAX 524288

enum store_mode {
	STORE_READ, /* beside a writer, any number of them */
	STORE_WRITE /* one at a time */
};

struct store;
struct store_txn;

/*
 * Make an empty store for this origin in the directory dir, which must not
 * exist; directory 0700, files 0600.
 * Errors:	ERR_EXISTS; ERR_IO
 */
MUST_CHECK enum err store_create(const char *dir, struct span origin);

/* Take away a store that holds no entry.  Errors: of store_open; ERR_EXISTS */
MUST_CHECK enum err store_remove(const char *dir);

/*
 * Errors:	ERR_MISSING no store there; ERR_EXISTS somebody else has it open
 *		for writing; ERR_FORMAT another version; ERR_IO; ERR_MEMORY
 */
MUST_CHECK enum err store_open(struct store **s, const char *dir,
    enum store_mode mode);
void store_close(struct store *s); /* NULL is fine; no transaction is open */

struct span store_origin(const struct store *s); /* lives with s */

/* What LMDB or the system said last: for people, never for a decision; "" of
 * NULL. */
const char *store_error(const struct store *s);

/*
 * A transaction sees one state of the whole store.  Writing needs
 * STORE_WRITE; one writing transaction at a time.
 */
MUST_CHECK enum err store_begin(struct store_txn **t, struct store *s,
    bool write);
/*
 * All of it is on the disk, or, with any other answer, none of it counts; the
 * transaction has ended either way.
 */
MUST_CHECK enum err store_commit(struct store_txn *t);
void store_abort(struct store_txn *t); /* ends it; NULL is fine */

uint64_t store_size(const struct store_txn *t); /* entries */

struct store_row {
	struct span leaf;
	struct span entry; /* head || note */
	struct span item;  /* sealed item; of a clear entry okey || payload */
	struct id id;
};

/*
 * Append at index store_size(), with every hash of the tree that the leaf
 * completes.  After an error the transaction can only be aborted.
 * Errors:	ERR_EXISTS the id is there already; ERR_RANGE an empty or
 *		oversized part
 */
MUST_CHECK enum err store_append(struct store_txn *t,
    const struct store_row *row);

/* Errors:	ERR_MISSING */
MUST_CHECK enum err store_leaf(struct store_txn *t, struct span *leaf,
    uint64_t index);
MUST_CHECK enum err store_entry(struct store_txn *t, struct span *entry,
    uint64_t index);
MUST_CHECK enum err store_item(struct store_txn *t, struct span *item,
    uint64_t index);
MUST_CHECK enum err store_id(struct store_txn *t, uint64_t *index,
    const struct id *id);

/* Erase one sealed item.  Errors: ERR_MISSING */
MUST_CHECK enum err store_forget(struct store_txn *t, uint64_t index);

/* The stored hashes of the tree, for proofs and tiles; dies with t. */
struct hashes store_hashes(struct store_txn *t);

/*
 * Hash the stored leaves e->size..to-1 again on top of *e, and compare every
 * hash that they complete with the stored one; from an empty edge to
 * store_size() this is the whole tree.
 * Errors:	ERR_HASH, with the leaf in *f; ERR_MISSING; ERR_RANGE unless
 *		e->size <= to <= size.  *e is then unfit for use.
 */
MUST_CHECK enum err store_verify(struct store_txn *t, struct edge *e,
    uint64_t to, struct fault *f);

/*
 * Is the table of ids that of the entries, which id_of() tells?
 * Errors:	ERR_HASH, with an entry in *f if one is known
 */
MUST_CHECK enum err store_check_ids(struct store_txn *t,
    const struct id *(*id_of)(const void *arg, uint64_t index), const void *arg,
    struct fault *f);

/*
 * Keep a signed checkpoint.  For a size that has one, the new note must be the
 * old one with lines added.
 * Errors:	ERR_EXISTS another one of this size; ERR_RANGE
 */
MUST_CHECK enum err store_checkpoint_put(struct store_txn *t, uint64_t size,
    struct span note);
/* The largest one.  Errors: ERR_MISSING */
MUST_CHECK enum err store_checkpoint_last(struct store_txn *t, uint64_t *size,
    struct span *note);
/* The smallest one of at least *size, into both.  Errors: ERR_MISSING */
MUST_CHECK enum err store_checkpoint_next(struct store_txn *t, uint64_t *size,
    struct span *note);

/*
 * A compact copy into the directory dir, which must not exist, on the disk
 * when this returns.  What was erased is not in it.
 * Errors:	ERR_EXISTS; ERR_IO
 */
MUST_CHECK enum err store_copy(struct store *s, const char *dir);

/*
 * Put a compact copy in the place of the store in dir, which is open for
 * writing without a transaction, so that the bytes of what was forgotten are
 * gone from it.  *s is opened anew, or stands if that was not reached.  Whoever reads the old one goes on with it;
 * the exchange is one step, and what a crash leaves beside it (dir with the
 * suffix ".old") is taken away by the next call.
 * Errors:	ERR_IO; those of store_open, and *s is then NULL
 */
MUST_CHECK enum err store_compact(struct store **s, const char *dir);

#endif
