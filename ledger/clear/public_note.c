/*
 * public_note.c - every checkpoint that a public directory shows, and the one
 * that the reader remembers, stand on one tree and are signed by the log key
 * that was in force at their size.
 */
#include "public_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

static const struct vkey *
log_key(const struct public_work *w, uint64_t size)
{
	const struct vkey *k;

	k = authority_log_key(w->r->authority, size);
	if (k == NULL && w->o->anchor != NULL)
		k = &w->o->anchor->log_key;
	return k;
}

enum err
public_note_check(const struct public_work *w, struct checkpoint *c,
    struct span bytes, struct fault *f)
{
	const struct vkey *k;
	struct digest root;
	struct note n;

	if (note_decode(&n, bytes) != ERR_OK ||
	    checkpoint_decode(c, n.text) != ERR_OK)
		return fault_set(f, ERR_FORMAT, FAULT_NO_INDEX,
		    "FORMAT 7.1: not a checkpoint");
	if (strcmp(c->origin, w->r->checkpoint.origin) != 0)
		return fault_set(f, ERR_KEY, FAULT_NO_INDEX,
		    "FORMAT 7.1: a checkpoint of another origin");
	k = log_key(w, c->size);
	if (k == NULL)
		return fault_set(f, ERR_KEY, FAULT_NO_INDEX,
		    "FORMAT 7.1: no log key is known");
	if (checkpoint_verify(c, &n, bytes, k, NULL) != ERR_OK)
		return fault_set(f, ERR_SIGNATURE, FAULT_NO_INDEX,
		    "FORMAT 7.1: not signed by the log key in force");
	if (public_root(w, &root, c->size) != ERR_OK)
		return fault_set(f, ERR_RANGE, w->edge.size,
		    "FORMAT 7.2: a checkpoint beyond the leaves");
	if (!digest_eq(&root, &c->root))
		return fault_set(f, ERR_HASH, FAULT_NO_INDEX,
		    "FORMAT 7.2: a checkpoint of another tree");
	return ERR_OK;
}

static void
check_latest(struct public_work *w)
{
	const struct span bytes = {w->r->note, w->r->n_note};
	struct fault f = {.index = FAULT_NO_INDEX};
	struct checkpoint c;

	checks_made(&w->r->checks, PUBLIC_CHECKPOINT);
	if (public_note_check(w, &c, bytes, &f) != ERR_OK)
		checks_fail(&w->r->checks, PUBLIC_CHECKPOINT, &f);
}

static enum public_since
since(struct public_work *w, const struct checkpoint *seen)
{
	struct digest root;

	if (strcmp(seen->origin, w->r->checkpoint.origin) != 0)
		return SINCE_OTHER;
	if (seen->size > w->r->checkpoint.size)
		return SINCE_SHORTER;
	if (public_root(w, &root, seen->size) != ERR_OK)
		return SINCE_UNKNOWN;
	return digest_eq(&root, &seen->root) ? SINCE_FOLLOWS : SINCE_DIFFERS;
}

static void
check_seen(struct public_work *w)
{
	if (w->o->seen == NULL)
		return;
	w->r->since = since(w, w->o->seen);
	switch (w->r->since) {
	case SINCE_OTHER:
		public_bad(w, PUBLIC_HISTORY, ERR_KEY, FAULT_NO_INDEX,
		    "FORMAT 7.6: another ledger than the remembered one");
		break;
	case SINCE_SHORTER:
		public_bad(w, PUBLIC_HISTORY, ERR_TRUNCATED,
		    w->r->checkpoint.size,
		    "FORMAT 10.3: shorter than what was remembered");
		break;
	case SINCE_DIFFERS:
		public_bad(w, PUBLIC_HISTORY, ERR_HASH, FAULT_NO_INDEX,
		    "FORMAT 7.6: history differs from what was remembered");
		break;
	case SINCE_UNKNOWN:
	case SINCE_FOLLOWS:
		break;
	}
}

