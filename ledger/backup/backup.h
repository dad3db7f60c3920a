/*
 * backup.h - a backup of a ledger made beside its writer (FORMAT 4.13), and
 * one made into a ledger again.
 *
 * A backup never holds the keyring: that is copied apart, so that whoever
 * finds one of the two opens nothing, and an erasure can reach every key.
 */
#ifndef BACKUP_BACKUP_H
#define BACKUP_BACKUP_H

#include "manifest.h"
#include "place.h"
#include "writer.h"

/* What stood in the way, where an error alone does not say it. */
enum backup_why {
	BACKUP_SEE_ERR,
	BACKUP_TAKEN,	/* the final name is there already */
	BACKUP_BUSY,	/* another run is at it */
	BACKUP_ERASING, /* an erasure is half done, or ran meanwhile */
	BACKUP_DAMAGED, /* a part is not what the manifest says */
	BACKUP_EXPIRED,
	BACKUP_ORIGIN,	/* keyring, memory or directory of another ledger */
	BACKUP_KEYRING, /* older than the backup */
	BACKUP_BEHIND,	/* somebody saw a longer ledger */
	BACKUP_FORKED	/* somebody saw another ledger */
};

struct backup_ask {
	const char *ledger, *to;
	uint64_t now_ms;
	int32_t expires; /* the last day that it may be kept */
};

/*
 * Copy the ledger, whoever else has it open; the copy is hashed again before
 * it gets its name.  *m (but for its note) is the manifest that lies in it.
 *
 * Errors:	ERR_EXISTS, ERR_STALE, ERR_RULE with *why; ERR_HASH the store
 *		is damaged; ERR_IO; as store.h, keyring_load().  Nothing is
 *		left at `to`.
 */
MUST_CHECK enum err backup_make(struct manifest *m, const struct backup_ask *a,
    enum backup_why *why);

/* ---- back again ---- */

struct restore_ask {
	const char *from, *to; /* the backup; the ledger that is to be */
	const char *keyring;   /* a copy of it, from elsewhere; like from it is
				  listed, so say all of its path */
	int32_t today;
	bool expired_too;
};

struct restoring {
	const struct restore_ask *ask; /* lives as long */
	struct place place;
	struct manifest m;
	uint64_t forgotten; /* items whose key is gone from the keyring */
	struct writer *w;   /* restore_open() */
	enum backup_why why;
	struct fault fault;
};

/*
 * Copy and compare every part, put the keyring beside them, and delete the
 * sealed items that it has no key for: they were erased since.
 *
 * restore_abandon() in any case; until restore_commit() nothing is at `to`.
 * Errors:	ERR_EXISTS, ERR_STALE, ERR_HASH, ERR_RULE, ERR_KEY with r->why;
 *		ERR_MISSING no backup there, or no keyring; ERR_FORMAT; ERR_IO
 */
MUST_CHECK enum err restore_begin(struct restoring *r,
    const struct restore_ask *a);

/*
 * Replay all of it: r->w, for writing.  Its size and root are those of the
 * manifest, and every checkpoint in it is of this tree and signed by the log
 * key of its time.  Entries whose items are missing without an erasure do not
 * stop it: writer_unnamed() counts them.
 * Errors:	as writer_open(), writer_checkpoints()
 */
MUST_CHECK enum err restore_open(struct restoring *r, struct boxkey *reader);

/* Hold it against what somebody saw.  Errors: of writer_holds(), with why */
MUST_CHECK enum err restore_against(struct restoring *r,
    const struct checkpoint *c);

/*
 * Give it its name.  Nothing may be unnamed any more.
 * Errors:	ERR_RULE an erasure is still to be entered; as place_commit()
 */
MUST_CHECK enum err restore_commit(struct restoring *r);
void restore_abandon(struct restoring *r);

#endif
