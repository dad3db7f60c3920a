/*
 * keycopies.c - copies of the keyring: read from their list, looked at, renewed.
 */
#include "keycopies.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIST_MAX ((size_t)64 * (FILE_PATH_MAX + COPIES_DAY))

/* Four digits, two, two: whether there is such a day matters to nobody. */
static bool
is_day(const uint8_t *p)
{
	size_t i;

	for (i = 0; i < COPIES_DAY - 1; i++)
		if (i == 4 || i == 7 ? p[i] != '-' : p[i] < '0' || p[i] > '9')
			return false;
	return true;
}

static enum err
line_take(struct copies *c, struct span line)
{
	const size_t day = COPIES_DAY - 1;
	struct copy *x = &c->copy[c->n];

	if (line.n == 0 || line.p[0] == '#')
		return ERR_OK;
	if (c->n == COPIES_MAX || line.n >= FILE_PATH_MAX)
		return ERR_RANGE;
	if (line.n < day + 2 || line.p[day] != ' ' || !is_day(line.p) ||
	    memchr(line.p, '\0', line.n) != NULL)
		return ERR_FORMAT;
	memset(x, 0, sizeof(*x));
	memcpy(x->day, line.p, day);
	memcpy(x->path, line.p + day + 1, line.n - day - 1);
	c->n++;
	return ERR_OK;
}

static enum err
lines_take(struct copies *c, struct span text)
{
	struct span line;
	const uint8_t *end;
	enum err e = ERR_OK;

	while (text.n > 0 && e == ERR_OK) {
		end = memchr(text.p, '\n', text.n);
		line.p = text.p;
		line.n = end == NULL ? text.n : (size_t)(end - text.p);
		e = line_take(c, line);
		if (end != NULL)
			line.n++;
		text.p += line.n;
		text.n -= line.n;
	}
	return e;
}

enum err
copies_load(struct copies *c, const char *path)
{
	struct copies out = {NULL, 0};
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	memset(c, 0, sizeof(*c));
	e = file_read(&bytes, &n, path, LIST_MAX);
	if (e == ERR_MISSING)
		return ERR_OK;
	if (e != ERR_OK)
		return e;
	out.copy = calloc(COPIES_MAX + 1, sizeof(*out.copy));
	e = out.copy == NULL ? ERR_MEMORY
			     : lines_take(&out, (struct span){bytes, n});
	file_free(bytes, n);
	if (e == ERR_OK)
		*c = out;
	else
		copies_release(&out);
	return e;
}

void
copies_release(struct copies *c)
{
	free(c->copy);
	memset(c, 0, sizeof(*c));
}

static enum copy_state
look(const char *path, const struct keyring *k)
{
	enum copy_state s = COPY_OTHER;
	struct keyring x;
	enum err e;

	keyring_init(&x);
	e = keyring_load(&x, path);
	if (e == ERR_MISSING)
		return COPY_ABSENT;
	if (e == ERR_IO || e == ERR_MEMORY)
		return COPY_FAILED;
	if (e == ERR_OK && strcmp(x.origin, k->origin) == 0 &&
	    x.generation <= k->generation)
		s = memcmp(x.vault.b, k->vault.b, sizeof(k->vault.b)) == 0
		    ? COPY_CLEAN
		    : COPY_OLD;
	keyring_release(&x);
	return s;
}

void
copies_look(struct copies *c, const struct keyring *k)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		c->copy[i].state = look(c->copy[i].path, k);
}

/* Zeros over a file that no name leads to any more.  A file system that
 * writes elsewhere keeps the old bytes all the same, and no harm is done. */
static void
overwrite(int fd)
{
	static const uint8_t zero[4096];
	ssize_t got = 0;
	struct stat st;
	off_t left;
	size_t n;

	if (fstat(fd, &st) != 0 || st.st_nlink > 0 || !S_ISREG(st.st_mode))
		return;
	for (left = st.st_size; left > 0 && got >= 0; left -= got) {
		n = left < (off_t)sizeof(zero) ? (size_t)left : sizeof(zero);
		got = write(fd, zero, n);
	}
	(void)fsync(fd);
}

enum err
keyring_supplant(const struct keyring *k, const char *path)
{
	uint8_t *bytes = NULL;
	size_t n = 0;
	int old;
	enum err e = keyring_encode(&bytes, &n, k);

	if (e != ERR_OK)
		return e;
	old = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	e = file_replace(path, (struct span){bytes, n}, 0600);
	if (old >= 0) {
		if (e == ERR_OK)
			overwrite(old);
		(void)close(old);
	}
	free(bytes);
	return e;
}

void
copies_renew(struct copies *c, const struct keyring *k)
{
	size_t i;

	copies_look(c, k);
	for (i = 0; i < c->n; i++) {
		struct copy *x = &c->copy[i];

		if (x->state == COPY_OLD)
			x->state = keyring_supplant(k, x->path) == ERR_OK
			    ? look(x->path, k)
			    : COPY_FAILED;
		if (x->state == COPY_CLEAN && file_sweep(x->path) != ERR_OK)
			x->state = COPY_FAILED;
	}
}
