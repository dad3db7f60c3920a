/*
 * compact.c - a store without the pages that it no longer uses.
 *
 * LMDB leaves the bytes of what was deleted in free pages of its file; only a
 * copy is without them.  The whole directory is exchanged, not data.mdb alone:
 * the lock file beside it counts transactions of the file that it was made for.
 */
/* For renameat2, which exchanges two names in one step.
 * NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tables.h"

/* Leftovers of an earlier try, or the store that was exchanged. */
static enum err
old_remove(struct store *s, const char *old)
{
	static const char *const files[] = {"data.mdb", "lock.mdb",
	    "writer.lock"};
	char path[STORE_PATH_MAX];
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; e == ERR_OK && i < sizeof(files) / sizeof(files[0]); i++) {
		e = store_path(path, old, files[i]);
		if (e == ERR_OK && unlink(path) != 0 && errno != ENOENT)
			e = store_fail(s, "remove", errno);
	}
	if (e == ERR_OK && rmdir(old) != 0 && errno != ENOENT)
		e = store_fail(s, "remove", errno);
	return e == ERR_OK ? store_parent_sync(old) : e;
}

/* Both directories are ours until their locks are closed. */
static enum err
exchange(struct store *s, const char *dir, const char *fresh)
{
	if (renameat2(AT_FDCWD, fresh, AT_FDCWD, dir, RENAME_EXCHANGE) != 0)
		return store_fail(s, "exchange", errno);
	return store_parent_sync(dir);
}

enum err
store_compact(struct store **s, const char *dir)
{
	struct store fresh = {.lock = -1};
	char old[STORE_PATH_MAX];
	enum err e = ERR_OK, gone = ERR_OK;

	if (snprintf(old, sizeof(old), "%s.old", dir) >= (int)sizeof(old))
		e = ERR_RANGE;
	if (e == ERR_OK)
		e = old_remove(*s, old);
	if (e == ERR_OK)
		e = store_copy(*s, old);
	if (e == ERR_OK)
		e = store_lock(&fresh, old);
	if (e == ERR_OK)
		e = exchange(*s, dir, old);
	if (e == ERR_OK) {
		gone = old_remove(*s, old);
		/* The new one's lock is held until just before it is taken
		 * again: whoever comes between finds a whole store. */
		store_close(*s);
		*s = NULL;
	}
	if (fresh.lock >= 0)
		(void)close(fresh.lock);
	if (*s == NULL)
		e = store_open(s, dir, STORE_WRITE);
	return e == ERR_OK ? gone : e;
}
