/*
 * stream_ids.c - no id twice in a ledger (FORMAT 3.3).
 *
 * Of each id 8 bytes are kept, its SipHash under the caller's seed, in order of
 * index.  Two equal ids are always found.  Two different ones are taken for
 * equal once in 36 million ledgers of a million entries; nobody who does not
 * know the seed can make that happen, and the next run has another seed.
 *
 * The search goes through the list once for each part of the values, with a
 * table that is small compared with the list.
 */
#include "streamwork.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define PARTS 64

enum err
stream_id(struct streamcheck *s, const struct id *id)
{
	const size_t index = (size_t)s->edge.size - 1;
	uint64_t *p;

	p = stream_grow(s->id, &s->id_cap, index, sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	s->id = p;
	p[index] = 0; /* none */
	if (id == NULL)
		return ERR_OK;
	(void)crypto_shorthash((uint8_t *)&p[index], id->b, sizeof(id->b),
	    s->o->seed);
	if (p[index] == 0)
		p[index] = 1;
	return ERR_OK;
}

/* True if v was there; table has mask + 1 places, 0 is a free one. */
static bool
add(uint64_t *table, size_t mask, uint64_t v)
{
	size_t i = (size_t)(v / PARTS) & mask;

	while (table[i] != 0 && table[i] != v)
		i = (i + 1) & mask;
	if (table[i] == v)
		return true;
	table[i] = v;
	return false;
}

static size_t
count(const struct streamcheck *s, uint64_t part)
{
	size_t i, n = 0;

	for (i = 0; i < s->edge.size; i++)
		n += s->id[i] % PARTS == part;
	return n;
}

static enum err
check_part(struct streamcheck *s, uint64_t part)
{
	const size_t n = count(s, part);
	uint64_t *table;
	size_t i, size;

	for (size = 16; size < 2 * n; size *= 2)
		;
	table = calloc(size, sizeof(*table));
	if (table == NULL)
		return ERR_MEMORY;
	for (i = 0; i < s->edge.size; i++)
		if (s->id[i] != 0 && s->id[i] % PARTS == part &&
		    add(table, size - 1, s->id[i]))
			stream_bad(s, STREAM_IDS, ERR_EXISTS, i,
			    "FORMAT 3.3: an id for the second time");
	free(table);
	return ERR_OK;
}

enum err
stream_finish_ids(struct streamcheck *s)
{
	enum err e = ERR_OK;
	uint64_t part;

	checks_made(&s->r.checks, STREAM_IDS);
	for (part = 0; e == ERR_OK && part < PARTS && s->edge.size > 1; part++)
		e = check_part(s, part);
	return e;
}
