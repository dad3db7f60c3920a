/*
 * checks_words.h - attacks, their notes and what is counted, in the words of
 * an officer.
 */
#ifndef MINHBACH_CHECKS_WORDS_H
#define MINHBACH_CHECKS_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum checks_list {
	CHECKS_ATTACK,	  /* a1 to a14 */
	CHECKS_NOTE,	  /* how a note of FORMAT 11.4 begins */
	CHECKS_INDICATOR, /* below-minimum, late, ... */
	CHECKS_TABLE	  /* cluster, category, level */
};

struct checks_word {
	const char *id, *vi, *en;
};

/* NULL past the last. */
const struct checks_word *checks_word(enum checks_list list, size_t i);

/* Is this what the word stands for? */
bool checks_is(enum checks_list list, const struct checks_word *w,
    const char *what);

#endif
