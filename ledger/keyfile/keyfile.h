/*
 * keyfile.h - a signing key at rest (FORMAT 4.8): the public part in clear,
 * the seed and the reading key under a passphrase.
 */
#ifndef KEYFILE_KEYFILE_H
#define KEYFILE_KEYFILE_H

#include "base.h"
#include "passphrase.h"
#include "vkey.h"

#define KEYFILE_MAX 1024
#define KEYFILE_BOX_MAX (64 + 16)

/* What the passphrase costs.  memlimit in bytes. */
struct kdf {
	uint64_t opslimit, memlimit;
};

struct keyfile {
	struct vkey vkey;
	bool has_reading;
	struct readkey reading;
	struct kdf kdf;
	uint8_t salt[16];
	uint8_t nonce[24];
	uint8_t box[KEYFILE_BOX_MAX];
	size_t n_box; /* follows from has_reading */
};

struct secret;

/* "interactive", "moderate" or "sensitive".  Errors: ERR_MISSING */
MUST_CHECK enum err kdf_named(struct kdf *k, const char *name);

/* Pure.  Errors: ERR_FORMAT; ERR_RANGE limits; ERR_SPACE */
MUST_CHECK enum err keyfile_decode(struct keyfile *k, struct span bytes);
MUST_CHECK enum err keyfile_encode(struct span *out, const struct keyfile *k,
    void *buf, size_t cap);

/*
 * The public part.  A file that others may read or write is refused.
 * Errors:	of file_read and keyfile_decode; ERR_AUTHORITY mode
 */
MUST_CHECK enum err keyfile_load(struct keyfile *k, const char *path);

/*
 * Owns:	*s is the caller's: secret_free().
 * Errors:	of keyfile_load; ERR_SECRET wrong passphrase, or a changed file;
 *		ERR_MEMORY too little for Argon2id
 */
MUST_CHECK enum err keyfile_unlock(struct secret **s, const char *path,
    struct passphrase *p);

/*
 * A new file, mode 0600.  Of pub, vkey, reading and kdf are used.
 * Errors:	ERR_EXISTS; of file_create; ERR_FORMAT if s has a reading key
 *		and pub has none, or the other way; ERR_SECRET, ERR_MEMORY
 */
MUST_CHECK enum err keyfile_save(const char *path, const struct keyfile *pub,
    struct secret *s, struct passphrase *p);

/*
 * Another passphrase, fresh salt and nonce, at the cost kdf; the old file
 * stands until the new one is on the disk.
 * Errors:	of keyfile_unlock and file_replace
 */
MUST_CHECK enum err keyfile_rekey(const char *path, struct passphrase *from,
    struct passphrase *to, struct kdf kdf);

#endif
