/*
 * attack_pairs.c - A5: every two publications subtracted from one another, and
 * the part of A2 that combines all opened sums.
 */
#include "attack_part.h"
#include "cells.h"
#include "exact.h"
#include "schema.h"
#include "sums.h"

#include <stdlib.h>
#include <string.h>

static bool
same_key(const json_t *a, const json_t *b, const char *key)
{
	return json_equal(json_object_get(a, key), json_object_get(b, key));
}

/* Two versions of one period may differ in words, never in figures. */
static void
pair_versions(struct attack *a, const json_t *x, const json_t *y)
{
	static const char *const key[] = {"opening", "money", "tables", "heads",
	    "indicators", "carried"};
	size_t i;

	for (i = 0; i < sizeof(key) / sizeof(key[0]); i++)
		if (!same_key(x, y, key[i]))
			attack_hit(a, ATTACK_FAIL, "versions differ", key[i]);
}

static enum err
pair_tables(struct attack *a, const json_t *newer, const json_t *older)
{
	struct table t, before;
	size_t i;
	enum err e;

	for (i = 0; i < CELLS_TABLES; i++) {
		e = table_decode(&t, newer, table_id(i));
		if (e == ERR_OK)
			e = table_decode(&before, older, table_id(i));
		if (e != ERR_OK)
			return ERR_FORMAT;
		if (t.withheld || before.withheld)
			continue;
		if (t.released == before.released) {
			if (memcmp(&t.n_cell, &before.n_cell,
				sizeof(t.n_cell)) != 0 ||
			    memcmp(t.cell, before.cell,
				t.n_cell * sizeof(t.cell[0])) != 0)
				attack_hit(a, ATTACK_FAIL, "reprint differs",
				    t.id);
		} else if (!table_may_follow(&t, &before)) {
			attack_hit(a, ATTACK_FAIL, "joiners", t.id);
		}
	}
	return ERR_OK;
}

/* Two opened sums subtracted. */
static enum err
pair_sums(struct attack *a, const json_t *newer, const struct range *older,
    const struct facts *f)
{
	char word[FACTS_QUARTER_LEN];
	struct exact x;
	enum err e;

	memset(&x, 0, sizeof(x));
	e = range_decode(&x.range, newer);
	if (e != ERR_OK || x.range.n == 0)
		return e;
	e = exact_measure(&x, f, older);
	if (e != ERR_OK)
		return e;
	facts_quarter_encode(word, x.range.quarter[x.range.n - 1]);
	if (x.children < limits()->exact_children)
		attack_hit(a, ATTACK_FAIL, "exact total of few children", word);
	else if (x.without < limits()->exact_changed)
		attack_hit(a, ATTACK_FAIL, "exact total, few changed", word);
	if (x.amount != j_int(json_object_get(newer, "opening"), "amount"))
		attack_hit(a, ATTACK_FAIL, "exact total is not the ledger's",
		    word);
	return ERR_OK;
}

static enum err
pair_attack(struct attack *a, const json_t *x, const json_t *y,
    const json_t *now, const struct facts *f)
{
	const json_t *newer, *older;
	struct range r;
	int order;
	enum err e;

	order = strcmp(j_str(x, "period"), j_str(y, "period"));
	if (order == 0) {
		pair_versions(a, x, y);
		return ERR_OK;
	}
	newer = order > 0 ? x : y;
	older = order > 0 ? y : x;
	e = pair_tables(a, newer, older);
	if (e == ERR_OK && newer == now) {
		e = range_decode(&r, older);
		if (e == ERR_OK && r.n > 0)
			e = pair_sums(a, newer, &r, f);
	}
	return e;
}

enum err
attack_sums(struct attack *a, const json_t *p, const struct facts *f)
{
	struct range last, *list;
	bool recovered;
	size_t n, who;
	enum err e;

	e = range_decode(&last, p);
	if (e != ERR_OK || last.n == 0)
		return e;
	e = ranges_opened(&list, &n, f, &last);
	if (e != ERR_OK)
		return e;
	e = sums_recover(&recovered, &who, f, list, n);
	free(list);
	if (e == ERR_RANGE)
		attack_hit(a, ATTACK_FAIL, "not decided", "opened sums");
	else if (e == ERR_OK && recovered)
		attack_hit(a, ATTACK_FAIL, "opened sums", "one household");
	return e == ERR_RANGE ? ERR_OK : e;
}

enum err
attack_pairs(struct attack *a, const json_t *p, const struct facts *f)
{
	struct range none;
	size_t i, j;
	enum err e;

	memset(&none, 0, sizeof(none));
	e = pair_sums(a, p, &none, f);
	for (i = 0; i < f->n_earlier && e == ERR_OK; i++) {
		e = pair_attack(a, p, f->earlier[i], p, f);
		for (j = 0; j < i && e == ERR_OK; j++)
			e = pair_attack(a, f->earlier[i], f->earlier[j], p, f);
	}
	return e;
}
