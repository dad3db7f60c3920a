/*
 * passphrase.h - a passphrase in guarded memory, from a descriptor or from
 * the terminal; never from argv or the environment.
 *
 * Spec:	FORMAT 4.8: 8 to 1024 bytes of UTF-8, brought to NFC here.
 */
#ifndef KEYFILE_PASSPHRASE_H
#define KEYFILE_PASSPHRASE_H

#include "base.h"

#define PASSPHRASE_MIN 8
#define PASSPHRASE_MAX 1024

struct passphrase;

/* Copies s.  Errors: ERR_RANGE length; ERR_FORMAT no UTF-8 or a NUL, CR or LF;
 * ERR_SECRET no guarded memory */
MUST_CHECK enum err passphrase_new(struct passphrase **p, struct span s);
void passphrase_free(struct passphrase *p);

/* Into the guarded bytes; dies with p.  Lock again after use. */
struct span passphrase_unlock(struct passphrase *p);
void passphrase_lock(struct passphrase *p);

/*
 * One line from fd; its LF is eaten, and nothing after it, so that the next
 * call reads the next line.
 * Errors:	as passphrase_new; ERR_TRUNCATED nothing left; ERR_IO
 */
MUST_CHECK enum err passphrase_read(struct passphrase **p, int fd);

/*
 * Ask on the controlling terminal with echo off.  again is the prompt for the
 * second time, or NULL to ask once.
 * Errors:	as passphrase_read; ERR_MISSING no terminal; ERR_SECRET the two
 *		differ
 */
MUST_CHECK enum err passphrase_ask(struct passphrase **p, const char *prompt,
    const char *again);

#endif
