/*
 * erase.c - an erasure entered: which entries, and the sums that they leave
 * behind for totals that are yet to be proven (FORMAT 6.33).
 */
#include "erase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "calendar.h"
#include "money_cells.h"
#include "owners.h"
#include "payload.h"
#include "run.h"
#include "value.h"

#include "erase_part.h"

void
erasure_release(struct erasure *x)
{
	free(x->subject);
	free(x->entry);
	memset(x, 0, sizeof(*x));
}

static enum err
entry_add(struct erasure *x, uint64_t index)
{
	uint64_t *more;

	if (x->n % ERASURE_LIST_MAX == 0) {
		more = realloc(x->entry,
		    (x->n + ERASURE_LIST_MAX) * sizeof(*more));
		if (more == NULL)
			return ERR_MEMORY;
		x->entry = more;
	}
	x->entry[x->n++] = index;
	return ERR_OK;
}

static enum err
subjects_find(struct erasure *x, const struct whose *whose, size_t child)
{
	size_t i;

	x->subject = calloc(whose->n + 1, sizeof(*x->subject));
	if (x->subject == NULL)
		return ERR_MEMORY;
	for (i = 0; i < whose->n; i++) {
		if (whose->s[i].child == child)
			x->subject[x->n_subject++] = whose->s[i].handle;
	}
	if (x->n_subject > ERASURE_SUBJECTS_MAX)
		return ERR_RANGE;
	return x->n_subject > 0 ? ERR_OK : ERR_MISSING;
}

static enum err
entries_find(struct erasure *x, struct writer *w, struct store_txn *t,
    size_t child)
{
	const struct whose_subject *s;
	struct handle h;
	uint64_t i;
	enum err e = ERR_OK;

	for (i = 0; i < w->view.size && e == ERR_OK; i++) {
		e = subject_of(&h, w, t, i);
		s = e == ERR_OK ? whose_find(&w->view.whose, &h) : NULL;
		if (e == ERR_MISSING)
			e = ERR_OK;
		if (s != NULL && s->child == child)
			e = entry_add(x, i);
	}
	return e;
}

enum err
erasure_find(struct erasure *x, struct writer *w, const char *child)
{
	struct erasure out = {.entry = NULL};
	size_t row = state_child_find(w->view.state, child);
	struct store_txn *t = NULL;
	enum err e;

	if (w->vault == NULL)
		return ERR_SECRET;
	if (row == STATE_NONE)
		return ERR_MISSING;
	e = subjects_find(&out, &w->view.whose, row);
	if (e == ERR_OK)
		e = store_begin(&t, w->store, false);
	if (e == ERR_OK)
		e = entries_find(&out, w, t, row);
	store_abort(t);
	if (e == ERR_OK)
		*x = out;
	else
		erasure_release(&out);
	return e;
}

/* ---- the sums ---- */

struct kept {
	uint32_t quarter;
	int64_t amount;
	struct scalar blind;
	int64_t group[FACTS_GROUPS + 1]; /* 0: of no known group */
};

#define KEPT_MAX 8

static struct kept *
kept_find(struct kept *k, size_t *n, uint32_t quarter)
{
	size_t i = 0;

	while (i < *n && k[i].quarter < quarter)
		i++;
	if (i < *n && k[i].quarter == quarter)
		return &k[i];
	if (*n == KEPT_MAX)
		return NULL;
	memmove(&k[i + 1], &k[i], (*n - i) * sizeof(*k));
	memset(&k[i], 0, sizeof(*k));
	k[i].quarter = quarter;
	(*n)++;
	return &k[i];
}

static enum err
kept_add(struct kept *k, size_t *n, struct writer *w, struct store_txn *t,
    uint64_t index)
{
	struct scalar blind;
	struct kept *row;
	struct taken e;
	int64_t amount;
	enum err err;

	row = kept_find(k, n, w->view.state->entry[index].quarter);
	if (row == NULL)
		return ERR_RANGE;
	err = entry_take(&e, w, t, index, NULL);
	if (err != ERR_OK)
		return err;
	if (e.how == OPENED) {
		amount = payload_amount(e.s.kind, e.json, w->view.state);
		row->amount += amount;
		row->group[payload_group(e.s.kind, e.json, w->view.state)] +=
		    amount;
		blind = okey_blind(&e.okey);
		scalar_add(&row->blind, &blind);
		sodium_memzero(&blind, sizeof(blind));
	} else
		err = ERR_MISSING;
	sodium_memzero(&e.okey, sizeof(e.okey));
	taken_release(&e);
	return err;
}

/* By group of sponsors, for a table that is still to be printed; nothing if it
 * is out, or if the group of some money is not known. */
static json_t *
kept_groups(const struct kept *k, uint32_t published)
{
	json_t *a = json_array();
	unsigned g;

	if (k->quarter <= published || k->group[0] != 0)
		return a;
	for (g = 1; g <= FACTS_GROUPS; g++)
		if (k->group[g] != 0)
			(void)json_array_append_new(a,
			    json_pack("{s:I, s:s}", "amount",
				(json_int_t)k->group[g], "group",
				money_group_word(g)));
	return a;
}

