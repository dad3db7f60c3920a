/*
 * invalid.h - what a field would take, said where a schema refused its value.
 */
#ifndef FORM_INVALID_H
#define FORM_INVALID_H

#include "convert.h"
#include "kind.h"

#define INVALID_MAX 256

/* field may be "": then the clause alone says it. */
void invalid_say(char vi[INVALID_MAX], char en[INVALID_MAX], enum kind kind,
    const char *field, const char *clause);

/* What is to be said of a text that is no value. */
void invalid_misfit(char vi[INVALID_MAX], char en[INVALID_MAX], enum kind kind,
    const struct misfit *m, enum err e);

/* A clause that people come across, in Vietnamese; any other as it is. */
const char *invalid_clause(const char *clause);

#endif
