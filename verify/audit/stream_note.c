/*
 * stream_note.c - header, checkpoints and end of an audit stream: what the
 * entries in between must add up to.
 */
#include "streamwork.h"

#include <stdlib.h>
#include <string.h>

static enum err
keep_note(struct streamcheck *s, struct span note)
{
	struct note n;

	if (note_decode(&n, note) != ERR_OK ||
	    checkpoint_decode(&s->r.checkpoint, n.text) != ERR_OK)
		return ERR_FORMAT;
	seal_code(s->r.code, n.text);
	s->r.note = malloc(note.n);
	if (s->r.note == NULL)
		return ERR_MEMORY;
	memcpy(s->r.note, note.p, note.n);
	s->r.n_note = note.n;
	return ERR_OK;
}

enum err
stream_header(struct streamcheck *s, struct span body)
{
	struct item_header h;
	struct readkey own;
	struct anchor a;
	enum err e;

	if (item_header_decode(&h, body) != ERR_OK ||
	    anchor_decode(&a, h.anchor) != ERR_OK)
		return ERR_FORMAT;
	e = keep_note(s, h.checkpoint);
	if (e != ERR_OK)
		return e;
	s->genesis = a.genesis;
	s->whole = h.whole;
	s->head.size = s->r.checkpoint.size;
	if (s->o->seen != NULL)
		s->seen.size = s->o->seen->size;
	stream_mark(s);
	s->stage = STAGE_COUNTS;
	if (strcmp(a.origin, s->r.checkpoint.origin) != 0)
		stream_bad(s, STREAM_ITEMS, ERR_KEY, FAULT_NO_INDEX,
		    "FORMAT 10.1: anchor and checkpoint of two origins");
	if (s->o->reader == NULL)
		return ERR_OK;
	own = boxkey_public(s->o->reader);
	s->r.not_for_reader = h.reader.n != sizeof(own.b) ||
	    memcmp(h.reader.p, own.b, sizeof(own.b)) != 0;
	return ERR_OK;
}

static const struct vkey *
log_key(const struct streamcheck *s, uint64_t size)
{
	const struct vkey *k;

	k = authority_log_key(s->authority, size);
	if (k == NULL && s->o->anchor != NULL)
		k = &s->o->anchor->log_key;
	return k;
}

/* A note signed by the log key in force at its size; *root of the leaves. */
static const char *
note_fault(const struct streamcheck *s, struct checkpoint *c, struct span note,
    const struct digest *root)
{
	const struct vkey *k;
	struct note n;

	k = log_key(s, c->size);
	if (strcmp(c->origin, s->r.checkpoint.origin) != 0)
		return "FORMAT 7.1: a checkpoint of another origin";
	if (k == NULL || checkpoint_verify(c, &n, note, k, NULL) != ERR_OK)
		return "FORMAT 7.1: not signed by the log key in force";
	if (!digest_eq(root, &c->root))
		return "FORMAT 7.2: a checkpoint of another tree";
	return NULL;
}

static void
reach(struct stream_mark *m, const struct edge *e)
{
	if (m->size != e->size)
		return;
	m->reached = true;
	m->root = edge_root(e);
}

void
stream_mark(struct streamcheck *s)
{
	reach(&s->head, &s->edge);
	reach(&s->seen, &s->edge);
}

enum err
stream_note(struct streamcheck *s, struct span body)
{
	struct checkpoint c;
	struct digest root;
	const char *clause;
	struct span bytes;
	struct note n;

	if (item_checkpoint_decode(&bytes, body) != ERR_OK ||
	    note_decode(&n, bytes) != ERR_OK ||
	    checkpoint_decode(&c, n.text) != ERR_OK)
		return ERR_FORMAT;
	s->stage = STAGE_CHECKPOINT;
	checks_made(&s->r.checks, STREAM_HISTORY);
	if (c.size != s->edge.size) {
		stream_bad(s, STREAM_HISTORY, ERR_RANGE, FAULT_NO_INDEX,
		    "FORMAT 10.1: a checkpoint does not follow its last "
		    "entry");
		return ERR_OK;
	}
	root = edge_root(&s->edge);
	clause = note_fault(s, &c, bytes, &root);
	if (clause != NULL)
		stream_bad(s, STREAM_HISTORY, ERR_HASH, FAULT_NO_INDEX, clause);
	return ERR_OK;
}

