/*
 * public.h - checks a whole public directory (FORMAT 8): what the verifier
 * reports, and what the portal demands before it shows a number.
 *
 * Pure but for the caller's fetch: no I/O, no clock of its own.
 *
 * Trust comes from the anchor, or from a remembered state which holds one;
 * what the directory says about itself (its files "anchor" and "policy") is
 * never a source of trust.  Without an anchor everything is checked all the
 * same, but the result is no more than "consistent with itself".
 */
#ifndef CLEAR_PUBLIC_H
#define CLEAR_PUBLIC_H

#include "authority.h"
#include "canonical.h"
#include "checkpoint.h"
#include "checks.h"
#include "trust.h"

#include <jansson.h>

#define PUBLIC_NAME_MAX 192 /* of a file name in the directory, with its NUL */
#define PUBLIC_SIZE_MAX (UINT64_C(1) << 26) /* leaves that are checked at all */
#define PUBLIC_FILE_MAX CLEAR_FILE_MAX	    /* of any one file */

/* Checks, in the order in which they are made: numbers of struct checks. */
enum public_check {
	PUBLIC_LEAVES,	 /* "leaves"	     2.4  bundles, chain */
	PUBLIC_ANCHOR,	 /* "anchor"	     7.4  leaf 0, origin, first log key */
	PUBLIC_ROOT,	 /* "root"	     2.5  leaves give the root */
	PUBLIC_TILES,	 /* "tiles"	     8.1  of every published size */
	PUBLIC_CLEAR,	 /* "clear-files" 2.6  there exactly for clear leaves */
	PUBLIC_ENTRIES,	 /* "entries"     2.2  digest, class, value */
	PUBLIC_OPENINGS, /* "openings"    4.3  payload and value commitment */
	PUBLIC_SCHEMAS,	 /* "schemas"     6.7 */
	PUBLIC_REFS,	 /* "references"  6.8 */
	PUBLIC_SEEN,	 /* "seen"	     3.5 */
	PUBLIC_IDS,	 /* "ids"	     3.3  unique among the clear ones */
	PUBLIC_AUTHORITY,   /* "authority"   6.1 */
	PUBLIC_SIGNATURES,  /* "signatures"  3.7 */
	PUBLIC_CHECKPOINT,  /* "checkpoint"  7.1  signed by the key in force */
	PUBLIC_HISTORY,	    /* "history"     7.2  all checkpoints, one tree */
	PUBLIC_PUBLICATION, /* "publications" 8.4 file, proof */
	PUBLIC_TOTALS,	    /* "totals"	     5.4  proven totals */
	PUBLIC_WITNESSES,   /* "witnesses"   8.5  the caller's policy */
	PUBLIC_NAMES	    /* "names"	     8.4  no unknown name */
};
#define PUBLIC_CHECKS 19

struct public_source {
	/*
	 * One file, whole, on the heap (free()).  ERR_MISSING if there is
	 * none, ERR_RANGE if it is longer than max, ERR_IO, ERR_MEMORY.
	 */
	enum err (*fetch)(void *arg, const char *name, uint8_t **bytes,
	    size_t *n, size_t max);
	void *arg;
	/* Every name in the directory, or NULL: then PUBLIC_NAMES is skipped
	 * and the period of a withdrawn publication stays unknown. */
	const char *const *names;
	size_t n_names;
};

struct public_options {
	const struct anchor *anchor;   /* NULL: author unproven */
	const struct checkpoint *seen; /* remembered, verified then; or NULL */
	const struct trust *policy;    /* NULL: witnesses are not asked for */
	bool no_schemas;	       /* payloads of another model: tests */
	/* Called now and then; may be NULL. */
	void (*progress)(void *arg, uint64_t done, uint64_t all);
	void *progress_arg;
};

struct public_publication {
	uint64_t index;
	char period[8];	  /* "2026-Q3"; "" withdrawn and not known */
	unsigned version; /* 0: withdrawn and not known */
	json_t *payload;  /* NULL if withdrawn */
	uint8_t *bytes;	  /* of the payload; NULL if withdrawn */
	size_t n;
	uint64_t withdrawn;    /* index of the withdrawal, or FAULT_NO_INDEX */
	char reason[33];       /* of the withdrawal, or "" */
	char withdrawn_on[11]; /* its date, or "" */
	bool opened;	       /* its range was opened, and proven */
	uint64_t from,
	    to; /* the range, if opened or withdrawn; from == to: none */
	char code[SEAL_CODE_LEN + 1]; /* of the checkpoint of size index + 1 */
};

/* A published checkpoint. */
struct public_seal {
	uint64_t size;
	struct digest root;
	char code[SEAL_CODE_LEN + 1];
};

/* An audit that was entered (FORMAT 6.38); its time is not public. */
struct public_audit {
	uint64_t index;
	uint64_t size;		     /* leaves that were audited */
	char unit[NAME_MAX_LEN + 1]; /* of the auditor's key */
	char result[17];	     /* "passed" */
};

/* How it stands to the checkpoint that was remembered. */
enum public_since {
	SINCE_UNKNOWN, /* none was, or the tree could not be made */
	SINCE_FOLLOWS,
	SINCE_SHORTER,
	SINCE_DIFFERS, /* the same length once, and another root */
	SINCE_OTHER    /* of another ledger */
};

struct public_result {
	struct checks checks;
	enum public_since since;
	bool anchored; /* an anchor was given, and leaf 0 is its genesis */
	bool trial;
	struct checkpoint checkpoint; /* the latest; size 0 if unreadable */
	uint8_t *note;		      /* its bytes */
	size_t n_note;
	char code[SEAL_CODE_LEN + 1];
	struct authority *authority; /* at the size; NULL if genesis is bad */
	struct public_publication *publication; /* ascending by index */
	size_t n_publication;
	const struct public_publication
	    *latest;		  /* last not withdrawn, or NULL */
	struct public_seal *seal; /* ascending by size */
	size_t n_seal;
	struct public_audit *audit; /* ascending by index */
	size_t n_audit;
	uint64_t clear, withdrawn; /* clear entries; clear files withdrawn */
};

/*
 * Check it all; go on after a fault where that makes sense.  ERR_OK means that
 * the checks could be made, not that they passed: ask public_passed().
 *
 * Owns:	*r, to be released whatever is returned
 * Errors:	ERR_MEMORY, ERR_IO, ERR_MISSING no checkpoint, ERR_RANGE the
 *		tree is larger than PUBLIC_SIZE_MAX
 */
MUST_CHECK enum err public_check(struct public_result *r,
    const struct public_source *s, const struct public_options *o);
void public_release(struct public_result *r);

/* No check failed, and the author is proven. */
bool public_passed(const struct public_result *r);

#endif
