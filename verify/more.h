/*
 * more.h - findings beyond those that struct checks has room for, kept for
 * --all.
 */
#ifndef VERIFY_MORE_H
#define VERIFY_MORE_H

#include "checks.h"

#define MORE_MAX 1000000 /* 32 megabytes */

struct more {
	struct check_finding *f; /* in the order in which they were found */
	size_t n, cap;
};

/* For struct checks_overflow; arg is a struct more.  One for which there is no
 * memory is only counted, by checks. */
void more_take(void *arg, const struct check_finding *f);
void more_release(struct more *m);

#endif
