/*
 * subjects.h - the subject keys of an audit stream (FORMAT 10.1, item K), in
 * guarded memory, found by handle.
 */
#ifndef AUDIT_SUBJECTS_H
#define AUDIT_SUBJECTS_H

#include "keyring.h"
#include "vaultkey.h"

struct subjects;

MUST_CHECK enum err subjects_new(struct subjects **s);
void subjects_free(struct subjects *s);

/*
 * The caller wipes its copy of the key.
 * Errors:	ERR_EXISTS the handle; ERR_SECRET no guarded
 *		memory
 */
MUST_CHECK enum err subjects_add(struct subjects *s, const struct handle *h,
    const struct subject_key *key);

/* NULL: withheld.  Dies with the next subjects_add(). */
const struct subject_key *subjects_find(const struct subjects *s,
    const struct handle *h);

#endif
