/*
 * fileio.h - small whole files: read with a cap, written so that after a crash
 * there is the old file or the new one, never half of either.
 */
#ifndef KEYFILE_FILEIO_H
#define KEYFILE_FILEIO_H

#include "base.h"

#include <sys/types.h>

#define FILE_PATH_MAX 4096

/*
 * Read a regular file of at most max bytes; a symbolic link is refused.
 * Owns:	*bytes is the caller's: file_free().
 * Errors:	ERR_MISSING no such file; ERR_RANGE too large; ERR_FORMAT not a
 *		regular file; ERR_IO; ERR_MEMORY
 */
MUST_CHECK enum err file_read(uint8_t **bytes, size_t *n, const char *path,
    size_t max);
void file_free(uint8_t *bytes, size_t n); /* wiped before */

/*
 * Temporary name, fsync, rename, fsync of the directory.  file_create refuses
 * a name that is taken.
 * Errors:	ERR_EXISTS; ERR_RANGE name too long; ERR_IO.  The old file
 *		stands.
 */
MUST_CHECK enum err file_create(const char *path, struct span bytes,
    mode_t mode);
MUST_CHECK enum err file_replace(const char *path, struct span bytes,
    mode_t mode);

/*
 * Take away what killed writers of path left beside it; and, of file_destroy,
 * the file as well, which may be gone already.  On the disk when they return.
 * Only whoever alone writes path may.
 * Errors:	ERR_MISSING no such directory; ERR_RANGE; ERR_IO
 */
MUST_CHECK enum err file_sweep(const char *path);
MUST_CHECK enum err file_destroy(const char *path);

#endif
