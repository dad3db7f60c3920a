/*
 * entry.c - head and note, and what ties them to their leaf.
 */
#include "entry.h"

#include <string.h>

#include "hash.h"
#include "text.h"

#define HEAD_LINES 4

enum err
head_encode(struct span *out, const struct head *h, void *buf, size_t cap)
{
	struct wr w;

	if (h->index > NUMBER_MAX || h->time_ms > NUMBER_MAX)
		return ERR_RANGE;
	wr_init(&w, buf, cap);
	wr_lit(&w, "minhbach/entry/v1\n");
	wr_decimal(&w, h->index);
	wr_byte(&w, '\n');
	wr_decimal(&w, h->time_ms);
	wr_byte(&w, '\n');
	wr_base64(&w, h->salt.b, sizeof(h->salt.b));
	wr_byte(&w, '\n');
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

enum err
head_decode(struct head *h, struct span bytes)
{
	struct head out = {.index = 0};
	struct rd r;

	rd_init(&r, bytes);
	rd_lit(&r, "minhbach/entry/v1\n");
	out.index = rd_decimal(&r, '\n');
	out.time_ms = rd_decimal(&r, '\n');
	rd_base64(&r, out.salt.b, sizeof(out.salt.b), '\n');
	if (!rd_done(&r))
		return ERR_FORMAT;
	*h = out;
	return ERR_OK;
}

struct digest
entry_digest(const struct digest *head, struct span note)
{
	struct digest n;

	n = sha256(note);
	return sha256_2(0x02, (struct span){head->b, sizeof(head->b)},
	    (struct span){n.b, sizeof(n.b)});
}

enum err
entry_check(const struct leaf *l, const struct digest *head, struct span note,
    const struct statement *s, struct fault *f)
{
	struct digest d;

	d = entry_digest(head, note);
	if (!digest_eq(&d, &l->entry))
		return fault_set(f, ERR_HASH, l->index,
		    "FORMAT 2.2: the leaf is of another entry");
	if (l->class != s->class)
		return fault_set(f, ERR_FORMAT, l->index,
		    "FORMAT 2.6: the leaf's class is not the statement's");
	if (memcmp(l->value.b, s->value.b, sizeof(l->value.b)) != 0)
		return fault_set(f, ERR_VALUE, l->index,
		    "FORMAT 2.4: the leaf's value is not the statement's");
	return ERR_OK;
}

enum err
entry_split(struct span *head, struct span *note, struct span entry)
{
	struct rd r;
	size_t i, n;

	if (entry.n > ENTRY_MAX)
		return ERR_FORMAT;
	rd_init(&r, entry);
	for (i = 0; i < HEAD_LINES; i++)
		(void)rd_line(&r, HEAD_MAX);
	n = entry.n - r.rest.n;
	if (r.bad || n > HEAD_MAX || r.rest.n < 1 ||
	    r.rest.n > STATEMENT_NOTE_MAX)
		return ERR_FORMAT;
	*head = (struct span){entry.p, n};
	*note = r.rest;
	return ERR_OK;
}
