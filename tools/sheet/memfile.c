/*
 * memfile.c - shared memory whose name is taken away at once.
 */
#include "memfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAMES_TRIED 100

enum err
memfile_open(int *fd)
{
	char name[64];
	int i, f;

	for (i = 0; i < NAMES_TRIED; i++) {
		(void)snprintf(name, sizeof(name), "/minhbach-%ld-%d",
		    (long)getpid(), i);
		f = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
		if (f >= 0) {
			(void)shm_unlink(name);
			*fd = f;
			return ERR_OK;
		}
		if (errno != EEXIST)
			return ERR_IO;
	}
	return ERR_IO;
}

enum err
memfile_put(int fd, struct span s)
{
	ssize_t n;

	while (s.n > 0) {
		n = write(fd, s.p, s.n);
		if (n <= 0)
			return ERR_IO;
		s.p += n;
		s.n -= (size_t)n;
	}
	return lseek(fd, 0, SEEK_SET) == 0 ? ERR_OK : ERR_IO;
}

enum err
memfile_get(uint8_t **bytes, size_t *n, int fd, size_t max)
{
	struct stat st;
	uint8_t *p;
	size_t size, at = 0;
	ssize_t got;

	if (fstat(fd, &st) != 0 || st.st_size < 0)
		return ERR_IO;
	size = (size_t)st.st_size;
	if (size > max)
		return ERR_RANGE;
	p = malloc(size + 1);
	if (p == NULL)
		return ERR_MEMORY;
	while (at < size) {
		got = pread(fd, p + at, size - at, (off_t)at);
		if (got <= 0) {
			free(p);
			return ERR_IO;
		}
		at += (size_t)got;
	}
	*bytes = p;
	*n = size;
	return ERR_OK;
}

void
memfile_path(char path[MEMFILE_PATH_MAX], int fd)
{
	(void)snprintf(path, MEMFILE_PATH_MAX, "/proc/self/fd/%d", fd);
}
