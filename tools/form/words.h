/*
 * words.h - entries, fields and codes in the words of people: one table for
 * the questions that are asked, the line that is shown before signing, and
 * what "show" says of an entry.
 */
#ifndef FORM_WORDS_H
#define FORM_WORDS_H

#include "kind.h"
#include "lang.h"
#include "schema.h"

struct state;

#define WORDS_LINE_MAX 2048

struct words_field {
	int kind; /* enum kind, or -1: of any */
	const char *key;
	const char *vi, *en; /* what the field is called */
	const char *example;
};

/* Never NULL: what has no row is called by its key. */
const struct words_field *words_field(enum kind kind, const char *key);

/* "cash" -> "tiền mặt"; a word without a row is itself. */
const char *words_value(const char *key, const char *word, enum lang lang);

/* The keys that are asked for, in the order of people, as "key" or
 * "key?other=word|word", with a space between; "" if none are. */
const char *words_order(enum kind kind);

struct words_entry {
	enum kind kind;
	enum class class;
	const json_t *payload;
	const struct state *state; /* names of sponsors, initials of children */
	enum lang lang;		   /* LANG_BOTH is Vietnamese */
};

/* One sentence.  What does not fit is cut off. */
void words_line(char *buf, size_t cap, const struct words_entry *e);

/* "N.V.A.", or "" without a name; buf is cut off. */
void words_initials(char *buf, size_t cap, const char *name);

#endif
