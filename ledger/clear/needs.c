/*
 * needs.c - the roles, and the table of FORMAT 6.1.
 */
#include "needs.h"

#include <string.h>

static const char *const role_words[ROLE_COUNT] = {"admin", "registrar",
    "approver", "sponsor", "confirmer", "school", "auditor", "recovery"};

const char *
role_word(enum role r)
{
	unsigned i;

	for (i = 0; i < ROLE_COUNT - 1 && (unsigned)r != 1U << i; i++)
		;
	return role_words[i];
}

enum err
role_decode(enum role *r, struct span word)
{
	unsigned i;

	for (i = 0; i < ROLE_COUNT; i++) {
		if (span_is(word, role_words[i])) {
			*r = (enum role)(1U << i);
			return ERR_OK;
		}
	}
	return ERR_FORMAT;
}

enum how {
	BY_QUORUM, /* of these roles */
	BY_ONE,	   /* of any of the roles */
	BY_TWO	   /* registrar and approver, of two units */
};

#define ANY_OFFICER (((1U << ROLE_COUNT) - 1) & ~(unsigned)ROLE_RECOVERY)
#define WHO_MAKES_ADMINS (ROLE_ADMIN | ROLE_RECOVERY)
#define OR_REGISTRAR(r) ((unsigned)(r) | ROLE_REGISTRAR)
#define FIELD_WORK OR_REGISTRAR(ROLE_SPONSOR | ROLE_SCHOOL)

/* Whose sponsor, by paper or not, end or transfer: see the payload. */
static const struct {
	enum how how;
	unsigned roles;
} needs[KIND_COUNT] = {
    [KIND_GENESIS] = {BY_QUORUM, ROLE_ADMIN},
    [KIND_POLICY] = {BY_QUORUM, ROLE_ADMIN},
    [KIND_CLOCK] = {BY_QUORUM, ROLE_ADMIN},
    [KIND_DOCUMENT] = {BY_ONE, ROLE_REGISTRAR},
    [KIND_KEY_GRANT] = {BY_QUORUM, WHO_MAKES_ADMINS},
    [KIND_KEY_REVOKE] = {BY_QUORUM, WHO_MAKES_ADMINS},
    [KIND_LOG_KEY] = {BY_QUORUM, ROLE_ADMIN},
    [KIND_SPONSOR] = {BY_ONE, ROLE_REGISTRAR},
    [KIND_CHILD] = {BY_ONE, ROLE_REGISTRAR},
    [KIND_CONSENT] = {BY_ONE, ROLE_REGISTRAR},
    [KIND_ASSIGNMENT] = {BY_TWO, 0},
    [KIND_ACCEPTANCE] = {BY_ONE, OR_REGISTRAR(ROLE_SPONSOR)},
    [KIND_LEVEL] = {BY_ONE, OR_REGISTRAR(ROLE_SPONSOR)},
    [KIND_DISBURSEMENT] = {BY_ONE, OR_REGISTRAR(ROLE_SPONSOR)},
    [KIND_CONFIRMATION] = {BY_ONE, OR_REGISTRAR(ROLE_CONFIRMER | ROLE_SCHOOL)},
    [KIND_OBJECTION] = {BY_ONE, ANY_OFFICER},
    [KIND_VISIT] = {BY_ONE, FIELD_WORK},
    [KIND_GUIDANCE] = {BY_ONE, FIELD_WORK},
    [KIND_FOLLOWUP] = {BY_ONE, FIELD_WORK},
    [KIND_CHANGE] = {BY_ONE, ROLE_REGISTRAR},
    [KIND_REVERSAL] = {BY_ONE, ROLE_REGISTRAR},
    [KIND_AFFIRM] = {BY_ONE, ANY_OFFICER},
    [KIND_REQUEST] = {BY_ONE, ROLE_REGISTRAR},
    [KIND_ERASURE] = {BY_TWO, 0},
    [KIND_DISCLOSURE] = {BY_ONE, OR_REGISTRAR(ROLE_APPROVER)},
    [KIND_FILLER] = {BY_ONE, ROLE_REGISTRAR},
    [KIND_PUBLICATION] = {BY_TWO, 0},
    [KIND_WITHDRAWAL] = {BY_TWO, 0},
    [KIND_AUDIT] = {BY_ONE, ROLE_AUDITOR},
    [KIND_REPORT] = {BY_ONE, ROLE_REGISTRAR},
    [KIND_CLOSING] = {BY_QUORUM, ROLE_ADMIN},
};

bool
is_of_admins(enum kind k)
{
	return needs[k].how == BY_QUORUM && k != KIND_GENESIS;
}

bool
is_quorum(const struct grant *const *grants, size_t n, unsigned k,
    unsigned roles)
{
	const char *unit;
	bool two_units;
	size_t i, admins;

	admins = 0;
	unit = NULL;
	two_units = false;
	for (i = 0; i < n; i++) {
		if ((grants[i]->roles & roles) == 0)
			continue;
		admins++;
		if (unit == NULL)
			unit = grants[i]->unit;
		two_units |= strcmp(unit, grants[i]->unit) != 0;
	}
	return admins >= k && (k < 2 || two_units);
}

static bool
has_one(const struct grant *const *grants, size_t n, unsigned roles)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if ((grants[i]->roles & roles) != 0)
			return true;
	}
	return false;
}

static bool
has_two(const struct grant *const *grants, size_t n)
{
	size_t i, j;

	for (i = 0; i < n; i++) {
		for (j = 0; j < n; j++) {
			if ((grants[i]->roles & ROLE_REGISTRAR) != 0 &&
			    (grants[j]->roles & ROLE_APPROVER) != 0 &&
			    strcmp(grants[i]->unit, grants[j]->unit) != 0)
				return true;
		}
	}
	return false;
}

enum err
needs_check(enum kind k, const struct grant *const *grants, size_t n,
    unsigned quorum, uint64_t index, struct fault *f)
{
	switch (needs[k].how) {
	case BY_QUORUM:
		if (is_quorum(grants, n, quorum, needs[k].roles))
			return ERR_OK;
		return fault_set(f, ERR_AUTHORITY, index,
		    "FORMAT 6.5: not a quorum of admins of two units");
	case BY_ONE:
		if (has_one(grants, n, needs[k].roles))
			return ERR_OK;
		break;
	case BY_TWO:
		if (has_two(grants, n))
			return ERR_OK;
		return fault_set(f, ERR_AUTHORITY, index,
		    "FORMAT 6.1: not a registrar and an approver of two "
		    "units");
	}
	return fault_set(f, ERR_AUTHORITY, index,
	    "FORMAT 6.1: no signer has the role that this kind needs");
}
