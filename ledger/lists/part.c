/*
 * part.c - children in the order of people, and figures that several lists
 * show.
 */
#include "part.h"

#include "collate.h"
#include "queries.h"

#include <stdlib.h>
#include <string.h>

uint32_t
part_as_of(const struct list_ask *ask)
{
	return quarter_of_date(ask->today);
}

static int
by_name(const void *a, const void *b)
{
	const struct state_child *x = ((const struct part_place *)a)->c;
	const struct state_child *y = ((const struct part_place *)b)->c;
	int d;

	d = collate_person(x->name, y->name);
	return d != 0 ? d : strcmp(x->code, y->code);
}

static int
by_code(const void *a, const void *b)
{
	const struct state_child *x = ((const struct part_place *)a)->c;
	const struct state_child *y = ((const struct part_place *)b)->c;

	return strcmp(x->code, y->code);
}

enum err
part_children(size_t **at, size_t *n, const struct state *s,
    const struct list_ask *ask, part_keep *keep)
{
	struct part_place *p;
	size_t *out, i, k = 0;

	p = calloc(s->n_child + 1, sizeof(*p));
	out = calloc(s->n_child + 1, sizeof(*out));
	if (p == NULL || out == NULL) {
		free(p);
		free(out);
		return ERR_MEMORY;
	}
	for (i = 0; i < s->n_child; i++)
		if (keep == NULL || keep(s, i, ask))
			p[k++].c = &s->child[i];
	/* By code alone, the order must not tell names. */
	qsort(p, k, sizeof(*p), ask->who == WHO_NAME ? by_name : by_code);
	for (i = 0; i < k; i++)
		out[i] = (size_t)(p[i].c - s->child);
	free(p);
	*at = out;
	*n = k;
	return ERR_OK;
}

void
part_code(struct grid *g, size_t col, const char *code)
{
	char buf[SAY_MAX];

	say_code(buf, code);
	grid_text(g, col, buf);
}

void
part_child(struct grid *g, size_t code_col, const struct state *s, size_t child,
    const struct list_ask *ask)
{
	char name[SAY_NAME];

	if (child == STATE_NONE)
		return;
	grid_text(g, code_col, s->child[child].code);
	say_child(name, &s->child[child], ask->who);
	grid_text(g, code_col + 1, name);
	g->named = g->named || ask->who == WHO_NAME;
}

void
part_holder(struct grid *g, size_t col, const struct state *s, size_t child,
    int32_t day)
{
	size_t at = state_child_holder(s, child, day);

	if (at != STATE_NONE)
		part_code(g, col, s->sponsor[at].code);
}

bool
part_is_active(const struct state *s, size_t child, int32_t day)
{
	return day < state_age_date(s, child, day) &&
	    state_child_end(s, child, day) == NULL;
}

bool
part_is_of(const struct state *s, size_t child, size_t sponsor,
    uint32_t quarter)
{
	const struct state_child *c = &s->child[child];
	size_t i;

	for (i = 0; i < c->n_span; i++)
		if (c->span[i].sponsor == sponsor &&
		    c->span[i].from <= quarter_last(quarter) &&
		    c->span[i].until > quarter_first(quarter))
			return true;
	for (i = 0; i < s->n_disbursement; i++)
		if (s->disbursement[i].child == child &&
		    s->disbursement[i].sponsor == sponsor &&
		    s->disbursement[i].recorded == quarter)
			return true;
	return false;
}

int64_t
part_pledged(const struct state *s, size_t child, int32_t day)
{
	const struct state_span *x = state_child_span(s, child, day);

	if (x == NULL || x->assignment == STATE_NONE)
		return 0;
	return state_pledged(s, x->assignment, quarter_of_date(day));
}

struct part_rows
part_rows(const struct state *s, uint32_t quarter, uint32_t as_of,
    const struct money_filter *f)
{
	struct part_rows r = {0, 0, 0, 0};
	size_t i;

	for (i = 0; i < s->n_disbursement; i++) {
		const struct state_disbursement *d = &s->disbursement[i];
		const struct state_confirmation *c;

		if (d->recorded != quarter ||
		    (f->sponsor != STATE_NONE && d->sponsor != f->sponsor) ||
		    (f->child != STATE_NONE && d->child != f->child) ||
		    query_reversed(s, d->index, as_of))
			continue;
		r.rows++;
		c = query_confirmation(s, i, as_of);
		if (c == NULL)
			continue;
		if (c->outcome != OUTCOME_FULL)
			r.other++;
		else if (c->by_paper)
			r.full_by_paper++;
		else
			r.full++;
	}
	return r;
}

size_t
part_visits(const struct state *s, uint32_t quarter, size_t child,
    size_t sponsor)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_visit; i++)
		n += s->visit[i].recorded == quarter &&
		    (child == STATE_NONE || s->visit[i].child == child) &&
		    (sponsor == STATE_NONE || s->visit[i].sponsor == sponsor) &&
		    !state_is_reversed(s, s->visit[i].index);
	return n;
}

bool
part_followed(const struct state *s, size_t child, uint32_t quarter,
    const struct list_ask *ask)
{
	const struct state_followup *f;

	f = query_followup_of(s, child, quarter, part_as_of(ask));
	return f != NULL && f->followed;
}

enum err
part_new(struct grid **g, const char *name, const char *title,
    const struct grid_column *col, size_t n_col)
{
	char upper[SAY_NAME];

	say_upper(upper, title);
	return grid_new(g, name, upper, col, n_col);
}

enum err
part_done(struct grid **g, struct grid *x)
{
	enum err e = x->bad;

	if (e == ERR_OK)
		*g = x;
	else
		grid_free(x);
	return e;
}
