/*
 * attack_plant.c - one leak and more for each attack, as they would look if
 * the gate had a fault.
 */
#include "attack_plant.h"

#include "attack_money.h"
#include "cells.h"
#include "exact.h"
#include "schema.h"
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AMOUNT INT64_C(1000000) /* of a quarter, of a planted payment */

static bool
set_int(json_t *o, const char *key, int64_t v)
{
	return json_object_set_new(o, key, json_integer(v)) == 0;
}

/* The cells of the first table with two of them, or NULL. */
static json_t *
cells_of(json_t *p, const char *id)
{
	const json_t *tables = json_object_get(p, "tables"), *one;
	json_t *cells;
	size_t i;

	for (i = 0; i < json_array_size(tables); i++) {
		one = json_array_get(tables, i);
		cells = json_object_get(one, "cells");
		if (json_array_size(cells) >= 2 &&
		    (id == NULL || strcmp(j_str(one, "id"), id) == 0))
			return cells;
	}
	return NULL;
}

/* How many tables are printed? */
static size_t
tables_of(const json_t *p)
{
	const json_t *tables = json_object_get(p, "tables");
	size_t i, n = 0;

	for (i = 0; i < json_array_size(tables); i++)
		n += json_array_size(json_object_get(json_array_get(tables, i),
			 "cells")) >= 2;
	return n;
}

/* All but n children of one cell go over to its neighbour. */
static bool
shrink_cell(json_t *p, int64_t n)
{
	json_t *cells = cells_of(p, NULL), *one, *other;
	int64_t moved;

	if (cells == NULL)
		return false;
	one = json_array_get(cells, 0);
	other = json_array_get(cells, 1);
	moved = j_int(one, "n") - n;
	return set_int(one, "n", n) &&
	    set_int(other, "n", j_int(other, "n") + moved);
}

static bool
plant_number(struct planted *x)
{
	(void)snprintf(x->text, sizeof(x->text), "plant 987654321 here");
	return true;
}

static bool
plant_hidden_cell(struct planted *x)
{
	return tables_of(x->p) >= 2 &&
	    json_array_remove(cells_of(x->p, NULL), 0) == 0;
}

static bool
plant_crossed_table(struct planted *x)
{
	json_t *t = json_pack("{s:[],s:s,s:n,s:s}", "cells", "id",
	    "cluster-category", "released", "withheld", "too-few");

	x->e = t == NULL ? ERR_MEMORY : ERR_OK;
	return json_array_append_new(json_object_get(x->p, "tables"), t) == 0;
}

/* Full orphans by themselves: what was merged is split again. */
static bool
plant_unmerged_cell(struct planted *x)
{
	json_t *cells = cells_of(x->p, "category"), *one, *new;
	int64_t n = (int64_t)limits()->cell - 1;
	const char *key;
	size_t i;

	for (i = 0; i < json_array_size(cells) && tables_of(x->p) >= 2; i++) {
		one = json_array_get(cells, i);
		if (json_array_size(json_object_get(one, "keys")) < 2)
			continue;
		key = json_string_value(
		    json_array_get(json_object_get(one, "keys"), 0));
		new = json_pack("{s:[s],s:I}", "keys", key, "n", (json_int_t)n);
		x->e = new == NULL ? ERR_MEMORY : ERR_OK;
		return json_array_insert_new(cells, i, new) == 0 &&
		    json_array_remove(json_object_get(one, "keys"), 0) == 0 &&
		    set_int(one, "n", j_int(one, "n") - n);
	}
	return false;
}

static bool
plant_small_cell(struct planted *x)
{
	return shrink_cell(x->p, (int64_t)limits()->cell - 1);
}

static bool
plant_empty_cell(struct planted *x)
{
	return shrink_cell(x->p, 0);
}

