/*
 * fileio.c - whole files, durable or not there.
 */
#include "fileio.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TMP ".tmp-" /* then eight digits */

static enum err
read_all(uint8_t **bytes, size_t *n, int fd, size_t max)
{
	size_t used, cap;
	struct stat st;
	uint8_t *buf;
	ssize_t got;

	if (fstat(fd, &st) != 0)
		return ERR_IO;
	if (!S_ISREG(st.st_mode))
		return ERR_FORMAT;
	if (st.st_size < 0 || (uintmax_t)st.st_size > max)
		return ERR_RANGE;
	/* One byte more shows a file that grows under our eyes. */
	cap = (size_t)st.st_size + 1;
	buf = malloc(cap);
	if (buf == NULL)
		return ERR_MEMORY;
	used = 0;
	do {
		got = read(fd, buf + used, cap - used);
		if (got > 0)
			used += (size_t)got;
	} while ((got > 0 && used < cap) || (got < 0 && errno == EINTR));
	if (got < 0 || used == cap) {
		file_free(buf, used);
		return ERR_IO;
	}
	*bytes = buf;
	*n = used;
	return ERR_OK;
}

enum err
file_read(uint8_t **bytes, size_t *n, const char *path, size_t max)
{
	enum err e;
	int fd;

	/* O_NONBLOCK: a pipe put in its place must not hang us. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0 && errno == ELOOP)
		return ERR_FORMAT;
	if (fd < 0)
		return errno == ENOENT ? ERR_MISSING : ERR_IO;
	e = read_all(bytes, n, fd, max);
	(void)close(fd);
	return e;
}

void
file_free(uint8_t *bytes, size_t n)
{
	if (bytes != NULL)
		sodium_memzero(bytes, n);
	free(bytes);
}

static enum err
write_all(int fd, struct span s)
{
	ssize_t put;

	while (s.n > 0) {
		put = write(fd, s.p, s.n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return ERR_IO;
		s = (struct span){s.p + put, s.n - (size_t)put};
	}
	return fsync(fd) == 0 ? ERR_OK : ERR_IO;
}

/* The directory that path lies in; path is shorter than FILE_PATH_MAX. */
static int
dir_open(const char *path)
{
	char dir[FILE_PATH_MAX];
	const char *slash;
	size_t n;

	slash = strrchr(path, '/');
	n = slash == NULL ? 0 : (size_t)(slash - path);
	if (slash == NULL)
		memcpy(dir, ".", 2);
	else if (n == 0)
		memcpy(dir, "/", 2);
	else {
		memcpy(dir, path, n);
		dir[n] = '\0';
	}
	return open(dir, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
}

/* The rename is only safe once the directory is on the disk. */
static enum err
dir_sync(const char *path)
{
	enum err e;
	int fd = dir_open(path);

	if (fd < 0)
		return ERR_IO;
	e = fsync(fd) == 0 ? ERR_OK : ERR_IO;
	(void)close(fd);
	return e;
}

static int
new_file(const char *path, mode_t mode)
{
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
	    mode);
}

enum err
file_replace(const char *path, struct span bytes, mode_t mode)
{
	char tmp[FILE_PATH_MAX];
	enum err e;
	int fd, n;

	n = snprintf(tmp, sizeof(tmp), "%s" TMP "%08x", path,
	    (unsigned)randombytes_random());
	if (n < 0 || (size_t)n >= sizeof(tmp))
		return ERR_RANGE;
	fd = new_file(tmp, mode);
	if (fd < 0)
		return ERR_IO;
	e = fchmod(fd, mode) == 0 ? write_all(fd, bytes) : ERR_IO;
	if (close(fd) != 0)
		e = ERR_IO;
	if (e == ERR_OK && rename(tmp, path) != 0)
		e = ERR_IO;
	if (e != ERR_OK) {
		(void)unlink(tmp);
		return e;
	}
	return dir_sync(path);
}

enum err
file_create(const char *path, struct span bytes, mode_t mode)
{
	enum err e;
	int fd;

	/* Take the name first: rename alone would overwrite. */
	fd = new_file(path, mode);
	if (fd < 0)
		return errno == EEXIST || errno == ELOOP ? ERR_EXISTS : ERR_IO;
	(void)close(fd);
	e = file_replace(path, bytes, mode);
	if (e != ERR_OK)
		(void)unlink(path);
	return e;
}

/* ---- taken away ---- */

static enum err
sweep(DIR *d, const char *name, bool itself)
{
	const struct dirent *it;
	size_t n = strlen(name);
	int fd = dirfd(d);

	errno = 0;
	while ((it = readdir(d)) != NULL) {
		if (strncmp(it->d_name, name, n) == 0 &&
		    (it->d_name[n] == '\0'
			    ? itself
			    : strncmp(it->d_name + n, TMP, strlen(TMP)) == 0) &&
		    unlinkat(fd, it->d_name, 0) != 0 && errno != ENOENT)
			return ERR_IO;
		errno = 0;
	}
	return errno == 0 && fsync(fd) == 0 ? ERR_OK : ERR_IO;
}

static enum err
take_away(const char *path, bool itself)
{
	const char *slash = strrchr(path, '/');
	enum err e;
	DIR *d;
	int fd;

	if (strlen(path) >= FILE_PATH_MAX)
		return ERR_RANGE;
	fd = dir_open(path);
	if (fd < 0)
		return errno == ENOENT ? ERR_MISSING : ERR_IO;
	d = fdopendir(fd);
	if (d == NULL) {
		(void)close(fd);
		return ERR_IO;
	}
	e = sweep(d, slash == NULL ? path : slash + 1, itself);
	(void)closedir(d);
	return e;
}

enum err
file_sweep(const char *path)
{
	return take_away(path, false);
}

enum err
file_destroy(const char *path)
{
	return take_away(path, true);
}
