/*
 * txn.c - transactions, and what is put into and taken out of the tables.
 */
#include <stdlib.h>
#include <string.h>

#include "entry.h"
#include "hash.h"
#include "leaf.h"
#include "tables.h"

struct index_key
index_key(uint64_t index)
{
	struct index_key k = {{0}};
	struct wr w;

	wr_init(&w, k.b, sizeof(k.b));
	wr_u64(&w, index);
	return k;
}

enum err
index_key_decode(uint64_t *index, struct span key)
{
	struct rd r;
	uint64_t v;

	rd_init(&r, key);
	v = rd_u64(&r);
	if (!rd_done(&r) || v > 2 * NUMBER_MAX)
		return ERR_FORMAT;
	*index = v;
	return ERR_OK;
}

/* LMDB takes values by a pointer that is not const, and leaves them alone. */
static MDB_val
val(struct span s)
{
	union {
		const uint8_t *in;
		void *out;
	} p = {.in = s.p};

	return (MDB_val){s.n, p.out};
}

enum err
table_get(struct store_txn *t, struct span *out, enum table in, struct span key)
{
	MDB_val k = val(key), v;
	int rc;

	rc = mdb_get(t->txn, t->s->dbi[in], &k, &v);
	if (rc == MDB_NOTFOUND)
		return ERR_MISSING;
	if (rc != 0)
		return store_fail(t->s, "read", rc);
	*out = (struct span){v.mv_data, v.mv_size};
	return ERR_OK;
}

/* The row after the one that was read last, if it has this key. */
static bool
next_row(struct store_txn *t, struct span *out, enum table in,
    const struct index_key *key)
{
	MDB_val k, v;

	if (mdb_cursor_get(t->at[in], &k, &v, MDB_NEXT) != 0 ||
	    k.mv_size != sizeof(key->b) ||
	    memcmp(k.mv_data, key->b, sizeof(key->b)) != 0)
		return false;
	*out = (struct span){v.mv_data, v.mv_size};
	return true;
}

enum err
table_get_at(struct store_txn *t, struct span *out, enum table in,
    uint64_t index)
{
	struct index_key key = index_key(index);
	MDB_val k = {sizeof(key.b), key.b}, v;
	int rc = 0;

	if (t->write)
		return table_get(t, out, in,
		    (struct span){key.b, sizeof(key.b)});
	if (t->at[in] == NULL)
		rc = mdb_cursor_open(t->txn, t->s->dbi[in], &t->at[in]);
	else if (t->next[in] == index && next_row(t, out, in, &key)) {
		t->next[in]++;
		return ERR_OK;
	}
	if (rc == 0)
		rc = mdb_cursor_get(t->at[in], &k, &v, MDB_SET);
	/* Where it stands after a miss is not said. */
	t->next[in] = rc == 0 ? index + 1 : UINT64_MAX;
	if (rc == MDB_NOTFOUND)
		return ERR_MISSING;
	if (rc != 0)
		return store_fail(t->s, "read", rc);
	*out = (struct span){v.mv_data, v.mv_size};
	return ERR_OK;
}

enum err
table_put(struct store_txn *t, enum table in, struct span key,
    struct span value, unsigned flags)
{
	MDB_val k = val(key), v = val(value);
	int rc;

	rc = mdb_put(t->txn, t->s->dbi[in], &k, &v, flags);
	if (rc == MDB_KEYEXIST)
		return ERR_EXISTS;
	return rc == 0 ? ERR_OK : store_fail(t->s, "write", rc);
}

enum err
table_count(struct store_txn *t, uint64_t *n, enum table in)
{
	MDB_cursor *c;
	MDB_val k, v;
	MDB_stat stat;
	uint64_t last = 0;
	enum err e = ERR_OK;
	int rc;

	rc = mdb_stat(t->txn, t->s->dbi[in], &stat);
	if (rc == 0)
		rc = mdb_cursor_open(t->txn, t->s->dbi[in], &c);
	if (rc != 0)
		return store_fail(t->s, "read", rc);
	rc = mdb_cursor_get(c, &k, &v, MDB_LAST);
	if (rc == 0)
		e = index_key_decode(&last,
		    (struct span){k.mv_data, k.mv_size});
	else if (rc != MDB_NOTFOUND)
		e = store_fail(t->s, "read", rc);
	mdb_cursor_close(c);
	if (e != ERR_OK)
		return e;
	/* Keys that grow by one at a time are as many as the last one says. */
	if (stat.ms_entries != (rc == 0 ? last + 1 : 0))
		return ERR_FORMAT;
	*n = stat.ms_entries;
	return ERR_OK;
}

/* How large is the ledger, and do its tables agree? */
static enum err
txn_learn(struct store_txn *t)
{
	uint64_t entries = 0, hashes = 0;
	struct hashes h;
	enum err e;

	e = table_count(t, &t->size, TABLE_LEAF);
	if (e == ERR_OK)
		e = table_count(t, &entries, TABLE_ENTRY);
	if (e == ERR_OK)
		e = table_count(t, &hashes, TABLE_HASH);
	if (e != ERR_OK)
		return e;
	if (t->size > NUMBER_MAX || entries != t->size ||
	    hashes != stored_count(t->size))
		return ERR_FORMAT;
	if (!t->write)
		return ERR_OK;
	h = store_hashes(t);
	return edge_load(&t->edge, &h, t->size);
}

