/*
 * stview.c - what a statement commits to, opened; whose turn it is.
 */
#include "stview.h"

#include "payload.h"
#include "state.h"
#include "value.h"

#include <string.h>

static bool
amount_is(const struct stview *v, const struct stfile_part *p, int64_t amount)
{
	struct scalar blind = okey_blind(&p->okey);
	struct point made;

	return value_commit(&made, &blind, amount) == ERR_OK &&
	    memcmp(made.b, v->s.value.b, sizeof(made.b)) == 0;
}

static enum err
commitments_check(const struct stview *v, const struct stfile_part *p,
    const struct state *st, struct fault *f)
{
	struct digest d = payload_commit(&p->okey, p->payload);
	bool good;

	if (v->s.kind == KIND_REVERSAL && st == NULL)
		good = amount_is(v, p, 0) ||
		    amount_is(v, p, -j_int(v->payload, "amount"));
	else
		good =
		    amount_is(v, p, payload_amount(v->s.kind, v->payload, st));
	if (good && digest_eq(&d, &v->s.payload))
		return ERR_OK;
	return fault_set(f, ERR_VALUE, FAULT_NO_INDEX,
	    "FORMAT 4.3: what it shows is not what it signs");
}

enum err
stview_open(struct stview *v, const struct stfile_part *p,
    const struct state *st, struct fault *f)
{
	enum err e;
	size_t i;

	memset(v, 0, sizeof(*v));
	e = note_decode(&v->note, p->note);
	if (e == ERR_OK)
		e = statement_decode(&v->s, v->note.text, f);
	for (i = 0; e == ERR_OK && i < v->note.n; i++) {
		if (i >= v->s.n_by ||
		    !span_eq(v->note.sigs[i].name, v->s.by[i]))
			e = fault_set(f, ERR_SIGNATURE, FAULT_NO_INDEX,
			    "FORMAT 3.6: the lines are not those of `by`");
	}
	if (e == ERR_OK)
		e = payload_decode(&v->payload, v->s.kind, v->s.class,
		    p->payload, f);
	return e == ERR_OK ? commitments_check(v, p, st, f) : e;
}

void
stview_release(struct stview *v)
{
	json_decref(v->payload);
	memset(v, 0, sizeof(*v));
}

int64_t
stview_money(const struct stview *v)
{
	if (v->s.kind == KIND_DISBURSEMENT)
		return j_int(v->payload, "amount");
	return v->s.kind == KIND_REVERSAL ? -j_int(v->payload, "amount") : 0;
}

enum err
stview_turn(const struct stview *v, struct span name)
{
	size_t mine = 0;

	while (mine < v->s.n_by && !span_eq(v->s.by[mine], name))
		mine++;
	if (mine == v->s.n_by)
		return ERR_KEY;
	if (v->note.n == v->s.n_by)
		return ERR_OK;
	if (mine == v->note.n)
		return ERR_OK;
	return mine < v->note.n ? ERR_EXISTS : ERR_MISSING;
}