/* One sponsor had all children of a cell but a few. */
static bool
plant_knowing_sponsor(struct planted *x)
{
	struct facts_tie *tie;
	struct table t;
	size_t i, k, n, left = limits()->cell - 1;

	for (i = 0; i < CELLS_TABLES; i++)
		if (table_decode(&t, x->p, table_id(i)) == ERR_OK &&
		    !t.withheld)
			break;
	if (i == CELLS_TABLES || x->f.n_sponsor == 0 || x->f.erased)
		return false;
	tie = calloc(x->f.n_child + 1, sizeof(*tie));
	x->e = tie == NULL ? ERR_MEMORY : ERR_OK;
	for (n = k = 0; k < x->f.n_child && tie != NULL; k++)
		if (x->f.child[k].entered <= t.released &&
		    cell_has(&t.cell[0], tally_key(&x->f.child[k], i)) &&
		    n++ >= left)
			tie[k] = (struct facts_tie){k, 0};
	x->owned = x->f.tie = tie;
	x->f.n_tie = x->f.n_child;
	x->f.n_payment = 0;
	x->f.period = t.released;
	return true;
}

static bool
plant_one_family(struct planted *x)
{
	struct facts_child *child;
	size_t i;

	if (cells_of(x->p, NULL) == NULL || x->f.erased)
		return false;
	child = calloc(x->f.n_child + 1, sizeof(*child));
	x->e = child == NULL ? ERR_MEMORY : ERR_OK;
	for (i = 0; i < x->f.n_child && child != NULL; i++) {
		child[i] = x->f.child[i];
		(void)snprintf(child[i].household, FACTS_WORD, "h1");
	}
	x->owned = x->f.child = child;
	return true;
}

/* ---- money ---- */

/* The newest range opened before, if any. */
static bool
range_before(struct range *r, const struct facts *f)
{
	const json_t *p;
	size_t back;

	for (back = 0; (p = earlier_publication(f, back)) != NULL; back++)
		if (range_decode(r, p) == ERR_OK && r->n > 0)
			return true;
	return false;
}

/* Every child has the same in each quarter, in both ranges; the first child
 * has twice as much in the newest one. */
static void
pay_alike(struct planted *x, const struct range *then, const struct range *now)
{
	size_t all = x->f.n_child * (then->n + now->n), i, k, n = 0;
	struct facts_payment *pay = calloc(all + 1, sizeof(*pay));

	x->e = pay == NULL ? ERR_MEMORY : ERR_OK;
	for (k = 0; k < then->n + now->n && pay != NULL; k++)
		for (i = 0; i < x->f.n_child; i++) {
			pay[n] = (struct facts_payment){.child = i,
			    .amount = AMOUNT};
			pay[n].quarter = k < then->n
			    ? then->quarter[k]
			    : now->quarter[k - then->n];
			pay[n].amount += pay[n].quarter == x->f.period && i == 0
			    ? AMOUNT
			    : 0;
			n++;
		}
	x->owned = x->f.payment = pay;
	x->f.n_payment = n;
}

static bool
plant_one_changed(struct planted *x)
{
	struct range then, now = {{x->f.period}, 1};
	char word[FACTS_QUARTER_LEN];
	json_t *o;

	if (x->f.n_child < limits()->exact_children || x->f.n_sponsor == 0 ||
	    !range_before(&then, &x->f))
		return false;
	pay_alike(x, &then, &now);
	facts_quarter_encode(word, x->f.period);
	o = json_pack("{s:I,s:s,s:i,s:[s],s:i}", "amount",
	    (json_int_t)(AMOUNT * (int64_t)(x->f.n_child + 1)), "blind", "",
	    "from", 0, "quarters", word, "to", 0);
	if (o == NULL)
		x->e = ERR_MEMORY;
	return json_object_set_new(x->p, "opening", o) == 0;
}

/* An opened sum that the entries do not give: it would be another child's. */
static bool
plant_other_sum(struct planted *x)
{
	json_t *o = json_object_get(x->p, "opening");

	return json_is_object(o) && !x->f.erased &&
	    set_int(o, "amount", j_int(o, "amount") + 1);
}

/* Is this member too few children, or one sponsor's, by itself? */
static bool
is_few(struct planted *x, const json_t *word)
{
	json_t *alone = json_pack("{s:[O]}", "groups", word);
	struct money_cell c;
	bool safe = true;

	if (alone == NULL) {
		x->e = ERR_MEMORY;
		return false;
	}
	attack_cell_members(&c, alone, false);
	json_decref(alone);
	x->e = money_recount(&c, &safe, &x->f, false);
	return x->e == ERR_OK && !c.none && !safe;
}

