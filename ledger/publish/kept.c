/*
 * kept.c - the payments of an erased child are nobody's, yet they count.
 *
 * A sum is over the entries that its erasure names, of its quarter, from the
 * first leaf on that was not opened when it was entered.  Older ones are taken
 * for it too; their ranges are opened, and nobody asks for them again.
 */
#include "kept.h"

#include "calendar.h"
#include "facts.h"
#include "range.h"
#include "schema.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

void
kept_release(struct kept *k)
{
	if (k->sum != NULL)
		sodium_memzero(k->sum, k->n * sizeof(*k->sum));
	free(k->sum);
	free(k->of);
	memset(k, 0, sizeof(*k));
}

/* Which sums the entries of one erasure belong to. */
static void
entries_mark(struct kept *k, const struct state *s, const json_t *entries,
    size_t from)
{
	uint64_t at;
	size_t i, j;

	for (i = 0; i < json_array_size(entries); i++) {
		at = (uint64_t)json_integer_value(json_array_get(entries, i));
		if (at >= k->size)
			continue;
		for (j = from; j < k->n; j++)
			if (k->sum[j].quarter == s->entry[at].quarter)
				k->of[at] = j + 1;
	}
}

static enum err
sum_take(struct kept_sum *sum, const json_t *o, uint64_t erasure)
{
	const json_t *parts = j_list(o, "groups"), *part;
	struct digest d;
	size_t i;
	enum err e;

	memset(sum, 0, sizeof(*sum));
	e = j_digest(&d, o, "blind");
	if (e == ERR_OK)
		e = quarter_decode(&sum->quarter, j_span(o, "quarter"));
	if (e != ERR_OK)
		return e;
	memcpy(sum->blind.b, d.b, sizeof(d.b));
	sum->amount = j_int(o, "amount");
	sum->erasure = erasure;
	if (json_array_size(parts) == 0)
		sum->group[0] = sum->amount;
	for (i = 0; i < json_array_size(parts); i++) {
		part = json_array_get(parts, i);
		/* The schema has looked: g1 to g5. */
		sum->group[j_str(part, "group")[1] - '0'] =
		    j_int(part, "amount");
	}
	return ERR_OK;
}

static enum err
erasure_take(struct kept *k, const struct state *s, uint64_t index,
    const json_t *payload)
{
	const json_t *list = j_list(payload, "kept");
	size_t from = k->n, i;
	struct kept_sum *more;
	enum err e = ERR_OK;

	more =
	    realloc(k->sum, (k->n + json_array_size(list) + 1) * sizeof(*more));
	if (more == NULL)
		return ERR_MEMORY;
	k->sum = more;
	for (i = 0; i < json_array_size(list) && e == ERR_OK; i++) {
		e = sum_take(&k->sum[k->n], json_array_get(list, i), index);
		k->n += e == ERR_OK;
	}
	if (e == ERR_OK)
		entries_mark(k, s, j_list(payload, "entries"), from);
	return e;
}

enum err
kept_load(struct kept *k, struct writer *w)
{
	const struct state *s = writer_state(w);
	struct writer_entry entry;
	uint64_t i;
	enum err e = ERR_OK;

	memset(k, 0, sizeof(*k));
	k->size = s->n_entry;
	k->of = calloc(s->n_entry + 1, sizeof(*k->of));
	if (k->of == NULL)
		return ERR_MEMORY;
	for (i = 0; i < s->n_entry && e == ERR_OK; i++) {
		if (s->entry[i].kind != KIND_ERASURE)
			continue;
		e = writer_entry_load(w, &entry, i);
		if (e != ERR_OK)
			break;
		if (entry.opened)
			e = erasure_take(k, s, i, entry.json);
		writer_entry_release(&entry);
	}
	if (e != ERR_OK)
		kept_release(k);
	return e;
}

/* Erased money that no sum holds. */
static uint32_t
lost_quarter(const struct kept *k, const struct state *s, uint32_t period)
{
	uint32_t lost = 0;
	uint64_t i;

	for (i = 0; i < s->n_entry; i++) {
		const struct state_entry *x = &s->entry[i];

		if (!x->known && k->of[i] == 0 && x->quarter <= period &&
		    (x->kind == KIND_DISBURSEMENT ||
			x->kind == KIND_REVERSAL) &&
		    x->quarter > lost)
			lost = x->quarter;
	}
	return lost;
}

/* Payments of nobody, one in each group. */
static enum err
add_payments(struct facts *f, const struct kept_sum *sum)
{
	struct facts_payment x = {.child = FACTS_NOBODY,
	    .sponsor = FACTS_NOBODY,
	    .quarter = sum->quarter};
	enum err e = ERR_OK;

	for (; x.group <= FACTS_GROUPS && e == ERR_OK; x.group++) {
		x.amount = sum->group[x.group];
		if (x.amount != 0)
			e = facts_add_payment(f, &x);
	}
	return e;
}

enum err
range_kept(struct facts *f, struct writer *w)
{
	struct kept k;
	size_t i;
	enum err e = kept_load(&k, w);

	if (e != ERR_OK)
		return e;
	f->lost = lost_quarter(&k, writer_state(w), f->period);
	for (i = 0; i < k.n && e == ERR_OK; i++)
		if (k.sum[i].quarter <= f->period)
			e = add_payments(f, &k.sum[i]);
	kept_release(&k);
	return e;
}
