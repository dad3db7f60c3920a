/*
 * tables.h - what the files of the store share: the environment, its tables,
 * and how a code of LMDB becomes one of ours.
 */
#ifndef STORE_TABLES_H
#define STORE_TABLES_H

#include <lmdb.h>

#include "store.h"
#include "text.h"

#define STORE_PATH_MAX 4096
#define STORE_WHY_MAX 160

enum table {
	TABLE_LEAF,
	TABLE_ENTRY,
	TABLE_ITEM,
	TABLE_HASH,
	TABLE_ID,
	TABLE_CHECKPOINT,
	TABLE_META
};
#define TABLE_COUNT 7

struct store {
	MDB_env *env;
	MDB_dbi dbi[TABLE_COUNT];
	int lock; /* held while open for writing, or -1 */
	char origin[NAME_MAX_LEN + 1];
	char why[STORE_WHY_MAX];
};

struct store_txn {
	struct store *s;
	MDB_txn *txn;
	uint64_t size;
	struct edge edge; /* of a writing one */
	bool write, broken;
	/* Of a reading one: a place in each table, and the key after it, for
	 * most reading goes from one row to the next. */
	MDB_cursor *at[TABLE_COUNT];
	uint64_t next[TABLE_COUNT];
};

/* A key of 8 bytes, big-endian, so that LMDB sorts as we count. */
struct index_key {
	uint8_t b[8];
};
struct index_key index_key(uint64_t index);
MUST_CHECK enum err index_key_decode(uint64_t *index, struct span key);

MUST_CHECK enum err store_path(char path[STORE_PATH_MAX], const char *dir,
    const char *name);
/* fsync of the directory that dir lies in. */
MUST_CHECK enum err store_parent_sync(const char *dir);
/* Locked for writing until the descriptor is closed.  Errors: ERR_EXISTS */
MUST_CHECK enum err store_lock(struct store *s, const char *dir);

/* Keep the text of a code of LMDB or of the system; always ERR_IO. */
enum err store_fail(struct store *s, const char *doing, int rc);

/* One value.  Errors: ERR_MISSING; ERR_IO */
MUST_CHECK enum err table_get(struct store_txn *t, struct span *out,
    enum table in, struct span key);
/* The same by number. */
MUST_CHECK enum err table_get_at(struct store_txn *t, struct span *out,
    enum table in, uint64_t index);
MUST_CHECK enum err table_put(struct store_txn *t, enum table in,
    struct span key, struct span value, unsigned flags);
/* The largest key of a table that counts, plus 1; 0 if it is empty. */
MUST_CHECK enum err table_count(struct store_txn *t, uint64_t *n,
    enum table in);

#endif
