/*
 * confine.h - what this process can no longer do once it reads what strangers
 * wrote: open a file but those it was given, write any, connect anywhere, start
 * a program, make memory that runs.
 */
#ifndef CONFINE_CONFINE_H
#define CONFINE_CONFINE_H

#include "base.h"

#define CONFINE_WORDS_LEN 64

#define CONFINE_PATHS 2

struct confine {
	/* A file, or a directory with what is below it, that may be read. */
	const char *path[CONFINE_PATHS]; /* or NULL */
	bool serves; /* accepts connections and answers them */
};

/*
 * Closes it for this thread and those made from now on; call it before any
 * is.  What is open stays open.  words are the layers that hold, for people:
 * "landlock 7, seccomp"; or the one that is missing.
 *
 * Errors:	ERR_MISSING no such file or directory; ERR_RULE this system cannot
 *		keep us in; ERR_IO
 */
MUST_CHECK enum err confine_enter(char words[CONFINE_WORDS_LEN],
    const struct confine *c);

#endif
