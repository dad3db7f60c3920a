/*
 * outdir.c - put files under a directory that may not be there yet.
 */
#include "outdir.h"

#include "fileio.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PUBLIC_MODE 0644
#define OUTDIR_DEPTH 16 /* tile/entries/x001/x234/... */
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
	if (e == ERR_OK && n > 0 && !span_eq((struct span){old, n}, bytes))
		e = ERR_EXISTS;
	file_free(old, n);
	/* An empty one is a name that was taken just before a crash. */
	return e == ERR_OK && n == 0 && bytes.n > 0
	    ? file_replace(path, bytes, PUBLIC_MODE)
	    : e;
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

/* Durably, as what is written is. */
enum err
outdir_remove(const char *dir, const char *name)
{
	char path[FILE_PATH_MAX];
	char *slash;
	int fd;
	enum err e;

	if (!path_of(path, dir, name))
		return ERR_RANGE;
	if (unlink(path) != 0)
		return errno == ENOENT ? ERR_OK : ERR_IO;
	slash = strrchr(path, '/');
	*slash = '\0';
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return ERR_IO;
	e = fsync(fd) == 0 ? ERR_OK : ERR_IO;
	(void)close(fd);
	return e;
}

/* "name.tmp-0123abcd", as fileio.h makes them. */
static bool
is_temporary(const char *name)
{
	const char *p = strstr(name, ".tmp-");

	return p != NULL && strspn(p + 5, "0123456789abcdef") == 8 &&
	    p[13] == '\0';
}

/* NOLINTBEGIN(misc-no-recursion): depth counts down. */
static enum err
sweep(int fd, unsigned depth)
{
	DIR *d = fdopendir(fd);
	const struct dirent *x;
	int below;
	enum err e = ERR_OK;

	if (d == NULL) {
		(void)close(fd);
		return ERR_IO;
	}
	while (e == ERR_OK && (x = readdir(d)) != NULL) {
		if (is_temporary(x->d_name)) {
			e = unlinkat(dirfd(d), x->d_name, 0) == 0 ? ERR_OK
								  : ERR_IO;
			continue;
		}
		if (x->d_name[0] == '.' || depth == 0)
			continue;
		below = openat(dirfd(d), x->d_name,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (below >= 0)
			e = sweep(below, depth - 1);
	}
	(void)closedir(d);
	return e;
}
/* NOLINTEND(misc-no-recursion) */

enum err
outdir_sweep(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return errno == ENOENT ? ERR_OK : ERR_IO;
	return sweep(fd, OUTDIR_DEPTH);
}
