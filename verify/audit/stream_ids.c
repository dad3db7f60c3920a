/*
 * stream_ids.c - no id twice in a ledger (FORMAT 3.3): sorted at the end, which
 * costs less memory than looking each one up.
 */
#include "streamwork.h"

#include <stdlib.h>
#include <string.h>

static int
compare(const void *a, const void *b)
{
	const struct stream_id *x = a, *y = b;
	int c;

	c = memcmp(x->id.b, y->id.b, ID_LEN);
	if (c != 0)
		return c;
	return x->index < y->index ? -1 : x->index > y->index;
}

enum err
stream_finish_ids(struct streamcheck *s)
{
	size_t i;

	checks_made(&s->r.checks, STREAM_IDS);
	if (s->n_id < 2)
		return ERR_OK;
	qsort(s->id, s->n_id, sizeof(s->id[0]), compare);
	for (i = 1; i < s->n_id; i++)
		if (id_eq(&s->id[i].id, &s->id[i - 1].id))
			stream_bad(s, STREAM_IDS, ERR_EXISTS, s->id[i].index,
			    "FORMAT 3.3: an id for the second time");
	return ERR_OK;
}
