/*
 * attack_part.h - what the files of the attacks share; not for others.
 */
#ifndef DOMAIN_ATTACK_PART_H
#define DOMAIN_ATTACK_PART_H

#include "attack.h"

typedef enum err attack_part(struct attack *a, const json_t *publication,
    const struct facts *f);

/* Keep the worst result, and the first figure of that kind. */
void attack_hit(struct attack *a, enum attack_result r, const char *what,
    const char *where);

MUST_CHECK enum err attack_run(struct attack *a, const char *id,
    attack_part *part, const json_t *publication, const struct facts *f);

attack_part attack_pairs;    /* A5 */
attack_part attack_floor;    /* A8 */
attack_part attack_rounding; /* A9 */

#endif
