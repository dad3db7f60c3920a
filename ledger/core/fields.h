/*
 * fields.h - one list of fields that measures, writes and reads: a record's
 * bytes are said once, so that what is read is what was written.
 *
 * Pure.  Sticky like the cursors of text.h: once a field does not fit, all
 * later calls are no-ops and zeros are read, so that a codec is the list of
 * its fields with one test at the end.  Numbers are big-endian.
 *
 * For bytes that only this program reads again, and may refuse for newer
 * ones: what others must read has a text in FORMAT.md and text.h.
 */
#ifndef CORE_FIELDS_H
#define CORE_FIELDS_H

#include "text.h"

enum fields_way {
	FIELDS_MEASURE,
	FIELDS_WRITE,
	FIELDS_READ
};

struct fields {
	enum fields_way way;
	enum err err; /* the first, or ERR_OK */
	size_t n;     /* bytes so far */
	struct wr w;
	struct rd r;
};

void fields_measure(struct fields *f);
void fields_write(struct fields *f, void *p, size_t cap);
void fields_read(struct fields *f, struct span in);
void fields_fail(struct fields *f, enum err e);

/* Errors:	ERR_FORMAT, also for bytes left over; ERR_SPACE; ERR_RANGE a
 *		number that cannot be written; and those of fields_fail() */
MUST_CHECK enum err fields_end(const struct fields *f);

/* The number itself, read or as given: of 1, 4 or 8 bytes, at most max. */
unsigned fields_u8(struct fields *f, unsigned v, unsigned max);
void fields_u32(struct fields *f, uint32_t *v);
void fields_u64(struct fields *f, uint64_t *v);
void fields_i32(struct fields *f, int32_t *v);
void fields_i64(struct fields *f, int64_t *v);
void fields_flag(struct fields *f, bool *v);
void fields_bytes(struct fields *f, void *p, size_t n);
/* A string, without NUL inside, in an array of cap (at most 65536). */
void fields_text(struct fields *f, char *s, size_t cap);

/* 4 bytes for what is below a count, or none: SIZE_MAX, UINT64_MAX. */
void fields_link(struct fields *f, size_t *at, size_t below);
void fields_index(struct fields *f, uint64_t *index, uint64_t below);
/* A count of records of at least one byte each, which must be there. */
void fields_count(struct fields *f, size_t *n);

#endif
