/*
 * shelves.h - what lies outside a ledger's directory, in words: backups until
 * they must be destroyed, copies of the keyring, and why a backup is not taken.
 */
#ifndef MINHBACH_SHELVES_H
#define MINHBACH_SHELVES_H

#include "session.h"

#include "backup.h"
#include "keycopies.h"

/* The whole path, as lists have it; buf has FILE_PATH_MAX bytes. */
MUST_CHECK enum err path_whole(char *buf, const char *path);

/* Each backup that is listed: how long it may be kept, or that it may not. */
int backups_tell(struct session *s);
/* Each copy of the keyring; c was looked at already. */
void copies_tell(const struct cli *c, const struct copies *all);
/* What a backup or a restoring stopped at; exit status. */
int backup_say(const struct cli *c, enum err e, enum backup_why why,
    const char *place, const char *detail);

#endif
