/*
 * attack_keys.h - what a publication object may hold: a key that is in no
 * list is a figure that nobody attacked.  Not for others.
 */
#ifndef DOMAIN_ATTACK_KEYS_H
#define DOMAIN_ATTACK_KEYS_H

#include <jansson.h>

/* The first key of o that is not in the list, which NULL ends; NULL if all
 * are. */
const char *attack_key_unknown(const json_t *o, const char *const *known);

/* The same for money and everything in it. */
const char *attack_money_unknown(const json_t *money);

#endif
