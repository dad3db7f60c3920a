/*
 * owners.h - whose key seals what: a child or a private person has its own,
 * what names one of them goes with it, and all else is the office's (FORMAT
 * 4.5, 4.12).
 */
#ifndef WRITER_OWNERS_H
#define WRITER_OWNERS_H

#include "keyring.h"
#include "kind.h"

#include <jansson.h>

struct store_txn;
struct writer;

struct owner {
	struct handle handle; /* zero: a new subject */
	size_t child;	      /* STATE_NONE: it is about none */
};

/*
 * Under which subject is this payload sealed?
 * Errors:	ERR_MISSING an entry or child that it names is not there, or
 *		erased, or not open to this key
 */
MUST_CHECK enum err owners_find(struct owner *o, struct writer *w,
    struct store_txn *t, enum kind kind, const json_t *payload);

/* Under which is this entry sealed?  Errors: ERR_MISSING none, or erased */
MUST_CHECK enum err subject_of(struct handle *h, const struct writer *w,
    struct store_txn *t, uint64_t index);

/* Which child is it about, of those that are known?  Or STATE_NONE. */
MUST_CHECK enum err owners_child(size_t *child, struct writer *w,
    struct store_txn *t, enum kind kind, const json_t *payload);

#endif
