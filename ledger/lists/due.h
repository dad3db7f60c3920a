/*
 * due.h - matters that are due, collected before they are sorted.  Of this
 * library alone.
 */
#ifndef LISTS_DUE_H
#define LISTS_DUE_H

#include "part.h"

/* In order of urgency; what each means stands in due.c. */
enum due_matter {
	DUE_DISPUTED,
	DUE_OBJECTION,
	DUE_REQUEST,
	DUE_PAST_AGE,
	DUE_NOT_RECEIVED,
	DUE_REFUSED,
	DUE_AGE,
	DUE_BELOW,
	DUE_NOTHING_YET,
	DUE_BELOW_SO_FAR,
	DUE_UNCONFIRMED,
	DUE_SUSPENDED,
	DUE_NOT_ACCEPTED,
	DUE_NO_FOLLOWUP,
	DUE_REPORT,
	DUE_WAITING
};

#define DUE_SAY 256

struct due_item {
	enum due_matter matter;
	int32_t date; /* when it is, or was, due; DATE_NEVER: none */
	size_t child; /* or STATE_NONE */
	char unit[STATE_WORD];
	char say[DUE_SAY];
};

struct due {
	const struct state *s;
	const struct list_ask *ask;
	struct due_item *item;
	size_t n, cap;
	unsigned within; /* days */
	enum err bad;
};

/* A new item with an empty say; or NULL, also if only another unit's is asked
 * for. */
struct due_item *due_add(struct due *d, enum due_matter m, int32_t date,
    size_t child, const char *unit);

/* What stands with entries that wait for an answer; with money; with units. */
void due_answers(struct due *d);
void due_children(struct due *d);
void due_money(struct due *d);
void due_units(struct due *d);

#endif
