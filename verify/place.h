/*
 * place.h - a public directory on a disk or at an address, checked and told.
 */
#ifndef VERIFY_PLACE_H
#define VERIFY_PLACE_H

#include "public.h"
#include "verify.h"

struct place {
	const char *name; /* directory or address */
	/* Exit status, once the checks were made. */
	int (*tell)(const struct options *o, const struct anchors *a,
	    const struct public_result *p);
};

/* In the process that reads.  Exit status. */
int place_check(const struct options *o, const struct place *at);

#endif
