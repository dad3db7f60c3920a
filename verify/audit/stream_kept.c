/*
 * stream_kept.c - the sums that an erasure keeps of what it erases (FORMAT
 * 6.33), held against the commitments of the very entries: these stay in the
 * leaves, and nobody can make other sums open them.
 */
#include "streamwork.h"

#include <string.h>

#include "calendar.h"
#include "schema.h"

enum err
stream_hidden(struct streamcheck *s, const struct statement *st)
{
	struct stream_hidden *p;

	if (s->o->quick || !s->whole)
		return ERR_OK;
	p = stream_grow(s->hidden, &s->hidden_cap, s->n_hidden, sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	s->hidden = p;
	s->hidden[s->n_hidden++] = (struct stream_hidden){s->edge.size - 1,
	    time_quarter(s->time_ms), st->value};
	return ERR_OK;
}

static const struct stream_hidden *
find(const struct streamcheck *s, uint64_t index)
{
	size_t low = 0, high = s->n_hidden, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (s->hidden[mid].index < index)
			low = mid + 1;
		else
			high = mid;
	}
	return low < s->n_hidden && s->hidden[low].index == index
	    ? &s->hidden[low]
	    : NULL;
}

/* Of the entries named that no publication before had opened. */
static enum err
row_sum(struct point_sum *sum, const struct streamcheck *s,
    const json_t *entries, uint32_t quarter)
{
	const struct stream_hidden *h;
	uint64_t index;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < json_array_size(entries) && e == ERR_OK; i++) {
		index =
		    (uint64_t)json_integer_value(json_array_get(entries, i));
		if (index < s->totals.next)
			continue;
		h = find(s, index);
		if (h != NULL && h->quarter == quarter)
			e = point_sum_add(sum, &h->value);
	}
	return e;
}

static bool
groups_add_up(const json_t *row)
{
	const json_t *list = j_list(row, "groups");
	int64_t left = j_int(row, "amount");
	size_t i;

	for (i = 0; i < json_array_size(list); i++)
		left -= j_int(json_array_get(list, i), "amount");
	return json_array_size(list) == 0 || left == 0;
}

static void
check_row(struct streamcheck *s, const json_t *entries, const json_t *row)
{
	const uint64_t index = s->edge.size - 1;
	struct point_sum sum = {.any = false};
	struct scalar blind;
	struct digest d;
	uint32_t quarter;
	enum err e;

	if (j_digest(&d, row, "blind") != ERR_OK ||
	    quarter_decode(&quarter, j_span(row, "quarter")) != ERR_OK)
		return; /* the schema has said so */
	memcpy(blind.b, d.b, sizeof(blind.b));
	e = row_sum(&sum, s, entries, quarter);
	if (e == ERR_OK && !sum.any)
		stream_bad(s, STREAM_KEPT, ERR_MISSING, index,
		    "FORMAT 6.33: a sum of a quarter with no such entry");
	else if (e != ERR_OK ||
	    total_check(&sum, j_int(row, "amount"), &blind) != ERR_OK)
		stream_bad(s, STREAM_KEPT, ERR_VALUE, index,
		    "FORMAT 6.33: what is kept is not the sum of what was "
		    "erased");
	if (!groups_add_up(row))
		stream_bad(s, STREAM_KEPT, ERR_VALUE, index,
		    "FORMAT 6.33: the groups do not add up to the amount");
}

/* Are all of them gone?  What still opens is not in s->hidden. */
static bool
all_hidden(const struct streamcheck *s, const json_t *entries)
{
	size_t i;

	for (i = 0; i < json_array_size(entries); i++)
		if (find(s,
			(uint64_t)json_integer_value(
			    json_array_get(entries, i))) == NULL)
			return false;
	return true;
}

void
stream_kept(struct streamcheck *s, const json_t *erasure)
{
	const json_t *entries = j_list(erasure, "entries");
	const json_t *kept = j_list(erasure, "kept");
	size_t i;

	if (s->o->quick || !s->whole)
		return;
	/* Entered, and not carried out yet: there is nothing kept of them. */
	if (!all_hidden(s, entries)) {
		s->kept_unknown = true;
		return;
	}
	for (i = 0; i < json_array_size(kept); i++)
		check_row(s, entries, json_array_get(kept, i));
}
