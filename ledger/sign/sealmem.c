/*
 * sealmem.c - the log key's memory of its last checkpoint.
 */
#include "sealmem.h"

#include <string.h>

#include "text.h"

#define MAGIC "minhbach/seal/v1\n"

enum err
sealmem_encode(struct span *out, const struct checkpoint *c, void *buf,
    size_t cap)
{
	uint8_t line[CHECKPOINT_TEXT_MAX];
	struct span text;
	struct wr w;
	enum err e;

	e = checkpoint_encode(&text, c, line, sizeof(line));
	if (e != ERR_OK)
		return e;
	wr_init(&w, buf, cap);
	wr_lit(&w, MAGIC);
	wr_span(&w, text);
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

enum err
sealmem_decode(struct checkpoint *c, struct span bytes)
{
	struct rd r;

	rd_init(&r, bytes);
	rd_lit(&r, MAGIC);
	return r.bad ? ERR_FORMAT : checkpoint_decode(c, r.rest);
}

enum err
seal_follows(const struct checkpoint *last, uint64_t old,
    const struct checkpoint *next, const struct proof *p)
{
	if (strcmp(last->origin, next->origin) != 0)
		return ERR_KEY;
	if (next->size < last->size)
		return ERR_RANGE;
	if (next->size == last->size)
		return digest_eq(&next->root, &last->root) ? ERR_OK : ERR_HASH;
	if (old != last->size)
		return ERR_STALE;
	return consistency_check(&last->root, last->size, &next->root,
	    next->size, p->h, p->n);
}
