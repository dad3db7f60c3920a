/*
 * outdir.c - put files under a directory that may not be there yet.
 */
#include "outdir.h"

#include "fileio.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define PUBLIC_MODE 0644
#define PUBLIC_BYTES_MAX ((size_t)2 << 20)

static bool
path_of(char path[FILE_PATH_MAX], const char *dir, const char *name)
{
	int n = snprintf(path, FILE_PATH_MAX, "%s/%s", dir, name);

	return n > 0 && n < FILE_PATH_MAX;
}

/* Make every directory above the last component. */
static enum err
make_above(const char *path)
{
	char part[FILE_PATH_MAX];
	size_t i;

	for (i = 1; path[i] != '\0'; i++) {
		if (path[i] != '/')
			continue;
		memcpy(part, path, i);
		part[i] = '\0';
		if (mkdir(part, 0755) != 0 && errno != EEXIST)
			return ERR_IO;
	}
	return ERR_OK;
}

enum err
outdir_put(const char *dir, const char *name, struct span bytes)
{
	char path[FILE_PATH_MAX];
	uint8_t *old = NULL;
	size_t n = 0;
	enum err e;

	if (!path_of(path, dir, name))
		return ERR_RANGE;
	e = make_above(path);
	if (e != ERR_OK)
		return e;
	e = file_create(path, bytes, PUBLIC_MODE);
	if (e != ERR_EXISTS)
		return e;
	e = file_read(&old, &n, path, PUBLIC_BYTES_MAX);
	if (e == ERR_OK && !span_eq((struct span){old, n}, bytes))
		e = ERR_EXISTS;
	file_free(old, n);
	return e;
}

enum err
outdir_replace(const char *dir, const char *name, struct span bytes)
{
	char path[FILE_PATH_MAX];
	enum err e;

	if (!path_of(path, dir, name))
		return ERR_RANGE;
	e = make_above(path);
	return e == ERR_OK ? file_replace(path, bytes, PUBLIC_MODE) : e;
}
