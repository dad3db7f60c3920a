/*
 * statement.h - what an officer signs: seven lines and the signatures of
 * exactly the keys in "by" (FORMAT 3).
 *
 * Pure.
 */
#ifndef CORE_STATEMENT_H
#define CORE_STATEMENT_H

#include "base.h"
#include "kind.h"
#include "note.h"

#define BY_MAX 4
#define SEEN_WINDOW 65536
#define STATEMENT_TEXT_MAX 2048
#define STATEMENT_NOTE_MAX 8192 /* FORMAT 2.1 */

struct statement {
	struct span origin;
	enum kind kind;
	enum class class;
	struct span by[BY_MAX]; /* key names, author first */
	size_t n_by;
	struct id id;
	uint64_t seen;		 /* leaves */
	struct digest seen_hash; /* of leaf seen - 1, or zero */
	struct digest payload;	 /* payload commitment */
	struct point value;	 /* value commitment */
};

/*
 * Split a key name of this origin, "<origin>/<unit>-<number>", into its unit
 * (FORMAT 1.5).  False for any other name; *unit is then untouched.
 */
bool key_name_unit(struct span *unit, struct span name, struct span origin);

/*
 * The text alone, as it is signed.
 * Errors:	those of statement_decode; ERR_SPACE
 */
MUST_CHECK enum err statement_encode(struct span *text,
    const struct statement *s, void *buf, size_t cap);

/*
 * The text alone.  Spans point into text.
 * Errors:	ERR_FORMAT; ERR_RANGE if nothing is seen outside genesis, or
 *		something in it; ERR_HASH if genesis names a leaf before it;
 *		ERR_VALUE for a value that is not a canonical point or is the
 *		identity.  The clause is in *f (f may be NULL).
 */
MUST_CHECK enum err statement_decode(struct statement *s, struct span text,
    struct fault *f);

/*
 * The same without the costly test of the point (about 8 us), for a reader
 * that compares the value with its leaf's (entry_check) and tests or adds up
 * that one, or says that values were not looked at.
 */
MUST_CHECK enum err statement_decode_fast(struct statement *s, struct span text,
    struct fault *f);

/*
 * A whole note: text, and exactly one 0x01 signature line for each name of
 * "by", in that order, and no other line.  Key ids are not looked at here.
 * Errors:	those of statement_decode; ERR_SIGNATURE for the lines
 */
MUST_CHECK enum err statement_note_decode(struct statement *s, struct note *n,
    struct span bytes, struct fault *f);

/* The same by statement_decode_fast. */
MUST_CHECK enum err statement_note_decode_fast(struct statement *s,
    struct note *n, struct span bytes, struct fault *f);

/*
 * The signature of the i-th signer, still to be verified over n->text with
 * pubkey_verify(); all else that statement_verify looks at is tested.
 * Errors:	ERR_KEY another key; ERR_SIGNATURE
 */
MUST_CHECK enum err statement_sig(struct sig *sig, const struct note *n,
    size_t i, const struct vkey *k);

/*
 * Verify the signature of the i-th signer.  The name and key id of the line
 * must be k's.
 * Errors:	ERR_KEY another key; ERR_SIGNATURE
 */
MUST_CHECK enum err statement_verify(const struct note *n, size_t i,
    const struct vkey *k);

/*
 * Append text, empty line and lines to a writer, the i-th signature made by
 * the i-th key.
 * Errors:	ERR_SPACE if it does not fit, there or into STATEMENT_NOTE_MAX
 */
MUST_CHECK enum err statement_note_encode(struct wr *w, struct span text,
    const struct vkey *keys, const struct sig *sigs, size_t n);

/*
 * Is "seen" valid for a statement that stands, or is to stand, at index?
 * hash_at_seen	hash of leaf seen - 1 of this ledger (NULL if seen is 0)
 * grants, n	index of each signer's grant; not looked at for genesis
 *
 * Spec:	FORMAT 3.5
 * Errors:	ERR_RANGE outside the window; ERR_HASH another ledger or a
 *		rewritten one; ERR_AUTHORITY not above a grant
 */
MUST_CHECK enum err seen_check(const struct statement *s, uint64_t index,
    const struct digest *hash_at_seen, const uint64_t *grants, size_t n,
    struct fault *f);

/* 6 bytes big-endian milliseconds and the 10 random ones given. */
struct id id_sealed(uint64_t time_ms, const uint8_t random[10]);

#endif
