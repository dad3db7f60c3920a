/*
 * range.c - ranges of leaves and their sums, out of opened entries.
 */
#include "range.h"

#include "kept.h"
#include "needs.h"
#include "payload.h"
#include "state.h"
#include "statement.h"
#include "value.h"

#include <string.h>

#include <sodium.h>

enum err
range_earlier(json_t **all, struct ref *last, struct writer *w)
{
	const struct state *st = writer_state(w);
	struct writer_entry e;
	json_t *a = json_array();
	size_t i;
	enum err err = a == NULL ? ERR_MEMORY : ERR_OK;

	for (i = 0; i < st->n_entry && err == ERR_OK; i++) {
		if (st->entry[i].kind != KIND_PUBLICATION)
			continue;
		err = writer_entry_load(w, &e, i);
		if (err != ERR_OK)
			break;
		if (json_array_append(a, e.json) != 0)
			err = ERR_MEMORY;
		*last = (struct ref){st->entry[i].id, true, i};
		writer_entry_release(&e);
	}
	if (err == ERR_OK)
		*all = a;
	else
		json_decref(a);
	return err;
}

enum err
range_begin(uint64_t *from, const json_t *earlier)
{
	const json_t *o;
	size_t i;

	*from = 0;
	for (i = 0; i < json_array_size(earlier); i++) {
		o = json_object_get(json_array_get(earlier, i), "opening");
		if (json_is_object(o))
			*from = (uint64_t)j_int(o, "to");
	}
	return ERR_OK;
}

enum err
range_end(uint64_t *to, struct writer *w, uint32_t period)
{
	const struct state *st = writer_state(w);
	uint64_t i = st->n_entry, end = st->n_entry;

	while (i > 0) {
		const struct state_entry *e = &st->entry[--i];

		if (e->kind == KIND_FILLER || is_of_admins(e->kind))
			continue;
		if (e->quarter <= period)
			break;
		end = i;
	}
	if (end % FILLER_STEP != 0)
		return ERR_MISSING;
	*to = end;
	return ERR_OK;
}

static enum err
add_entry(struct pub_opening *o, struct writer *w, uint64_t index)
{
	struct writer_entry e;
	struct statement s;
	struct note note;
	struct scalar blind;
	int64_t amount;
	enum err err = writer_entry_load(w, &e, index);

	if (err != ERR_OK)
		return err;
	err = e.opened ? statement_note_decode(&s, &note, e.note, NULL)
		       : ERR_SECRET;
	if (err == ERR_OK) {
		amount = payload_amount(s.kind, e.json, writer_state(w));
		blind = okey_blind(&e.okey);
		scalar_add(&o->blind, &blind);
		o->amount += amount;
		sodium_memzero(&blind, sizeof(blind));
		if (o->amount > TOTAL_MAX || o->amount < -TOTAL_MAX)
			err = ERR_VALUE;
	}
	writer_entry_release(&e);
	return err;
}

static enum err
add_kept(struct pub_opening *o, const struct kept_sum *k)
{
	scalar_add(&o->blind, &k->blind);
	o->amount += k->amount;
	return o->amount > TOTAL_MAX || o->amount < -TOTAL_MAX ? ERR_VALUE
							       : ERR_OK;
}

/* A sum kept of several leaves is in the range or it is not. */
static enum err
add_all_kept(struct pub_opening *o, const struct kept *k)
{
	size_t i;
	uint64_t at, in, out;
	enum err e = ERR_OK;

	for (i = 0; i < k->n && e == ERR_OK; i++) {
		in = out = 0;
		for (at = o->from; at < k->size; at++)
			if (k->of[at] == i + 1) {
				in += at < o->to;
				out += at >= o->to;
			}
		if (in > 0)
			e = out > 0 ? ERR_VALUE : add_kept(o, &k->sum[i]);
	}
	return e;
}

enum err
range_sum(struct pub_opening *o, struct writer *w, uint64_t from, uint64_t to)
{
	struct kept k;
	uint64_t i;
	enum err e;

	memset(o, 0, sizeof(*o));
	o->from = from;
	o->to = to;
	e = kept_load(&k, w);
	if (e != ERR_OK)
		return e;
	for (i = from; i < to && e == ERR_OK; i++)
		if (k.of[i] == 0)
			e = add_entry(o, w, i);
	if (e == ERR_OK)
		e = add_all_kept(o, &k);
	kept_release(&k);
	return e;
}
