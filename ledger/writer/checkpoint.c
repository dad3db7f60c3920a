/*
 * checkpoint.c - what the seal program is to sign, and what it signed.
 */
#include "checkpoint.h"

#include <string.h>

#include "hash.h"
#include "work.h"

enum err
writer_checkpoint_text(struct writer *w, struct span *text, void *buf,
    size_t cap)
{
	struct checkpoint c;
	struct span origin = store_origin(w->store);

	if (w->stopped)
		return ERR_IO;
	memset(&c, 0, sizeof(c));
	memcpy(c.origin, origin.p, origin.n);
	c.size = w->edge.size;
	c.root = edge_root(&w->edge);
	return checkpoint_encode(text, &c, buf, cap);
}

/* The root of the first size leaves, out of the stored tree. */
static enum err
root_at(struct writer *w, struct store_txn *t, struct digest *root,
    uint64_t size)
{
	struct held held;
	struct hashes h = writer_hashes(&held, w, t);
	struct edge e;
	enum err err;

	if (size > store_size(t))
		return ERR_RANGE;
	err = edge_load(&e, &h, size);
	if (err == ERR_OK)
		*root = edge_root(&e);
	return err;
}

/* The size decides which log key must have signed; read it first. */
static enum err
checkpoint_known(struct writer *w, struct checkpoint *c, struct span bytes,
    struct fault *f)
{
	const struct vkey *log;
	struct note n;
	enum err e;

	e = note_decode(&n, bytes);
	if (e == ERR_OK)
		e = checkpoint_decode(c, n.text);
	if (e != ERR_OK)
		return fault_set(f, e, FAULT_NO_INDEX,
		    "FORMAT 7.1: not a checkpoint");
	if (c->size < 1 || c->size > w->view.size)
		return fault_set(f, ERR_RANGE, FAULT_NO_INDEX,
		    "FORMAT 7.1: a checkpoint beyond the ledger");
	if (!span_is(store_origin(w->store), c->origin))
		return fault_set(f, ERR_KEY, FAULT_NO_INDEX,
		    "FORMAT 7.1: of another ledger");
	log = authority_log_key(w->view.authority, c->size);
	if (log == NULL)
		return fault_set(f, ERR_KEY, FAULT_NO_INDEX,
		    "FORMAT 7.1: no log key");
	return checkpoint_verify(c, &n, bytes, log, f);
}

static enum err
checkpoint_is(struct writer *w, struct store_txn *t, struct span note,
    struct fault *f)
{
	struct checkpoint c = {.size = 0};
	struct digest root;
	enum err e = checkpoint_known(w, &c, note, f);

	if (e != ERR_OK)
		return e;
	e = root_at(w, t, &root, c.size);
	if (e == ERR_OK && !digest_eq(&root, &c.root))
		e = ERR_HASH;
	return e == ERR_OK ? e
			   : fault_set(f, e, FAULT_NO_INDEX,
				 "FORMAT 7.1: not a checkpoint of this ledger");
}

enum err
writer_checkpoints(struct writer *w, struct fault *f)
{
	struct store_txn *t = NULL;
	uint64_t size = 0;
	struct span note;
	enum err e = store_begin(&t, w->store, false);

	while (e == ERR_OK) {
		e = store_checkpoint_next(t, &size, &note);
		if (e == ERR_MISSING) { /* that was the last one */
			e = ERR_OK;
			break;
		}
		if (e == ERR_OK)
			e = checkpoint_is(w, t, note, f);
		size++;
	}
	store_abort(t);
	return e;
}

enum err
writer_holds(struct writer *w, const struct checkpoint *c)
{
	struct store_txn *t = NULL;
	struct digest root = empty_root();
	enum err e = ERR_OK;

	if (!span_is(store_origin(w->store), c->origin))
		return ERR_KEY;
	if (c->size > w->view.size)
		return ERR_STALE;
	if (c->size > 0) {
		e = store_begin(&t, w->store, false);
		if (e == ERR_OK)
			e = root_at(w, t, &root, c->size);
		store_abort(t);
	}
	return e == ERR_OK && !digest_eq(&root, &c->root) ? ERR_HASH : e;
}

enum err
writer_holds_signed(struct writer *w, struct span note, struct fault *f)
{
	const struct vkey *log;
	struct checkpoint c;
	struct note n;
	enum err e = note_decode(&n, note);

	if (e == ERR_OK)
		e = checkpoint_decode(&c, n.text);
	if (e == ERR_OK && !span_is(store_origin(w->store), c.origin))
		return ERR_KEY;
	/* Of a longer ledger the key may be one that is not known here. */
	if (e == ERR_OK && c.size > w->view.size)
		return ERR_STALE;
	log = e == ERR_OK ? authority_log_key(w->view.authority, c.size) : NULL;
	if (e == ERR_OK && log == NULL)
		e = ERR_KEY;
	if (e == ERR_OK)
		e = checkpoint_verify(&c, &n, note, log, f);
	return e == ERR_OK ? writer_holds(w, &c) : e;
}

enum err
writer_put_checkpoint(struct writer *w, struct span note, struct fault *f)
{
	struct store_txn *t = NULL;
	struct checkpoint c = {.size = 0};
	struct digest root;
	enum err e;

	if (w->stopped || w->read_only)
		return fault_set(f, ERR_IO, FAULT_NO_INDEX,
		    "the writer has stopped, or only reads");
	e = checkpoint_known(w, &c, note, f);
	if (e != ERR_OK)
		return e;
	e = store_begin(&t, w->store, true);
	if (e == ERR_OK)
		e = root_at(w, t, &root, c.size);
	if (e == ERR_OK && !digest_eq(&root, &c.root))
		e = ERR_HASH;
	if (e == ERR_OK)
		e = store_checkpoint_put(t, c.size, note);
	if (e != ERR_OK) {
		store_abort(t);
		return fault_set(f, e, FAULT_NO_INDEX,
		    "FORMAT 7.1: not a checkpoint of this ledger");
	}
	e = store_commit(t);
	w->stopped = e != ERR_OK;
	return e;
}
