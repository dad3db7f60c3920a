/*
 * pubobject.h - the publication object (FORMAT 11), the one source of every
 * rendering, made of the gate's decisions and of what the office says.
 *
 * Pure.
 */
#ifndef DOMAIN_PUBOBJECT_H
#define DOMAIN_PUBOBJECT_H

#include "attack.h"
#include "gate.h"
#include "schema.h"

struct pub_opening {
	uint64_t from, to; /* leaves from..to-1 */
	int64_t amount;
	struct scalar blind;
};

struct pub_frame {
	const char *commune;
	const char *office, *phone, *hours; /* phone and hours may be NULL */
	const char *hotline;		    /* word */
	const char *as_of, *published, *next_due, *start; /* 2026-09-30 */
	int64_t minimum;
	unsigned end_age;
	unsigned version;
	const char *why;		   /* NULL for version 1 */
	const struct ref *previous;	   /* NULL for the first */
	const struct pub_opening *opening; /* NULL exactly if carried */
	bool trial;
};

/*
 * *out is a new reference.  check.attacks is empty: see pubobject_set_check.
 * Errors:	ERR_VALUE the opening is not the sum of the range, is missing,
 *		or is given for a carried one; ERR_FORMAT a text that JSON
 *		cannot hold; ERR_RANGE too many names; ERR_MEMORY
 */
MUST_CHECK enum err pubobject_build(json_t **out, const struct gate_result *g,
    const struct facts *f, const struct pub_frame *p);

/* Errors:	ERR_RULE one of them failed; ERR_MEMORY */
MUST_CHECK enum err pubobject_set_check(json_t *publication,
    const struct attack *a, size_t n);

#endif
