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
/* The part of this row that falls in the quarter, if it stands. */
int64_t query_part(const struct state *s, const struct state_disbursement *d,
    uint32_t quarter, uint32_t as_of);
/* Parts that fall in the quarter. */
int64_t query_allocated(const struct state *s, uint32_t quarter, uint32_t as_of,
    const struct money_filter *f);
/* The same of one child, as far as it counts to the minimum. */
int64_t query_counted(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of);

size_t query_supported(const struct state *s, int32_t day);
/* Children that never had a sponsor up to that day, of whatever age, and have
 * not left (an end without a sponsor). */
size_t query_waiting(const struct state *s, int32_t day);

/* The pledge for that quarter of who holds the child on its first day, or on
 * the first day in it that is held; 0 if nobody does. */
int64_t query_pledged(const struct state *s, size_t child, uint32_t quarter);

enum below { /* why a child is below the minimum */
	BELOW_NOT,
	BELOW_NOTHING, /* nothing counts to the quarter */
	BELOW_SPREAD,  /* what was given is enough, but spread over quarters */
	BELOW_PLEDGE,  /* as pledged, which is below the minimum (I1) */
	BELOW_SHORT
};

struct query_minimum {
	bool tested; /* supported on the first day, and not left out by I1 */
	bool exempt; /* its end age falls in the quarter (I13) */
	enum below why;
	int64_t counted, minimum, pledged;
};

/* E7 at the end of a quarter, by the parameters of that quarter. */
struct query_minimum query_minimum(const struct state *s, size_t child,
    uint32_t quarter, uint32_t as_of);

/* Is it tested and below?  *exempt as above. */
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

/* Of these, by a key or by paper, which are never added up as one. */
size_t query_confirmed_by(const struct state *s, uint32_t quarter,
    uint32_t as_of, enum outcome o, bool by_paper);
/* What confirmations say was received: all, or what came. */
int64_t query_confirmed_money(const struct state *s, uint32_t quarter,
    uint32_t as_of);
/* Does the row stand without a confirmation? */
bool query_is_unconfirmed(const struct state *s, size_t disbursement,
    uint32_t as_of);
size_t query_unconfirmed(const struct state *s, uint32_t quarter,
    uint32_t as_of);

/* What counts to the quarter of each child supported on its first day. */
struct query_spread {
	size_t n;
	int64_t least, median, most, sum;
};
/* Errors: ERR_MEMORY */
MUST_CHECK enum err query_spread(struct query_spread *x, const struct state *s,
    uint32_t quarter, uint32_t as_of);
/* Children supported on the first day without any support for the quarter. */
size_t query_gaps(const struct state *s, uint32_t quarter, uint32_t as_of);
/* Of one child: parts for quarters after this one (I14). */
int64_t query_prepaid(const struct state *s, size_t child, uint32_t quarter,
    uint32_t as_of);

/* Entered and not answered up to the end of that quarter. */
bool query_objection_is_open(const struct state *s, size_t objection,
    uint32_t as_of);
bool query_request_is_open(const struct state *s, size_t request,
    uint32_t as_of);
size_t query_open_objections(const struct state *s, uint32_t as_of);
size_t query_open_requests(const struct state *s, uint32_t as_of);

struct query_followup { /* of the children supported on the last day */
	size_t supported, followed, risk;
};
struct query_followup query_followup(const struct state *s, uint32_t quarter,
    uint32_t as_of);
/* The latest that stands about this quarter, or NULL. */
const struct state_followup *query_followup_of(const struct state *s,
    size_t child, uint32_t quarter, uint32_t as_of);

/* Days on which something is due, by the parameters (I20). */
int32_t query_accept_due(const struct state *s, size_t assignment);
int32_t query_confirm_due(const struct state *s, size_t disbursement);
int32_t query_objection_due(const struct state *s, size_t objection);
int32_t query_report_due(const struct state *s, uint32_t quarter);
/* From this day on it is said that the child will reach the end age. */
int32_t query_age_notice(const struct state *s, size_t child, int32_t today);

bool query_reversed(const struct state *s, uint64_t index, uint32_t as_of);
size_t query_visits(const struct state *s, uint32_t quarter);
size_t query_late(const struct state *s, uint32_t quarter);
size_t query_adhoc(const struct state *s, uint32_t quarter);

#endif
