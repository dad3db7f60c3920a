/*
 * streamcheck.h - checks an audit stream item by item (FORMAT 10).
 *
 * Pure, but for the threads that verify signatures: the caller reads the
 * stream, hands over each item, and asks at the end.  Keeps the last 65538
 * leaf hashes, 32 bytes for each clear entry, and besides nothing that grows
 * with the ledger (quick), or 9 bytes for each entry (full: ids and sums); in a
 * quick check also the notes that no later statement of their key has vouched
 * for yet, which are those of one `seen` window.  With a reader there is the
 * state of the plan, too, and 48 bytes for each erased entry.
 */
#ifndef AUDIT_STREAMCHECK_H
#define AUDIT_STREAMCHECK_H

#include "authority.h"
#include "boxkey.h"
#include "checkpoint.h"
#include "checks.h"
#include "stream.h"
#include "trust.h"

struct book;

enum stream_check {
	STREAM_ITEMS,	  /* "items"	   10.1 their order and form */
	STREAM_ANCHOR,	  /* "anchor"	   7.4 */
	STREAM_CHAIN,	  /* "chain"	   2.4 */
	STREAM_ENTRIES,	  /* "entries"	   2.2 digest, class, value, statement */
	STREAM_TIME,	  /* "time"	   2.3 index and time of the head */
	STREAM_SEEN,	  /* "seen"	   3.5 */
	STREAM_IDS,	  /* "ids"	   3.3 full only */
	STREAM_AUTHORITY, /* "authority"  6.1 */
	STREAM_SIGNATURES, /* "signatures" 3.7 all, or as 3.9 says */
	STREAM_OPENINGS,   /* "openings"   4.3 of clear entries */
	STREAM_SCHEMAS,	   /* "schemas"	   6.7 of clear entries */
	STREAM_REFS,	   /* "references" 6.8 of clear entries */
	STREAM_VALUES,	   /* "values"	   5.3 full only */
	STREAM_TOTALS,	   /* "totals"	   5.4 full only */
	STREAM_ROOT,	   /* "root"	   2.5 of the end item */
	STREAM_CHECKPOINT, /* "checkpoint" 7.1 of the header */
	STREAM_HISTORY,	   /* "history"	   7.2 every signed checkpoint */
	STREAM_LENGTH,	   /* "length"	   10.3 as long as was promised */
	STREAM_WITNESSES,  /* "witnesses"  8.5 */
	STREAM_SEALED,	   /* "sealed"	   10.2 items there, and open */
	STREAM_PAYLOADS, /* "payloads"   4.3 of sealed entries: openings, form */
	STREAM_KEPT,	 /* "kept"	   6.33 full only, of a whole grant */
	STREAM_RULES	 /* "rules"	   6.8 rules and references */
};
#define STREAM_CHECKS 23

struct stream_options {
	const struct anchor *anchor;   /* NULL: author unproven */
	const struct checkpoint *seen; /* remembered; or NULL */
	const struct trust *policy;    /* or NULL */
	struct boxkey *reader;	       /* opens payloads; NULL: not checked */
	bool quick;
	struct book *book;		 /* to be filled; NULL: nobody asks */
	struct checks_overflow overflow; /* findings beyond the first */
	unsigned threads; /* this one counted; changes no outcome */
	uint8_t seed[16]; /* unpredictable to the ledger's makers, see
			     stream_ids.c */
};

struct stream_result {
	struct checks checks;
	bool anchored;
	bool trial;
	bool ended;	     /* the end item came */
	bool not_for_reader; /* made for another reading key, or for none */
	bool needs_full;     /* quick, and a key was revoked as compromised */
	struct checkpoint checkpoint; /* of the header */
	char code[SEAL_CODE_LEN + 1];
	uint8_t *note; /* of the header; heap */
	size_t n_note;
	uint64_t size;	   /* entries that came */
	uint64_t promised; /* by the count item, for progress */
	struct digest root;
	uint64_t clear, sealed;
	uint64_t opened, erased, withheld, missing;
	uint64_t unaudited; /* of erased: no audit had passed them before */
	uint64_t verified, vouched; /* signatures */
};

enum verdict {
	VERDICT_PROVED,
	VERDICT_DISPROVED,
	VERDICT_UNDECIDED
};

struct streamcheck;

/* o and what it points to must live as long as *s.  Errors: ERR_MEMORY */
MUST_CHECK enum err streamcheck_new(struct streamcheck **s,
    const struct stream_options *o);
void streamcheck_free(struct streamcheck *s);

/*
 * One item, with its type byte.  What is wrong with it is recorded.
 * Errors:	ERR_MEMORY, ERR_SECRET no guarded memory; ERR_FORMAT the stream
 *		cannot be read on from here (recorded, too)
 */
MUST_CHECK enum err streamcheck_item(struct streamcheck *s, struct span body);

/* After the last item, or where the stream broke.  Errors: ERR_MEMORY */
MUST_CHECK enum err streamcheck_finish(struct streamcheck *s);

/* Dies with s. */
const struct stream_result *streamcheck_result(const struct streamcheck *s);

/*
 * After finish: a fault disproves, whatever else was not seen; an end that did
 * not come, an unknown author, or payloads withheld from the reader leave it
 * undecided.
 */
enum verdict streamcheck_verdict(const struct streamcheck *s);

#endif
