/*
 * attack_round.c - A9: rounded parts unpicked with the help of an exact total,
 * and money of too few in one cell.
 */
#include "attack_money.h"
#include "attack_part.h"
#include "exact.h"
#include "money_cells.h"
#include "schema.h"

#include <string.h>

#define PARTS INT64_C(2520) /* every denominator up to 10 divides it */

struct box { /* an unknown amount, in parts of a đồng */
	int64_t low, high;
};

static int64_t
most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
fewest(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Cells in mask were rounded up: what do their fractions then lie in, if they
 * sum up to left (in parts)? */
static void
unpick_mask(struct box *box, const int64_t *shown, size_t n, unsigned mask,
    int64_t left)
{
	int64_t m, floor, high, low, one, size;
	size_t i;

	one = MILLION * PARTS;
	size = (int64_t)n;
	if (left < 0 || left > size * one)
		return;
	for (m = 0, i = 0; i < n; i++)
		m += mask >> i & 1;
	for (i = 0; i < n; i++) {
		floor = (shown[i] - (int64_t)(mask >> i & 1)) * one;
		if ((mask >> i & 1) != 0) {
			low = most(0, (left - (m - 1) * one) / (size - m + 1));
			high = fewest(one, left);
		} else {
			low = most(0, left - (size - 1) * one);
			high = fewest(one, left / (m + 1));
		}
		box[i].low = fewest(box[i].low, floor + low);
		box[i].high = most(box[i].high, floor + high);
	}
}

/* The narrowest interval that largest-remainder cells of this sum leave, in
 * đồng; the true sum is known to lie from low to high. */
static int64_t
unpick(const int64_t *shown, size_t n, int64_t low, int64_t high)
{
	struct box box[MONEY_CELLS];
	int64_t floors, narrow, total;
	unsigned mask;
	size_t i, up;

	for (total = 0, i = 0; i < n; i++) {
		box[i] = (struct box){INT64_MAX, INT64_MIN};
		total += shown[i];
	}
	for (mask = 0; mask < 1U << n; mask++) {
		for (up = 0, i = 0; i < n; i++)
			up += mask >> i & 1;
		floors = (total - (int64_t)up) * MILLION;
		unpick_mask(box, shown, n, mask, (low - floors) * PARTS);
		unpick_mask(box, shown, n, mask, (high - floors) * PARTS);
	}
	narrow = INT64_MAX;
	for (i = 0; i < n; i++)
		if (box[i].low <= box[i].high)
			narrow =
			    fewest(narrow, (box[i].high - box[i].low) / PARTS);
	return narrow;
}

/* The printed cells of one list beside what is known of their sum. */
static void
attack_cells(struct attack *a, const json_t *list, int64_t million,
    struct box sum, const char *what)
{
	int64_t all, shown[MONEY_CELLS];
	const json_t *cell;
	size_t i, n;

	n = 0;
	all = 0;
	for (i = 0; i < json_array_size(list); i++) {
		cell = json_array_get(list, i);
		if (j_null(cell, "million"))
			continue;
		if (n == MONEY_CELLS) {
			attack_hit(a, ATTACK_FAIL, what, "too many cells");
			return;
		}
		shown[n] = j_int(cell, "million");
		all += shown[n++];
	}
	if (n > 0 && all != million)
		attack_hit(a, ATTACK_FAIL, what, "do not add up");
	else if (n > 0 && unpick(shown, n, sum.low, sum.high) < limits()->box)
		attack_hit(a, ATTACK_FAIL, what, "unpicked");
}

static void
attack_quarter(struct attack *a, const json_t *p, struct box sum)
{
	const json_t *money;
	int64_t million;

	money = json_object_get(p, "money");
	million = j_int(json_object_get(money, "quarter"), "million");
	attack_cells(a, json_object_get(money, "groups"), million, sum,
	    "groups");
	attack_cells(a,
	    json_object_get(json_object_get(money, "kinds"), "cells"), million,
	    sum, "kinds");
}

const json_t *
attack_publication_of(const json_t *p, const struct facts *f, uint32_t quarter)
{
	char word[FACTS_QUARTER_LEN];
	size_t i;

	facts_quarter_encode(word, quarter);
	if (strcmp(j_str(p, "period"), word) == 0)
		return p;
	for (i = f->n_earlier; i-- > 0;)
		if (strcmp(j_str(f->earlier[i], "period"), word) == 0)
			return f->earlier[i];
	return NULL;
}

static int64_t
printed_million(const json_t *p)
{
	return j_int(json_object_get(json_object_get(p, "money"), "quarter"),
	    "million");
}

/* The rounded quarters of an opened range: what is left of each, and of its
 * cells, when the exact sum of all is known.  A last quarter that prints what
 * the others leave has no rounding of its own, and is known only through
 * them; rounded by itself it would narrow all of them. */
static void
attack_range(struct attack *a, const json_t *p, const struct facts *f,
    const struct range *r)
{
	const json_t *one[EXACT_QUARTERS];
	int64_t all, exact, half, own, rest;
	struct box sum;
	bool difference;
	size_t i;

	exact = j_int(json_object_get(p, "opening"), "amount");
	all = 0;
	for (i = 0; i < r->n; i++) {
		one[i] = attack_publication_of(p, f, r->quarter[i]);
		if (one[i] == NULL) {
			attack_hit(a, ATTACK_FAIL, "opening", "other quarters");
			return;
		}
		all += printed_million(one[i]);
	}
	difference = all == million_round(exact);
	half = MILLION / 2;
	if (r->n == 1 && !difference)
		attack_hit(a, ATTACK_FAIL, "quarter", "not its rounded total");
	for (i = 0; i < r->n; i++) {
		own = printed_million(one[i]) * MILLION;
		rest = exact - (all * MILLION - own);
		sum = (struct box){own - half, own + half};
		if (difference && i + 1 == r->n) {
			sum.low = rest - half * (int64_t)i;
			sum.high = rest + half * (int64_t)i;
		} else if (!difference) {
			sum.low =
			    most(sum.low, rest - half * (int64_t)(r->n - 1));
			sum.high =
			    fewest(sum.high, rest + half * (int64_t)(r->n - 1));
		}
		if (r->n > 1 && sum.high - sum.low < limits()->box)
			attack_hit(a, ATTACK_FAIL, "rounded quarter",
			    j_str(one[i], "period"));
		attack_quarter(a, one[i], sum);
	}
}

void
attack_cell_members(struct money_cell *c, const json_t *cell, bool kinds)
{
	const json_t *words = json_object_get(cell, kinds ? "kinds" : "groups");
	unsigned k, n = kinds ? FACTS_KINDS : FACTS_GROUPS;
	const char *w, *known;
	size_t i;

	memset(c, 0, sizeof(*c));
	for (i = 0; i < json_array_size(words); i++) {
		w = json_string_value(json_array_get(words, i));
		for (k = 0; k < n && w != NULL; k++) {
			known = kinds ? money_kind_word(k)
				      : money_group_word(k + 1);
			if (c->n_member < MONEY_CELLS && strcmp(w, known) == 0)
				c->member[c->n_member++] = kinds ? k : k + 1;
		}
	}
}

static enum err
attack_members(struct attack *a, const json_t *list, const struct facts *f,
    bool kinds)
{
	struct money_cell c;
	size_t i;
	bool safe;
	enum err e;

	for (i = 0; i < json_array_size(list); i++) {
		attack_cell_members(&c, json_array_get(list, i), kinds);
		e = money_recount(&c, &safe, f, kinds);
		if (e != ERR_OK)
			return e;
		if (!c.none && !safe)
			attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
			    "money of few",
			    kinds ? money_kind_word(c.member[0])
				  : money_group_word(c.member[0]));
	}
	return ERR_OK;
}

enum err
attack_rounding(struct attack *a, const json_t *p, const struct facts *f)
{
	const json_t *money;
	struct range r;
	int64_t own;
	enum err e;

	e = range_decode(&r, p);
	if (e != ERR_OK)
		return e;
	own = printed_million(p) * MILLION;
	if (r.n > 0)
		attack_range(a, p, f, &r);
	else
		attack_quarter(a, p,
		    (struct box){own - MILLION / 2, own + MILLION / 2});
	money = json_object_get(p, "money");
	e = attack_members(a, json_object_get(money, "groups"), f, false);
	if (e == ERR_OK)
		e = attack_members(a,
		    json_object_get(json_object_get(money, "kinds"), "cells"),
		    f, true);
	return e;
}
