/*
 * memfile.h - a file without a name, in memory: for programs and libraries
 * that want a file where we have bytes.  It dies with its descriptor.
 */
#ifndef SHEET_MEMFILE_H
#define SHEET_MEMFILE_H

#include "base.h"

#define MEMFILE_PATH_MAX 32

/* A directory in memory, for libraries that make files of their own. */
#define MEMFILE_DIR "/dev/shm"

/* Errors: ERR_IO */
MUST_CHECK enum err memfile_open(int *fd);
MUST_CHECK enum err memfile_put(int fd, struct span bytes);

/* All of it, at most max bytes; *bytes is the caller's, from malloc().
 * Errors: ERR_RANGE; ERR_IO; ERR_MEMORY */
MUST_CHECK enum err memfile_get(uint8_t **bytes, size_t *n, int fd, size_t max);

/* A name that this process alone can open it by. */
void memfile_path(char path[MEMFILE_PATH_MAX], int fd);

#endif
