/*
 * attack_text.h - the words of a rendering without its markup, for A1; not
 * for others.
 */
#ifndef DOMAIN_ATTACK_TEXT_H
#define DOMAIN_ATTACK_TEXT_H

#include "attack.h"

/*
 * *text is malloc'd and ends in NUL: the rendering without tags and style,
 * and without the phrases of the object and the allow-list.
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err attack_text(char **text, const json_t *publication,
    const struct gate_text *r, const struct gate_allow *allow);

#endif
