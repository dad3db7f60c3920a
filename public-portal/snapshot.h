/*
 * snapshot.h - the public directory read into memory once, so that what was
 * checked is what is shown, whatever happens to the files meanwhile.
 */
#ifndef PORTAL_SNAPSHOT_H
#define PORTAL_SNAPSHOT_H

#include "base.h"

struct file {
	char *name; /* "tile/0/000": relative, no leading slash */
	uint8_t *bytes;
	size_t n;
};

struct snapshot {
	struct file *file; /* ascending by name */
	size_t n, cap;
	size_t bytes;
	char **name; /* of the files, in the same order */
};

/*
 * Every regular file below dir.  "checkpoint" is read first: whatever it
 * speaks of is written before it (FORMAT 8.3).
 *
 * Owns:	snapshot_release, whatever is returned
 * Errors:	ERR_MISSING no directory or no checkpoint; ERR_RANGE too many
 *		or too large files; ERR_FORMAT a link or other odd file;
 *		ERR_IO; ERR_MEMORY
 */
MUST_CHECK enum err snapshot_read(struct snapshot *s, const char *dir);
void snapshot_release(struct snapshot *s);

/* NULL if there is none of that name. */
const struct file *snapshot_find(const struct snapshot *s, const char *name);

/* A struct public_source fetch; arg is the snapshot. */
MUST_CHECK enum err snapshot_fetch(void *arg, const char *name, uint8_t **bytes,
    size_t *n, size_t max);

/* One file of at most max bytes, on the heap.  Errors: as above */
MUST_CHECK enum err file_read(uint8_t **bytes, size_t *n, int dirfd,
    const char *name, size_t max);

#endif
