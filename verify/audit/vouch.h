/*
 * vouch.h - the quick check of author signatures (FORMAT 3.9): a statement is
 * vouched for by a later one of the same key that has seen it.
 *
 * Pure.  Holds the notes of each key that no later statement of it has seen
 * yet; they are verified at the end.  An entry that was dropped was seen by a
 * later statement of its key; the last of them is always verified, and its
 * `seen` commits to all before.
 */
#ifndef AUDIT_VOUCH_H
#define AUDIT_VOUCH_H

#include "authority.h"

struct vouch;

MUST_CHECK enum err vouch_new(struct vouch **v);
void vouch_free(struct vouch *v);

/*
 * The author's signature of the entry at index, which has seen so many
 * leaves.  g must live as long as v.
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err vouch_add(struct vouch *v, const struct grant *g,
    uint64_t index, uint64_t seen, struct span note);

/* How many were dropped, of all keys, or of this one. */
uint64_t vouch_dropped(const struct vouch *v, const struct grant *g);

/* Verify what is left: bad() is called for each that fails. */
uint64_t vouch_finish(struct vouch *v, void (*bad)(void *arg, uint64_t index),
    void *arg);

#endif
