/*
 * writer.h - the one path into a ledger: check the rules, seal the payload,
 * sign, sequence, store, read back and hash again, commit, answer.
 *
 * A ledger is a directory: "store" (store.h) and the keyring beside it
 * (FORMAT 4.6).  Whoever opens it replays all entries: hashes, links, entry
 * digests, authority, payload commitments and rules; so what the writer
 * believes is what the entries say.  With the vault, that begins where the
 * sealed "snapshot" of an earlier replay ends (FORMAT 4.11; snapshot.h says
 * what is given up).
 *
 * All or nothing: a batch is one transaction, and an answer means that it is
 * on the disk, chained and in the tree.  After a failed write the writer
 * refuses every further append until it is opened anew.
 *
 * Nothing here reads a clock: the caller passes the time, and answers for
 * where it came from (FORMAT 2.7).  Sealed payloads need the vault.
 */
#ifndef WRITER_WRITER_H
#define WRITER_WRITER_H

#include "authority.h"
#include "base.h"
#include "kind.h"
#include "signer.h"
#include "state.h"
#include "stfile.h"
#include "tree.h"
#include "vaultmake.h"

#include <jansson.h>

#define WRITER_BATCH_MAX 10000
#define WRITER_BEHIND_MS UINT64_C(600000)    /* 10 minutes, FORMAT 2.3 */
#define WRITER_AHEAD_MS UINT64_C(3024000000) /* 35 days, FORMAT 2.3 */
#define FILLER_STEP 64			     /* FORMAT 5.6 */

struct store;
struct store_txn;
struct writer;

/* Where its parts lie: dir, a slash, and these. */
#define WRITER_STORE "store"
#define WRITER_KEYRING "keyring"
#define WRITER_SNAPSHOT "snapshot"

/* What an officer wants to enter; the writer makes the rest. */
struct draft {
	enum kind kind;
	enum class class;
	json_t *payload; /* the writer brings it to NFC, in place */
	bool has_id;	 /* so that later drafts can refer to it (3.4) */
	struct id id;
};

struct writer_result {
	uint64_t index;
	struct id id;
};

/* Where a batch failed, or what a rule wants to say of it. */
struct writer_finding {
	size_t draft;		      /* its number in the batch */
	enum err code;		      /* ERR_OK: a warning alone */
	const char *rule;	      /* "E7", or "" for a clause of FORMAT */
	char field[WORD_MAX_LEN + 1]; /* of the payload, or "" */
	const char *vi;		      /* NULL for a clause */
	const char *en;		      /* static, or lives with the writer */
};
#define WRITER_FINDINGS_MAX 64

struct writer_findings {
	struct writer_finding f[WRITER_FINDINGS_MAX];
	size_t n;	/* held */
	size_t dropped; /* more than there was room for */
	void (*tell)(void *arg, const struct writer_finding *f); /* batch's */
	void *arg;
};

struct batch {
	const struct draft *draft;
	size_t n;
	struct signer *const *signer; /* author first */
	size_t n_signer;
	uint64_t time_ms; /* now, of the sequencer */
	bool allow_gap;	  /* more than 35 days past the last is meant, 2.3 */
	/* All of it but for the commit; a draft that is refused does not keep
	 * those after it from being judged. */
	bool dry_run;
	/* If findings are asked for: told each, also those dropped; or NULL. */
	void (*tell)(void *arg, const struct writer_finding *f);
	void *tell_arg;
	/* Key names of those who will sign elsewhere, after the signers, in
	 * this order; writer_draft() alone. */
	const char *const *then;
	size_t n_then;
};

/* What writer_draft() made: a statement file, and who may open it. */
struct writer_drafted {
	struct stfile file;
	struct readkey to[STFILE_BOXES_MAX]; /* vault, then the signers */
	size_t n_to;
};

/*
 * Open for writing and replay.  reader is a reading key of the vault, borrowed
 * for this call; it may be NULL: sealed payloads are then withheld, the state
 * is only that of the clear entries, and no sealed entry can be appended.
 *
 * It may also be that of an officer of a sponsor (FORMAT 4.12): what is not
 * boxed to it is withheld, writer_unit() says so, and nothing can be
 * appended; a draft is judged by what is open, and in full by whoever holds
 * the vault.
 *
 * On error *f says where and why.
 * Errors:	those of store_open(), keyring_load() and vault_unlock();
 *		ERR_HASH, ERR_FORMAT, ERR_AUTHORITY, ERR_VALUE, ERR_MISSING
 *		altered or incomplete; ERR_SECRET a payload that its key does
 *		not open
 */
