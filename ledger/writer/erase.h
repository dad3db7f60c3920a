/*
 * erase.h - the entries of one child made unreadable for good (FORMAT 4.10):
 * an erasure is entered, and only then are keys and sealed items destroyed.
 *
 * The file "erasing" in the ledger's directory says that this has begun; a
 * writer that finds it when it opens with the vault goes on where the last one
 * stopped.  Every step may be done twice.
 */
#ifndef WRITER_ERASE_H
#define WRITER_ERASE_H

#include "writer.h"

#define WRITER_ERASING "erasing" /* beside the keyring */
#define ERASURE_LIST_MAX 1024	 /* entries of one erasure, FORMAT 6.33 */

#define ERASURE_SUBJECTS_MAX 4096 /* of one child */

/* What is sealed under the keys of one child. */
struct erasure {
	struct handle *subject; /* in the order in which they were begun */
	size_t n_subject;
	uint64_t *entry; /* ascending */
	size_t n;
};

/*
 * Owns:	erasure_release()
 * Errors:	ERR_MISSING no such child, or erased already; ERR_SECRET no
 *		vault; ERR_RANGE more subjects than that; ERR_MEMORY; as
 *		store.h
 */
MUST_CHECK enum err erasure_find(struct erasure *x, struct writer *w,
    const char *child);
void erasure_release(struct erasure *x);

struct erasing {
	const char *basis;
	const json_t *request; /* a ref, or NULL */
	uint64_t opened;    /* the first leaf that no publication has opened */
	uint32_t published; /* newest quarter that is; its groups are out */
};

/*
 * Enter the erasure, signed as b says (its drafts are made here), and destroy.
 * If the entry is refused nothing has changed.
 *
 * index	of the last erasure entered; 0 if none was
 * Errors:	as writer_append(); ERR_RANGE more quarters than 6.33 holds.  If
 *		*index is not 0 the entry stands, and the next writer goes on.
 */
MUST_CHECK enum err writer_erase(struct writer *w, const struct erasure *x,
    const struct erasing *how, const struct batch *b, uint64_t *index,
    struct writer_findings *findings);

/*
 * Name what is missing without an erasure, in a ledger that
 * writer_open_restored() opened: erased there once, in entries that a backup
 * did not have yet.
 * Errors:	as writer_append()
 */
MUST_CHECK enum err writer_erase_unnamed(struct writer *w,
    const struct batch *b, struct writer_findings *findings);

/*
 * Go on with what was begun, if anything was: keys, vault, items, store,
 * listed copies.  writer_open() does it.
 * Errors:	as keyring_save(), vault_renew(), store_compact(),
 *		writer_open()
 */
MUST_CHECK enum err writer_erase_finish(struct writer *w);

#endif
