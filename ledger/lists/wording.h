/*
 * wording.h - dates, quarters, amounts and names as the office writes them:
 * figures in tables, and the words of its letters (Nghị định 30/2020).
 *
 * Pure: no I/O, no heap, no clock.
 */
#ifndef LISTS_WORDING_H
#define LISTS_WORDING_H

#include "state.h"

#define SAY_MAX 64 /* of every text here but names */
#define SAY_NAME 257

void say_number(char out[SAY_MAX], int64_t v);	       /* 1.000.000 */
void say_money(char out[SAY_MAX], int64_t v);	       /* 1.000.000 đ */
void say_date(char out[SAY_MAX], int32_t day);	       /* 05/09/2026 */
void say_quarter(char out[SAY_MAX], uint32_t quarter); /* Quý III/2026 */
void say_count(char out[SAY_MAX], uint64_t n);	       /* 08, 12 */
/* In letters: a day below 10 and the months 1 and 2 have a leading 0, later
 * months none: "ngày 05 tháng 9 năm 2026". */
void say_official_date(char out[SAY_MAX], int32_t day);
void say_official_quarter(char out[SAY_MAX],
    uint32_t quarter); /* Quý III năm */

/* How much of a name is told. */
enum who {
	WHO_CODE,
	WHO_INITIALS, /* T.M.A. */
	WHO_NAME
};

/* The first letters of the words of a name; "" of an empty one. */
void say_initials(char out[SAY_NAME], const char *name);
/* A child's name as far as it is told; "" if by code alone. */
void say_child(char out[SAY_NAME], const struct state_child *c, enum who who);
/* "CAX", whatever the code's letters. */
void say_code(char out[SAY_MAX], const char *code);
/* All letters capitals, Vietnamese ones too; cut at a character. */
void say_upper(char out[SAY_NAME], const char *s);
/* The name of an organisation; a private person's only if names are told. */
void say_sponsor(char out[SAY_NAME], const struct state_sponsor *p,
    enum who who);

/* A unit by its code: the name of a sponsor, else the code in capitals. */
void say_unit(char out[SAY_NAME], const struct state *s, const char *code,
    enum who who);

const char *word_category(unsigned category); /* 1..4 */
const char *word_support_kind(enum support_kind k);
const char *word_change(enum change c);
const char *word_reason(const char *reason);
const char *word_outcome(enum outcome o);

#endif
