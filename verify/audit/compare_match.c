/*
 * compare_match.c - which entry of one copy is which of the other, and which of
 * them are out of order.
 */
#include <stdlib.h>
#include <string.h>

#include "comparework.h"

/* An entry of the middle, which is neither in the same start nor end. */
struct named {
	const uint8_t *id;
	size_t index;
};

static int
by_id(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	const int c =
	    memcmp(x->id, y->id, sizeof(((struct compare_entry *)0)->id));

	return c != 0 ? c : (x->index > y->index) - (x->index < y->index);
}

static bool
same_id(const struct compare_copy *a, size_t i, const struct compare_copy *b,
    size_t k)
{
	return memcmp(a->e[i].id, b->e[k].id, sizeof(a->e[i].id)) == 0;
}

static struct named *
sorted(const struct compare_copy *c, size_t from, size_t to)
{
	struct named *p;
	size_t i;

	p = calloc(to - from + 1, sizeof(*p));
	if (p == NULL)
		return NULL;
	for (i = from; i < to; i++)
		p[i - from] = (struct named){c->e[i].id, i};
	qsort(p, to - from, sizeof(*p), by_id);
	return p;
}

static void
join(struct compare_match *m, size_t before, size_t after)
{
	m->to_new[before] = after;
	m->to_old[after] = before;
}

/* Entries start..end_old and start..end_new, wherever they went. */
static enum err
match_middle(struct compare_match *m, const struct compare_copy *before,
    const struct compare_copy *after, size_t start, const size_t end[2])
{
	struct named *x = sorted(before, start, end[0]);
	struct named *y = sorted(after, start, end[1]);
	size_t i = 0, k = 0;
	int c;

	while (x != NULL && y != NULL && i < end[0] - start &&
	    k < end[1] - start) {
		c = memcmp(x[i].id, y[k].id, sizeof(before->e[0].id));
		if (c == 0)
			join(m, x[i].index, y[k].index);
		i += c <= 0;
		k += c >= 0;
	}
	free(x);
	free(y);
	return x == NULL || y == NULL ? ERR_MEMORY : ERR_OK;
}

enum err
compare_match(struct compare_match *m, const struct compare_copy *before,
    const struct compare_copy *after)
{
	size_t end[2] = {before->n, after->n}, i;

	m->n_old = before->n;
	m->n_new = after->n;
	m->to_new = malloc((m->n_old + 1) * sizeof(m->to_new[0]));
	m->to_old = malloc((m->n_new + 1) * sizeof(m->to_old[0]));
	if (m->to_new == NULL || m->to_old == NULL)
		return ERR_MEMORY;
	for (i = 0; i < m->n_old; i++)
		m->to_new[i] = COMPARE_NONE;
	for (i = 0; i < m->n_new; i++)
		m->to_old[i] = COMPARE_NONE;
	for (i = 0; i < end[0] && i < end[1] && same_id(before, i, after, i);
	     i++)
		join(m, i, i);
	while (end[0] > i && end[1] > i &&
	    same_id(before, end[0] - 1, after, end[1] - 1)) {
		end[0]--;
		end[1]--;
		join(m, end[0], end[1]);
	}
	return match_middle(m, before, after, i, end);
}

void
compare_match_release(struct compare_match *m)
{
	free(m->to_new);
	free(m->to_old);
}

static void
swap_back(size_t *place, size_t *partner, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++)
		partner[i] = COMPARE_NONE;
	for (i = 0; i < n; i++) {
		k = place[i];
		if (k <= i || place[k] != i)
			continue;
		partner[i] = k;
		partner[k] = i;
		place[i] = i;
		place[k] = k;
	}
}

/* How many of last[] have a place below this one; they ascend. */
static size_t
below(const size_t *place, const size_t *last, size_t n, size_t v)
{
	size_t low = 0, high = n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (place[last[mid]] < v)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

enum err
compare_order(size_t *place, size_t *partner, bool *stays, size_t n)
{
	size_t *last = malloc((n + 1) * sizeof(*last));
	size_t *prev = malloc((n + 1) * sizeof(*prev));
	size_t i, at, most = 0;

	if (last == NULL || prev == NULL) {
		free(last);
		free(prev);
		return ERR_MEMORY;
	}
	swap_back(place, partner, n);
	/* last[k] ends the rising row of k + 1 entries that rises least. */
	for (i = 0; i < n; i++) {
		stays[i] = false;
		at = below(place, last, most, place[i]);
		prev[i] = at > 0 ? last[at - 1] : COMPARE_NONE;
		last[at] = i;
		if (at == most)
			most++;
	}
	for (i = most > 0 ? last[most - 1] : COMPARE_NONE; i != COMPARE_NONE;
	     i = prev[i])
		stays[i] = true;
	free(last);
	free(prev);
	return ERR_OK;
}
