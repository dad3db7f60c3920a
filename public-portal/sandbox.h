/*
 * sandbox.h - what this process can no longer do once it serves: open a file
 * outside the public directory, write any, connect anywhere, start a program.
 */
#ifndef PORTAL_SANDBOX_H
#define PORTAL_SANDBOX_H

#include "base.h"

#define SANDBOX_WORDS_LEN 64

/*
 * Closes it for this thread and those made from now on; call it before any
 * is.  words are the layers that hold, for people: "landlock 7, seccomp".
 *
 * Errors:	ERR_MISSING no such directory; ERR_RULE this system cannot
 *		keep us in, words say which layer is missing; ERR_IO
 */
MUST_CHECK enum err sandbox_enter(char words[SANDBOX_WORDS_LEN],
    const char *dir);

#endif
