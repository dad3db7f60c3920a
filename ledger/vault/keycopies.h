/*
 * keycopies.h - the list of the keyring's copies, and what an erasure makes of
 * each (FORMAT 4.10).
 *
 * A text file beside the keyring, one copy a line: the day it was made, a
 * space, and the path of the file.  Empty lines and those that begin with '#'
 * are left alone.  People write it, or a program that makes copies.
 */
#ifndef VAULT_KEYCOPIES_H
#define VAULT_KEYCOPIES_H

#include "base.h"
#include "keyring.h"

#include "fileio.h"

#define COPIES_NAME "copies" /* beside the keyring */
#define COPIES_MAX 64
#define COPIES_DAY 11 /* "2026-07-05" and its NUL */

enum copy_state {
	COPY_CLEAN,  /* of the vault in force: nothing erased is in it */
	COPY_OLD,    /* of an earlier vault: it still holds what was erased */
	COPY_OTHER,  /* no keyring of this ledger, or a later one */
	COPY_ABSENT, /* not there now: a disk that is not plugged in */
	COPY_FAILED  /* there, but it cannot be read or written */
};

struct copy {
	char day[COPIES_DAY], path[FILE_PATH_MAX];
	enum copy_state state;
};

struct copies {
	struct copy *copy;
	size_t n;
};

/*
 * No file is no copies.
 * Owns:	copies_release()
 * Errors:	ERR_FORMAT a line is neither; ERR_RANGE too many, too long;
 *		ERR_IO; ERR_MEMORY
 */
MUST_CHECK enum err copies_load(struct copies *c, const char *path);
void copies_release(struct copies *c);

/* Look at each: its state. */
void copies_look(struct copies *c, const struct keyring *k);

/*
 * Put k, as it is, in the place of the file, whose old bytes are overwritten
 * once no name leads to them.
 * Errors:	as file_replace(), keyring_encode()
 */
MUST_CHECK enum err keyring_supplant(const struct keyring *k, const char *path);

/* Put k in the place of each old one; the states are those afterwards. */
void copies_renew(struct copies *c, const struct keyring *k);

#endif
