/*
 * vouch.c - before a key signs: is this the ledger that it signed before, and
 * did it sign what stands here in its name (FORMAT 3.8)?
 */
#include <stdio.h>
#include <string.h>

#include "hash.h"
#include "work.h"

struct hashes
writer_hashes(struct held *h, const struct writer *w, struct store_txn *t)
{
	*h = (struct held){&w->edge, store_hashes(t)};
	return held_hashes(h);
}

enum err
writer_hash_at(struct writer *w, struct store_txn *t, struct digest *h,
    uint64_t index)
{
	struct held held;
	struct hashes hashes = writer_hashes(&held, w, t);

	return hashes.get(hashes.arg, h, 0, index);
}

enum err
writer_leaf_hash(struct writer *w, struct digest *h, uint64_t index)
{
	struct store_txn *t = NULL;
	enum err e;

	e = store_begin(&t, w->store, false);
	if (e == ERR_OK)
		e = writer_hash_at(w, t, h, index);
	store_abort(t);
	return e;
}

/* Where to go on: what is below was found good before. */
static struct vouched *
vouched_of(struct writer *w, const struct vkey *key, uint64_t memory)
{
	struct vouched *v;
	size_t i;

	for (i = 0; i < w->n_vouched; i++) {
		if (strcmp(w->vouched[i].name, key->name) == 0)
			return &w->vouched[i];
	}
	if (w->n_vouched == VOUCHED_MAX)
		w->n_vouched = 0;
	v = &w->vouched[w->n_vouched++];
	memcpy(v->name, key->name, sizeof(v->name));
	v->n = memory;
	return v;
}

/* Was it this key that had the name then, and not one before or after it? */
static bool
is_author(struct writer *w, const struct statement *s, const struct vkey *key,
    uint64_t index)
{
	const struct grant *g;

	if (!span_is(s->by[0], key->name))
		return false;
	g = authority_find(w->view.authority, s->by[0], index > 0 ? index : 1);
	return g == NULL ||
	    memcmp(g->key.key.b, key->key.b, sizeof(key->key.b)) == 0;
}

static enum err
author_verify(struct writer *w, struct store_txn *t, const struct vkey *key,
    uint64_t index, struct fault *f)
{
	struct span entry, head, note, bytes;
	struct statement s;
	struct digest d, held;
	struct leaf leaf;
	struct note n;
	enum err e;

	e = store_entry(t, &entry, index);
	if (e == ERR_OK)
		e = entry_split(&head, &note, entry);
	if (e == ERR_OK)
		e = statement_note_decode(&s, &n, note, f);
	/* The key is to vouch for the leaf: is it in the tree, and is this its
	 * entry?  Below a snapshot nobody has read either at open. */
	if (e == ERR_OK)
		e = store_leaf(t, &bytes, index);
	if (e == ERR_OK)
		e = leaf_decode_fast(&leaf, bytes, f);
	if (e == ERR_OK)
		e = writer_hash_at(w, t, &held, index);
	if (e == ERR_OK) {
		d = leaf_hash(bytes);
		e = digest_eq(&d, &held) ? ERR_OK : ERR_HASH;
	}
	if (e == ERR_OK) {
		d = sha256(head);
		e = entry_check(&leaf, &d, note, &s, f);
	}
	if (e == ERR_OK && is_author(w, &s, key, index))
		e = statement_verify(&n, 0, key);
	if (e == ERR_OK)
		return e;
	return fault_set(f, e, index,
	    "FORMAT 3.8: an entry in this key's name that it did not sign");
}

static enum err
memory_check(struct writer *w, struct store_txn *t, const struct signer *s,
    uint64_t *n, struct fault *f)
{
	struct digest seen, here;
	enum err e;

	signer_memory(s, n, &seen);
	if (*n == 0)
		return ERR_OK;
	if (*n > store_size(t))
		return fault_set(f, ERR_STALE, FAULT_NO_INDEX,
		    "FORMAT 3.8: the ledger is older than what this key saw");
	e = writer_hash_at(w, t, &here, *n - 1);
	if (e == ERR_OK && !digest_eq(&here, &seen))
		e = fault_set(f, ERR_STALE, *n - 1,
		    "FORMAT 3.8: the ledger is another than this key saw");
	return e;
}

enum err
writer_vouch(struct writer *w, const struct signer *s, struct fault *f)
{
	const struct vkey *key = signer_vkey(s);
	struct store_txn *t = NULL;
	struct vouched *v;
	uint64_t memory;
	enum err e;

	e = store_begin(&t, w->store, false);
	if (e == ERR_OK)
		e = memory_check(w, t, s, &memory, f);
	if (e == ERR_OK) {
		v = vouched_of(w, key, memory);
		while (e == ERR_OK && v->n < store_size(t)) {
			e = author_verify(w, t, key, v->n, f);
			if (e == ERR_OK)
				v->n++;
		}
	}
	store_abort(t);
	return e;
}

void
vouched_set(struct writer *w, const struct signer *s)
{
	vouched_of(w, signer_vkey(s), 0)->n = w->view.size;
}
