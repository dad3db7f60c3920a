/*
 * draw_part.h - what the files of draw.c share: random values, and for each
 * kind the payload made of them.
 */
#ifndef PROPERTY_DRAW_PART_H
#define PROPERTY_DRAW_PART_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "draw.h"
#include "sample.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define MADE(d) (&(struct sample){(d)->s, (d)->now, &(d)->vouchers})
#define ONE(d, ...)                                                            \
	draw_one_of((d), (const char *const[]){__VA_ARGS__},                   \
	    COUNT(((const char *const[]){__VA_ARGS__})))

struct draw_text {
	char p[DATE_LEN + 8];
};

const char *draw_one_of(struct draw *d, const char *const *words, size_t n);
const char *draw_yes(struct draw *d, unsigned in, unsigned of);
struct draw_text draw_new_child(struct draw *d);
struct draw_text draw_child(struct draw *d);
struct draw_text draw_day(struct draw *d);
struct draw_text draw_quarter(struct draw *d, unsigned back, unsigned n);
const char *draw_sponsor(struct draw *d);
const char *draw_holder(struct draw *d, const char *child);
unsigned draw_entry(struct draw *d, enum kind k);
struct draw_text draw_number(bool given, unsigned n);
const char *draw_evidence(struct draw *d);

json_t *of_sponsor(struct draw *d, enum kind k);
json_t *of_person(struct draw *d, enum kind k);
json_t *of_child(struct draw *d, enum kind k);
json_t *of_consent(struct draw *d, enum kind k);
json_t *of_assignment(struct draw *d, enum kind k);
json_t *of_acceptance(struct draw *d, enum kind k);
json_t *of_level(struct draw *d, enum kind k);
json_t *of_disbursement(struct draw *d, enum kind k);
json_t *of_confirmation(struct draw *d, enum kind k);
json_t *of_objection(struct draw *d, enum kind k);
json_t *of_visit(struct draw *d, enum kind k);
json_t *of_guidance(struct draw *d, enum kind k);
json_t *of_followup(struct draw *d, enum kind k);
json_t *of_change(struct draw *d, enum kind k);
json_t *of_move(struct draw *d, enum kind k);
json_t *of_reversal(struct draw *d, enum kind k);
json_t *of_affirm(struct draw *d, enum kind k);
json_t *of_request(struct draw *d, enum kind k);
json_t *of_document(struct draw *d, enum kind k);
json_t *of_policy(struct draw *d, enum kind k);
json_t *of_clock(struct draw *d, enum kind k);
json_t *of_grant(struct draw *d, enum kind k);
json_t *of_revoke(struct draw *d, enum kind k);
json_t *of_log_key(struct draw *d, enum kind k);
json_t *of_plain(struct draw *d, enum kind k);

#endif
