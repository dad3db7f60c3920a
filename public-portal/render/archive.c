/*
 * archive.c - local heads, members and central directory of a ZIP archive
 * (APPNOTE 4.3), nothing packed.
 */
#include "archive.h"

#include <string.h>
#include <zlib.h>

#define ZIP_VERSION 20	/* 2.0: directories and no more */
#define ZIP_DATE 0x0021 /* 1980-01-01, the first there is */
#define ZIP_HEAD 30
#define ZIP_CRC_AT 14 /* in the head: checksum, size, size */

static void
put(struct html *h, uint32_t v, size_t n)
{
	char b[4];
	size_t i;

	for (i = 0; i < n; i++)
		b[i] = (char)(v >> (8 * i) & 0xff);
	h_raw(h, b, n);
}

/* What a local head and a line of the directory have in common. */
static void
put_common(const struct zip *z, size_t i)
{
	struct html *h = z->h;

	put(h, ZIP_VERSION, 2);
	put(h, 0, 2); /* no flags */
	put(h, 0, 2); /* stored */
	put(h, 0, 2); /* midnight */
	put(h, ZIP_DATE, 2);
	put(h, z->member[i].crc, 4);
	put(h, (uint32_t)z->member[i].size, 4);
	put(h, (uint32_t)z->member[i].size, 4);
	put(h, (uint32_t)strlen(z->member[i].name), 2);
	put(h, 0, 2); /* no extra field */
}

void
zip_init(struct zip *z, struct html *h)
{
	*z = (struct zip){.h = h};
}

void
zip_begin(struct zip *z, const char *name)
{
	size_t i = z->n;

	z->member[i].name = name;
	z->member[i].at = z->h->n;
	h_lit(z->h, "PK\3\4");
	put_common(z, i);
	h_raw(z->h, name, strlen(name));
}

/* Checksum and size are known only now. */
void
zip_end(struct zip *z)
{
	const size_t i = z->n++;
	struct html fields, *h = z->h;
	size_t from;

	if (h->bad)
		return;
	from = z->member[i].at + ZIP_HEAD + strlen(z->member[i].name);
	z->member[i].size = h->n - from;
	z->member[i].crc = (uint32_t)crc32(0,
	    (const unsigned char *)h->p + from, (uInt)z->member[i].size);
	html_init(&fields);
	put(&fields, z->member[i].crc, 4);
	put(&fields, (uint32_t)z->member[i].size, 4);
	put(&fields, (uint32_t)z->member[i].size, 4);
	if (html_done(&fields) == ERR_OK)
		memcpy(h->p + z->member[i].at + ZIP_CRC_AT, fields.p, fields.n);
	else
		h->bad = true;
	html_release(&fields);
}

void
zip_finish(struct zip *z)
{
	struct html *h = z->h;
	size_t i, from = h->n, end;

	for (i = 0; i < z->n; i++) {
		h_lit(h, "PK\1\2");
		put(h, ZIP_VERSION, 2);
		put_common(z, i);
		put(h, 0, 2); /* no comment */
		put(h, 0, 2); /* first disk */
		put(h, 0, 2); /* attributes */
		put(h, 0, 4);
		put(h, (uint32_t)z->member[i].at, 4);
		h_raw(h, z->member[i].name, strlen(z->member[i].name));
	}
	end = h->n;
	h_lit(h, "PK\5\6");
	put(h, 0, 4); /* one disk */
	put(h, (uint32_t)z->n, 2);
	put(h, (uint32_t)z->n, 2);
	put(h, (uint32_t)(end - from), 4);
	put(h, (uint32_t)from, 4);
	put(h, 0, 2); /* no comment */
}
