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
#define MAP_ID 'i'

#define STATE_KEY_MAX 128

/* Room for one more of size bytes at *array, which grows by doubling. */
MUST_CHECK enum err state_grow(void *array, size_t n, size_t size);

void state_copy(char *to, size_t cap, const char *from);
int32_t state_date(const json_t *o, const char *key); /* DATE_NEVER if null */
uint32_t state_quarter(const json_t *o, const char *key);
/* The number of a string in a table of n; the schema knows it is there. */
unsigned state_word(const json_t *o, const char *key, const char *const *words,
    unsigned n);

MUST_CHECK enum err state_add_child(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_sponsor(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_assignment(struct state *s,
    const struct record *r);
MUST_CHECK enum err state_add_change(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_disbursement(struct state *s,
    const struct record *r);
/* Confirmation, visit, acceptance, level, document, objection, request. */
MUST_CHECK enum err state_add_answer(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_reversal(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_policy(struct state *s, const struct record *r);
MUST_CHECK enum err state_add_genesis(struct state *s, const struct record *r);

/* The spans and attributes of a child, anew from its events. */
MUST_CHECK enum err state_child_rebuild(struct state *s, size_t child);

#endif
