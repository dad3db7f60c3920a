/*
 * odtzip.c - the archive around a document, read and written in memory.
 * Writing is the same every time: no dates, "mimetype" first and unpacked, as
 * OpenDocument asks (part 2, 3.3).
 */
#include "odtpart.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define NAME_MAX_BYTES 256
#define LEVEL 6
#define DOS_DATE 0x21 /* 1 January 1980: the first there is */

static enum err
part_new(struct parts *s, const char *name, size_t n)
{
	struct part *x = &s->part[s->n];

	if (s->n == ODT_PARTS_MAX)
		return ERR_RANGE;
	if (parts_find(s, name) != NULL)
		return ERR_FORMAT;
	x->name = strdup(name);
	x->p = malloc(n + 1);
	x->n = n;
	if (x->name == NULL || x->p == NULL) {
		free(x->name);
		free(x->p);
		return ERR_MEMORY;
	}
	s->n++;
	return ERR_OK;
}

enum err
parts_add(struct parts *s, const char *name, struct span bytes)
{
	enum err e = part_new(s, name, bytes.n);

	if (e == ERR_OK && bytes.n > 0)
		memcpy(s->part[s->n - 1].p, bytes.p, bytes.n);
	return e;
}

struct part *
parts_find(struct parts *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->part[i].name, name) == 0)
			return &s->part[i];
	return NULL;
}

void
parts_release(struct parts *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		free(s->part[i].name);
		free(s->part[i].p);
	}
	memset(s, 0, sizeof(*s));
}

/* What the directory says of its size is only believed once it was read. */
static enum err
read_one(struct parts *s, zip_t *z, zip_uint64_t i, size_t *whole)
{
	zip_file_t *f;
	zip_int64_t got;
	zip_stat_t st;
	enum err e;

	if (zip_stat_index(z, i, 0, &st) != 0 ||
	    (st.valid & (ZIP_STAT_NAME | ZIP_STAT_SIZE)) !=
		(ZIP_STAT_NAME | ZIP_STAT_SIZE))
		return ERR_FORMAT;
	if (strlen(st.name) > NAME_MAX_BYTES || st.size > ODT_PART_MAX ||
	    st.size > ODT_WHOLE_MAX - *whole)
		return ERR_RANGE;
	*whole += st.size;
	/* Directories; and signatures, which no longer hold. */
	if (*st.name == '\0' || st.name[strlen(st.name) - 1] == '/' ||
	    strcmp(st.name, "META-INF/documentsignatures.xml") == 0)
		return ERR_OK;
	e = part_new(s, st.name, st.size);
	if (e != ERR_OK)
		return e;
	f = zip_fopen_index(z, i, 0);
	if (f == NULL)
		return ERR_FORMAT;
	/* One byte more than there may be; the end checks the sum. */
	got = zip_fread(f, s->part[s->n - 1].p, st.size + 1);
	if (zip_fclose(f) != 0 || got < 0 || (zip_uint64_t)got != st.size)
		return ERR_FORMAT;
	return ERR_OK;
}

enum err
parts_read(struct parts *s, struct span zip)
{
	zip_source_t *src;
	zip_int64_t i, n;
	zip_error_t why;
	size_t whole = 0;
	enum err e = ERR_OK;
	zip_t *z;

	zip_error_init(&why);
	src = zip_source_buffer_create(zip.p, zip.n, 0, &why);
	if (src == NULL)
		return ERR_MEMORY;
	z = zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS, &why);
	if (z == NULL) {
		zip_source_free(src);
		zip_error_fini(&why);
		return ERR_FORMAT;
	}
	n = zip_get_num_entries(z, 0);
	if (n > ODT_PARTS_MAX)
		e = ERR_RANGE;
	for (i = 0; i < n && e == ERR_OK; i++)
		e = read_one(s, z, (zip_uint64_t)i, &whole);
	zip_discard(z);
	return e;
}

static enum err
write_one(zip_t *z, const struct part *p, bool packed)
{
	zip_source_t *src = zip_source_buffer(z, p->p, p->n, 0);
	zip_int64_t at;

	if (src == NULL)
		return ERR_MEMORY;
	at = zip_file_add(z, p->name, src, ZIP_FL_ENC_UTF_8);
	if (at < 0) {
		zip_source_free(src);
		return ERR_FORMAT;
	}
	if (zip_set_file_compression(z, (zip_uint64_t)at,
		packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE,
		packed ? LEVEL : 0) != 0 ||
	    zip_file_set_dostime(z, (zip_uint64_t)at, 0, DOS_DATE, 0) != 0)
		return ERR_MEMORY;
	return ERR_OK;
}

static enum err
write_all(zip_t *z, const struct parts *s)
{
	enum err e = ERR_FORMAT;
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->part[i].name, "mimetype") == 0)
			e = write_one(z, &s->part[i], false);
	for (i = 0; i < s->n && e == ERR_OK; i++)
		if (strcmp(s->part[i].name, "mimetype") != 0)
			e = write_one(z, &s->part[i], true);
	return e;
}

static enum err
pour(FILE *to, zip_source_t *src)
{
	uint8_t buf[8192];
	zip_int64_t n;
	enum err e = ERR_OK;

	if (zip_source_open(src) != 0)
		return ERR_MEMORY;
	while (e == ERR_OK && (n = zip_source_read(src, buf, sizeof(buf))) > 0)
		if (fwrite(buf, 1, (size_t)n, to) != (size_t)n)
			e = ERR_IO;
	(void)zip_source_close(src);
	return e;
}

enum err
parts_write(FILE *to, const struct parts *s)
{
	zip_source_t *src;
	zip_error_t why;
	enum err e;
	zip_t *z;

	zip_error_init(&why);
	src = zip_source_buffer_create(NULL, 0, 0, &why);
	if (src == NULL)
		return ERR_MEMORY;
	z = zip_open_from_source(src, ZIP_TRUNCATE, &why);
	if (z == NULL) {
		zip_source_free(src);
		return ERR_MEMORY;
	}
	zip_source_keep(src);
	e = write_all(z, s);
	if (e != ERR_OK)
		zip_discard(z);
	else if (zip_close(z) != 0) {
		zip_discard(z);
		e = ERR_MEMORY;
	}
	if (e == ERR_OK)
		e = pour(to, src);
	zip_source_free(src);
	return e;
}