enum err
stream_end(struct streamcheck *s, struct span body)
{
	struct digest root;
	struct item_end z;

	if (item_end_decode(&z, body) != ERR_OK)
		return ERR_FORMAT;
	s->stage = STAGE_END;
	s->r.ended = true;
	checks_made(&s->r.checks, STREAM_ROOT);
	root = edge_root(&s->edge);
	if (z.size != s->edge.size)
		stream_bad(s, STREAM_LENGTH, ERR_TRUNCATED, s->edge.size,
		    "FORMAT 10.3: not as many entries as the end item says");
	else if (!digest_eq(&z.root, &root))
		stream_bad(s, STREAM_ROOT, ERR_HASH, FAULT_NO_INDEX,
		    "FORMAT 2.5: the leaves give another root");
	return ERR_OK;
}

static void
check_anchor(struct streamcheck *s)
{
	const struct anchor *a = s->o->anchor;
	const struct vkey *k;
	bool good = true;

	if (s->edge.size == 0)
		return;
	if (!digest_eq(&s->genesis, &s->first))
		stream_bad(s, STREAM_ITEMS, ERR_HASH, 0,
		    "FORMAT 10.1: leaf 0 is not that of the header's anchor");
	if (a == NULL)
		return;
	checks_made(&s->r.checks, STREAM_ANCHOR);
	if (!digest_eq(&a->genesis, &s->first)) {
		stream_bad(s, STREAM_ANCHOR, ERR_HASH, 0,
		    "FORMAT 7.4: leaf 0 is not the one of the anchor");
		good = false;
	}
	k = authority_log_key(s->authority, 1);
	if (strcmp(a->origin, s->r.checkpoint.origin) != 0 ||
	    (k != NULL &&
		memcmp(k->key.b, a->log_key.key.b, sizeof(k->key.b)) != 0)) {
		stream_bad(s, STREAM_ANCHOR, ERR_KEY, 0,
		    "FORMAT 7.4: another origin or first log key");
		good = false;
	}
	s->r.anchored = good;
}

static void
check_header(struct streamcheck *s)
{
	struct checkpoint c = s->r.checkpoint;
	const char *clause;

	if (!s->head.reached) {
		if (s->r.ended)
			stream_bad(s, STREAM_LENGTH, ERR_TRUNCATED,
			    s->edge.size,
			    "FORMAT 10.3: shorter than its own checkpoint");
		return;
	}
	checks_made(&s->r.checks, STREAM_CHECKPOINT);
	clause = note_fault(s, &c, (struct span){s->r.note, s->r.n_note},
	    &s->head.root);
	if (clause != NULL)
		stream_bad(s, STREAM_CHECKPOINT, ERR_SIGNATURE, FAULT_NO_INDEX,
		    clause);
}

static void
check_seen(struct streamcheck *s)
{
	const struct checkpoint *seen = s->o->seen;

	if (seen == NULL)
		return;
	if (strcmp(seen->origin, s->r.checkpoint.origin) != 0)
		stream_bad(s, STREAM_HISTORY, ERR_KEY, FAULT_NO_INDEX,
		    "FORMAT 7.6: another ledger than the remembered one");
	else if (s->seen.reached) {
		if (!digest_eq(&s->seen.root, &seen->root))
			stream_bad(s, STREAM_HISTORY, ERR_HASH, FAULT_NO_INDEX,
			    "FORMAT 7.6: history differs from what was "
			    "remembered");
	} else if (s->r.ended)
		stream_bad(s, STREAM_LENGTH, ERR_TRUNCATED, s->edge.size,
		    "FORMAT 10.3: shorter than what was remembered");
}

static void
check_witnesses(struct streamcheck *s)
{
	struct note n;

	if (s->o->policy == NULL ||
	    note_decode(&n, (struct span){s->r.note, s->r.n_note}) != ERR_OK)
		return;
	checks_made(&s->r.checks, STREAM_WITNESSES);
	if (trust_check(s->o->policy, &n) != ERR_OK)
		stream_bad(s, STREAM_WITNESSES, ERR_SIGNATURE, FAULT_NO_INDEX,
		    "FORMAT 8.5: the witnesses of the policy did not sign");
}

void
stream_finish_notes(struct streamcheck *s)
{
	if (s->r.note == NULL)
		return;
	if (s->r.ended)
		checks_made(&s->r.checks, STREAM_LENGTH);
	check_anchor(s);
	check_header(s);
	check_seen(s);
	check_witnesses(s);
}
