/*
 * env.c - the directory of a store: made, opened, locked, copied, closed.
 *
 * LMDB is used with its default flags, so that a commit is on the disk when it
 * returns; the map is set once, far above any size that a ledger reaches.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tables.h"

#define VERSION "minhbach/store/v1"
#define READERS_MAX 126

static const char *const table_name[TABLE_COUNT] = {
    [TABLE_LEAF] = "leaf",
    [TABLE_ENTRY] = "entry",
    [TABLE_ITEM] = "item",
    [TABLE_HASH] = "hash",
    [TABLE_ID] = "id",
    [TABLE_CHECKPOINT] = "checkpoint",
    [TABLE_META] = "meta",
};

enum err
store_fail(struct store *s, const char *doing, int rc)
{
	(void)snprintf(s->why, sizeof(s->why), "%s: %s", doing,
	    mdb_strerror(rc));
	return ERR_IO;
}

const char *
store_error(const struct store *s)
{
	return s == NULL ? "" : s->why;
}

struct span
store_origin(const struct store *s)
{
	return span_str(s->origin);
}

enum err
store_path(char path[STORE_PATH_MAX], const char *dir, const char *name)
{
	int n;

	n = snprintf(path, STORE_PATH_MAX, "%s/%s", dir, name);
	return n < 0 || n >= STORE_PATH_MAX ? ERR_RANGE : ERR_OK;
}

/* fsync a file or a directory, by its path. */
static enum err
path_sync(const char *path)
{
	enum err e;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return ERR_IO;
	e = fsync(fd) == 0 ? ERR_OK : ERR_IO;
	(void)close(fd);
	return e;
}

/* A new directory must survive a crash as much as what lies in it. */
enum err
store_parent_sync(const char *dir)
{
	char path[STORE_PATH_MAX], *slash;

	if (snprintf(path, sizeof(path), "%s", dir) >= (int)sizeof(path))
		return ERR_RANGE;
	slash = strrchr(path, '/');
	if (slash == NULL)
		return path_sync(".");
	slash[slash == path] = '\0';
	return path_sync(path);
}

/* Two writers would each count from the same size; the second stays out. */
enum err
store_lock(struct store *s, const char *dir)
{
	char path[STORE_PATH_MAX];
	enum err e;

	e = store_path(path, dir, "writer.lock");
	if (e != ERR_OK)
		return e;
	s->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (s->lock < 0)
		return store_fail(s, "lock", errno);
	if (flock(s->lock, LOCK_EX | LOCK_NB) == 0)
		return ERR_OK;
	if (errno != EWOULDBLOCK)
		return store_fail(s, "lock", errno);
	return ERR_EXISTS;
}

static enum err
env_open(struct store *s, const char *dir, unsigned flags)
{
	int rc, dead;

	rc = mdb_env_create(&s->env);
	if (rc != 0) {
		s->env = NULL;
		return ERR_MEMORY;
	}
	rc = mdb_env_set_mapsize(s->env, STORE_MAP_BYTES);
	if (rc == 0)
		rc = mdb_env_set_maxdbs(s->env, TABLE_COUNT);
	if (rc == 0)
		rc = mdb_env_set_maxreaders(s->env, READERS_MAX);
	if (rc == 0)
		rc = mdb_env_open(s->env, dir, flags | MDB_NOTLS, 0600);
	if (rc == 0)
		rc = mdb_reader_check(s->env, &dead);
	return rc == 0 ? ERR_OK : store_fail(s, "open", rc);
}

static enum err
tables_open(struct store *s, MDB_txn *txn, unsigned flags)
{
	unsigned i;
	int rc;

	for (i = 0; i < TABLE_COUNT; i++) {
		rc = mdb_dbi_open(txn, table_name[i], flags, &s->dbi[i]);
		if (rc == MDB_NOTFOUND)
			return ERR_FORMAT;
		if (rc != 0)
			return store_fail(s, "table", rc);
	}
	return ERR_OK;
}

static enum err
store_new(struct store **s)
{
	struct store *out;

	out = calloc(1, sizeof(*out));
	if (out == NULL)
		return ERR_MEMORY;
	out->lock = -1;
	*s = out;
	return ERR_OK;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	if (s->env != NULL)
		mdb_env_close(s->env);
	if (s->lock >= 0)
		(void)close(s->lock);
	free(s);
}

/* Tables, version and origin, in one transaction. */
static enum err
store_fill(struct store *s, struct span origin)
{
	struct store_txn t = {.s = s, .write = true};
	enum err e;
	int rc;

	rc = mdb_txn_begin(s->env, NULL, 0, &t.txn);
	if (rc != 0)
		return store_fail(s, "begin", rc);
	e = tables_open(s, t.txn, MDB_CREATE);
	if (e == ERR_OK)
		e = table_put(&t, TABLE_META, span_str("version"),
		    span_str(VERSION), MDB_NOOVERWRITE);
	if (e == ERR_OK)
		e = table_put(&t, TABLE_META, span_str("origin"), origin,
		    MDB_NOOVERWRITE);
	if (e != ERR_OK) {
		mdb_txn_abort(t.txn);
		return e;
	}
	rc = mdb_txn_commit(t.txn);
	return rc == 0 ? ERR_OK : store_fail(s, "commit", rc);
}

