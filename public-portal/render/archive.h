/*
 * archive.h - a ZIP archive of texts, written as a rendering is: in memory, without
 * a name of a machine or a time of day, same input, same bytes.
 *
 * Members are stored and not packed, so that attack A1 reads the very bytes
 * that people get.  Pure but for the heap.
 */
#ifndef RENDER_ARCHIVE_H
#define RENDER_ARCHIVE_H

#include "html.h"

#define ZIP_MEMBERS 8

struct zip {
	struct html *h;
	size_t n;
	struct {
		const char *name; /* static */
		size_t at, size;  /* of its head; of its bytes */
		uint32_t crc;
	} member[ZIP_MEMBERS];
};

void zip_init(struct zip *z, struct html *h);
/* What is written to z->h until zip_end is the member's. */
void zip_begin(struct zip *z, const char *name);
void zip_end(struct zip *z);
/* The directory behind all members. */
void zip_finish(struct zip *z);

#endif
