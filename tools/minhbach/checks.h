/*
 * checks.h - what a publication prints, what it holds back and why, and what
 * each attack on it came to, in the words of an officer.
 */
#ifndef MINHBACH_CHECKS_H
#define MINHBACH_CHECKS_H

#include "cli.h"
#include "publish.h"

/* To standard output, in the language asked for; in both, Vietnamese first.
 * r: what was measured on the way, for officers alone; NULL if that is past. */
void checks_print(const struct cli *c, const json_t *publication,
    const struct published *r);

#endif
