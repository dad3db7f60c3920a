/*
 * words.h - what each check proves, in words for people.
 */
#ifndef VERIFY_WORDS_H
#define VERIFY_WORDS_H

#include "base.h"

/* A check: the clause that asks for it, the modes that make it (`store` makes
 * those of `stream`), and what it proves. */
struct check_info {
	const char *name, *clause, *modes, *vi, *en;
};

/* NULL after the last. */
const struct check_info *check_info(size_t i);

/* Text of a check by its name; the name itself if there is none. */
const char *check_words(const char *name, bool english);

/* What a fault of this kind means, and what to do. */
const char *err_words(enum err e, bool english);

#endif
