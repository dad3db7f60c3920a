/*
 * fields.c - the one list of fields in its three ways.
 */
#include "fields.h"

#include <string.h>

#define NONE UINT32_MAX

void
fields_measure(struct fields *f)
{
	*f = (struct fields){.way = FIELDS_MEASURE};
}

void
fields_write(struct fields *f, void *p, size_t cap)
{
	*f = (struct fields){.way = FIELDS_WRITE};
	wr_init(&f->w, p, cap);
}

void
fields_read(struct fields *f, struct span in)
{
	*f = (struct fields){.way = FIELDS_READ};
	rd_init(&f->r, in);
}

void
fields_fail(struct fields *f, enum err e)
{
	if (f->err == ERR_OK)
		f->err = e;
}

enum err
fields_end(const struct fields *f)
{
	if (f->err != ERR_OK)
		return f->err;
	if (f->way == FIELDS_WRITE && f->w.bad)
		return ERR_SPACE;
	return f->way == FIELDS_READ && !rd_done(&f->r) ? ERR_FORMAT : ERR_OK;
}

/* What stands next in the bytes to be read; zeros once there is nothing. */
static struct span
take(struct fields *f, size_t n)
{
	struct span s = {NULL, 0};

	if (f->err == ERR_OK)
		s = rd_bytes(&f->r, n);
	if (f->r.bad)
		fields_fail(f, ERR_FORMAT);
	return s;
}

/* Most of a snapshot is numbers, so they are read where they stand. */
static uint64_t
number_read(struct fields *f, size_t width)
{
	const uint8_t *p = f->r.rest.p;
	uint64_t v = 0;
	size_t i;

	if (f->err != ERR_OK || f->r.rest.n < width) {
		fields_fail(f, ERR_FORMAT);
		return 0;
	}
	for (i = 0; i < width; i++)
		v = v << 8 | p[i];
	f->r.rest = (struct span){p + width, f->r.rest.n - width};
	return v;
}

static uint64_t
number(struct fields *f, uint64_t v, size_t width)
{
	uint8_t b[8];
	size_t i;

	f->n += width;
	if (f->way == FIELDS_READ)
		return number_read(f, width);
	if (f->way == FIELDS_MEASURE)
		return v;
	for (i = 0; i < width; i++)
		b[i] = (uint8_t)(v >> 8 * (width - 1 - i));
	wr_span(&f->w, (struct span){b, width});
	return v;
}

/* A number that must not be above max: zero if it is. */
static uint64_t
number_upto(struct fields *f, uint64_t v, size_t width, uint64_t max)
{
	if (f->way != FIELDS_READ && v > max)
		fields_fail(f, ERR_RANGE);
	v = number(f, v, width);
	if (v <= max)
		return v;
	fields_fail(f, ERR_FORMAT);
	return 0;
}

unsigned
fields_u8(struct fields *f, unsigned v, unsigned max)
{
	return (unsigned)number_upto(f, v, 1, max);
}

void
fields_u32(struct fields *f, uint32_t *v)
{
	*v = (uint32_t)number(f, *v, 4);
}

void
fields_u64(struct fields *f, uint64_t *v)
{
	*v = number(f, *v, 8);
}

void
fields_i32(struct fields *f, int32_t *v)
{
	uint32_t u = (uint32_t)*v;

	fields_u32(f, &u);
	memcpy(v, &u, sizeof(u));
}

void
fields_i64(struct fields *f, int64_t *v)
{
	uint64_t u = (uint64_t)*v;

	fields_u64(f, &u);
	memcpy(v, &u, sizeof(u));
}

void
fields_flag(struct fields *f, bool *v)
{
	*v = number_upto(f, *v ? 1 : 0, 1, 1) == 1;
}

void
fields_bytes(struct fields *f, void *p, size_t n)
{
	struct span s;

	f->n += n;
	if (f->way == FIELDS_WRITE)
		wr_span(&f->w, (struct span){p, n});
	if (f->way != FIELDS_READ)
		return;
	s = take(f, n);
	if (s.n == n && n > 0)
		memcpy(p, s.p, n);
	else
		memset(p, 0, n);
}

void
fields_text(struct fields *f, char *s, size_t cap)
{
	size_t n = f->way == FIELDS_READ ? 0 : strlen(s);

	n = (size_t)number_upto(f, n, 2, cap - 1);
	fields_bytes(f, s, n);
	if (f->way != FIELDS_READ)
		return;
	s[n] = '\0';
	if (strnlen(s, n) != n)
		fields_fail(f, ERR_FORMAT);
}

void
fields_link(struct fields *f, size_t *at, size_t below)
{
	uint64_t index = *at == SIZE_MAX ? UINT64_MAX : *at;

	fields_index(f, &index, below);
	*at = index == UINT64_MAX ? SIZE_MAX : (size_t)index;
}

void
fields_index(struct fields *f, uint64_t *index, uint64_t below)
{
	uint64_t v = *index == UINT64_MAX ? NONE : *index;

	if (f->way != FIELDS_READ && *index != UINT64_MAX &&
	    (v >= below || v >= NONE))
		fields_fail(f, ERR_RANGE);
	v = number(f, v, 4);
	if (v != NONE && v >= below)
		fields_fail(f, ERR_FORMAT);
	*index = v == NONE || v >= below ? UINT64_MAX : v;
}

void
fields_count(struct fields *f, size_t *n)
{
	uint64_t v = number_upto(f, *n, 4, NONE - 1);

	if (f->way == FIELDS_READ && v > f->r.rest.n) {
		fields_fail(f, ERR_FORMAT);
		v = 0;
	}
	*n = (size_t)v;
}
