/*
 * named.h - the lists that have a name: what each is about and who it
 * goes to.
 */
#ifndef LISTS_NAMED_H
#define LISTS_NAMED_H

#include "lists.h"

struct named_list {
	const char *word;
	enum err (*make)(struct grid **g, const struct state *s,
	    const struct list_ask *ask);
	bool unit;	  /* the unit's code comes first */
	bool year;	  /* then a year, else a quarter or nothing */
	const char *list; /* FORMAT 6.34 */
};

/* NULL if there is none. */
const struct named_list *named_list(const char *word);

/*
 * Unit and period out of the n arguments after the word; unit has STATE_WORD
 * bytes, and ask->unit becomes it.  Errors: ERR_FORMAT
 */
MUST_CHECK enum err named_list_ask(struct list_ask *ask, char *unit,
    const struct named_list *l, int n, char *const *arg);

#endif
