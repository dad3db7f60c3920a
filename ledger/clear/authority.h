/*
 * authority.h - which key holds which role at which index (FORMAT 6).
 *
 * Pure.  Fed with the clear entries of genesis, key-grant, key-revoke,
 * log-key, clock and closing in order of index; asked about every entry.
 */
#ifndef CLEAR_AUTHORITY_H
#define CLEAR_AUTHORITY_H

#include "base.h"
#include "statement.h"
#include "vkey.h"

#include <jansson.h>

enum role {
	ROLE_ADMIN = 1 << 0,
	ROLE_REGISTRAR = 1 << 1,
	ROLE_APPROVER = 1 << 2,
	ROLE_SPONSOR = 1 << 3,
	ROLE_CONFIRMER = 1 << 4,
	ROLE_SCHOOL = 1 << 5,
	ROLE_AUDITOR = 1 << 6,
	ROLE_RECOVERY = 1 << 7 /* on paper, in a sealed envelope */
};
#define ROLE_COUNT 8

const char *role_word(enum role r);
MUST_CHECK enum err role_decode(enum role *r, struct span word);

struct grant {
	char name[NAME_MAX_LEN + 1];
	char unit[33];
	unsigned roles; /* or of enum role */
	struct vkey key;
	bool has_reading, has_cosign;
	struct readkey reading;
	struct vkey cosign;
	uint64_t from;	/* index of the grant */
	uint64_t until; /* of the revocation, or UINT64_MAX */
	bool compromised;
	uint64_t since; /* if compromised */
	uint64_t used;	/* recovery key: what it first signed, or UINT64_MAX */
};

struct authority; /* heap; grows with the number of grants */

MUST_CHECK enum err authority_new(struct authority **a);
void authority_free(struct authority *a);
/* An independent copy, for trying a batch. */
MUST_CHECK enum err authority_copy(struct authority **to,
    const struct authority *from);

const char *authority_origin(const struct authority *a);
const char *authority_commune(const struct authority *a);
bool authority_is_trial(const struct authority *a);
bool authority_is_closed(const struct authority *a);
unsigned authority_quorum(const struct authority *a); /* k of FORMAT 6.5 */

/* The i-th grant in order of index, or NULL past the last. */
const struct grant *authority_grant(const struct authority *a, size_t i);

/*
 * The grant of this name in force for an entry at index, or NULL.  Grants stay
 * where they are until authority_free(); a revocation changes them in place.
 */
const struct grant *authority_find(const struct authority *a, struct span name,
    uint64_t index);

/*
 * The log key that must sign a checkpoint of this size: one named at index i
 * signs the sizes above i.  NULL before genesis.
 */
const struct vkey *authority_log_key(const struct authority *a, uint64_t size);

/*
 * May these keys sign this kind here?  What depends on a sealed payload is
 * not asked (FORMAT 6.1).  On success grants[i] is the grant of by[i], and
 * NULL beyond n_by.  For genesis payload is needed, which its schema accepted
 * (else it may be NULL), and all of grants is NULL: its keys are found with
 * authority_find(a, by[i], 1) after authority_apply().
 *
 * Errors:	ERR_KEY an unknown or revoked key; ERR_AUTHORITY roles, units or
 *		quorum; ERR_RULE a closed ledger, or genesis beyond 0, or
 *		anything before it; ERR_MEMORY
 */
MUST_CHECK enum err authority_check(const struct authority *a,
    const struct statement *s, uint64_t index, const json_t *payload,
    const struct grant *grants[BY_MAX], struct fault *f);

/*
 * Take in a clear entry that was checked and whose payload fits its schema.
 * Kinds that change no authority are accepted and ignored.
 *
 * Errors:	ERR_AUTHORITY a grant, revocation or log key that 6.2 to 6.5
 *		forbid; ERR_RULE a second genesis; ERR_MEMORY.  a is then as
 *		before.
 */
MUST_CHECK enum err authority_apply(struct authority *a,
    const struct statement *s, uint64_t index, const json_t *payload,
    struct fault *f);

#endif
