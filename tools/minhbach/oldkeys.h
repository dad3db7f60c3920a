/*
 * oldkeys.h - reading keys in use that still open old copies of what was
 * erased (FORMAT 4.10).
 */
#ifndef MINHBACH_OLDKEYS_H
#define MINHBACH_OLDKEYS_H

#include "erase.h"
#include "session.h"

/*
 * Who opens what is going to be erased, as a list of names: the readers of the
 * vault, and officers of the units that it was for.
 * Owns:	*names is the caller's: free().  Errors: ERR_MEMORY
 */
MUST_CHECK enum err oldkeys_take(char **names, const struct keyring *k,
    const struct erasure *x);
/* What to do about them, after an erasure. */
void oldkeys_say(const struct cli *c, const char *names);

/* Readers that were granted before the last erasure; nothing if all are new. */
void oldkeys_tell(const struct session *s);

#endif
