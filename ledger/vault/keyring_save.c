/*
 * keyring_save.c - the whole keyring to the disk, or the old one stands
 * (FORMAT 4.6).
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vaultmake.h"

#define PATH_LEN 4096

static enum err
write_all(int fd, const uint8_t *p, size_t n)
{
	ssize_t put;

	while (n > 0) {
		put = write(fd, p, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return ERR_IO;
		p += put;
		n -= (size_t)put;
	}
	return fsync(fd) == 0 ? ERR_OK : ERR_IO;
}

/* dir is the path, cut to its directory here. */
static enum err
dir_sync(char dir[PATH_LEN])
{
	char *slash;
	enum err e;
	int fd;

	slash = strrchr(dir, '/');
	if (slash == NULL)
		memcpy(dir, ".", 2);
	else
		slash[slash == dir ? 1 : 0] = '\0';
	fd = open(dir, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
	if (fd < 0)
		return ERR_IO;
	e = fsync(fd) == 0 ? ERR_OK : ERR_IO;
	(void)close(fd);
	return e;
}

static enum err
replace(const char *path, const uint8_t *bytes, size_t n)
{
	char tmp[PATH_LEN];
	enum err e;
	int fd, len;

	len = snprintf(tmp, sizeof(tmp), "%s.tmp-%08x", path,
	    (unsigned)randombytes_random());
	if (len < 0 || (size_t)len >= sizeof(tmp))
		return ERR_RANGE;
	fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	if (fd < 0)
		return ERR_IO;
	e = write_all(fd, bytes, n);
	if (close(fd) != 0)
		e = ERR_IO;
	if (e == ERR_OK && rename(tmp, path) != 0)
		e = ERR_IO;
	if (e != ERR_OK) {
		(void)unlink(tmp);
		return e;
	}
	return dir_sync(tmp);
}

enum err
keyring_save(struct keyring *k, const char *path)
{
	uint8_t *bytes;
	enum err e;
	size_t n;

	k->generation++;
	e = keyring_encode(&bytes, &n, k);
	if (e == ERR_OK) {
		e = replace(path, bytes, n);
		free(bytes);
	}
	if (e != ERR_OK)
		k->generation--;
	return e;
}
