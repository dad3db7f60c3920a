/*
 * export.c - writing a site to files.
 */
#include "export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXPORT_PATH_MAX 4096

static enum err
make_dirs(char *path, size_t from)
{
	size_t i;

	for (i = from; path[i] != '\0'; i++) {
		if (path[i] != '/' || i == 0)
			continue;
		path[i] = '\0';
		if (mkdir(path, 0755) != 0 && errno != EEXIST) {
			path[i] = '/';
			return ERR_IO;
		}
		path[i] = '/';
	}
	return ERR_OK;
}

static enum err
write_all(int fd, const uint8_t *p, size_t n)
{
	ssize_t done;

	while (n > 0) {
		done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return ERR_IO;
		p += done;
		n -= (size_t)done;
	}
	return ERR_OK;
}

static enum err
write_file(const char *path, const struct page *p)
{
	char temporary[EXPORT_PATH_MAX + 8];
	enum err e;
	int fd;

	(void)snprintf(temporary, sizeof(temporary), "%s.new", path);
	fd = open(temporary,
	    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0)
		return ERR_IO;
	e = write_all(fd, p->plain.bytes, p->plain.n);
	if (close(fd) != 0 && e == ERR_OK)
		e = ERR_IO;
	if (e == ERR_OK && rename(temporary, path) != 0)
		e = ERR_IO;
	if (e != ERR_OK)
		(void)unlink(temporary);
	return e;
}

/* Pages of people and of the API have no ending, and become directories; files
 * of the public directory keep their names, "checkpoint" and tiles too. */
static const char *
file_suffix(const struct page *p)
{
	const char *last = strrchr(p->path, '/');

	if (last == NULL || strchr(last, '.') != NULL)
		return "";
	if (last[1] == '\0')
		return "index.html";
	if (strncmp(p->type, "text/html", 9) == 0)
		return "/index.html";
	return strcmp(p->type, "application/json") == 0 ? "/index.json" : "";
}

static enum err
export_page(const struct page *p, const char *dir)
{
	char path[EXPORT_PATH_MAX];
	enum err e;
	int len;

	len = snprintf(path, sizeof(path), "%s%s%s", dir, p->path,
	    file_suffix(p));
	if (len < 0 || (size_t)len >= sizeof(path))
		return ERR_RANGE;
	e = make_dirs(path, strlen(dir));
	return e == ERR_OK ? write_file(path, p) : e;
}

enum err
export_site(const struct site *s, const char *dir)
{
	const struct page *checkpoint;
	struct page missing;
	enum err e = ERR_OK;
	char name[] = "/404.html";
	size_t i;

	if (mkdir(dir, 0755) != 0 && errno != EEXIST)
		return ERR_IO;
	checkpoint = site_find(s, "/checkpoint");
	for (i = 0; e == ERR_OK && i < s->n; i++) {
		if (&s->page[i] != checkpoint)
			e = export_page(&s->page[i], dir);
	}
	missing = s->missing;
	missing.path = name;
	missing.type = "";
	if (e == ERR_OK)
		e = export_page(&missing, dir);
	if (e == ERR_OK && checkpoint != NULL)
		e = export_page(checkpoint, dir);
	return e;
}