static void
check_witnesses(struct public_work *w)
{
	struct note n;

	if (w->o->policy == NULL ||
	    note_decode(&n, (struct span){w->r->note, w->r->n_note}) != ERR_OK)
		return;
	checks_made(&w->r->checks, PUBLIC_WITNESSES);
	if (trust_check(w->o->policy, &n) != ERR_OK)
		public_bad(w, PUBLIC_WITNESSES, ERR_SIGNATURE, FAULT_NO_INDEX,
		    "FORMAT 8.5: the witnesses of the policy did not sign");
}

/* The text of the latest checkpoint is that of checkpoints/<its size>. */
static void
check_same(struct public_work *w, struct span old)
{
	struct note a, b;

	if (note_decode(&a, old) != ERR_OK ||
	    note_decode(&b, (struct span){w->r->note, w->r->n_note}) !=
		ERR_OK ||
	    !span_eq(a.text, b.text))
		public_bad(w, PUBLIC_HISTORY, ERR_HASH, FAULT_NO_INDEX,
		    "FORMAT 8.1: two checkpoints of one size");
}

static enum err
add_seal(struct public_work *w, const struct checkpoint *c, struct span bytes)
{
	struct public_result *r = w->r;
	struct public_seal *p;
	struct note n;

	p = realloc(r->seal, (r->n_seal + 1) * sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	r->seal = p;
	p = &r->seal[r->n_seal++];
	p->size = c->size;
	p->root = c->root;
	if (note_decode(&n, bytes) == ERR_OK)
		seal_code(p->code, n.text);
	return ERR_OK;
}

static void
give_code(struct public_result *r, const struct public_seal *s)
{
	size_t i;

	for (i = 0; i < r->n_publication; i++)
		if (r->publication[i].index + 1 == s->size)
			memcpy(r->publication[i].code, s->code,
			    sizeof(s->code));
}

/* checkpoints/<size>, and the tiles that a tree of that size adds. */
static enum err
check_published(struct public_work *w, uint64_t old, uint64_t size)
{
	struct fault f = {.index = FAULT_NO_INDEX};
	char name[PUBLIC_NAME_MAX];
	struct checkpoint c = {.size = 0};
	uint8_t *bytes;
	struct span s;
	size_t n;
	enum err e;

	(void)snprintf(name, sizeof(name), "checkpoints/%llu",
	    (unsigned long long)size);
	e = public_fetch(w, &bytes, &n, name, NOTE_MAX,
	    (struct public_at){PUBLIC_HISTORY, size - 1});
	if (e != ERR_OK)
		return e;
	if (bytes != NULL) {
		s = (struct span){bytes, n};
		if (public_note_check(w, &c, s, &f) != ERR_OK)
			checks_fail(&w->r->checks, PUBLIC_HISTORY, &f);
		else if (c.size != size)
			public_bad(w, PUBLIC_HISTORY, ERR_RANGE, size - 1,
			    "FORMAT 8.1: a checkpoint of another size");
		else
			e = add_seal(w, &c, s);
		if (e == ERR_OK && size == w->r->checkpoint.size)
			check_same(w, s);
		free(bytes);
	}
	return e == ERR_OK ? public_tiles(w, old, size) : e;
}

enum err
public_history(struct public_work *w)
{
	const uint64_t size = w->r->checkpoint.size;
	const struct public_clear *c;
	uint64_t old = 0;
	size_t i;
	enum err e;

	check_latest(w);
	checks_made(&w->r->checks, PUBLIC_HISTORY);
	for (i = 0; i < w->n_clear; i++) {
		c = &w->clear[i];
		if (!c->good ||
		    (c->kind != KIND_PUBLICATION && c->kind != KIND_WITHDRAWAL))
			continue;
		e = check_published(w, old, c->leaf.index + 1);
		if (e != ERR_OK)
			return e;
		old = c->leaf.index + 1;
	}
	if (old != size) {
		public_bad(w, PUBLIC_HISTORY, ERR_RANGE, FAULT_NO_INDEX,
		    "FORMAT 5.6: the size is not that of a publication");
		e = public_tiles(w, old, size);
		if (e != ERR_OK)
			return e;
	}
	for (i = 0; i < w->r->n_seal; i++)
		give_code(w->r, &w->r->seal[i]);
	check_seen(w);
	check_witnesses(w);
	return ERR_OK;
}
