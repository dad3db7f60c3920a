/*
 * attack_measures.c - A11: all printed money is of one measure, what was
 * entered in the period.  A second one, say what was allocated to the period,
 * would leave one late payment or one lump sum as their difference.
 */
#include "attack_keys.h"
#include "attack_money.h"
#include "attack_part.h"
#include "exact.h"
#include "money_cells.h"
#include "schema.h"

#include <string.h>

/* Printed sums are sums of what was opened, and of the quarters in triệu that
 * wait. */
static void
measure_since(struct attack *a, const json_t *p, const struct facts *f)
{
	const json_t *money = json_object_get(p, "money"), *o, *e;
	int64_t exact, million;
	bool waits;
	size_t i;

	o = json_object_get(p, "opening");
	waits = !json_is_object(o);
	exact = waits ? 0 : j_int(o, "amount");
	million =
	    waits ? j_int(json_object_get(money, "quarter"), "million") : 0;
	for (i = 0; (e = earlier_publication(f, i)) != NULL; i++) {
		o = json_object_get(e, "opening");
		waits = waits && !json_is_object(o);
		exact += json_is_object(o) ? j_int(o, "amount") : 0;
		if (waits)
			million +=
			    j_int(json_object_get(json_object_get(e, "money"),
				      "quarter"),
				"million");
	}
	o = json_object_get(money, "since");
	if (j_int(o, "exact") != exact || j_int(o, "million") != million)
		attack_hit(a, ATTACK_FAIL, "another measure", "since");
}

/* The year is the sum of ranges that lie in it. */
static enum err
measure_year(struct attack *a, const json_t *p, const struct facts *f)
{
	const json_t *year =
			 json_object_get(json_object_get(p, "money"), "year"),
		     *one = p;
	int64_t sum = 0;
	struct range r;
	size_t i = 0;
	enum err e;

	if (!json_is_object(year))
		return ERR_OK;
	do {
		e = range_decode(&r, one);
		if (e != ERR_OK)
			return e;
		if (r.n > 0 &&
		    r.quarter[0] / 4 == (uint32_t)j_int(year, "year"))
			sum += j_int(json_object_get(one, "opening"), "amount");
		one = earlier_publication(f, i++);
	} while (one != NULL);
	if (sum != j_int(year, "exact"))
		attack_hit(a, ATTACK_FAIL, "another measure", "year");
	return ERR_OK;
}

/* Exact only if it is the sum that is opened; rounded, it is that of the
 * entries, or what a carried range leaves. */
static enum err
measure_quarter(struct attack *a, const json_t *p, const struct facts *f)
{
	const json_t *q =
	    json_object_get(json_object_get(p, "money"), "quarter");
	struct range r;
	int64_t sum;
	size_t i;
	enum err e;

	e = range_decode(&r, p);
	if (e != ERR_OK)
		return e;
	if (!j_null(q, "exact") &&
	    (r.n != 1 ||
		j_int(q, "exact") !=
		    j_int(json_object_get(p, "opening"), "amount")))
		attack_hit(a, ATTACK_FAIL, "another measure", "exact quarter");
	for (sum = 0, i = 0; i < f->n_payment; i++)
		if (f->payment[i].quarter == f->period)
			sum += f->payment[i].amount;
	if (r.n <= 1 && j_int(q, "million") != million_round(sum))
		attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
		    f->erased ? "not recomputable" : "another measure",
		    "quarter");
	return ERR_OK;
}

/* Each cell is within a unit of what was entered. */
static enum err
measure_cells(struct attack *a, const json_t *list, const struct facts *f,
    bool kinds, int64_t *lump)
{
	struct money_cell c;
	const json_t *one;
	int64_t off;
	size_t i;
	bool safe;
	enum err e;

	for (i = 0; i < json_array_size(list); i++) {
		one = json_array_get(list, i);
		attack_cell_members(&c, one, kinds);
		e = money_recount(&c, &safe, f, kinds);
		if (e != ERR_OK)
			return e;
		if (j_null(one, "million"))
			continue;
		off = j_int(one, "million") * MILLION - c.exact;
		if (off > MILLION || off < -MILLION)
			attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
			    f->erased ? "not recomputable" : "another measure",
			    kinds ? "kinds" : "groups");
		*lump += c.lump ? j_int(one, "million") : 0;
	}
	return ERR_OK;
}

enum err
attack_measures(struct attack *a, const json_t *p, const struct facts *f)
{
	const json_t *money = json_object_get(p, "money"), *notes;
	int64_t lump = 0, unused = 0;
	const char *bad;
	size_t i;
	enum err e;

	bad = attack_money_unknown(money);
	if (bad != NULL)
		attack_hit(a, ATTACK_FAIL, "money outside the policy", bad);
	measure_since(a, p, f);
	e = measure_year(a, p, f);
	if (e == ERR_OK)
		e = measure_quarter(a, p, f);
	if (e == ERR_OK)
		e = measure_cells(a, json_object_get(money, "groups"), f, false,
		    &lump);
	if (e == ERR_OK)
		e = measure_cells(a,
		    json_object_get(json_object_get(money, "kinds"), "cells"),
		    f, true, &unused);
	notes = json_object_get(money, "notes");
	for (i = 0; i < json_array_size(notes); i++)
		if (j_int(json_array_get(notes, i), "million") != lump)
			attack_hit(a, ATTACK_FAIL, "another measure", "notes");
	return e;
}
