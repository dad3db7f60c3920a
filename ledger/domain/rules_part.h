/*
 * rules_part.h - what the files of the rules share.
 */
#ifndef DOMAIN_RULES_PART_H
#define DOMAIN_RULES_PART_H

#include "rules.h"

struct look { /* one record under the rules */
	const struct state *s;
	const struct record *r;
	const json_t *o;
	struct findings *out;
	int32_t today; /* civil date of the entry */
};

void look_reject(struct look *l, const char *rule, const char *field,
    const char *vi, const char *en);
void look_flag(struct look *l, const char *rule, const char *field,
    const char *vi, const char *en);

/* Positions of what the field names; STATE_NONE is refused and said. */
size_t look_child(struct look *l, const char *field);
size_t look_sponsor(struct look *l, const char *field);
/* The entry of this kind that the field names, or NULL: refused and said. */
const struct state_entry *look_entry(struct look *l, const char *field,
    enum kind k);
int32_t look_date(const struct look *l, const char *field);
/* The parameter in force in the quarter of that day. */
int64_t look_policy(const struct look *l, enum param p, int32_t day);
/* E13: not after the entry; said if long before it. */
void look_day(struct look *l, const char *field);

/* Signers; all is granted when the record has no grants. */
bool look_author(const struct look *l, unsigned role, const char *unit);
bool look_two(const struct look *l); /* registrar, approver of another unit */
/* An approver of another unit than the author. */
bool look_second(const struct look *l);
/* E14: the sponsor itself, or the office with paper evidence. */
void look_sponsor_signs(struct look *l, const char *sponsor);

void rules_child(struct look *l);
void rules_assignment(struct look *l);
void rules_change(struct look *l);
void rules_about_assignment(struct look *l);
void rules_disbursement(struct look *l);
void rules_confirmation(struct look *l);
void rules_reversal(struct look *l);
/* Visit, guidance, followup. */
void rules_care(struct look *l);
void rules_consent(struct look *l);
void rules_sponsor(struct look *l);
/* Objection, request. */
void rules_asked(struct look *l);
/* References that the remaining kinds may hold. */
void rules_rest(struct look *l);

/* E1: does anybody hold the child on that day or later? */
bool look_is_held_from(const struct look *l, size_t child, int32_t day);
/* I17: did support or a transfer follow this assignment? */
bool look_has_begun(const struct look *l, size_t assignment);

#endif
