/*
 * directory.h - a public directory on a disk, as public_check() wants it.
 */
#ifndef VERIFY_DIRECTORY_H
#define VERIFY_DIRECTORY_H

#include "public.h"

struct directory_list {
	char **name; /* relative */
	size_t n, cap;
};

struct directory {
	const char *path;
	struct directory_list files, dirs;
};

/* Errors: ERR_IO, ERR_MEMORY, ERR_RANGE too many */
MUST_CHECK enum err directory_open(struct directory *d, const char *path);
void directory_close(struct directory *d);
struct public_source directory_source(struct directory *d);

#endif