enum err
store_create(const char *dir, struct span origin)
{
	struct store *s = NULL;
	enum err e;

	if (!is_name(origin))
		return ERR_FORMAT;
	if (mkdir(dir, 0700) != 0)
		return errno == EEXIST ? ERR_EXISTS : ERR_IO;
	e = store_new(&s);
	if (e == ERR_OK)
		e = env_open(s, dir, 0);
	if (e == ERR_OK)
		e = store_fill(s, origin);
	if (e == ERR_OK)
		e = path_sync(dir);
	if (e == ERR_OK)
		e = store_parent_sync(dir);
	store_close(s);
	return e;
}

/* Learn the tables, and whether this is a store of ours at all. */
static enum err
store_learn(struct store *s)
{
	struct store_txn t = {.s = s};
	struct span version, origin;
	enum err e;
	int rc;

	rc = mdb_txn_begin(s->env, NULL, MDB_RDONLY, &t.txn);
	if (rc != 0)
		return store_fail(s, "begin", rc);
	e = tables_open(s, t.txn, 0);
	if (e == ERR_OK)
		e = table_get(&t, &version, TABLE_META, span_str("version"));
	if (e == ERR_OK)
		e = table_get(&t, &origin, TABLE_META, span_str("origin"));
	if (e == ERR_OK && (!span_is(version, VERSION) || !is_name(origin)))
		e = ERR_FORMAT;
	if (e == ERR_OK)
		memcpy(s->origin, origin.p, origin.n);
	if (e == ERR_MISSING)
		e = ERR_FORMAT;
	/* Committed even so: the handles of the tables live on by it. */
	rc = mdb_txn_commit(t.txn);
	if (e == ERR_OK && rc != 0)
		e = store_fail(s, "commit", rc);
	return e;
}

enum err
store_open(struct store **s, const char *dir, enum store_mode mode)
{
	char path[STORE_PATH_MAX];
	struct store *out = NULL;
	enum err e;

	e = store_path(path, dir, "data.mdb");
	if (e != ERR_OK)
		return e;
	if (access(path, F_OK) != 0)
		return errno == ENOENT ? ERR_MISSING : ERR_IO;
	e = store_new(&out);
	if (e == ERR_OK && mode == STORE_WRITE)
		e = store_lock(out, dir);
	if (e == ERR_OK)
		e = env_open(out, dir, mode == STORE_READ ? MDB_RDONLY : 0);
	if (e == ERR_OK)
		e = store_learn(out);
	if (e != ERR_OK) {
		store_close(out);
		return e;
	}
	*s = out;
	return ERR_OK;
}

/* LMDB itself copies without fsync. */
enum err
store_copy(struct store *s, const char *dir)
{
	char path[STORE_PATH_MAX];
	enum err e;
	int rc;

	e = store_path(path, dir, "data.mdb");
	if (e != ERR_OK)
		return e;
	if (mkdir(dir, 0700) != 0)
		return errno == EEXIST ? ERR_EXISTS
				       : store_fail(s, "copy", errno);
	rc = mdb_env_copy2(s->env, dir, MDB_CP_COMPACT);
	if (rc != 0)
		return store_fail(s, "copy", rc);
	if (chmod(path, 0600) != 0 || path_sync(path) != ERR_OK ||
	    path_sync(dir) != ERR_OK || store_parent_sync(dir) != ERR_OK)
		return store_fail(s, "copy", errno);
	return ERR_OK;
}

/* Only what holds no entry: a ledger is never taken away. */
enum err
store_remove(const char *dir)
{
	static const char *const files[] = {"data.mdb", "lock.mdb",
	    "writer.lock"};
	struct store_txn *t = NULL;
	char path[STORE_PATH_MAX];
	struct store *s = NULL;
	enum err e;
	size_t i;

	e = store_open(&s, dir, STORE_WRITE);
	if (e == ERR_OK)
		e = store_begin(&t, s, false);
	if (e == ERR_OK && store_size(t) > 0)
		e = ERR_EXISTS;
	store_abort(t);
	for (i = 0; e == ERR_OK && i < sizeof(files) / sizeof(files[0]); i++) {
		e = store_path(path, dir, files[i]);
		if (e == ERR_OK && unlink(path) != 0 && errno != ENOENT)
			e = ERR_IO;
	}
	store_close(s);
	if (e == ERR_OK && rmdir(dir) != 0)
		e = ERR_IO;
	return e;
}
