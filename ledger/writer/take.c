/*
 * take.c - one entry out of the store: nothing is believed that its hashes do
 * not show.
 */
#include <string.h>

#include "hash.h"
#include "payload.h"
#include "value.h"
#include "work.h"

/* Below the edge the leaf must be in its tree: nobody hashed it when a ledger
 * was opened from a snapshot. */
static enum err
leaf_is_held(struct taken *k, struct writer *w, struct store_txn *t,
    uint64_t index, struct fault *f)
{
	struct digest d = k->hash;
	enum err e = ERR_OK;

	if (index < w->edge.size)
		e = writer_hash_at(w, t, &d, index);
	if (e == ERR_OK && !digest_eq(&d, &k->hash))
		e = ERR_HASH;
	return e == ERR_OK
	    ? e
	    : fault_set(f, e, index, "FORMAT 2.5: not the leaf of the tree");
}

static enum err
leaf_take(struct taken *k, struct writer *w, struct store_txn *t,
    uint64_t index, struct fault *f)
{
	enum err e;

	e = store_leaf(t, &k->leaf_bytes, index);
	if (e != ERR_OK)
		return fault_set(f, e, index, "FORMAT 2.4: no such leaf");
	/* The point is tested in the statement, which says it too. */
	e = leaf_decode_fast(&k->leaf, k->leaf_bytes, f);
	if (e == ERR_OK && k->leaf.index != index)
		e = fault_set(f, ERR_RANGE, index, "FORMAT 2.4: another index");
	k->hash = leaf_hash(k->leaf_bytes);
	return e == ERR_OK ? leaf_is_held(k, w, t, index, f) : e;
}

static enum err
statement_take(struct taken *k, struct writer *w, struct store_txn *t,
    uint64_t index, struct fault *f)
{
	struct span entry, head, note;
	struct digest d;
	uint64_t at;
	enum err e;

	e = store_entry(t, &entry, index);
	if (e == ERR_OK)
		e = entry_split(&head, &note, entry);
	if (e == ERR_OK)
		e = head_decode(&k->head, head);
	if (e != ERR_OK)
		return fault_set(f, e, index, "FORMAT 2.1: not an entry");
	if (k->head.index != index)
		return fault_set(f, ERR_RANGE, index,
		    "FORMAT 2.1: another index");
	/*
	 * The value is not decoded as a point: entry_check() holds it against
	 * the leaf's, and nothing here computes with it.  It was a point when
	 * it came in (entry_make()), its hashes say that it is the same since,
	 * and every full verification tests it (5.3).  It would take some 4 %
	 * of the time of opening a ledger.
	 */
	e = statement_note_decode_fast(&k->s, &k->note, note, f);
	if (e != ERR_OK)
		return e;
	if (!span_eq(k->s.origin, store_origin(w->store)))
		return fault_set(f, ERR_KEY, index,
		    "FORMAT 3.1: of another ledger");
	k->head_bytes = head;
	k->entry_n = entry.n;
	d = sha256(head);
	e = entry_check(&k->leaf, &d, note, &k->s, f);
	if (e != ERR_OK)
		return e;
	/* A replay looks at the whole table when it is through. */
	if (!w->replaying &&
	    (store_id(t, &at, &k->s.id) != ERR_OK || at != index))
		return fault_set(f, ERR_HASH, index,
		    "FORMAT 3.3: the table of ids says something else");
	return ERR_OK;
}

static enum err
clear_take(struct taken *k, struct span item)
{
	if (item.n < sizeof(k->okey))
		return ERR_FORMAT;
	memcpy(k->okey.b, item.p, sizeof(k->okey));
	k->payload =
	    (struct span){item.p + sizeof(k->okey), item.n - sizeof(k->okey)};
	return ERR_OK;
}

static enum err
sealed_take(struct taken *k, struct writer *w, struct span item)
{
	const struct subject_key *key;
	enum err e;

	e = sealed_handle(&k->handle, item);
	if (e != ERR_OK)
		return e;
	e = subjects_get(&key, w, &k->handle);
	if (e == ERR_MISSING || e == ERR_KEY) {
		k->how = e == ERR_KEY ? OPENED_NOT_WITHHELD : OPENED_NOT_ERASED;
		return ERR_OK;
	}
	if (e == ERR_OK)
		e = sealed_open(w->plain, key, item, k->s.origin, &k->s.id);
	if (e != ERR_OK)
		return e;
	k->okey = w->plain->okey;
	k->payload = (struct span){w->plain->payload, w->plain->n};
	return ERR_OK;
}

/* The very bytes that an append has just made need not be parsed again. */
static enum err
payload_take(struct taken *k, const struct writer *w, struct fault *f)
{
	if (w->known_json != NULL && span_eq(k->payload, w->known)) {
		k->json = json_incref(w->known_json);
		return ERR_OK;
	}
	return payload_decode(&k->json, k->s.kind, k->s.class, k->payload, f);
}

static enum err
item_take(struct taken *k, struct writer *w, struct store_txn *t,
    uint64_t index, struct fault *f)
{
	struct span item;
	struct digest d;
	enum err e;

	k->how = OPENED;
	e = store_item(t, &item, index);
	if (e == ERR_MISSING && k->s.class == CLASS_SEALED) {
		k->how = OPENED_NOT_ERASED;
		return ERR_OK;
	}
	if (e == ERR_OK)
		e = k->s.class == CLASS_CLEAR ? clear_take(k, item)
					      : sealed_take(k, w, item);
	if (e != ERR_OK)
		return fault_set(f, e, index,
		    "FORMAT 4.5: the item does not open");
	if (k->how != OPENED)
		return ERR_OK;
	d = payload_commit(&k->okey, k->payload);
	if (!digest_eq(&d, &k->s.payload))
		return fault_set(f, ERR_VALUE, index,
		    "FORMAT 4.3: the payload is not the one signed");
	return payload_take(k, w, f);
}

enum err
entry_take(struct taken *k, struct writer *w, struct store_txn *t,
    uint64_t index, struct fault *f)
{
	enum err e;

	memset(k, 0, sizeof(*k));
	e = leaf_take(k, w, t, index, f);
	if (e == ERR_OK)
		e = statement_take(k, w, t, index, f);
	if (e == ERR_OK)
		e = item_take(k, w, t, index, f);
	if (e != ERR_OK) {
		taken_release(k);
		if (f != NULL)
			f->index = index;
	}
	return e;
}

void
taken_release(struct taken *k)
{
	json_decref(k->json);
	k->json = NULL;
}
