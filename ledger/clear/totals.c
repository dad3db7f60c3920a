/*
 * totals.c - sums commitments block by block, so that a proven total costs one
 * addition for 64 leaves.
 */
#include "totals.h"

#include <stdlib.h>
#include <string.h>

#include "schema.h"

void
totals_init(struct totals *t)
{
	memset(t, 0, sizeof(*t));
}

void
totals_release(struct totals *t)
{
	free(t->block);
	free(t->open);
	memset(t, 0, sizeof(*t));
}

static void *
grow(void *p, size_t *cap, size_t n, size_t size)
{
	const size_t want = *cap == 0 ? 64 : *cap * 2;
	void *q;

	if (n < *cap)
		return p;
	q = want > SIZE_MAX / size ? NULL : realloc(p, want * size);
	if (q != NULL)
		*cap = want;
	return q;
}

enum err
totals_add(struct totals *t, const struct point *value)
{
	struct point_sum *p;

	if (t->size % TOTALS_BLOCK == 0) {
		p = grow(t->block, &t->block_cap, t->n_block, sizeof(*p));
		if (p == NULL)
			return ERR_MEMORY;
		t->block = p;
		memset(&t->block[t->n_block++], 0, sizeof(*p));
	}
	t->size++;
	return point_sum_add(&t->block[t->n_block - 1], value);
}

bool
opening_read(struct opening *o, const json_t *publication)
{
	const json_t *j;
	struct digest blind;

	j = json_object_get(publication, "opening");
	if (!json_is_object(j) || j_digest(&blind, j, "blind") != ERR_OK)
		return false;
	memcpy(o->blind.b, blind.b, sizeof(o->blind.b));
	o->amount = j_int(j, "amount");
	o->from = (uint64_t)j_int(j, "from");
	o->to = (uint64_t)j_int(j, "to");
	o->shown = true;
	return true;
}

static bool
is_total(const struct totals *t, const struct opening *o)
{
	struct point_sum sum = {.any = false};
	uint64_t i;

	for (i = o->from / TOTALS_BLOCK; i < o->to / TOTALS_BLOCK; i++)
		if (!t->block[i].any ||
		    point_sum_add(&sum, &t->block[i].p) != ERR_OK)
			return false;
	return total_check(&sum, o->amount, &o->blind) == ERR_OK;
}

static bool
is_same(const struct opening *a, const struct opening *b)
{
	return !a->shown || !b->shown ||
	    (a->amount == b->amount &&
		memcmp(a->blind.b, b->blind.b, sizeof(a->blind.b)) == 0);
}

static enum err
remember(struct totals *t, const struct opening *o)
{
	struct opening *p;

	p = grow(t->open, &t->open_cap, t->n_open, sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	t->open = p;
	t->open[t->n_open++] = *o;
	return ERR_OK;
}

enum err
totals_open(struct totals *t, const struct opening *o, uint64_t index,
    struct fault *f)
{
	bool old = false;
	size_t i;

	if (o->from >= o->to || o->to > index || o->to > t->size ||
	    o->from % TOTALS_BLOCK != 0 || o->to % TOTALS_BLOCK != 0)
		return fault_set(f, ERR_RANGE, index,
		    "FORMAT 5.5: not a range of whole blocks before it");
	for (i = 0; i < t->n_open; i++) {
		if (t->open[i].from != o->from || t->open[i].to != o->to)
			continue;
		old = true;
		if (!is_same(&t->open[i], o))
			return fault_set(f, ERR_RANGE, index,
			    "FORMAT 5.5: a later version opens another total");
	}
	if (!old && o->from != t->next)
		return fault_set(f, ERR_RANGE, index,
		    "FORMAT 5.5: ranges do not join");
	if (remember(t, o) != ERR_OK)
		return fault_set(f, ERR_MEMORY, index, "no memory");
	if (!old)
		t->next = o->to;
	if (o->shown && !is_total(t, o))
		return fault_set(f, ERR_VALUE, index,
		    "FORMAT 5.4: the commitments do not add up to the total");
	return ERR_OK;
}
