/*
 * streamwork.h - what the files stream*.c share while one stream is being
 * checked.  Nobody else includes it.
 */
#ifndef AUDIT_STREAMWORK_H
#define AUDIT_STREAMWORK_H

#include "entry.h"
#include "recent.h"
#include "rulecheck.h"
#include "sigpool.h"
#include "streamcheck.h"
#include "subjects.h"
#include "totals.h"
#include "tree.h"
#include "vouch.h"

enum stage {
	STAGE_HEADER,
	STAGE_COUNTS,
	STAGE_KEYS,
	STAGE_ENTRIES,
	STAGE_CLEAR, /* the entry before is clear: its opening must follow */
	STAGE_CHECKPOINT, /* one came for the entries so far */
	STAGE_END,
	STAGE_BROKEN
};

/* What a clear entry is. */
struct stream_clear_entry {
	struct id id;
	uint64_t index;
	enum kind kind;
};

/* A sealed entry that could not be opened. */
struct stream_absent {
	uint64_t index;
	bool has_item;
};

/* The same in a whole grant: the value that it hides all the same. */
struct stream_hidden {
	uint64_t index;
	uint32_t quarter;
	struct point value;
};

/* Named by an erasure; had an audit passed it before? */
struct stream_erased {
	uint64_t index;
	bool unaudited;
};

/* The root at a size that a checkpoint from elsewhere speaks of. */
struct stream_mark {
	uint64_t size;
	bool reached;
	struct digest root;
};

struct streamcheck {
	const struct stream_options *o;
	struct stream_result r;
	enum stage stage;
	struct authority *authority;
	struct vouch *vouch;
	struct sigpool *pool; /* of sealed entries */
	struct subjects *subjects;
	struct rulecheck *rules;
	struct totals totals;
	struct edge edge;	 /* of all entries */
	struct recent recent;	 /* of their leaves */
	struct digest first;	 /* hash of leaf 0 */
	struct stream_mark head; /* at the header's checkpoint */
	struct stream_mark seen; /* at the remembered one */
	uint64_t *id; /* of all entries, shortened; full only (stream_ids.c) */
	size_t id_cap;
	struct stream_clear_entry *clear;
	size_t n_clear, clear_cap;
	struct stream_absent *absent;
	size_t n_absent, absent_cap;
	struct stream_hidden *hidden; /* full, and a whole grant, only */
	size_t n_hidden, hidden_cap;
	bool kept_unknown; /* an erasure that was not carried out */
	uint64_t audited;  /* largest size that an audit entry passed */
	struct stream_erased *erased; /* what erasures name */
	size_t n_erased, erased_cap;
	bool erasure_withheld;
	bool whole;    /* the grant: nothing is withheld */
	uint64_t keys; /* items K that came */
	uint64_t keys_promised;
	uint64_t time_ms; /* of the entry before */
	bool after_clock;
	struct digest genesis;		    /* of the header's anchor */
	const struct grant *grants[BY_MAX]; /* of the entry at hand */
	/* The clear entry whose opening is to come. */
	struct leaf leaf;
	uint8_t note[STATEMENT_NOTE_MAX];
	size_t n_note;
};

/* Fail a check. */
void stream_bad(struct streamcheck *s, enum stream_check check, enum err code,
    uint64_t index, const char *clause);
void stream_fail(struct streamcheck *s, enum stream_check check,
    const struct fault *f);

/* p with room for more than n things of size bytes, or NULL. */
void *stream_grow(void *p, size_t *cap, size_t n, size_t size);

/* Items.  Errors of all: ERR_MEMORY, ERR_SECRET; ERR_FORMAT no reading on. */
MUST_CHECK enum err stream_header(struct streamcheck *s, struct span body);
MUST_CHECK enum err stream_key(struct streamcheck *s, struct span body);
MUST_CHECK enum err stream_entry(struct streamcheck *s, struct span body);
MUST_CHECK enum err stream_clear(struct streamcheck *s, struct span body);
MUST_CHECK enum err stream_note(struct streamcheck *s, struct span body);
MUST_CHECK enum err stream_end(struct streamcheck *s, struct span body);

/* Note the root, if it is one that is asked for later. */
void stream_mark(struct streamcheck *s);

/* The item of a sealed entry; good: its signers are in order. */
MUST_CHECK enum err stream_sealed(struct streamcheck *s,
    const struct statement *st, struct span item, bool good);

/* A sealed entry that does not open, and the sums that an erasure keeps. */
MUST_CHECK enum err stream_hidden(struct streamcheck *s,
    const struct statement *st);
void stream_kept(struct streamcheck *s, const json_t *erasure);

/* Authority, seen and signatures; payload is NULL for sealed entries. */
MUST_CHECK enum err stream_signers(struct streamcheck *s,
    const struct statement *st, const struct note *n, struct span note,
    const json_t *payload, bool *good);

/* The rules of an entry whose signers are good; payload NULL: not readable. */
MUST_CHECK enum err stream_rules(struct streamcheck *s,
    const struct statement *st, bool good, const json_t *payload);

/* The id of the entry at hand, or NULL if it cannot be read; full only. */
MUST_CHECK enum err stream_id(struct streamcheck *s, const struct id *id);

/* What can be said only at the end. */
void stream_finish_signatures(struct streamcheck *s);
MUST_CHECK enum err stream_finish_ids(struct streamcheck *s);
void stream_finish_notes(struct streamcheck *s);
void stream_finish_sealed(struct streamcheck *s);

#endif
