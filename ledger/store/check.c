/*
 * check.c - the stored hashes of the tree, held against the stored leaves; and
 * the signed checkpoints.
 */
#include <string.h>

#include "hash.h"
#include "leaf.h"
#include "note.h"
#include "tables.h"

#define IDS_DIFFER "FORMAT 3.3: the table of ids says something else"

/* The stored hash at a place in append order. */
static enum err
hash_at(struct store_txn *t, struct digest *h, uint64_t place)
{
	struct span value;
	enum err e;

	e = table_get_at(t, &value, TABLE_HASH, place);
	if (e != ERR_OK)
		return e;
	if (value.n != DIGEST_LEN)
		return ERR_FORMAT;
	memcpy(h->b, value.p, DIGEST_LEN);
	return ERR_OK;
}

static enum err
hashes_get(void *arg, struct digest *h, unsigned level, uint64_t n)
{
	struct store_txn *t = arg;
	enum err e;

	if (level >= TREE_LEVELS || n >= t->size >> level)
		return ERR_RANGE;
	e = hash_at(t, h, stored_index(level, n));
	return e == ERR_MISSING ? ERR_FORMAT : e;
}

struct hashes
store_hashes(struct store_txn *t)
{
	return (struct hashes){hashes_get, t};
}

/* Append one stored leaf to e; are the hashes it completes those stored? */
static enum err
leaf_verify(struct store_txn *t, struct edge *e, struct fault *f)
{
	struct digest done[TREE_LEVELS], h;
	uint64_t index = e->size, at = stored_count(e->size);
	struct span leaf;
	size_t i, n = 0;
	enum err err;

	err = store_leaf(t, &leaf, index);
	if (err != ERR_OK)
		return fault_set(f, err, index, "FORMAT 2.4: no such leaf");
	if (leaf.n > LEAF_MAX)
		return fault_set(f, ERR_FORMAT, index,
		    "FORMAT 2.4: leaf too long");
	h = leaf_hash(leaf);
	edge_append(e, &h, done, &n);
	for (i = 0; i < n; i++) {
		err = hash_at(t, &h, at + i);
		if (err == ERR_OK && !digest_eq(&h, &done[i]))
			err = ERR_HASH;
		if (err != ERR_OK)
			return fault_set(f, err, index,
			    "FORMAT 2.5: leaf and tree of the store differ");
	}
	return ERR_OK;
}

enum err
store_verify(struct store_txn *t, struct edge *e, uint64_t to, struct fault *f)
{
	enum err err = ERR_OK;

	if (e->size > to || to > t->size)
		return fault_set(f, ERR_RANGE, e->size,
		    "FORMAT 2.5: no such tree");
	while (err == ERR_OK && e->size < to)
		err = leaf_verify(t, e, f);
	return err;
}

enum err
store_checkpoint_put(struct store_txn *t, uint64_t size, struct span note)
{
	struct index_key k = index_key(size);
	struct span key = {k.b, sizeof(k.b)}, old;
	enum err e;

	if (!t->write || size > t->size || note.n == 0 || note.n > NOTE_MAX)
		return ERR_RANGE;
	e = table_get(t, &old, TABLE_CHECKPOINT, key);
	if (e == ERR_OK &&
	    (old.n > note.n || memcmp(old.p, note.p, old.n) != 0))
		return ERR_EXISTS;
	if (e != ERR_OK && e != ERR_MISSING)
		return e;
	e = table_put(t, TABLE_CHECKPOINT, key, note, 0);
	if (e != ERR_OK)
		t->broken = true;
	return e;
}

/*
 * Distinct ids, each said to be of an entry that has it, and as many as there
 * are entries: then no entry is without its own.
 */
enum err
store_check_ids(struct store_txn *t,
    const struct id *(*id_of)(const void *arg, uint64_t index), const void *arg,
    struct fault *f)
{
	MDB_cursor *c;
	MDB_val k, v;
	uint64_t n = 0, index;
	enum err e = ERR_OK;
	int rc;

	rc = mdb_cursor_open(t->txn, t->s->dbi[TABLE_ID], &c);
	if (rc != 0)
		return store_fail(t->s, "read", rc);
	while (e == ERR_OK && (rc = mdb_cursor_get(c, &k, &v, MDB_NEXT)) == 0) {
		n++;
		index = FAULT_NO_INDEX;
		if (index_key_decode(&index,
			(struct span){v.mv_data, v.mv_size}) != ERR_OK ||
		    index >= t->size || k.mv_size != ID_LEN ||
		    memcmp(k.mv_data, id_of(arg, index)->b, ID_LEN) != 0)
			e = fault_set(f, ERR_HASH, index, IDS_DIFFER);
	}
	mdb_cursor_close(c);
	if (e == ERR_OK && rc != MDB_NOTFOUND)
		e = store_fail(t->s, "read", rc);
	if (e == ERR_OK && n != t->size)
		e = fault_set(f, ERR_HASH, FAULT_NO_INDEX, IDS_DIFFER);
	return e;
}

/* Where a cursor lands in the checkpoints, copied out. */
static enum err
checkpoint_seek(struct store_txn *t, uint64_t *size, struct span *note,
    MDB_cursor_op op)
{
	struct index_key key = index_key(*size);
	MDB_val k = {sizeof(key.b), key.b}, v;
	MDB_cursor *c;
	enum err e;
	int rc;

	rc = mdb_cursor_open(t->txn, t->s->dbi[TABLE_CHECKPOINT], &c);
	if (rc != 0)
		return store_fail(t->s, "read", rc);
	rc = mdb_cursor_get(c, &k, &v, op);
	if (rc == 0)
		e = index_key_decode(size, (struct span){k.mv_data, k.mv_size});
	else
		e = rc == MDB_NOTFOUND ? ERR_MISSING
				       : store_fail(t->s, "read", rc);
	if (e == ERR_OK)
		*note = (struct span){v.mv_data, v.mv_size};
	mdb_cursor_close(c);
	return e;
}

enum err
store_checkpoint_last(struct store_txn *t, uint64_t *size, struct span *note)
{
	uint64_t at = 0;
	enum err e;

	e = checkpoint_seek(t, &at, note, MDB_LAST);
	if (e == ERR_OK)
		*size = at;
	return e;
}

enum err
store_checkpoint_next(struct store_txn *t, uint64_t *size, struct span *note)
{
	return checkpoint_seek(t, size, note, MDB_SET_RANGE);
}
