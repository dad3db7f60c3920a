/*
 * book.c - check first, show later.
 */
#include "book.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BOOK_ZONE_S ((time_t)7 * 3600)

static void
book_now(struct tm *tm)
{
	time_t now;

	now = time(NULL) + BOOK_ZONE_S;
	*tm = (struct tm){.tm_year = 0};
	(void)gmtime_r(&now, tm);
}

void
book_today(char out[11])
{
	struct tm tm;

	book_now(&tm);
	if (strftime(out, 11, "%Y-%m-%d", &tm) == 0)
		out[0] = '\0';
}

static void
book_stamp(char out[BOOK_TIME_LEN])
{
	struct tm tm;

	book_now(&tm);
	if (strftime(out, BOOK_TIME_LEN, "%H:%M ngày %d/%m/%Y", &tm) == 0)
		out[0] = '\0';
}

/* What is wrong with a book that did not pass, in one fault. */
static enum err
book_fault(const struct public_result *r, struct fault *f)
{
	const struct check_finding *x;

	if (r->checks.n_finding == 0)
		return fault_set(f, ERR_MISSING, FAULT_NO_INDEX,
		    "FORMAT 7.4: author unproven");
	x = &r->checks.finding[0];
	return fault_set(f, x->code, x->index, x->clause);
}

static enum err
book_check(struct book *b, const struct anchor *a, struct fault *f)
{
	struct public_source s = {.fetch = snapshot_fetch, .arg = &b->files};
	struct public_options o = {.anchor = a};
	const char **names;
	enum err e;
	size_t i;

	names = calloc(b->files.n, sizeof(*names));
	if (names == NULL)
		return ERR_MEMORY;
	for (i = 0; i < b->files.n; i++)
		names[i] = b->files.name[i];
	s.names = names;
	s.n_names = b->files.n;
	e = public_check(&b->result, &s, &o);
	free(names);
	if (e == ERR_OK && !public_passed(&b->result))
		e = book_fault(&b->result, f);
	return e;
}

enum err
book_open(struct book **out, const char *dir, const struct anchor *a,
    struct fault *f)
{
	struct book *b;
	enum err e;

	*f = (struct fault){ERR_OK, FAULT_NO_INDEX, NULL};
	b = calloc(1, sizeof(*b));
	if (b == NULL)
		return ERR_MEMORY;
	e = snapshot_read(&b->files, dir);
	if (e == ERR_OK)
		e = book_check(b, a, f);
	if (e != ERR_OK) {
		book_free(b);
		return e;
	}
	book_stamp(b->checked);
	*out = b;
	return ERR_OK;
}

void
book_free(struct book *b)
{
	if (b == NULL)
		return;
	public_release(&b->result);
	snapshot_release(&b->files);
	free(b);
}

bool
book_is_old(const struct book *b, const char *dir)
{
	const struct file *mine;
	uint8_t *bytes = NULL;
	bool old = true;
	size_t n = 0;
	int fd;

	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return true;
	mine = snapshot_find(&b->files, "checkpoint");
	if (file_read(&bytes, &n, fd, "checkpoint", PUBLIC_FILE_MAX) == ERR_OK)
		old = mine == NULL || mine->n != n ||
		    memcmp(mine->bytes, bytes, n) != 0;
	free(bytes);
	(void)close(fd);
	return old;
}
