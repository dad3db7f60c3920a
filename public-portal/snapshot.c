/*
 * snapshot.c - reading the public directory, without following a link.
 */
#include "snapshot.h"

#include "public.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SNAPSHOT_FILES_MAX 1048576
#define SNAPSHOT_BYTES_MAX ((size_t)1 << 30)
#define SNAPSHOT_DEPTH_MAX 8

static enum err
errno_err(void)
{
	if (errno == ENOENT || errno == ENOTDIR)
		return ERR_MISSING;
	return errno == ELOOP ? ERR_FORMAT : ERR_IO;
}

static enum err
read_all(uint8_t *p, size_t n, int fd)
{
	size_t done;
	ssize_t got;

	for (done = 0; done < n; done += (size_t)got) {
		got = read(fd, p + done, n - done);
		if (got < 0 && errno == EINTR)
			got = 0;
		else if (got <= 0)
			return ERR_IO;
	}
	return ERR_OK;
}

enum err
file_read(uint8_t **bytes, size_t *n, int dirfd, const char *name, size_t max)
{
	struct stat st;
	uint8_t *p = NULL;
	enum err e = ERR_OK;
	int fd;

	fd =
	    openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return errno_err();
	if (fstat(fd, &st) != 0)
		e = ERR_IO;
	else if (!S_ISREG(st.st_mode))
		e = ERR_FORMAT;
	else if (st.st_size < 0 || (uint64_t)st.st_size > max)
		e = ERR_RANGE;
	if (e != ERR_OK)
		goto out;
	p = malloc((size_t)st.st_size + 1);
	e = p == NULL ? ERR_MEMORY : read_all(p, (size_t)st.st_size, fd);
	if (e != ERR_OK)
		goto out;
	*bytes = p;
	*n = (size_t)st.st_size;
	p = NULL;
out:
	free(p);
	(void)close(fd);
	return e;
}

static enum err
snapshot_grow(struct snapshot *s)
{
	struct file *f;
	size_t cap;

	if (s->n < s->cap)
		return ERR_OK;
	if (s->n >= SNAPSHOT_FILES_MAX)
		return ERR_RANGE;
	cap = s->cap == 0 ? 64 : s->cap * 2;
	f = realloc(s->file, cap * sizeof(*f));
	if (f == NULL)
		return ERR_MEMORY;
	s->file = f;
	s->cap = cap;
	return ERR_OK;
}

/* name is the file in the open directory, path its name in the snapshot. */
static enum err
snapshot_take(struct snapshot *s, int dirfd, const char *name, const char *path)
{
	struct file f = {NULL, NULL, 0};
	enum err e;

	e = snapshot_grow(s);
	if (e != ERR_OK)
		return e;
	e = file_read(&f.bytes, &f.n, dirfd, name, PUBLIC_FILE_MAX);
	if (e != ERR_OK)
		return e;
	f.name = strdup(path);
	if (f.name == NULL || f.n > SNAPSHOT_BYTES_MAX - s->bytes) {
		e = f.name == NULL ? ERR_MEMORY : ERR_RANGE;
		free(f.name);
		free(f.bytes);
		return e;
	}
	s->bytes += f.n;
	s->file[s->n++] = f;
	return ERR_OK;
}

/* Bounded by SNAPSHOT_DEPTH_MAX.  NOLINTBEGIN(misc-no-recursion) */
static enum err snapshot_walk(struct snapshot *s, int dirfd, const char *prefix,
    unsigned depth);

static enum err
snapshot_entry(struct snapshot *s, int dirfd, const char *prefix,
    const char *name, unsigned depth)
{
	char path[PUBLIC_NAME_MAX];
	struct stat st;
	int len, fd;

	len = snprintf(path, sizeof(path), "%s%s%s", prefix,
	    *prefix == '\0' ? "" : "/", name);
	if (len < 0 || (size_t)len >= sizeof(path))
		return ERR_RANGE;
	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno_err();
	if (S_ISREG(st.st_mode))
		return strcmp(path, "checkpoint") == 0
		    ? ERR_OK
		    : snapshot_take(s, dirfd, name, path);
	if (!S_ISDIR(st.st_mode) || depth == SNAPSHOT_DEPTH_MAX)
		return ERR_FORMAT;
	fd = openat(dirfd, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return fd < 0 ? errno_err() : snapshot_walk(s, fd, path, depth + 1);
}

/* Closes dirfd. */
static enum err
snapshot_walk(struct snapshot *s, int dirfd, const char *prefix, unsigned depth)
{
	const struct dirent *d;
	enum err e = ERR_OK;
	DIR *dir;

	dir = fdopendir(dirfd);
	if (dir == NULL) {
		(void)close(dirfd);
		return ERR_IO;
	}
	while (e == ERR_OK && (d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
			e = snapshot_entry(s, dirfd, prefix, d->d_name, depth);
		/* A temporary file of the publisher may go meanwhile. */
		if (e == ERR_MISSING)
			e = ERR_OK;
	}
	(void)closedir(dir);
	return e;
}
/* NOLINTEND(misc-no-recursion) */

static int
file_cmp(const void *a, const void *b)
{
	const struct file *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static enum err
snapshot_index(struct snapshot *s)
{
	size_t i;

	qsort(s->file, s->n, sizeof(*s->file), file_cmp);
	s->name = calloc(s->n, sizeof(*s->name));
	if (s->name == NULL)
		return ERR_MEMORY;
	for (i = 0; i < s->n; i++)
		s->name[i] = s->file[i].name;
	return ERR_OK;
}

enum err
snapshot_read(struct snapshot *s, const char *dir)
{
	enum err e;
	int fd;

	*s = (struct snapshot){.file = NULL};
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno_err();
	e = snapshot_take(s, fd, "checkpoint", "checkpoint");
	if (e != ERR_OK) {
		(void)close(fd);
		return e;
	}
	e = snapshot_walk(s, fd, "", 0);
	return e == ERR_OK ? snapshot_index(s) : e;
}

void
snapshot_release(struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		free(s->file[i].name);
		free(s->file[i].bytes);
	}
	free(s->file);
	free(s->name);
	*s = (struct snapshot){.file = NULL};
}

const struct file *
snapshot_find(const struct snapshot *s, const char *name)
{
	size_t low, high, mid;
	int c;

	for (low = 0, high = s->n; low < high;) {
		mid = low + (high - low) / 2;
		c = strcmp(name, s->file[mid].name);
		if (c == 0)
			return &s->file[mid];
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

enum err
snapshot_fetch(void *arg, const char *name, uint8_t **bytes, size_t *n,
    size_t max)
{
	const struct file *f;
	uint8_t *p;

	f = snapshot_find(arg, name);
	if (f == NULL)
		return ERR_MISSING;
	if (f->n > max)
		return ERR_RANGE;
	p = malloc(f->n + 1);
	if (p == NULL)
		return ERR_MEMORY;
	memcpy(p, f->bytes, f->n);
	*bytes = p;
	*n = f->n;
	return ERR_OK;
}
