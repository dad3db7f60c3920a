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

/* One range on its way: what is said of it, and what its leaves say. */
struct summing {
	struct writer *w;
	struct pub_opening *o;
	struct point_sum values;
	struct kept kept;
	struct fault *fault;
};

/* An entry with its amount and blind; its value alone if it is erased. */
struct opened {
	struct point value;
	struct scalar blind;
	int64_t amount;
};

static enum err
entry_open(struct opened *x, struct summing *s, uint64_t index, bool erased)
{
	struct writer_entry e;
	struct statement st;
	struct note note;
	enum err err = writer_entry_load(s->w, &e, index);

	memset(x, 0, sizeof(*x));
	if (err != ERR_OK)
		return fault_set(s->fault, err, index,
		    "FORMAT 4.5: the entry is not the one that was signed");
	err = statement_note_decode(&st, &note, e.note, NULL);
	if (err == ERR_OK && !e.opened && !erased)
		err = ERR_SECRET;
	if (err != ERR_OK) {
		fault_set(s->fault, err, index,
		    "FORMAT 5.4: an entry of the range does not open");
	} else {
		x->value = st.value;
		if (!erased) {
			x->amount =
			    payload_amount(st.kind, e.json, writer_state(s->w));
			x->blind = okey_blind(&e.okey);
		}
	}
	writer_entry_release(&e);
	return err;
}

static enum err
sum_add(struct summing *s, int64_t amount, const struct scalar *blind)
{
	scalar_add(&s->o->blind, blind);
	s->o->amount += amount;
	return s->o->amount > TOTAL_MAX || s->o->amount < -TOTAL_MAX
	    ? fault_set(s->fault, ERR_VALUE, FAULT_NO_INDEX,
		  "FORMAT 5.4: the sum is too large")
	    : ERR_OK;
}

static enum err
add_entry(struct summing *s, uint64_t index)
{
	bool erased = s->kept.of[index] != 0;
	struct opened x;
	enum err e = entry_open(&x, s, index, erased);

	if (e != ERR_OK)
		return e;
	e = point_sum_add(&s->values, &x.value);
	if (e != ERR_OK)
		fault_set(s->fault, e, index, "FORMAT 5.3: not a point");
	else if (!erased)
		e = sum_add(s, x.amount, &x.blind);
	sodium_memzero(&x, sizeof(x));
	return e;
}

/* A sum kept of several leaves is in the range or it is not. */
static enum err
add_kept(struct summing *s)
{
	const struct kept *k = &s->kept;
	size_t i;
	uint64_t at, in, out;
	enum err e = ERR_OK;

	for (i = 0; i < k->n && e == ERR_OK; i++) {
		in = out = 0;
		for (at = s->o->from; at < k->size; at++)
			if (k->of[at] == i + 1) {
				in += at < s->o->to;
				out += at >= s->o->to;
			}
		if (in > 0 && out > 0)
			e = fault_set(s->fault, ERR_VALUE, k->sum[i].erasure,
			    "FORMAT 6.33: a sum is not over this range");
		else if (in > 0)
			e = sum_add(s, k->sum[i].amount, &k->sum[i].blind);
	}
	return e;
}

/* ---- a sum that does not prove: which of its parts is it? ---- */

static enum err
blame_entries(struct summing *s)
{
	struct opened x;
	uint64_t i;
	enum err e = ERR_OK;

	for (i = s->o->from; i < s->o->to && e == ERR_OK; i++) {
		if (s->kept.of[i] != 0)
			continue;
		e = entry_open(&x, s, i, false);
		if (e == ERR_OK &&
		    value_check(&x.value, &x.blind, x.amount) != ERR_OK)
			e = fault_set(s->fault, ERR_VALUE, i,
			    "FORMAT 5.2: the value is not that of the amount");
		sodium_memzero(&x, sizeof(x));
	}
	return e;
}

static enum err
blame_kept(struct summing *s)
{
	const struct kept_sum *sum;
	struct point_sum values;
	struct opened x;
	uint64_t at;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < s->kept.n && e == ERR_OK; i++) {
		memset(&values, 0, sizeof(values));
		sum = &s->kept.sum[i];
		for (at = s->o->from; at < s->o->to && e == ERR_OK; at++) {
			if (s->kept.of[at] != i + 1)
				continue;
			e = entry_open(&x, s, at, true);
			if (e == ERR_OK)
				e = point_sum_add(&values, &x.value);
		}
		if (e == ERR_OK && values.any &&
		    total_check(&values, sum->amount, &sum->blind) != ERR_OK)
			e = fault_set(s->fault, ERR_VALUE, sum->erasure,
			    "FORMAT 6.33: the kept sum is not that of the "
			    "erased entries");
	}
	return e;
}

static enum err
blame(struct summing *s)
{
	enum err e = blame_entries(s);

	if (e == ERR_OK)
		e = blame_kept(s);
	return e != ERR_OK ? e
			   : fault_set(s->fault, ERR_VALUE, FAULT_NO_INDEX,
				 "FORMAT 5.4: the total does not prove");
}

enum err
range_sum(struct pub_opening *o, struct writer *w, uint64_t from, uint64_t to,
    struct fault *f)
{
	struct pub_opening out = {.from = from, .to = to};
	struct summing s = {.w = w, .o = &out, .fault = f};
	uint64_t i;
	enum err e;

	e = kept_load(&s.kept, w);
	if (e != ERR_OK)
		return e;
	for (i = from; i < to && e == ERR_OK; i++)
		e = add_entry(&s, i);
	if (e == ERR_OK)
		e = add_kept(&s);
	if (e == ERR_OK &&
	    total_check(&s.values, out.amount, &out.blind) != ERR_OK)
		e = blame(&s);
	if (e == ERR_OK)
		*o = out;
	sodium_memzero(&out, sizeof(out));
	kept_release(&s.kept);
	return e;
}
