/*
 * place.h - a directory that is made whole or not at all: under a name of its
 * own while it grows, under the final one in a single step.
 *
 * What a killed run leaves has the suffix still and is taken away by the next;
 * two runs at once are told apart by a lock, which dies with its process.
 */
#ifndef BACKUP_PLACE_H
#define BACKUP_PLACE_H

#include "base.h"
#include "fileio.h"

struct place {
	char final[FILE_PATH_MAX],
	    path[FILE_PATH_MAX]; /* path: while it grows */
	int fd;			 /* or -1 */
};

/*
 * An empty directory 0700 at p->path.
 * Errors:	ERR_EXISTS the final name is taken; ERR_STALE another run is at
 *		it; ERR_RANGE; ERR_IO
 */
MUST_CHECK enum err place_begin(struct place *p, const char *final,
    const char *suffix);
/* "path/name".  Errors: ERR_RANGE */
MUST_CHECK enum err place_name(char path[FILE_PATH_MAX], const struct place *p,
    const char *name);
/*
 * On the disk under its final name.
 * Errors:	ERR_EXISTS taken meanwhile; ERR_IO.  place_abandon() is due.
 */
MUST_CHECK enum err place_commit(struct place *p);
/* All of it away; nothing if it was committed, or never begun (fd -1). */
void place_abandon(struct place *p);

/* SHA-256 and length of a file.  Errors: ERR_MISSING; ERR_FORMAT; ERR_IO */
MUST_CHECK enum err file_sum(struct digest *sum, uint64_t *bytes,
    const char *path);
/* A copy, 0600, on the disk.  Errors: ERR_MISSING no source; ERR_EXISTS; ERR_IO */
MUST_CHECK enum err file_copy(const char *to, const char *from);

#endif
