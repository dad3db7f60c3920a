/*
 * jail.h - become a program under bubblewrap that is given one file and
 * nothing else: no network, no files but the system's programs, no environment,
 * nothing of what this process has open.  For what reads or makes files that a
 * stranger may have had a hand in.
 */
#ifndef SHEET_JAIL_H
#define SHEET_JAIL_H

#include "base.h"

#include <sys/resource.h>

#define JAIL_FAILED 126 /* exit status: it could not be begun */

struct jail {
	const char *const *own; /* more words for bubblewrap, to a NULL */
	const char *input;	/* absolute name of the one file, inside */
	const char *const *run; /* the program and its arguments, to a NULL */
	int in, out, complaint; /* descriptors; complaint -1: nobody listens */
	unsigned cpu_seconds;
	rlim_t file_max;   /* bytes that it may write anywhere */
	rlim_t memory_max; /* bytes of address space; RLIM_INFINITY */
};

/* Is bubblewrap here? */
bool jail_exists(void);

/* For the child of a fork alone.  Does not return: the program takes its
 * place, or it ends with JAIL_FAILED. */
void jail_enter(const struct jail *j);

#endif