enum err
store_begin(struct store_txn **t, struct store *s, bool write)
{
	struct store_txn *out;
	MDB_envinfo info;
	enum err e = ERR_OK;
	int rc;

	out = calloc(1, sizeof(*out));
	if (out == NULL)
		return ERR_MEMORY;
	out->s = s;
	out->write = write;
	rc = mdb_txn_begin(s->env, NULL, write ? 0 : MDB_RDONLY, &out->txn);
	if (rc != 0) {
		e = store_fail(s, "begin", rc);
		goto out;
	}
	/* On a read-only file system LMDB reads without a lock, and pages
	 * change under the reader. */
	(void)mdb_env_info(s->env, &info);
	if (!write && info.me_numreaders == 0)
		e = store_fail(s, "no lock on a read-only file system", 0);
	if (e == ERR_OK)
		e = txn_learn(out);
	if (e == ERR_OK) {
		*t = out;
		return ERR_OK;
	}
	mdb_txn_abort(out->txn);
out:
	free(out);
	return e;
}

static void
cursors_close(struct store_txn *t)
{
	size_t i;

	for (i = 0; i < TABLE_COUNT; i++)
		if (t->at[i] != NULL)
			mdb_cursor_close(t->at[i]);
}

enum err
store_commit(struct store_txn *t)
{
	enum err e = ERR_OK;
	int rc;

	cursors_close(t);
	if (t->broken) {
		mdb_txn_abort(t->txn);
		e = ERR_IO;
	} else {
		rc = mdb_txn_commit(t->txn);
		if (rc != 0)
			e = store_fail(t->s, "commit", rc);
	}
	free(t);
	return e;
}

void
store_abort(struct store_txn *t)
{
	if (t == NULL)
		return;
	cursors_close(t);
	mdb_txn_abort(t->txn);
	free(t);
}

uint64_t
store_size(const struct store_txn *t)
{
	return t->size;
}

static enum err
put_indexed(struct store_txn *t, enum table in, uint64_t index,
    struct span value)
{
	struct index_key k = index_key(index);

	return table_put(t, in, (struct span){k.b, sizeof(k.b)}, value,
	    MDB_APPEND);
}

static enum err
put_hashes(struct store_txn *t, struct span leaf)
{
	struct digest done[TREE_LEVELS], h = leaf_hash(leaf);
	uint64_t at = stored_count(t->edge.size);
	size_t i, n = 0;
	enum err e = ERR_OK;

	edge_append(&t->edge, &h, done, &n);
	for (i = 0; i < n && e == ERR_OK; i++)
		e = put_indexed(t, TABLE_HASH, at + i,
		    (struct span){done[i].b, DIGEST_LEN});
	return e;
}

static bool
row_is_sane(const struct store_row *r)
{
	return r->leaf.n > 0 && r->leaf.n <= LEAF_MAX && r->entry.n > 0 &&
	    r->entry.n <= ENTRY_MAX && r->item.n > 0 &&
	    r->item.n <= STORE_ITEM_MAX;
}

enum err
store_append(struct store_txn *t, const struct store_row *row)
{
	struct index_key k = index_key(t->size);
	enum err e;

	if (!t->write || t->broken || t->size >= NUMBER_MAX ||
	    !row_is_sane(row))
		return ERR_RANGE;
	e = table_put(t, TABLE_ID, (struct span){row->id.b, ID_LEN},
	    (struct span){k.b, sizeof(k.b)}, MDB_NOOVERWRITE);
	if (e == ERR_OK)
		e = put_indexed(t, TABLE_LEAF, t->size, row->leaf);
	if (e == ERR_OK)
		e = put_indexed(t, TABLE_ENTRY, t->size, row->entry);
	if (e == ERR_OK)
		e = put_indexed(t, TABLE_ITEM, t->size, row->item);
	if (e == ERR_OK)
		e = put_hashes(t, row->leaf);
	if (e == ERR_OK)
		t->size++;
	else
		t->broken = true;
	return e;
}

enum err
store_leaf(struct store_txn *t, struct span *leaf, uint64_t index)
{
	return table_get_at(t, leaf, TABLE_LEAF, index);
}

enum err
store_entry(struct store_txn *t, struct span *entry, uint64_t index)
{
	return table_get_at(t, entry, TABLE_ENTRY, index);
}

enum err
store_item(struct store_txn *t, struct span *item, uint64_t index)
{
	return table_get_at(t, item, TABLE_ITEM, index);
}

enum err
store_id(struct store_txn *t, uint64_t *index, const struct id *id)
{
	struct span value = {NULL, 0};
	enum err e;

	e = table_get(t, &value, TABLE_ID, (struct span){id->b, ID_LEN});
	if (e != ERR_OK)
		return e;
	return index_key_decode(index, value);
}

enum err
store_forget(struct store_txn *t, uint64_t index)
{
	struct index_key key = index_key(index);
	MDB_val k = val((struct span){key.b, sizeof(key.b)});
	int rc;

	rc = mdb_del(t->txn, t->s->dbi[TABLE_ITEM], &k, NULL);
	if (rc == MDB_NOTFOUND)
		return ERR_MISSING;
	return rc == 0 ? ERR_OK : store_fail(t->s, "erase", rc);
}
