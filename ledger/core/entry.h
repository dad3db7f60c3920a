/*
 * entry.h - head and note make an entry (FORMAT 2); its digest is in the leaf.
 *
 * Pure.
 */
#ifndef CORE_ENTRY_H
#define CORE_ENTRY_H

#include "base.h"
#include "leaf.h"
#include "statement.h"

#define HEAD_MAX 128
#define ENTRY_MAX (HEAD_MAX + STATEMENT_NOTE_MAX)

struct head {
	uint64_t index;
	uint64_t time_ms; /* since 1970-01-01T00:00:00Z */
	struct salt salt;
};

MUST_CHECK enum err head_encode(struct span *out, const struct head *h,
    void *buf, size_t cap);
MUST_CHECK enum err head_decode(struct head *h, struct span bytes);

/* SHA-256(0x02 || SHA-256(head) || SHA-256(note)) */
struct digest entry_digest(const struct digest *head, struct span note);

/*
 * Do leaf and entry belong together?  The digest of the head is enough,
 * because a clear file shows no more of it (FORMAT 8.2); who holds the head
 * compares its index too.
 *
 * Spec:	FORMAT 2.2, 2.4, 2.6
 * Errors:	ERR_HASH another entry; ERR_FORMAT class; ERR_VALUE value
 */
MUST_CHECK enum err entry_check(const struct leaf *l, const struct digest *head,
    struct span note, const struct statement *s, struct fault *f);

/* An entry at rest or on the wire is head || note; split it. */
MUST_CHECK enum err entry_split(struct span *head, struct span *note,
    struct span entry);

#endif
