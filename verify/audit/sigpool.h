/*
 * sigpool.h - verifies signatures in batches, on other threads, while the
 * caller reads on.
 *
 * What comes out depends on what was added alone, never on how many threads
 * there are or how they run.  Holds SIGPOOL_SLOTS batches, whatever the length
 * of the ledger.  All functions are for one calling thread.
 */
#ifndef AUDIT_SIGPOOL_H
#define AUDIT_SIGPOOL_H

#include "base.h"
#include "checks.h"
#include "vkey.h"

#define SIGPOOL_THREADS_MAX 16
#define SIGPOOL_SLOTS 16
#define SIGPOOL_BATCH 128  /* signatures */
#define SIGPOOL_TEXT 65536 /* bytes of text of a batch */

struct sigpool;

/*
 * threads counts the caller's own; with 0 or 1, or where the system gives no
 * more, the caller works alone.
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err sigpool_new(struct sigpool **p, unsigned threads);
void sigpool_free(struct sigpool *p);

/*
 * A signature of the entry at index; never below the index added before.  key
 * must live until sigpool_finish(); text, at most SIGPOOL_TEXT, is copied.
 */
void sigpool_add(struct sigpool *p, uint64_t index, const struct pubkey *key,
    const struct sig *sig, struct span text);

struct sigpool_result {
	uint64_t bad[CHECK_FINDINGS_MAX]; /* ascending: the lowest of them */
	uint64_t n_bad;			  /* may be more than fit in there */
};

/* Waits for all that was added. */
const struct sigpool_result *sigpool_finish(struct sigpool *p);

#endif
