/*
 * stream.h - items of the audit stream (FORMAT 10): u32 length, type byte,
 * body.
 *
 * Pure: reads from and writes to the caller's bytes.  The caller moves them
 * to and from a file.
 */
#ifndef CORE_STREAM_H
#define CORE_STREAM_H

#include "base.h"

#define STREAM_ITEM_MAX 524288
#define STREAM_PREFIX 4 /* bytes of the length */

enum item {
	ITEM_HEADER = 'H',     /* anchor, checkpoint, for whom it is */
	ITEM_KEY = 'K',	       /* handle, subject key sealed to the auditor */
	ITEM_CLEAR = 'C',      /* index, okey, payload */
	ITEM_ENTRY = 'E',      /* leaf, head, note, sealed item */
	ITEM_CHECKPOINT = 'S', /* a signed checkpoint */
	ITEM_COUNTS = 'N',     /* for progress: entries, keys */
	ITEM_END = 'Z'	       /* size and root once more */
};

struct item_entry {
	struct span leaf, head, note;
	struct span sealed; /* n = 0: none (clear, or erased) */
};
struct item_clear {
	uint64_t index;
	struct span okey, payload;
};
struct item_key {
	struct span handle; /* 16 bytes */
	struct span box;    /* sealed box of handle || subject key */
};
struct item_header {
	struct span anchor, checkpoint;
	struct span reader; /* X25519 key, or n = 0 */
	bool whole;	    /* every subject that has a key has its item K */
};
struct item_counts {
	uint64_t entries, keys;
};
struct item_end {
	uint64_t size;
	struct digest root;
};

/* Length of the item that starts here, prefix not counted.
 * Errors: ERR_TRUNCATED fewer than 4 bytes; ERR_RANGE above the cap or 0 */
MUST_CHECK enum err stream_length(uint32_t *n, struct span prefix);

/*
 * body is the item with its type byte; spans of results point into it.
 * Errors:	ERR_FORMAT
 */
MUST_CHECK enum err stream_type(enum item *t, struct span body);
MUST_CHECK enum err item_header_decode(struct item_header *h, struct span body);
MUST_CHECK enum err item_counts_decode(struct item_counts *c, struct span body);
MUST_CHECK enum err item_key_decode(struct item_key *k, struct span body);
MUST_CHECK enum err item_clear_decode(struct item_clear *c, struct span body);
MUST_CHECK enum err item_entry_decode(struct item_entry *e, struct span body);
MUST_CHECK enum err item_checkpoint_decode(struct span *note, struct span body);
MUST_CHECK enum err item_end_decode(struct item_end *e, struct span body);

/*
 * Encoders write prefix, type and body.
 * Errors:	ERR_SPACE; ERR_RANGE for what the decoder would not take
 */
MUST_CHECK enum err item_header_encode(struct span *out,
    const struct item_header *h, void *buf, size_t cap);
MUST_CHECK enum err item_counts_encode(struct span *out,
    const struct item_counts *c, void *buf, size_t cap);
MUST_CHECK enum err item_key_encode(struct span *out, const struct item_key *k,
    void *buf, size_t cap);
MUST_CHECK enum err item_clear_encode(struct span *out,
    const struct item_clear *c, void *buf, size_t cap);
MUST_CHECK enum err item_entry_encode(struct span *out,
    const struct item_entry *e, void *buf, size_t cap);
MUST_CHECK enum err item_checkpoint_encode(struct span *out, struct span note,
    void *buf, size_t cap);
MUST_CHECK enum err item_end_encode(struct span *out, const struct item_end *e,
    void *buf, size_t cap);

#endif
