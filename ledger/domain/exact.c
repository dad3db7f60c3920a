/*
 * exact.c - which quarters are still to be opened, and whether their sum may
 * be.
 */
#include "exact.h"

#include "money_cells.h"
#include "schema.h"
#include "sums.h"

#include <stdlib.h>
#include <string.h>

static bool
publication_period(uint32_t *period, const json_t *p)
{
	const char *s;

	s = json_string_value(json_object_get(p, "period"));
	return s != NULL && facts_quarter_decode(period, s) == ERR_OK;
}

const json_t *
earlier_publication(const struct facts *f, size_t back)
{
	uint32_t limit, newest, period;
	const json_t *found;
	size_t i, j;

	limit = f->period;
	found = NULL;
	for (j = 0; j <= back; j++) {
		newest = 0;
		found = NULL;
		for (i = 0; i < f->n_earlier; i++)
			if (publication_period(&period, f->earlier[i]) &&
			    period < limit && period >= newest) {
				newest = period;
				found = f->earlier[i];
			}
		if (found == NULL)
			break;
		limit = newest;
	}
	return found;
}

enum err
range_decode(struct range *r, const json_t *publication)
{
	const json_t *quarters;
	const char *s;
	size_t i;
	enum err e;

	quarters = json_object_get(json_object_get(publication, "opening"),
	    "quarters");
	memset(r, 0, sizeof(*r));
	r->n = json_array_size(quarters);
	if (r->n > EXACT_QUARTERS)
		return ERR_FORMAT;
	for (i = 0; i < r->n; i++) {
		s = json_string_value(json_array_get(quarters, i));
		if (s == NULL)
			return ERR_FORMAT;
		e = facts_quarter_decode(&r->quarter[i], s);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}

bool
range_has(const struct range *r, uint32_t quarter)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->quarter[i] == quarter)
			return true;
	return false;
}

/* What each child got in a range; returns the sum, erased ones included. */
static int64_t
range_sums(int64_t *sum, const struct facts *f, const struct range *r)
{
	const struct facts_payment *p;
	int64_t all;
	size_t i;

	memset(sum, 0, f->n_child * sizeof(*sum));
	all = 0;
	for (i = 0; i < f->n_payment; i++) {
		p = &f->payment[i];
		if (!range_has(r, p->quarter))
			continue;
		all += p->amount;
		if (p->child != FACTS_NOBODY)
			sum[p->child] += p->amount;
	}
	return all;
}

struct change { /* from one range to another, by child */
	const struct facts *f;
	const bool *circle;
	int64_t *now, *then;
	size_t n_now, n_then; /* quarters */
};

/* Did the amount per quarter of child i change? */
static bool
change_at(const struct change *c, size_t i)
{
	return c->now[i] * (int64_t)c->n_then != c->then[i] * (int64_t)c->n_now;
}

static void
change_count(const struct change *c, size_t *changed, size_t *without,
    size_t *sponsor)
{
	size_t i, left, s;

	*changed = 0;
	for (i = 0; i < c->f->n_child; i++)
		*changed += change_at(c, i);
	*without = *changed;
	*sponsor = FACTS_NOBODY;
	for (s = 0; s < c->f->n_sponsor; s++) {
		left = 0;
		for (i = 0; i < c->f->n_child; i++)
			left += change_at(c, i) &&
			    !c->circle[s * c->f->n_child + i];
		if (*sponsor == FACTS_NOBODY || left < *without) {
			*without = left;
			*sponsor = s;
		}
	}
}

enum err
exact_measure(struct exact *x, const struct facts *f, const struct range *then)
{
	struct change c = {f, NULL, NULL, NULL, x->range.n, then->n};
	bool *circle;
	size_t i;
	enum err e;

	circle = NULL;
	e = ERR_MEMORY;
	c.now = calloc(f->n_child + 1, sizeof(*c.now));
	c.then = calloc(f->n_child + 1, sizeof(*c.then));
	if (c.now == NULL || c.then == NULL)
		goto out;
	e = facts_circles(&circle, f);
	if (e != ERR_OK)
		goto out;
	c.circle = circle;
	if (c.n_then == 0)
		c.n_then = 1; /* before the first range nobody had anything */
	(void)range_sums(c.then, f, then);
	x->amount = range_sums(c.now, f, &x->range);
	x->children = 0;
	for (i = 0; i < f->n_child; i++)
		x->children += c.now[i] != 0;
	change_count(&c, &x->changed, &x->without, &x->sponsor);
out:
	free(circle);
	free(c.now);
	free(c.then);
	return e;
}

