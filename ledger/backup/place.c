/*
 * place.c - directories that appear at once, and the files put into them.
 */
/* For renameat2, which refuses a name that is taken.
 * NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
#define _GNU_SOURCE
#include "place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hash.h"

enum err
place_name(char path[FILE_PATH_MAX], const struct place *p, const char *name)
{
	int n = snprintf(path, FILE_PATH_MAX, "%s/%s", p->path, name);

	return n < 0 || n >= FILE_PATH_MAX ? ERR_RANGE : ERR_OK;
}

/* Files of a directory go; what is no file goes by other(); fd is closed. */
static enum err
clear(int fd, enum err (*other)(int fd, const char *name))
{
	const struct dirent *d;
	enum err e = ERR_OK;
	DIR *all = fdopendir(fd);

	if (all == NULL) {
		(void)close(fd);
		return ERR_IO;
	}
	while (e == ERR_OK && (d = readdir(all)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		if (unlinkat(fd, d->d_name, 0) != 0)
			e = other(fd, d->d_name);
	}
	(void)closedir(all);
	return e;
}

static enum err
empty_clear(int fd, const char *name)
{
	return unlinkat(fd, name, AT_REMOVEDIR) == 0 ? ERR_OK : ERR_IO;
}

/* A store within it, which holds files alone. */
static enum err
inner_clear(int fd, const char *name)
{
	enum err e;
	int in =
	    openat(fd, name, O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW);

	e = in < 0 ? ERR_IO : clear(in, empty_clear);
	return e == ERR_OK ? empty_clear(fd, name) : e;
}

static enum err
place_clear(const struct place *p)
{
	int fd = openat(p->fd, ".", O_RDONLY | O_CLOEXEC | O_DIRECTORY);

	return fd < 0 ? ERR_IO : clear(fd, inner_clear);
}

/* Locked, and still what its name leads to: whoever had it before may just
 * have given it its final name. */
static enum err
place_lock(const struct place *p)
{
	struct stat held, named;

	if (flock(p->fd, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ? ERR_STALE : ERR_IO;
	if (fstat(p->fd, &held) != 0)
		return ERR_IO;
	if (lstat(p->path, &named) != 0 || held.st_ino != named.st_ino ||
	    held.st_dev != named.st_dev)
		return ERR_STALE;
	return ERR_OK;
}

enum err
place_begin(struct place *p, const char *final, const char *suffix)
{
	size_t n = strlen(final);
	struct stat st;
	enum err e;

	p->fd = -1;
	while (n > 1 && final[n - 1] == '/')
		n--;
	if (n == 0 || n + strlen(suffix) >= sizeof(p->path))
		return ERR_RANGE;
	(void)snprintf(p->final, sizeof(p->final), "%.*s", (int)n, final);
	(void)snprintf(p->path, sizeof(p->path), "%.*s%s", (int)n, final,
	    suffix);
	if (lstat(p->final, &st) == 0)
		return ERR_EXISTS;
	if (errno != ENOENT || (mkdir(p->path, 0700) != 0 && errno != EEXIST))
		return ERR_IO;
	p->fd = open(p->path, O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW);
	if (p->fd < 0)
		return ERR_IO;
	e = place_lock(p);
	if (e == ERR_OK)
		e = place_clear(p);
	if (e == ERR_OK && fchmod(p->fd, 0700) != 0)
		e = ERR_IO;
	if (e != ERR_OK) {
		(void)close(p->fd);
		p->fd = -1;
	}
	return e;
}

static enum err
parent_sync(const char *path)
{
	char dir[FILE_PATH_MAX];
	char *slash;
	enum err e;
	int fd;

	(void)snprintf(dir, sizeof(dir), "%s", path);
	slash = strrchr(dir, '/');
	if (slash != NULL)
		slash[slash == dir] = '\0';
	fd =
	    open(slash == NULL ? "." : dir, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
	if (fd < 0)
		return ERR_IO;
	e = fsync(fd) == 0 ? ERR_OK : ERR_IO;
	(void)close(fd);
	return e;
}

enum err
place_commit(struct place *p)
{
	if (fsync(p->fd) != 0)
		return ERR_IO;
	if (renameat2(AT_FDCWD, p->path, AT_FDCWD, p->final,
		RENAME_NOREPLACE) != 0)
		return errno == EEXIST ? ERR_EXISTS : ERR_IO;
	(void)close(p->fd);
	p->fd = -1;
	return parent_sync(p->final);
}

void
place_abandon(struct place *p)
{
	if (p->fd < 0)
		return;
	(void)place_clear(p);
	(void)rmdir(p->path);
	(void)close(p->fd);
	p->fd = -1;
}

/* ---- files ---- */

enum err
file_sum(struct digest *sum, uint64_t *bytes, const char *path)
{
	struct stat st;
	void *all = NULL;
	enum err e = ERR_OK;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd < 0)
		return errno == ENOENT ? ERR_MISSING : ERR_IO;
	if (fstat(fd, &st) != 0)
		e = ERR_IO;
	else if (!S_ISREG(st.st_mode))
		e = ERR_FORMAT;
	if (e == ERR_OK && st.st_size > 0) {
		all = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd,
		    0);
		if (all == MAP_FAILED)
			e = ERR_IO;
	}
	(void)close(fd);
	if (e != ERR_OK)
		return e;
	*bytes = (uint64_t)st.st_size;
	*sum = sha256((struct span){all, (size_t)st.st_size});
	if (all != NULL)
		(void)munmap(all, (size_t)st.st_size);
	return ERR_OK;
}

static enum err
bytes_copy(int out, int in)
{
	uint8_t buf[65536];
	ssize_t got, put, at;

	while ((got = read(in, buf, sizeof(buf))) > 0)
		for (at = 0; at < got; at += put) {
			put = write(out, buf + at, (size_t)(got - at));
			if (put <= 0)
				return ERR_IO;
		}
	return got == 0 && fsync(out) == 0 ? ERR_OK : ERR_IO;
}

enum err
file_copy(const char *to, const char *from)
{
	int in, out;
	struct stat st;
	enum err e = ERR_OK;

	in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (in < 0)
		return errno == ENOENT ? ERR_MISSING : ERR_IO;
	if (fstat(in, &st) != 0 || !S_ISREG(st.st_mode)) {
		(void)close(in);
		return ERR_FORMAT;
	}
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	if (out < 0)
		e = errno == EEXIST ? ERR_EXISTS : ERR_IO;
	else {
		e = bytes_copy(out, in);
		if (close(out) != 0)
			e = ERR_IO;
	}
	(void)close(in);
	return e;
}
