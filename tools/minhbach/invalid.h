/*
 * invalid.h - what a field would take, said where a schema refused its value.
 */
#ifndef MINHBACH_INVALID_H
#define MINHBACH_INVALID_H

#include "kind.h"

#define INVALID_MAX 256

/* field may be "": then the clause alone says it. */
void invalid_say(char vi[INVALID_MAX], char en[INVALID_MAX], enum kind kind,
    const char *field, const char *clause);

/* A clause that people come across, in Vietnamese; any other as it is. */
const char *invalid_clause(const char *clause);

#endif