MUST_CHECK enum err writer_open(struct writer **w, const char *dir,
    struct boxkey *reader, struct fault *f);

/* The same for reading only: no lock is taken, and every append refused. */
MUST_CHECK enum err writer_open_read(struct writer **w, const char *dir,
    struct boxkey *reader, struct fault *f);
/*
 * For writing, out of a backup: entries that are sealed, missing and named by
 * no erasure do not stop it (4.13); all else does.  Whoever opens it so does
 * not give it to others before they are named.
 */
MUST_CHECK enum err writer_open_restored(struct writer **w, const char *dir,
    struct boxkey *reader, struct fault *f);
uint64_t writer_unnamed(const struct writer *w);
/* NULL is fine; signers are not closed.  Keeps a snapshot when one is due. */
void writer_close(struct writer *w);

/*
 * Delete the snapshot, and what a crash left of one, and make that durable:
 * before anything is erased, for it holds what the payloads say.  The next
 * open replays everything.  None there is fine.
 * Errors:	ERR_MISSING no such directory; ERR_IO
 */
MUST_CHECK enum err writer_snapshot_forget(const char *dir);

/*
 * Make the directory dir, keyring and store, and append genesis, whose payload
 * names the origin and the admins; their reading keys become readers.  Clear
 * drafts may follow it, as the grants of recovery keys.
 *
 * recovery	wiped by the caller once it is printed
 * Errors:	ERR_EXISTS the directory; else as writer_append().  A directory
 *		that was begun is removed again.
 */
MUST_CHECK enum err writer_create(const char *dir, const struct batch *genesis,
    char recovery[RECOVERY_LEN + 1], struct writer_findings *findings);

uint64_t writer_size(const struct writer *w);
uint64_t writer_last_time(const struct writer *w);	/* ms; 0 if empty */
const struct edge *writer_edge(const struct writer *w); /* these live with w */
const struct authority *writer_authority(const struct writer *w);
struct state *writer_state(struct writer *w);
const struct keyring *writer_keyring(const struct writer *w);
struct vault *writer_vault(struct writer *w); /* NULL without reader */
struct store *writer_store(struct writer *w);
uint64_t writer_erased(const struct writer *w);	  /* sealed, key destroyed */
uint64_t writer_withheld(const struct writer *w); /* not for this key */
/* Opened by an officer of this unit: the state is of what its key opens alone.
 * NULL: by a reader of the vault, or with no key. */
const char *writer_unit(const struct writer *w);
const char *writer_error(const struct writer *w); /* of the system, or "" */

/*
 * The stored hashes for proofs and tiles, every one held against the tree of
 * the writer (held_hashes()): an altered one is ERR_HASH.  h is the caller's
 * room for it; both die with t.
 */
struct hashes writer_hashes(struct held *h, const struct writer *w,
    struct store_txn *t);

/* Hash of leaf index.  Errors: ERR_RANGE; ERR_HASH altered; as store.h */
MUST_CHECK enum err writer_leaf_hash(struct writer *w, struct digest *h,
    uint64_t index);

/*
 * One entry, read, hashed and opened, copied out.
 * Owns:	writer_entry_release() wipes and frees it.
 * Errors:	ERR_MISSING no such entry, or an item that must be there;
 *		ERR_FORMAT, ERR_HASH, ERR_VALUE altered; ERR_SECRET; ERR_MEMORY
 */
struct writer_entry {
	struct span leaf, head, note;
	bool opened; /* else erased or withheld: the rest is empty */
	struct okey okey;
	struct span payload; /* bytes, and decoded */
	json_t *json;
	uint8_t *heap;
	size_t n_heap;
};
MUST_CHECK enum err writer_entry_load(struct writer *w, struct writer_entry *e,
    uint64_t index);
void writer_entry_release(struct writer_entry *e);

/*
 * Before it signs for a key: does this ledger hold what the key last saw, and
 * are the author signatures of that key above it good (FORMAT 3.8)?  Called by
 * the append functions for each signer; here for commands that sign elsewhere.
 * Errors:	ERR_STALE the ledger is older than, or other than, what the key
 *		saw; ERR_SIGNATURE
 */
MUST_CHECK enum err writer_vouch(struct writer *w, const struct signer *s,
    struct fault *f);