/* The quarters not opened so far, this one last; they must join up. */
static enum err
range_pending(struct range *r, const struct facts *f)
{
	const json_t *p;
	uint32_t period;
	size_t i, n;

	for (n = 0; (p = earlier_publication(f, n)) != NULL; n++) {
		if (!publication_period(&period, p) ||
		    period + n + 1 != f->period)
			return ERR_FORMAT;
		if (json_is_object(json_object_get(p, "opening")))
			break;
	}
	if (n + 1 > EXACT_QUARTERS)
		return ERR_RANGE;
	memset(r, 0, sizeof(*r));
	r->n = n + 1;
	for (i = 0; i <= n; i++)
		r->quarter[i] = f->period - (uint32_t)(n - i);
	return ERR_OK;
}

/* The printed triệu of the quarters carried before this one. */
static int64_t
pending_millions(const struct facts *f, size_t n)
{
	const json_t *q;
	int64_t sum;
	size_t i;

	sum = 0;
	for (i = 0; i + 1 < n; i++) {
		q = json_object_get(json_object_get(earlier_publication(f, i),
					"money"),
		    "quarter");
		sum += j_int(q, "million");
	}
	return sum;
}

/* Measure against every range opened before; keep the worst, or the newest. */
static enum err
exact_against_all(struct exact *x, const struct facts *f)
{
	struct exact try;
	struct range then;
	const json_t *p;
	size_t back;
	bool any;
	enum err e;

	any = false;
	for (back = 0; (p = earlier_publication(f, back)) != NULL; back++) {
		e = range_decode(&then, p);
		if (e != ERR_OK)
			return e;
		if (then.n == 0)
			continue;
		try = *x;
		e = exact_measure(&try, f, &then);
		if (e != ERR_OK)
			return e;
		if (!any || try.without < x->without)
			*x = try;
		any = true;
	}
	memset(&then, 0, sizeof(then));
	return any ? ERR_OK : exact_measure(x, f, &then);
}

enum err
ranges_opened(struct range **list, size_t *n, const struct facts *f,
    const struct range *last)
{
	struct range *out;
	const json_t *p;
	size_t back;
	enum err e = ERR_OK;

	for (back = 0; earlier_publication(f, back) != NULL;)
		back++;
	out = calloc(back + 1, sizeof(*out));
	if (out == NULL)
		return ERR_MEMORY;
	*n = 0;
	while (back-- > 0 && e == ERR_OK) {
		p = earlier_publication(f, back);
		e = range_decode(&out[*n], p);
		*n += out[*n].n > 0;
	}
	if (e != ERR_OK) {
		free(out);
		return e;
	}
	out[(*n)++] = *last;
	*list = out;
	return ERR_OK;
}

/* Would the range, with all that was opened before, tell one household's? */
static enum err
exact_recovers(bool *recovered, const struct facts *f, const struct exact *x)
{
	struct range *list;
	size_t n, who;
	enum err e;

	e = ranges_opened(&list, &n, f, &x->range);
	if (e != ERR_OK)
		return e;
	e = sums_recover(recovered, &who, f, list, n);
	free(list);
	return e;
}

enum err
exact_compute(struct exact *x, const struct facts *f)
{
	bool recovered;
	struct exact out;
	struct range one = {{f->period}, 1};
	int64_t *scratch;
	enum err e;

	memset(&out, 0, sizeof(out));
	e = range_pending(&out.range, f);
	if (e == ERR_OK)
		e = exact_against_all(&out, f);
	if (e == ERR_OK)
		e = exact_recovers(&recovered, f, &out);
	if (e != ERR_OK)
		return e;
	out.opened = !recovered && f->lost < out.range.quarter[0] &&
	    out.children >= limits()->exact_children &&
	    out.without >= limits()->exact_changed;
	scratch = calloc(f->n_child + 1, sizeof(*scratch));
	if (scratch == NULL)
		return ERR_MEMORY;
	if (out.opened)
		out.million = million_round(out.amount) -
		    pending_millions(f, out.range.n);
	else
		out.million = million_round(range_sums(scratch, f, &one));
	free(scratch);
	*x = out;
	return ERR_OK;
}
