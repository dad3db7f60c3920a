/*
 * standing.c - what others than the commune have done for this ledger: the
 * last audit that stands in it, and the witnesses that its policy asks for and its
 * latest checkpoint carries.
 */
#include "build.h"
#include "schema.h"
#include "trust.h"

#include <stdlib.h>
#include <string.h>

static void
find_audit(struct standing *st, struct render_input *in,
    const struct public_result *r)
{
	const struct public_audit *a;
	const struct public_publication *p;
	size_t i;

	if (r->n_audit == 0)
		return;
	a = &r->audit[r->n_audit - 1];
	st->audit = (struct render_audit){.unit = a->unit,
	    .result = a->result,
	    .index = a->index,
	    .size = a->size,
	    .covers = r->latest != NULL && r->latest->index < a->size};
	for (i = 0; i < r->n_publication; i++) {
		p = &r->publication[i];
		if (p->index < a->index && p->payload != NULL)
			st->audit.after = j_str(p->payload, "published");
	}
	in->audit = &st->audit;
}

/* Does the latest checkpoint carry what the policy asks for? */
static bool
is_witnessed(const struct trust *t, const struct public_result *r)
{
	struct note n;

	return t->quorum >= 0 &&
	    note_decode(&n, (struct span){r->note, r->n_note}) == ERR_OK &&
	    trust_check(t, &n) == ERR_OK;
}

static enum err
take_witnesses(struct standing *st, const struct trust *t)
{
	struct span name;
	size_t i;

	for (i = 0; i < t->n_node; i++) {
		if (t->node[i].is_group)
			continue;
		name = t->node[i].name;
		st->witness[st->n_witness] =
		    strndup((const char *)name.p, name.n);
		if (st->witness[st->n_witness] == NULL)
			return ERR_MEMORY;
		st->n_witness++;
	}
	return ERR_OK;
}

/* A policy that cannot be read, or is not kept, names nobody. */
static enum err
find_witnesses(struct standing *st, const struct book *b)
{
	const struct file *f;
	struct trust *t;
	unsigned line;
	enum err e = ERR_OK;

	f = snapshot_find(&b->files, "policy");
	if (f == NULL)
		return ERR_OK;
	t = calloc(1, sizeof(*t));
	if (t == NULL)
		return ERR_MEMORY;
	if (trust_decode(t, (struct span){f->bytes, f->n}, &line) == ERR_OK &&
	    is_witnessed(t, &b->result))
		e = take_witnesses(st, t);
	free(t);
	return e;
}

enum err
standing_find(struct standing *st, struct render_input *in,
    const struct book *b)
{
	enum err e;

	*st = (struct standing){.n_witness = 0};
	find_audit(st, in, &b->result);
	e = find_witnesses(st, b);
	in->witness = (const char *const *)st->witness;
	in->n_witness = st->n_witness;
	return e;
}

void
standing_release(struct standing *st)
{
	size_t i;

	for (i = 0; i < st->n_witness; i++)
		free(st->witness[i]);
}
