/*
 * work.h - what the files of the writer share.
 *
 * The view is what the entries say, taken in one after the other; an append
 * goes the same way: it stores an entry and then takes it in from the store,
 * so that what was written is what is read.
 */
#ifndef WRITER_WORK_H
#define WRITER_WORK_H

#include "entry.h"
#include "fileio.h"
#include "sealed.h"
#include "store.h"
#include "whose.h"
#include "writer.h"

#define WRITER_WHY_MAX 160
#define VOUCHED_MAX 8

struct subjects; /* opened subject keys in guarded memory */

struct view {
	struct authority *authority;
	struct state *state;
	struct whose whose;
	uint64_t size;
	struct digest last; /* hash of leaf size - 1 */
	uint64_t time_ms;   /* of the last entry */
	enum kind kind;
	bool any;	   /* an entry that begins a quarter (5.6) ... */
	uint32_t quarter;  /* ... and the quarter of the last such */
	uint64_t *missing; /* sealed, not opened, not yet named by an erasure */
	size_t n_missing, cap_missing;
	uint64_t erased, withheld;
};

/* Author signatures of this key below n were found good. */
struct vouched {
	char name[NAME_MAX_LEN + 1];
	uint64_t n;
};

/* What the view was made from, and when (snapshot.h). */
struct snapshot_mark {
	bool ready;	     /* a replay came to its end */
	uint64_t replayed;   /* up to here, ... */
	size_t n_subject;    /* ... with so many subjects in the keyring */
	uint64_t size;	     /* of the snapshot on the disk, or 0 */
	uint64_t generation; /* of its keyring */
};

struct writer {
	char keyring_path[FILE_PATH_MAX];
	struct store *store;
	struct keyring keyring;
	bool keyring_changed;
	bool keyring_renewed;	/* somebody went: the old bytes must go */
	struct vault *vault;	/* or NULL, and then ... */
	struct boxkey *officer; /* ... what opens some subjects, or NULL */
	struct subjects *subjects;
	struct sealed_plain *plain; /* guarded; the item opened last */
	struct view view;
	struct edge edge; /* of leaves that were hashed here, or sealed */
	struct snapshot_mark snapshot;
	struct vouched vouched[VOUCHED_MAX];
	size_t n_vouched;
	uint64_t seen; /* by the statement signed last in this batch */
	struct digest seen_hash;
	struct span known;  /* a payload that was checked just now ... */
	json_t *known_json; /* ... and what it says, or NULL */
	bool read_only, stopped;
	bool restored;	/* what is missing may be unnamed */
	bool replaying; /* all entries, from the first on */
	char why[WRITER_WHY_MAX];
	char words_vi[WRITER_WHY_MAX],
	    words_en[WRITER_WHY_MAX]; /* of a refusal */
};

enum opened {
	OPENED,
	OPENED_NOT_ERASED,  /* no key, or no item */
	OPENED_NOT_WITHHELD /* not for this key */
};

/* One entry as the store has it; spans die with the transaction, payload with
 * the next entry taken. */
struct taken {
	struct span leaf_bytes, head_bytes;
	size_t entry_n; /* of head and note, which follows it */
	struct leaf leaf;
	struct digest hash;
	struct head head;
	struct statement s;
	struct note note;
	enum opened how;
	struct handle handle; /* of a sealed one */
	struct okey okey;
	struct span payload;
	json_t *json; /* or NULL; taken_release() */
};

/*
 * Read, decode, hash and open entry index.
 * Errors:	ERR_MISSING, ERR_FORMAT, ERR_HASH, ERR_VALUE, ERR_SECRET
 */
MUST_CHECK enum err entry_take(struct taken *k, struct writer *w,
    struct store_txn *t, uint64_t index, struct fault *f);
void taken_release(struct taken *k);

MUST_CHECK enum err view_init(struct view *v);
void view_release(struct view *v);

/* Take in entry v->size: link, time, seen, authority, rules. */
MUST_CHECK enum err view_step(struct writer *w, struct store_txn *t,
    struct taken *k, struct fault *f);

/* All of the store again: from a snapshot that can be taken, or from nothing.
 * What fails after a snapshot is tried without it. */
MUST_CHECK enum err writer_replay(struct writer *w, struct fault *f);

/* The hash of one leaf, out of writer_hashes(). */
MUST_CHECK enum err writer_hash_at(struct writer *w, struct store_txn *t,
    struct digest *h, uint64_t index);

/* Readers as FORMAT 4.7 has them; says so in keyring_changed.  If one goes,
 * the vault and the office's subject are others. */
MUST_CHECK enum err readers_sync(struct writer *w);
/* Officers' lines as FORMAT 4.12 has them. */
MUST_CHECK enum err officers_sync(struct writer *w);
/* Both, and the file. */
MUST_CHECK enum err keyring_sync(struct writer *w);
/* A grant in force for the next entry. */
bool grant_in_force(const struct writer *w, const struct grant *g);
/* The keyring's listed copies are brought up to date, as far as they can be
 * reached (FORMAT 4.10). */
MUST_CHECK enum err copies_bring(struct writer *w);

MUST_CHECK enum err subjects_new(struct subjects **s);
void subjects_free(struct subjects *s);
/* A subject that was made here. */
void subjects_put(struct subjects *s, const struct handle *h,
    const struct subject_key *key);
/* *key lives until the next call.  Errors: ERR_KEY not for this reading key;
 * and of vault_subject */
MUST_CHECK enum err subjects_get(const struct subject_key **key,
    struct writer *w, const struct handle *h);

/* The signer's entries up to here were made by us. */
void vouched_set(struct writer *w, const struct signer *s);

/* One entry on its way into the ledger. */
struct made {
	enum kind kind;
	enum class class;
	struct id id;
	struct okey okey;
	struct handle handle;
	struct span payload;
	json_t *json;
	int64_t amount;
	uint64_t time_ms;
	struct signer *const *signer; /* who signs here, or ... */
	size_t n_signer;
	const struct grant *const *then; /* who signs after them, elsewhere */
	size_t n_then;
	const struct seen *seen; /* or NULL: all that is here */
	struct wr *keep;	 /* or NULL: the note as far as it is signed */
	struct span note;	 /* ... what was signed elsewhere ... */
	size_t n_there;		 /* ... with this many signatures: other lines
				    are zero, and it will not be kept */
};

/*
 * Sign (unless it was), seal, store, and take it in again from the store.
 * Errors:	as writer_append()
 */
MUST_CHECK enum err made_append(struct writer *w, struct store_txn *t,
    struct made *m, struct fault *f);

/* Is the payload what its kind says (FORMAT 6.7)?  Errors: ERR_FORMAT */
MUST_CHECK enum err draft_check(const struct draft *d,
    struct writer_findings *findings, size_t number);

/* Add a copy; the fields point to what lives as long as they must. */
void findings_add(struct writer_findings *out, const struct writer_finding *f);

#endif
