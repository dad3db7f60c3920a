/*
 * state_records.h - the fields of each record of the state, for
 * state_bytes.c.
 */
#ifndef DOMAIN_STATE_RECORDS_H
#define DOMAIN_STATE_RECORDS_H

#include "fields.h"
#include "state.h"

/* One array of the state: where it and its count lie, and what is in it. */
struct state_array {
	size_t array, count, size;
	/* s has the counts of all arrays, and may have nothing else; i is the
	 * record's own position. */
	void (*one)(struct fields *f, const struct state *s, void *record,
	    size_t i);
};

#define STATE_ARRAYS 21
extern const struct state_array state_arrays[STATE_ARRAYS];

/* A record that grows must be looked at, and STATE_LAYOUT changed: this sees
 * to it where most of us build. */
#define SIZE_IS(type, n)                                                       \
	_Static_assert(sizeof(size_t) != 8 || sizeof(struct type) == (n),      \
	    "STATE_LAYOUT: struct " #type " has changed")

void state_visit_fields(struct fields *f, const struct state *s, void *record,
    size_t i);
void state_guidance_fields(struct fields *f, const struct state *s,
    void *record, size_t i);
void state_followup_fields(struct fields *f, const struct state *s,
    void *record, size_t i);
void state_consent_fields(struct fields *f, const struct state *s, void *record,
    size_t i);
void state_reversal_fields(struct fields *f, const struct state *s,
    void *record, size_t i);
void state_objection_fields(struct fields *f, const struct state *s,
    void *record, size_t i);
void state_document_fields(struct fields *f, const struct state *s,
    void *record, size_t i);
void state_request_fields(struct fields *f, const struct state *s, void *record,
    size_t i);
void state_policy_fields(struct fields *f, const struct state *s, void *record,
    size_t i);
void state_signer_fields(struct fields *f, const struct state *s, void *record,
    size_t i);
void state_signing_fields(struct fields *f, const struct state *s, void *record,
    size_t i);

#endif
