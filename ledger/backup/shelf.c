/*
 * shelf.c - lists of backups and copies: read, and a line put in.
 */
#include "shelf.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text.h"

#define DAY ((size_t)DATE_LEN - 1)

/* The next line without its end; false when there is none. */
static bool
next_line(struct span *line, struct span *text)
{
	const uint8_t *end;

	if (text->n == 0)
		return false;
	end = memchr(text->p, '\n', text->n);
	line->p = text->p;
	line->n = end == NULL ? text->n : (size_t)(end - text->p);
	text->p += line->n + (end != NULL);
	text->n -= line->n + (end != NULL);
	return true;
}

static enum err
row_take(struct shelf *s, struct span line)
{
	struct shelf_row *r = &s->row[s->n];

	if (line.n == 0 || line.p[0] == '#')
		return ERR_OK;
	if (s->n == SHELF_MAX || line.n >= FILE_PATH_MAX)
		return ERR_RANGE;
	if (line.n < 2 * DAY + 3 || line.p[DAY] != ' ' ||
	    line.p[2 * DAY + 1] != ' ' ||
	    memchr(line.p, '\0', line.n) != NULL ||
	    date_decode(&r->made, (struct span){line.p, DAY}) != ERR_OK ||
	    date_decode(&r->expires, (struct span){line.p + DAY + 1, DAY}) !=
		ERR_OK)
		return ERR_FORMAT;
	(void)snprintf(r->path, sizeof(r->path), "%.*s",
	    (int)(line.n - 2 * DAY - 2), (const char *)line.p + 2 * DAY + 2);
	s->n++;
	return ERR_OK;
}

enum err
shelf_load(struct shelf *s, const char *path)
{
	struct shelf out = {NULL, 0};
	struct span text, line;
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	memset(s, 0, sizeof(*s));
	e = file_read(&bytes, &n, path, SHELF_BYTES_MAX);
	if (e == ERR_MISSING)
		return ERR_OK;
	if (e != ERR_OK)
		return e;
	out.row = calloc(SHELF_MAX + 1, sizeof(*out.row));
	e = out.row == NULL ? ERR_MEMORY : ERR_OK;
	text = (struct span){bytes, n};
	while (e == ERR_OK && next_line(&line, &text))
		e = row_take(&out, line);
	file_free(bytes, n);
	if (e == ERR_OK)
		*s = out;
	else
		shelf_release(&out);
	return e;
}

void
shelf_release(struct shelf *s)
{
	free(s->row);
	memset(s, 0, sizeof(*s));
}

bool
shelf_row_there(const struct shelf_row *r)
{
	struct stat st;

	return lstat(r->path, &st) == 0;
}

/* ---- a line put in ---- */

static bool
line_names(struct span line, const char *what)
{
	size_t n = strlen(what);

	return line.n > n && line.p[0] != '#' &&
	    line.p[line.n - n - 1] == ' ' &&
	    memcmp(line.p + line.n - n, what, n) == 0;
}

static enum err
list_write(const char *list, struct span old, const char *words,
    const char *what)
{
	size_t cap = old.n + strlen(words) + strlen(what) + 3;
	uint8_t *buf = malloc(cap);
	struct span line;
	struct wr w;
	enum err e;

	if (buf == NULL)
		return ERR_MEMORY;
	wr_init(&w, buf, cap);
	while (next_line(&line, &old))
		if (!line_names(line, what)) {
			wr_span(&w, line);
			wr_lit(&w, "\n");
		}
	wr_lit(&w, words);
	wr_lit(&w, " ");
	wr_lit(&w, what);
	wr_lit(&w, "\n");
	e = w.bad ? ERR_SPACE : file_replace(list, wr_done(&w), 0600);
	free(buf);
	return e;
}

/* A lock on the store's directory, which lies beside every list; or -1. */
static int
lists_lock(const char *list)
{
	const char *slash = strrchr(list, '/');
	char dir[FILE_PATH_MAX];
	int n, fd;

	n = snprintf(dir, sizeof(dir), "%.*sstore",
	    slash == NULL ? 0 : (int)(slash - list + 1), list);
	if (n < 0 || n >= (int)sizeof(dir))
		return -1;
	fd = open(dir, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
	if (fd >= 0 && flock(fd, LOCK_EX) != 0) {
		(void)close(fd);
		fd = -1;
	}
	return fd;
}

enum err
list_put(const char *list, const char *words, const char *what)
{
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;
	int lock;

	if (*what == '\0' || strchr(what, '\n') != NULL)
		return ERR_FORMAT;
	lock = lists_lock(list);
	if (lock < 0)
		return ERR_IO;
	e = file_read(&bytes, &n, list, SHELF_BYTES_MAX);
	if (e == ERR_MISSING)
		e = ERR_OK;
	if (e == ERR_OK)
		e = list_write(list, (struct span){bytes, n}, words, what);
	file_free(bytes, n);
	(void)close(lock);
	return e;
}