/* Bring every string of a payload to NFC.  Errors: ERR_FORMAT; ERR_MEMORY */
MUST_CHECK enum err payload_nfc(json_t *payload);

/* Fresh id for a draft that others will name. */
struct id draft_id(enum class class, uint64_t time_ms);

/*
 * Append drafts, all signed by the same signers, author first; fillers are put
 * before the one that needs them (FORMAT 5.6).
 *
 * out		n results, or NULL
 *
 * Errors:	ERR_RULE a rule refuses, or the clock; ERR_AUTHORITY,
 *		ERR_KEY roles of the signers; ERR_FORMAT schema; ERR_MISSING a
 *		reference; ERR_EXISTS an id; ERR_STALE; ERR_SECRET no vault;
 *		ERR_IO.  findings tells which draft and why.
 */
MUST_CHECK enum err writer_append(struct writer *w, const struct batch *b,
    struct writer_result *out, struct writer_findings *findings);

/*
 * The same drafts as a statement file for signers on other machines (FORMAT
 * 3.10): all that writer_append() does up to the rules and the signatures of
 * b's signers, each draft judged after those before it, and nothing kept.
 * Every statement saw the ledger as it stands now; fillers are left to whoever
 * appends.  Fewer drafts fit: STFILE_PARTS_MAX, STFILE_MAX.
 *
 * Owns:	out->file; stfile_release()
 * Errors:	as writer_append(); ERR_KEY one of `then` is not granted, or
 *		has no reading key; ERR_RANGE too much for one file
 */
MUST_CHECK enum err writer_draft(struct writer_drafted *out, struct writer *w,
    const struct batch *b, struct writer_findings *findings);

/*
 * What writer_append_signed() would say of a statement file, whose later
 * signatures may be missing still; nothing is kept.  The drafting clock is not
 * looked at: whoever signs sets it anew.
 */
MUST_CHECK enum err writer_check(struct writer *w, const struct batch *b,
    const struct stfile *file, struct writer_findings *findings);

/*
 * Statements that others signed (FORMAT 3.10), all lines of each note there.
 * Of b, signers (for fillers alone), time_ms, allow_gap and dry_run are used.
 * Errors:	as writer_append(); ERR_RULE the clocks are more than 10 minutes
 *		apart; ERR_STALE sign again; ERR_SIGNATURE; ERR_VALUE the
 *		payload is not the one signed; ERR_EXISTS entered already;
 *		ERR_AUTHORITY also a signature that is missing
 */
MUST_CHECK enum err writer_append_signed(struct writer *w,
    const struct batch *b, const struct stfile *file, struct writer_result *out,
    struct writer_findings *findings);

/*
 * Another recovery code; the old one opens keyrings of before alone.  The vault
 * is another, too.
 * recovery	wiped by the caller once it is printed
 * Errors:	ERR_SECRET no vault; ERR_IO a writer that only reads, or the
 *		disk: open the ledger again
 */
MUST_CHECK enum err writer_renew_recovery(struct writer *w,
    char recovery[RECOVERY_LEN + 1]);

/* The text that the seal program is to sign now (FORMAT 7.1, 7.2). */
MUST_CHECK enum err writer_checkpoint_text(struct writer *w, struct span *text,
    void *buf, size_t cap);

/*
 * Keep a checkpoint: verified with the log key in force, and its root with the
 * stored tree.
 * Errors:	ERR_SIGNATURE, ERR_MISSING, ERR_KEY, ERR_FORMAT; ERR_HASH
 *		another root; ERR_RANGE larger than the ledger; ERR_EXISTS
 */
MUST_CHECK enum err writer_put_checkpoint(struct writer *w, struct span note,
    struct fault *f);

/*
 * Every checkpoint in the store: of this tree, and signed by the log key of
 * its time.  Errors: as writer_put_checkpoint()
 */
MUST_CHECK enum err writer_checkpoints(struct writer *w, struct fault *f);

/*
 * Does this ledger hold what somebody saw of it, signed or not?
 * Errors:	ERR_KEY another ledger; ERR_STALE it is longer than this one;
 *		ERR_HASH as long, or shorter, and another
 */
struct checkpoint;
MUST_CHECK enum err writer_holds(struct writer *w, const struct checkpoint *c);
/* The same of a signed one.  Errors: also of checkpoint_verify() */
MUST_CHECK enum err writer_holds_signed(struct writer *w, struct span note,
    struct fault *f);

#endif
