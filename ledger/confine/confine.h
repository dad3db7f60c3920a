/*
 * confine.h - what this process can no longer do once it reads what strangers
 * wrote: open a file outside one directory, write any, connect anywhere, start
 * a program, make memory that runs.
 */
#ifndef CONFINE_CONFINE_H
#define CONFINE_CONFINE_H

#include "base.h"

#define CONFINE_WORDS_LEN 64

struct confine {
	const char *dir; /* what is below it may be read; NULL: nothing */
	bool serves;	 /* accepts connections and answers them */
};

/*
 * Closes it for this thread and those made from now on; call it before any
 * is.  What is open stays open.  words are the layers that hold, for people:
 * "landlock 7, seccomp"; or the one that is missing.
 *
 * Errors:	ERR_MISSING no such directory; ERR_RULE this system cannot
 *		keep us in; ERR_IO
 */
MUST_CHECK enum err confine_enter(char words[CONFINE_WORDS_LEN],
    const struct confine *c);

#endif
