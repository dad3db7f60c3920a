/*
 * directory.c - lists and reads the files of a public directory.
 */
#include "directory.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_LEN 4096
#define NAMES_MAX ((size_t)1 << 22)

static enum err
join(char out[PATH_LEN], const char *a, const char *b)
{
	const bool here = strcmp(a, ".") == 0;
	int n;

	n = snprintf(out, PATH_LEN, "%s%s%s", here ? "" : a, here ? "" : "/",
	    b);

	return n > 0 && n < PATH_LEN ? ERR_OK : ERR_RANGE;
}

static enum err
add_name(struct directory_list *l, const char *name)
{
	size_t want;
	char **p;

	if (l->n == l->cap) {
		want = l->cap == 0 ? 256 : l->cap * 2;
		if (want > NAMES_MAX)
			return ERR_RANGE;
		p = realloc(l->name, want * sizeof(*p));
		if (p == NULL)
			return ERR_MEMORY;
		l->name = p;
		l->cap = want;
	}
	l->name[l->n] = strdup(name);
	if (l->name[l->n] == NULL)
		return ERR_MEMORY;
	l->n++;
	return ERR_OK;
}

static enum err
add_entry(struct directory *d, const char *name)
{
	char path[PATH_LEN];
	struct stat st;
	enum err e;

	e = join(path, d->path, name);
	if (e != ERR_OK)
		return e;
	if (stat(path, &st) != 0)
		return errno == ENOENT ? ERR_OK : ERR_IO;
	return add_name(S_ISDIR(st.st_mode) ? &d->dirs : &d->files, name);
}

static enum err
list(struct directory *d, const char *below)
{
	char path[PATH_LEN], name[PATH_LEN];
	struct dirent *entry;
	enum err e;
	DIR *dir;

	e = join(path, d->path, below);
	if (e != ERR_OK)
		return e;
	dir = opendir(path);
	if (dir == NULL)
		return ERR_IO;
	while (e == ERR_OK && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		e = join(name, below, entry->d_name);
		if (e == ERR_OK)
			e = add_entry(d, name);
	}
	(void)closedir(dir);
	return e;
}

/* Listing a directory adds to the list that is being walked. */
enum err
directory_open(struct directory *d, const char *path)
{
	size_t i;
	enum err e;

	memset(d, 0, sizeof(*d));
	d->path = path;
	e = list(d, ".");
	for (i = 0; i < d->dirs.n && e == ERR_OK; i++)
		e = list(d, d->dirs.name[i]);
	return e;
}

static void
list_release(struct directory_list *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		free(l->name[i]);
	free(l->name);
}

void
directory_close(struct directory *d)
{
	list_release(&d->files);
	list_release(&d->dirs);
}

static enum err
read_all(uint8_t **bytes, size_t *n, FILE *in, size_t max)
{
	uint8_t *p;
	size_t got;

	p = malloc(max + 1);
	if (p == NULL)
		return ERR_MEMORY;
	got = fread(p, 1, max + 1, in);
	if (ferror(in) || got > max) {
		free(p);
		return got > max ? ERR_RANGE : ERR_IO;
	}
	*bytes = p;
	*n = got;
	return ERR_OK;
}

static enum err
fetch(void *arg, const char *name, uint8_t **bytes, size_t *n, size_t max)
{
	const struct directory *d = arg;
	char path[PATH_LEN];
	enum err e;
	FILE *in;

	e = join(path, d->path, name);
	if (e != ERR_OK)
		return e;
	in = fopen(path, "rb");
	if (in == NULL)
		return errno == ENOENT || errno == ENOTDIR ? ERR_MISSING
							   : ERR_IO;
	e = read_all(bytes, n, in, max);
	(void)fclose(in);
	return e;
}

struct public_source
directory_source(struct directory *d)
{
	return (struct public_source){fetch, d,
	    (const char *const *)d->files.name, d->files.n};
}
