/*
 * queries.h - figures over the state, for lists, reports and the gate.
 *
 * Pure.  as_of is the quarter up to whose end entries are looked at.
 */
#ifndef DOMAIN_QUERIES_H
#define DOMAIN_QUERIES_H

#include "state.h"

struct money_filter { /* -1, 0 and STATE_NONE: all */
	unsigned group;
	int kind; /* enum support_kind */
	size_t sponsor, child;
};
#define MONEY_ALL ((struct money_filter){0, -1, STATE_NONE, STATE_NONE})

/* Entered in the quarter, less what was reversed in it. */
int64_t query_recorded(const struct state *s, uint32_t quarter,
    const struct money_filter *f);
/* Children of whom that is not 0 (net of all, not row by row). */
size_t query_children_with_money(const struct state *s, uint32_t quarter,
    const struct money_filter *f);
/* Parts that fall in the quarter. */
int64_t query_allocated(const struct state *s, uint32_t quarter, uint32_t as_of,
    const struct money_filter *f);
/* The same of one child, as far as it counts to the minimum. */
int64_t query_counted(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of);

size_t query_supported(const struct state *s, int32_t day);
/* Children that never had a sponsor up to that day, of whatever age. */
size_t query_waiting(const struct state *s, int32_t day);

/*
 * Is this child, supported on the first day of the quarter, below the minimum?
 * *exempt: its end age falls in the quarter.
 */
bool query_is_below(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of, bool *exempt);
void query_below(const struct state *s, uint32_t quarter, uint32_t as_of,
    size_t *below, size_t *exempt);

/* Rows recorded in the quarter and not reversed up to as_of. */
size_t query_rows(const struct state *s, uint32_t quarter, uint32_t as_of);
/* Of these, those whose latest confirmation says so. */
size_t query_confirmed(const struct state *s, uint32_t quarter, uint32_t as_of,
    enum outcome o);
/* The latest confirmation that stands, or NULL. */
const struct state_confirmation *query_confirmation(const struct state *s,
    size_t disbursement, uint32_t as_of);

bool query_reversed(const struct state *s, uint64_t index, uint32_t as_of);
size_t query_visits(const struct state *s, uint32_t quarter);
size_t query_late(const struct state *s, uint32_t quarter);
size_t query_adhoc(const struct state *s, uint32_t quarter);

#endif
