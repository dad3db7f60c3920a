/*
 * authority_rep.h - what is inside a struct authority; for authority.c and
 * apply.c alone.
 */
#ifndef CLEAR_AUTHORITY_REP_H
#define CLEAR_AUTHORITY_REP_H

#include "authority.h"

#define COMMUNE_MAX 128

struct log_key {
	struct vkey key;
	uint64_t from; /* index of the entry that named it */
};

struct authority {
	char origin[NAME_MAX_LEN + 1]; /* "" before genesis */
	char commune[COMMUNE_MAX + 1];
	unsigned quorum;
	bool is_trial, is_closed;
	struct grant **grant;	/* each on the heap, in order of index */
	struct grant **by_name; /* the same, by name and then by index */
	size_t n, cap;
	struct log_key *log; /* in order of index */
	size_t n_log;
};

/* Room for one grant more.  Errors: ERR_MEMORY */
MUST_CHECK enum err authority_reserve(struct authority *a);

/* Take a grant over, for which there is room. */
void authority_add(struct authority *a, struct grant *g);

/* Errors: ERR_MEMORY */
MUST_CHECK enum err authority_add_log(struct authority *a,
    const struct vkey *key, uint64_t from);

/* Everything inside, but not a itself. */
void authority_release(struct authority *a);

#endif
