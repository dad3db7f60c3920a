/*
 * checkpoint.h - C2SP tlog-checkpoint without extension lines (FORMAT 7.1),
 * its seal code for people (7.3), and the anchor (7.4).
 *
 * Pure.
 */
#ifndef CORE_CHECKPOINT_H
#define CORE_CHECKPOINT_H

#include "base.h"
#include "note.h"
#include "vkey.h"

#define CHECKPOINT_TEXT_MAX 256
#define SEAL_CODE_LEN 39 /* 8 groups of 4 hex digits, 7 spaces */
#define ANCHOR_MAX (NAME_MAX_LEN + 1 + 44 + 1 + 256)

struct checkpoint {
	char origin[NAME_MAX_LEN + 1];
	uint64_t size;
	struct digest root;
};

MUST_CHECK enum err checkpoint_encode(struct span *text,
    const struct checkpoint *c, void *buf, size_t cap);
MUST_CHECK enum err checkpoint_decode(struct checkpoint *c, struct span text);

/*
 * A signed checkpoint: decode the note, verify the log's line.  Spans of *n
 * point into bytes.
 *
 * Errors:	ERR_FORMAT; ERR_KEY unless log is of type 0x01 and named as the
 *		origin; ERR_MISSING no line of the log; ERR_SIGNATURE
 */
MUST_CHECK enum err checkpoint_verify(struct checkpoint *c, struct note *n,
    struct span bytes, const struct vkey *log, struct fault *f);

/* 32 lower-case hex digits of the text, NUL-terminated. */
void seal_code(char out[SEAL_CODE_LEN + 1], struct span text);

struct anchor {
	char origin[NAME_MAX_LEN + 1];
	struct digest genesis; /* hash of leaf 0 */
	struct vkey log_key;   /* the first one */
};

/*
 * Errors of both: ERR_FORMAT; ERR_KEY unless log_key is of type 0x01 and named
 * as the origin; of encode: ERR_SPACE
 */
MUST_CHECK enum err anchor_encode(struct span *out, const struct anchor *a,
    void *buf, size_t cap);
MUST_CHECK enum err anchor_decode(struct anchor *a, struct span bytes);

#endif
