/*
 * attack_counts.c - what heads, percentages and the minimum tell: everybody's
 * amount, if all reached a floor that leaves nothing above it (A8), and counts
 * behind indicators and percentages (A10).
 */
#include "attack_part.h"
#include "exact.h"
#include "schema.h"

#include <string.h>

/* ---- A8 ---- */

static bool
all_met(const json_t *p)
{
	const json_t *list = json_object_get(p, "indicators"), *one;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		one = json_array_get(list, i);
		if (strcmp(j_str(one, "id"), "below-minimum") == 0)
			return !j_null(one, "n") && j_int(one, "n") == 0;
	}
	return false;
}

/* What all had together, if each had the minimum. */
static int64_t
floor_of(const json_t *p)
{
	return j_int(json_object_get(p, "heads"), "supported") *
	    j_int(json_object_get(p, "constants"), "minimum");
}

/* The quarters of a range, each said to be met by all. */
static enum err
floor_range(int64_t *floor, bool *met, const json_t *p, const struct facts *f,
    const struct range *r)
{
	const json_t *one;
	size_t i;

	*met = true;
	*floor = 0;
	for (i = 0; i < r->n && *met; i++) {
		one = attack_publication_of(p, f, r->quarter[i]);
		if (one == NULL)
			return ERR_FORMAT;
		*met = all_met(one);
		*floor += floor_of(one);
	}
	return ERR_OK;
}

enum err
attack_floor(struct attack *a, const json_t *p, const struct facts *f)
{
	const json_t *quarter;
	int64_t exact, floor;
	struct range r;
	bool met;
	enum err e;

	quarter = json_object_get(json_object_get(p, "money"), "quarter");
	e = range_decode(&r, p);
	if (e != ERR_OK)
		return e;
	if (!j_null(quarter, "exact")) {
		exact = j_int(quarter, "exact");
		floor = floor_of(p);
		met = all_met(p);
	} else {
		exact = j_int(json_object_get(p, "opening"), "amount");
		e = floor_range(&floor, &met, p, f, &r);
		met = met && r.n > 0;
	}
	if (e == ERR_OK && met && exact > floor &&
	    exact - floor < limits()->box)
		attack_hit(a, ATTACK_FAIL, "all met the minimum",
		    "exact total");
	return e;
}

/* ---- A10 ---- */

static const struct facts_indicator *
indicator_find(const struct facts *f, const char *id)
{
	size_t i;

	for (i = 0; i < f->n_indicator; i++)
		if (strcmp(f->indicator[i].id, id) == 0)
			return &f->indicator[i];
	return NULL;
}

/* A number is 0 or not small, and neither is what is left of its base; words
 * say small where it is. */
static void
counts_indicator(struct attack *a, const json_t *one, const struct facts *f)
{
	const char *id = j_str(one, "id");
	const struct facts_indicator *i = indicator_find(f, id);
	uint64_t least = limits()->cell, n;

	if (i == NULL) {
		attack_hit(a, ATTACK_FAIL, "not an indicator", id);
		return;
	}
	if (j_null(one, "n")) {
		if (i->n == 0 || i->n >= least)
			attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
			    "is not small", id);
		return;
	}
	n = (uint64_t)j_int(one, "n");
	if (n != 0 && (n < least || i->base < n || i->base - n < least))
		attack_hit(a, ATTACK_FAIL, "small count", id);
	if (n != i->n)
		attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
		    f->erased ? "not recomputable" : "not as in the ledger",
		    id);
}

/* Is this the percentage, half up, of n in base? */
static bool
is_percent(uint64_t percent, uint64_t n, uint64_t base)
{
	return (200 * n + base) / (2 * base) == percent;
}

/* The base is not printed; a reader knows no more than that it is below the
 * padded number of entries.  Are all counts that would give the percentage
 * small ones? */
static bool
percent_tells(uint64_t percent, uint64_t most, bool rest)
{
	uint64_t base, n, x;
	bool any = false;

	for (base = 1; base <= most; base++) {
		n = percent * base / 100;
		n = n > base / 200 + 1 ? n - base / 200 - 1 : 0;
		for (; n <= base; n++) {
			if (200 * n > (2 * percent + 1) * base)
				break;
			if (!is_percent(percent, n, base))
				continue;
			x = rest ? base - n : n;
			if (x == 0 || x >= limits()->cell)
				return false;
			any = true;
		}
	}
	return any;
}

enum err
attack_counts(struct attack *a, const json_t *p, const struct facts *f)
{
	const json_t *heads = json_object_get(p, "heads"),
		     *list = json_object_get(p, "indicators");
	uint64_t most, percent, step = limits()->padding;
	size_t i;

	for (i = 0; i < json_array_size(list); i++)
		counts_indicator(a, json_array_get(list, i), f);
	if (j_null(heads, "confirmed_percent"))
		return ERR_OK;
	percent = (uint64_t)j_int(heads, "confirmed_percent");
	most = (f->rows + step - 1) / step * step;
	if (percent_tells(percent, most, true))
		attack_hit(a, ATTACK_FAIL, "percentage", "the rest is small");
	if (percent_tells(percent, most, false))
		attack_hit(a, ATTACK_FAIL, "percentage", "the count is small");
	if (f->rows > 0 && !is_percent(percent, f->confirmed, f->rows))
		attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
		    f->erased ? "not recomputable" : "not as in the ledger",
		    "percentage");
	return ERR_OK;
}
