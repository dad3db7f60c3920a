/*
 * state_part.h - what the files of the state share.
 */
#ifndef DOMAIN_STATE_PART_H
#define DOMAIN_STATE_PART_H

#include "state.h"

/* Sorts of keys in the map. */
#define MAP_CHILD 'c'
#define MAP_SPONSOR 's'
#define MAP_VOUCHER 'v'
#define MAP_PERSONAL 'p'
#define MAP_NAME 'n'
#define MAP_GUARDIAN 'g'
#define MAP_SIGNER 'k'

#define STATE_KEY_MAX 128

/* Room for one more of size bytes at *array, which grows by doubling. */
MUST_CHECK enum err state_grow(void *array, size_t n, size_t size);

/* The ids of all entries, so that they are found. */
MUST_CHECK enum err state_index_ids(struct state *s);

void state_copy(char *to, size_t cap, const char *from);
int32_t state_date(const json_t *o, const char *key); /* DATE_NEVER if null */
uint32_t state_quarter(const json_t *o, const char *key);
/* The number of a string in a table of n; the schema knows it is there. */
unsigned state_word(const json_t *o, const char *key, const char *const *words,
    unsigned n);

/* What an entry names.  Errors: ERR_MISSING, but see state_apply(): then a
 * child is STATE_NONE, and a sponsor is made. */
MUST_CHECK enum err state_need_child(size_t *at, const struct state *s,
    const char *code);
MUST_CHECK enum err state_need_sponsor(size_t *at, struct state *s,
    const char *code, uint64_t index);
/* The entry of that kind that a field names.  Errors: ERR_MISSING */
MUST_CHECK enum err state_need_entry(const struct state_entry **t,
    const struct state *s, const json_t *o, const char *key, enum kind k);

MUST_CHECK enum err state_add_child(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_sponsor(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_assignment(struct state *s,
    const struct record *r);
MUST_CHECK enum err state_add_change(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_disbursement(struct state *s,
    const struct record *r);
/* Confirmation, document, objection, request. */
MUST_CHECK enum err state_add_answer(struct state *s, const struct record *r);
/* Visit, guidance, followup, consent. */
MUST_CHECK enum err state_add_care(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_acceptance(struct state *s,
    const struct record *r);
MUST_CHECK enum err state_add_level(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_reversal(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_policy(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_genesis(struct state *s, const struct record *r);
/* Who signed it; a key granted or revoked; an affirmation or withdrawal. */
MUST_CHECK enum err state_add_signers(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_key(struct state *s, const struct record *r);
MUST_CHECK enum err state_settle(struct state *s, const struct record *r);

/* Put the new child, the last one, with those it is like. */
MUST_CHECK enum err state_index_likeness(struct state *s);
/* Is it accepted or refused?  Then the spans of its child, anew. */
MUST_CHECK enum err state_assignment_rebuild(struct state *s,
    size_t assignment);
/* money_public, anew. */
void state_sponsor_rebuild(struct state *s, size_t sponsor);

/* The spans and attributes of a child, anew from its events. */
MUST_CHECK enum err state_child_rebuild(struct state *s, size_t child);

#endif
