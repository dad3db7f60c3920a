/*
 * attack_part.h - what the files of the attacks share; not for others.
 */
#ifndef DOMAIN_ATTACK_PART_H
#define DOMAIN_ATTACK_PART_H

#include "attack.h"
#include "evidence.h"

typedef enum err attack_part(struct attack *a, const json_t *publication,
    const struct facts *f);

/* Keep the worst result, and the first figure of that kind; of warnings and
 * notes, every one that there is room for. */
void attack_hit(struct attack *a, enum attack_result r, const char *what,
    const char *where);

/* Run one attack by its id.  Errors: ERR_MISSING; as gate_attacks */
MUST_CHECK enum err attack_run(struct attack *a, const char *id,
    const json_t *p, const struct facts *f, const struct gate_texts *shown);

/* Every crossing of c->release: left open wide enough, beside what c says is
 * known? */
void attack_crossings(struct attack *a, const struct evidence *v,
    struct crossing *c, const struct facts *f, enum attack_result r,
    const char *what);

/* The publication of a quarter, this one or the latest version; or NULL. */
const json_t *attack_publication_of(const json_t *p, const struct facts *f,
    uint32_t quarter);

attack_part attack_linear;     /* A2 */
attack_part attack_sums;       /* A2, of opened sums */
attack_part attack_interval;   /* A3 */
attack_part attack_coalition;  /* A4 */
attack_part attack_pairs;      /* A5 */
attack_part attack_unanimity;  /* A6 */
attack_part attack_households; /* A7 */
attack_part attack_floor;      /* A8 */
attack_part attack_rounding;   /* A9 */
attack_part attack_counts;     /* A10 */
attack_part attack_measures;   /* A11 */
attack_part attack_prior;      /* A13 */

/* A12, of the object and of the finished renderings. */
MUST_CHECK enum err attack_side(struct attack *a, const json_t *p,
    const struct gate_texts *shown);

#endif
