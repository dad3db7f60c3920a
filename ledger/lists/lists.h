/*
 * lists.h - the office's lists and reports, each a grid computed from the
 * state: what is due, who is followed, what was given, and the sheets that
 * heads of hamlets and schools tick.
 *
 * Pure.  Heap: the caller frees the grids.
 *
 * Children are told as ask->who says: by code alone, with initials, or by name;
 * a grid that tells a name is marked (grid->named), and then the caller must
 * enter a disclosure before anybody sees it.
 *
 * Errors of all:	ERR_MEMORY; ERR_RANGE; ERR_MISSING no such unit
 */
#ifndef LISTS_LISTS_H
#define LISTS_LISTS_H

#include "grid.h"
#include "wording.h"

struct list_ask {
	int32_t today;
	uint32_t quarter; /* that the list is about */
	int32_t year;	  /* of a yearly statement */
	const char *unit; /* sponsor, school or hamlet, by code; of what is
			     due NULL: all */
	unsigned
	    within; /* days that due looks ahead; 0: as the parameter says */
	enum who who;
};

/* One row for each child in support, or waiting for it. */
MUST_CHECK enum err list_followup(struct grid **g, const struct state *s,
    const struct list_ask *ask);
/* What somebody must do something about, most urgent first. */
MUST_CHECK enum err list_due(struct grid **g, const struct state *s,
    const struct list_ask *ask);

/* The quarter for the People's Committee: units; what changed; what to do. */
MUST_CHECK enum err list_units(struct grid **g, const struct state *s,
    const struct list_ask *ask);
MUST_CHECK enum err list_changes(struct grid **g, const struct state *s,
    const struct list_ask *ask);
MUST_CHECK enum err list_proposals(struct grid **g, const struct state *s,
    const struct list_ask *ask);

/* A unit's own children in the quarter; all it gave in the year. */
MUST_CHECK enum err list_sponsor(struct grid **g, const struct state *s,
    const struct list_ask *ask);
MUST_CHECK enum err list_year(struct grid **g, const struct state *s,
    const struct list_ask *ask);

/* The sheets that a school or the head of a hamlet ticks each month. */
MUST_CHECK enum err list_school(struct grid **g, const struct state *s,
    const struct list_ask *ask);
MUST_CHECK enum err list_hamlet(struct grid **g, const struct state *s,
    const struct list_ask *ask);

/* For the city's Department of Health: the commune by quarter up to the one
 * asked for; and its children in support by category and age on its last day.
 */
MUST_CHECK enum err list_health(struct grid **g, const struct state *s,
    const struct list_ask *ask);
MUST_CHECK enum err list_health_age(struct grid **g, const struct state *s,
    const struct list_ask *ask);

/* How many children schools and hamlets share: each side counts its own. */
MUST_CHECK enum err list_reconcile(struct grid **g, const struct state *s,
    const struct list_ask *ask);

#endif
