/*
 * part.h - what the lists share.  Of this library alone.
 */
#ifndef LISTS_PART_H
#define LISTS_PART_H

#include "lists.h"
#include "queries.h"

/* The quarter up to which entries are looked at: that of today. */
uint32_t part_as_of(const struct list_ask *ask);

/* What qsort compares. */
struct part_place {
	const struct state_child *c;
};

/* Places of children by name and then code; *n of them, heap.  keep may be
 * NULL: all. */
typedef bool part_keep(const struct state *s, size_t child,
    const struct list_ask *ask);
MUST_CHECK enum err part_children(size_t **at, size_t *n, const struct state *s,
    const struct list_ask *ask, part_keep *keep);

/* Code and name, into two columns; marks the grid if a name is told. */
void part_child(struct grid *g, size_t code_col, const struct state *s,
    size_t child, const struct list_ask *ask);
/* The holder's code on that day, or "". */
void part_holder(struct grid *g, size_t col, const struct state *s,
    size_t child, int32_t day);
void part_code(struct grid *g, size_t col, const char *code);

/* Below the end age, and no end in force: the plan is still about it. */
bool part_is_active(const struct state *s, size_t child, int32_t day);
/* Held or given to by this sponsor in the quarter. */
bool part_is_of(const struct state *s, size_t child, size_t sponsor,
    uint32_t quarter);
/* Pledged for a quarter by the span of that day, or 0. */
int64_t part_pledged(const struct state *s, size_t child, int32_t day);

/* Rows recorded in the quarter, not reversed; of these, confirmed in full. */
struct part_rows {
	size_t rows, full, full_by_paper, other;
};
struct part_rows part_rows(const struct state *s, uint32_t quarter,
    uint32_t as_of, const struct money_filter *f);

/* Visits in the quarter of this child or sponsor; STATE_NONE: any. */
size_t part_visits(const struct state *s, uint32_t quarter, size_t child,
    size_t sponsor);
bool part_followed(const struct state *s, size_t child, uint32_t quarter,
    const struct list_ask *ask);

/* grid_new() with a title in capitals. */
MUST_CHECK enum err part_new(struct grid **g, const char *name,
    const char *title, const struct grid_column *col, size_t n_col);
/* The grid, or its first failure. */
MUST_CHECK enum err part_done(struct grid **g, struct grid *x);

#endif
