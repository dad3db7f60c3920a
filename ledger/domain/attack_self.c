/*
 * attack_self.c - A14: a gate that cannot fail is no gate.  Leaks are planted
 * in copies of a publication that passed; the attack that looks for each must
 * find it, or nothing is published.
 */
#include "attack.h"

#include "attack_part.h"
#include "gate.h"
#include "schema.h"

#include <stdio.h>
#include <string.h>

#define LEAK "plant 987654321 here"

/* Plant a leak in p; false if p has nothing to plant it in. */
typedef bool plant(json_t *p);

/* The first printed table with two cells, or NULL. */
static json_t *
cells_of(json_t *p)
{
	const json_t *tables = json_object_get(p, "tables");
	json_t *cells;
	size_t i;

	for (i = 0; i < json_array_size(tables); i++) {
		cells = json_object_get(json_array_get(tables, i), "cells");
		if (json_array_size(cells) >= 2)
			return cells;
	}
	return NULL;
}

/* All but n children of one cell go over to its neighbour. */
static bool
shrink_cell(json_t *p, int64_t n)
{
	json_t *cells = cells_of(p), *one, *other;
	int64_t moved;

	if (cells == NULL)
		return false;
	one = json_array_get(cells, 0);
	other = json_array_get(cells, 1);
	moved = j_int(one, "n") - n;
	return json_object_set_new(one, "n", json_integer(n)) == 0 &&
	    json_object_set_new(other, "n",
		json_integer(j_int(other, "n") + moved)) == 0;
}

static bool
plant_small_cell(json_t *p)
{
	return shrink_cell(p, CELL_MIN - 1);
}

static bool
plant_empty_cell(json_t *p)
{
	return shrink_cell(p, 0);
}

/* A group of few children's money by itself: a merged cell loses a member. */
static bool
plant_split_group(json_t *p)
{
	const json_t *groups =
	    json_object_get(json_object_get(p, "money"), "groups");
	json_t *words;
	size_t i;

	for (i = 0; i < json_array_size(groups); i++) {
		words = json_object_get(json_array_get(groups, i), "groups");
		if (json_array_size(words) >= 2)
			return json_array_remove(words, 1) == 0;
	}
	return false;
}

/* An exact sum so near the floor that everybody's amount is known. */
static bool
plant_floor(json_t *p)
{
	json_t *money = json_object_get(p, "money");
	const json_t *list = json_object_get(p, "indicators");
	int64_t floor = j_int(json_object_get(p, "heads"), "supported") *
	    j_int(json_object_get(p, "constants"), "minimum");
	json_t *one;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		one = json_array_get(list, i);
		if (strcmp(j_str(one, "id"), "below-minimum") == 0)
			return json_object_set_new(one, "n", json_integer(0)) ==
			    0 &&
			    json_object_set_new(json_object_get(money,
						    "quarter"),
				"exact", json_integer(floor + 1)) == 0;
	}
	return false;
}

/* An opened sum that the entries do not give: it would be another child's. */
static bool
plant_other_sum(json_t *p)
{
	json_t *o = json_object_get(p, "opening");

	return json_is_object(o) &&
	    json_object_set_new(o, "amount",
		json_integer(j_int(o, "amount") + 1)) == 0;
}

static const struct {
	plant *plant;
	size_t attack; /* position in gate_attacks' answer: a<n> is n - 1 */
	const char *name;
} plants[] = {
    {plant_small_cell, 3, "small cell"},
    {plant_empty_cell, 5, "empty cell"},
    {plant_split_group, 8, "split group"},
    {plant_floor, 7, "floor"},
    {plant_other_sum, 4, "other sum"},
};

static enum err
try_plant(struct attack *self, size_t which, const json_t *publication,
    const struct facts *f)
{
	const struct gate_texts none = {NULL, 0, NULL};
	struct attack a[ATTACKS_MAX];
	json_t *copy = json_deep_copy(publication);
	size_t n;
	enum err e;

	if (copy == NULL)
		return ERR_MEMORY;
	e = ERR_OK;
	if (plants[which].plant(copy)) {
		e = gate_attacks(a, &n, copy, f, &none);
		if (e == ERR_OK &&
		    a[plants[which].attack].result != ATTACK_FAIL)
			attack_hit(self, ATTACK_FAIL, "leak not found",
			    plants[which].name);
	}
	json_decref(copy);
	return e;
}

static enum err
try_scan(struct attack *self, const json_t *publication)
{
	static const char text[] = LEAK;
	const struct gate_text t = {"leak.txt",
	    {(const uint8_t *)text, sizeof(text) - 1}};
	struct attack a;
	enum err e;

	memset(&a, 0, sizeof(a));
	e = attack_scan(&a, publication, &t, NULL);
	if (e == ERR_OK && a.result != ATTACK_FAIL)
		attack_hit(self, ATTACK_FAIL, "leak not found", "number");
	return e;
}

enum err
gate_selftest(struct attack a[ATTACKS_MAX], size_t *n,
    const json_t *publication, const struct facts *f)
{
	struct attack *self = &a[*n];
	size_t i;
	enum err e;

	if (*n == ATTACKS_MAX)
		return ERR_RANGE;
	memset(self, 0, sizeof(*self));
	(void)snprintf(self->id, sizeof(self->id), "a14");
	e = try_scan(self, publication);
	for (i = 0; i < sizeof(plants) / sizeof(plants[0]) && e == ERR_OK; i++)
		e = try_plant(self, i, publication, f);
	if (e == ERR_OK)
		++*n;
	return e;
}