/* A group of few children's money by itself: out of a merged cell. */
static bool
plant_split_group(struct planted *x)
{
	const json_t *groups = json_object_get(json_object_get(x->p, "money"),
			 "groups"),
		     *words;
	json_t *word;
	size_t i, j;

	for (i = 0; i < json_array_size(groups) && !x->f.erased; i++) {
		words = json_object_get(json_array_get(groups, i), "groups");
		for (j = 0; j < json_array_size(words); j++) {
			word = json_array_get(words, j);
			if (json_array_size(words) < 2 || !is_few(x, word))
				continue;
			return json_object_set_new(json_array_get(groups, i),
				   "groups", json_pack("[O]", word)) == 0;
		}
	}
	return false;
}

static bool
plant_exact_group(struct planted *x)
{
	const json_t *groups =
	    json_object_get(json_object_get(x->p, "money"), "groups");

	return json_array_size(groups) > 0 &&
	    set_int(json_array_get(groups, 0), "exact", 6400000);
}

/* What has been allocated beside what has been paid. */
static bool
plant_second_measure(struct planted *x)
{
	json_t *since =
	    json_object_get(json_object_get(x->p, "money"), "since");

	return set_int(since, "exact", j_int(since, "exact") + AMOUNT);
}

static json_t *
indicator_of(json_t *p, const char *id)
{
	const json_t *list = json_object_get(p, "indicators");
	json_t *one;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		one = json_array_get(list, i);
		if (id == NULL || strcmp(j_str(one, "id"), id) == 0)
			return one;
	}
	return NULL;
}

/* An exact sum so near the floor that everybody's amount is known. */
static bool
plant_floor(struct planted *x)
{
	json_t *money = json_object_get(x->p, "money"),
	       *one = indicator_of(x->p, "below-minimum");
	int64_t floor = j_int(json_object_get(x->p, "heads"), "supported") *
	    j_int(json_object_get(x->p, "constants"), "minimum");

	return one != NULL && set_int(one, "n", 0) &&
	    set_int(json_object_get(money, "quarter"), "exact", floor + 1);
}

static bool
plant_small_count(struct planted *x)
{
	json_t *one = indicator_of(x->p, NULL);

	return one != NULL && set_int(one, "n", (int64_t)limits()->cell - 1);
}

static bool
plant_entry_count(struct planted *x)
{
	return set_int(x->p, "entries", 83);
}

static bool
plant_beside_plan(struct planted *x)
{
	return x->f.plan && plant_small_cell(x);
}

static const struct plant plants[] = {
    {"a1", "number", "leak.txt: 987654321", plant_number},
    {"a2", "hidden cell", "not of one release", plant_hidden_cell},
    {"a2", "crossed table", "crossed table", plant_crossed_table},
    {"a3", "unmerged cell", "", plant_unmerged_cell},
    {"a4", "small cell", "small cell", plant_small_cell},
    {"a4", "knowing sponsor", "one sponsor's knowledge", plant_knowing_sponsor},
    {"a5", "one child changed", "exact total, few changed", plant_one_changed},
    {"a5", "other sum", "exact total is not the ledger's", plant_other_sum},
    {"a6", "empty cell", "", plant_empty_cell},
    {"a7", "one family", "few households", plant_one_family},
    {"a8", "floor", "all met the minimum", plant_floor},
    {"a9", "split group", "money of few", plant_split_group},
    {"a10", "small count", "small count", plant_small_count},
    {"a11", "exact group", "money outside the policy", plant_exact_group},
    {"a11", "second measure", "another measure", plant_second_measure},
    {"a12", "entry count", "outside the policy", plant_entry_count},
    {"a13", "beside the plan", "", plant_beside_plan},
};

const struct plant *
plant_at(size_t i)
{
	return i < sizeof(plants) / sizeof(plants[0]) ? &plants[i] : NULL;
}
