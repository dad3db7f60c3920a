/*
 * manifest.h - what lies in a backup of a ledger, and until when (FORMAT 4.13).
 *
 * Pure.  It is not signed: digests tell mishaps from the whole, and what the
 * entries say is proven by the entries when they are restored.
 */
#ifndef BACKUP_MANIFEST_H
#define BACKUP_MANIFEST_H

#include "base.h"
#include "note.h"
#include "text.h"

#define MANIFEST_NAME "manifest"
#define MANIFEST_MAX (NOTE_MAX + 4096)

/* What a backup may hold; nothing else is ever in one. */
enum part {
	PART_ANCHOR,
	PART_COPIES,
	PART_OFFICE,
	PART_WITNESSES,
	PART_STORE
};
#define PART_COUNT 5

const char *part_name(enum part p); /* its path within the backup */

struct manifest_part {
	bool there; /* PART_STORE always is */
	uint64_t bytes;
	struct digest sum; /* SHA-256 */
};

struct manifest {
	char origin[NAME_MAX_LEN + 1];
	uint64_t made_ms;
	int32_t expires; /* the last day on which it may be kept */
	uint64_t size;	 /* entries */
	struct digest root;
	uint64_t generation; /* of the keyring that opens all of them */
	struct manifest_part part[PART_COUNT];
	struct span note; /* the newest checkpoint, or nothing; borrowed */
};

/* Errors: ERR_SPACE */
MUST_CHECK enum err manifest_encode(struct span *out, const struct manifest *m,
    void *buf, size_t cap);
/* m->note dies with bytes.  Errors: ERR_FORMAT */
MUST_CHECK enum err manifest_decode(struct manifest *m, struct span bytes);

#endif