static json_t *
kept_json(const struct kept *k, uint32_t published)
{
	char quarter[QUARTER_LEN], b64[BASE64_LEN(32) + 1];

	quarter_encode(quarter, k->quarter);
	return json_pack("{s:I, s:s, s:o, s:s}", "amount",
	    (json_int_t)k->amount, "blind",
	    sodium_bin2base64(b64, sizeof(b64), k->blind.b, 32,
		sodium_base64_VARIANT_ORIGINAL),
	    "groups", kept_groups(k, published), "quarter", quarter);
}

/* Of those among n entries that no publication has opened. */
static enum err
kept_make(json_t **out, struct writer *w, const uint64_t *entry, size_t n,
    const struct erasing *how)
{
	struct kept k[KEPT_MAX + 1];
	struct store_txn *t = NULL;
	json_t *a = json_array();
	size_t i, n_kept = 0;
	enum err e = a == NULL ? ERR_MEMORY : ERR_OK;

	if (e == ERR_OK)
		e = store_begin(&t, w->store, false);
	for (i = 0; i < n && e == ERR_OK; i++)
		if (entry[i] >= how->opened)
			e = kept_add(k, &n_kept, w, t, entry[i]);
	store_abort(t);
	for (i = 0; i < n_kept && e == ERR_OK; i++)
		if (json_array_append_new(a,
			kept_json(&k[i], how->published)) != 0)
			e = ERR_MEMORY;
	sodium_memzero(k, sizeof(k));
	if (e == ERR_OK)
		*out = a;
	else
		json_decref(a);
	return e;
}

/* ---- the entry ---- */

/* Takes kept. */
static enum err
draft_make(struct draft *d, const struct erasing *how, const uint64_t *entry,
    size_t n, json_t *kept)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < n; i++)
		(void)json_array_append_new(list,
		    json_integer((json_int_t)entry[i]));
	*d = (struct draft){.kind = KIND_ERASURE, .class = CLASS_SEALED};
	d->payload = json_pack("{s:s, s:o, s:o, s:o, s:i}", "basis", how->basis,
	    "entries", list, "kept", kept, "request",
	    how->request == NULL ? json_null() : json_deep_copy(how->request),
	    "v", 1);
	return d->payload == NULL || json_array_size(list) != n ? ERR_MEMORY
								: ERR_OK;
}

static enum err
enter(struct writer *w, const struct batch *b, const struct erasure *x,
    uint64_t *index, struct writer_findings *findings)
{
	struct writer_result *r = calloc(b->n + 1, sizeof(*r));
	enum err e = r == NULL ? ERR_MEMORY : ERR_OK;
	bool begun = false;

	if (e == ERR_OK) {
		struct batch dry = *b;

		dry.dry_run = true;
		e = writer_append(w, &dry, NULL, findings);
	}
	if (e == ERR_OK) {
		e = erasing_begin(w, x);
		begun = e == ERR_OK;
	}
	if (e == ERR_OK)
		e = writer_append(w, b, r, findings);
	if (e == ERR_OK)
		*index = r[b->n - 1].index;
	else if (begun && !w->stopped && erasing_end(w) != ERR_OK)
		w->stopped = true; /* the next to open takes it away */
	free(r);
	return e;
}

enum err
writer_erase(struct writer *w, const struct erasure *x,
    const struct erasing *how, const struct batch *b, uint64_t *index,
    struct writer_findings *findings)
{
	struct batch own = *b;
	json_t *kept = NULL;
	struct draft *d;
	size_t i, from, n;
	enum err e = ERR_OK;

	*index = 0;
	own.n = (x->n + ERASURE_LIST_MAX - 1) / ERASURE_LIST_MAX;
	d = calloc(own.n + 1, sizeof(*d));
	if (d == NULL)
		return ERR_MEMORY;
	own.draft = d;
	for (i = 0; i < own.n && e == ERR_OK; i++) {
		from = i * ERASURE_LIST_MAX;
		n = x->n - from;
		if (n > ERASURE_LIST_MAX)
			n = ERASURE_LIST_MAX;
		e = kept_make(&kept, w, x->entry + from, n, how);
		if (e == ERR_OK)
			e = draft_make(&d[i], how, x->entry + from, n, kept);
	}
	if (e == ERR_OK)
		e = enter(w, &own, x, index, findings);
	if (e == ERR_OK)
		e = writer_erase_finish(w);
	for (i = 0; i < own.n; i++)
		json_decref(d[i].payload);
	free(d);
	return e;
}

/* What they came to is gone with them: nothing is kept. */
enum err
writer_erase_unnamed(struct writer *w, const struct batch *b,
    struct writer_findings *findings)
{
	static const struct erasing how = {.basis = "other"};
	struct draft d;
	struct batch own = *b;
	enum err e = ERR_OK;
	size_t n;

	own.draft = &d;
	own.n = 1;
	while (e == ERR_OK && w->view.n_missing > 0) {
		n = w->view.n_missing < ERASURE_LIST_MAX ? w->view.n_missing
							 : ERASURE_LIST_MAX;
		e = draft_make(&d, &how, w->view.missing, n, json_array());
		if (e == ERR_OK)
			e = writer_append(w, &own, NULL, findings);
		json_decref(d.payload);
	}
	return e;
}
