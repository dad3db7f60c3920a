/*
 * keyring.h - the one file that holds the keys of all subjects, each boxed to
 * the vault, and to the officers who may open that one without it (FORMAT 4.6).
 * Nothing here is secret until a reading key opens it.
 */
#ifndef OPEN_KEYRING_H
#define OPEN_KEYRING_H

#include "base.h"
#include "text.h"

#define KEYRING_MAX ((size_t)64 << 20) /* bytes */
#define KEYRING_RECOVERY "recovery"
#define KEYRING_OFFICERS_MAX 64 /* of one subject */
#define HANDLE_LEN 16

struct handle {
	uint8_t b[HANDLE_LEN];
};

struct keyring_reader {
	char name[NAME_MAX_LEN + 1];
	struct readkey key;
	uint8_t box[80]; /* vault secret */
};
struct keyring_officer {
	char name[NAME_MAX_LEN + 1];
	struct readkey key;
	uint8_t box[96]; /* as the subject's own, but to this key */
};
struct keyring_subject {
	struct handle handle;
	uint8_t box[96];		 /* handle || key */
	struct keyring_officer *officer; /* ascending by name; the keyring's */
	size_t n_officer;
};

struct keyring {
	char origin[NAME_MAX_LEN + 1];
	uint64_t generation; /* 0: never written */
	struct readkey vault;
	struct handle office;
	uint8_t index[80];
	struct keyring_reader *reader; /* ascending by name */
	size_t n_reader;
	struct keyring_subject *subject; /* ascending by handle */
	size_t n_subject;
};

void keyring_init(struct keyring *k);
void keyring_release(struct keyring *k);

/*
 * Owns:	*k; must be released.  Untouched on failure.
 * Errors:	ERR_FORMAT; ERR_HASH the sum is wrong; ERR_RANGE above the cap;
 *		ERR_MEMORY
 */
MUST_CHECK enum err keyring_decode(struct keyring *k, struct span bytes);

/* Owns: *bytes is the caller's: free().  Errors: ERR_FORMAT, ERR_RANGE, ERR_MEMORY */
MUST_CHECK enum err keyring_encode(uint8_t **bytes, size_t *n,
    const struct keyring *k);

/* Errors: of keyring_decode; ERR_MISSING no file; ERR_IO */
MUST_CHECK enum err keyring_load(struct keyring *k, const char *path);

/* Binary search; NULL if there is none. */
const struct keyring_subject *keyring_find(const struct keyring *k,
    const struct handle *h);
const struct keyring_reader *keyring_reader_find(const struct keyring *k,
    struct span name);
/* Who opens this subject with that reading key; NULL if nobody does. */
const struct keyring_officer *keyring_officer_find(
    const struct keyring_subject *s, const struct readkey *key);

bool handle_eq(const struct handle *a, const struct handle *b);
bool handle_is_zero(const struct handle *h);

/*
 * Put a record in its place, or take one out.
 * Errors:	ERR_EXISTS, ERR_MISSING, ERR_FORMAT name, ERR_MEMORY
 */
MUST_CHECK enum err keyring_put_reader(struct keyring *k,
    const struct keyring_reader *r);
MUST_CHECK enum err keyring_drop_reader(struct keyring *k, struct span name);
/* Handle and box alone: its officers are put one by one. */
MUST_CHECK enum err keyring_put_subject(struct keyring *k,
    const struct keyring_subject *s);
MUST_CHECK enum err keyring_drop_subject(struct keyring *k,
    const struct handle *h);
/* Of the subject h.  Errors: ERR_MISSING also without it; ERR_RANGE */
MUST_CHECK enum err keyring_put_officer(struct keyring *k,
    const struct handle *h, const struct keyring_officer *o);
MUST_CHECK enum err keyring_drop_officer(struct keyring *k,
    const struct handle *h, struct span name);

#endif
