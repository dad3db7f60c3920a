/*
 * attack.c - the attacks in order, and those on the tables of children.
 */
#include "attack.h"

#include "attack_part.h"
#include "cells.h"
#include "exact.h"
#include "gate.h"
#include "schema.h"

#include <stdio.h>
#include <string.h>

const struct attack *
attack_failed(const struct attack *a, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (a[i].result == ATTACK_FAIL)
			return &a[i];
	return NULL;
}

void
attack_hit(struct attack *a, enum attack_result r, const char *what,
    const char *where)
{
	if (a->result >= r)
		return;
	a->result = r;
	(void)snprintf(a->figure, sizeof(a->figure), "%s%s%s", what,
	    where[0] != '\0' ? ": " : "", where);
}

/* The printed tables of one publication, and how many. */
static enum err
tables_decode(struct table t[CELLS_TABLES], size_t *n, const json_t *p)
{
	struct table one;
	size_t i;
	enum err e;

	*n = 0;
	for (i = 0; i < CELLS_TABLES; i++) {
		e = table_decode(&one, p, table_id(i));
		if (e != ERR_OK)
			return ERR_FORMAT;
		if (!one.withheld)
			t[(*n)++] = one;
	}
	return ERR_OK;
}

static uint64_t
universe(const struct table *t)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < t->n_cell; i++)
		n += t->cell[i].n;
	return n;
}

/* One choice of a cell, or none, in each table: its crossing. */
static void
attack_crossing(struct attack *a, const struct table *t, const size_t *pick,
    size_t n, uint64_t width)
{
	uint64_t size[CELLS_TABLES], low, high;
	char where[3 * FACTS_WORD + 16] = "";
	size_t d, i, len;

	d = len = 0;
	for (i = 0; i < n; i++)
		if (pick[i] < t[i].n_cell) {
			size[d++] = t[i].cell[pick[i]].n;
			len += (size_t)snprintf(where + len,
			    sizeof(where) - len, "%s%s", d > 1 ? " x " : "",
			    t[i].cell[pick[i]].key[0]);
		}
	if (d < 2)
		return;
	crossing_bounds(&low, &high, universe(&t[0]), size, d);
	if (high < low + width)
		attack_hit(a, ATTACK_FAIL, "crossing", where);
}

/* Every crossing of cells of different tables: is it known to within width?
 * With a width of 1 this is A2, recovery of an exact count; with 5 it is A3. */
static enum err
attack_crossings(struct attack *a, const json_t *p, uint64_t width)
{
	size_t n, pick[CELLS_TABLES] = {0};
	struct table t[CELLS_TABLES];
	size_t i;
	enum err e;

	e = tables_decode(t, &n, p);
	if (e != ERR_OK || n == 0)
		return e;
	for (i = 1; i < n; i++)
		if (t[i].released != t[0].released ||
		    universe(&t[i]) != universe(&t[0]))
			attack_hit(a, ATTACK_FAIL, "not of one release",
			    t[i].id);
	do {
		if (a->result != ATTACK_FAIL)
			attack_crossing(a, t, pick, n, width);
		for (i = 0; i < n && ++pick[i] > t[i].n_cell; i++)
			pick[i] = 0;
	} while (i < n);
	return ERR_OK;
}

static enum err
attack_linear(struct attack *a, const json_t *p, const struct facts *f)
{
	(void)f;
	return attack_crossings(a, p, 1);
}

static enum err
attack_interval(struct attack *a, const json_t *p, const struct facts *f)
{
	(void)f;
	return attack_crossings(a, p, CELL_MIN);
}

static bool
is_reprint(const struct table *t, const struct facts *f)
{
	return t->released != f->period;
}

static bool
same_cells(const struct table *a, const struct table *b)
{
	size_t i;

	if (a->n_cell != b->n_cell)
		return false;
	for (i = 0; i < a->n_cell; i++)
		if (a->cell[i].n != b->cell[i].n ||
		    strcmp(a->cell[i].key[0], b->cell[i].key[0]) != 0)
			return false;
	return true;
}

/* A table that is printed again tells nothing new, so that what later ties
 * say against it is a warning only. */
static enum err
attack_coalition(struct attack *a, const json_t *p, const struct facts *f)
{
	struct table t[CELLS_TABLES], again;
	struct margin m;
	size_t i, n;
	enum err e;

	e = tables_decode(t, &n, p);
	for (i = 0; i < n && e == ERR_OK; i++) {
		again = t[i];
		e = cells_recount(&again, f);
		if (e == ERR_OK)
			e = cells_margin(&m, &t[i], f);
		if (e != ERR_OK)
			break;
		if (!same_cells(&again, &t[i]))
			attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
			    f->erased ? "not recomputable"
				      : "not as in the ledger",
			    t[i].id);
		if (m.cell < CELL_MIN)
			attack_hit(a, ATTACK_FAIL, "small cell", t[i].id);
		else if (m.without < CELL_MIN)
			attack_hit(a,
			    is_reprint(&t[i], f) ? ATTACK_WARN : ATTACK_FAIL,
			    "one sponsor's knowledge", t[i].id);
	}
	return e;
}

static enum err
attack_households(struct attack *a, const json_t *p, const struct facts *f)
{
	struct table t[CELLS_TABLES];
	struct margin m;
	size_t i, n;
	enum err e;

	e = tables_decode(t, &n, p);
	for (i = 0; i < n && e == ERR_OK; i++) {
		e = cells_margin(&m, &t[i], f);
		if (e == ERR_OK && m.households < CELL_HOUSEHOLDS)
			attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
			    "few households", t[i].id);
	}
	return e;
}

static void
attack_whole_purse(struct attack *a, const json_t *list, int64_t million,
    const char *what)
{
	const json_t *cell;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		cell = json_array_get(list, i);
		if (!j_null(cell, "million") &&
		    j_int(cell, "million") == million)
			attack_hit(a, ATTACK_FAIL, what, "all of it");
	}
}

static enum err
attack_unanimity(struct attack *a, const json_t *p, const struct facts *f)
{
	struct table t[CELLS_TABLES];
	const json_t *money;
	size_t i, j, n;
	int64_t all;
	enum err e;

	(void)f;
	e = tables_decode(t, &n, p);
	for (i = 0; i < n && e == ERR_OK; i++)
		for (j = 0; j < t[i].n_cell; j++)
			if (t[i].cell[j].n == 0 ||
			    t[i].cell[j].n == universe(&t[i]))
				attack_hit(a, ATTACK_FAIL, t[i].id,
				    t[i].cell[j].key[0]);
	money = json_object_get(p, "money");
	all = j_int(json_object_get(money, "quarter"), "million");
	attack_whole_purse(a, json_object_get(money, "groups"), all, "groups");
	attack_whole_purse(a,
	    json_object_get(json_object_get(money, "kinds"), "cells"), all,
	    "kinds");
	return e;
}

enum err
attack_run(struct attack *a, const char *id, attack_part *part, const json_t *p,
    const struct facts *f)
{
	memset(a, 0, sizeof(*a));
	(void)snprintf(a->id, sizeof(a->id), "%s", id);
	return part(a, p, f);
}

static enum err
attack_texts(struct attack *a, const json_t *p, const struct gate_texts *shown)
{
	size_t i;
	enum err e;

	memset(a, 0, sizeof(*a));
	(void)snprintf(a->id, sizeof(a->id), "a1");
	e = ERR_OK;
	for (i = 0; i < shown->n && e == ERR_OK && a->result == ATTACK_PASS;
	     i++)
		e = attack_scan(a, p, &shown->text[i], shown->allow);
	return e;
}

static const struct {
	const char *id;
	attack_part *part;
} parts[] = {
    {"a2", attack_linear},
    {"a3", attack_interval},
    {"a4", attack_coalition},
    {"a5", attack_pairs},
    {"a6", attack_unanimity},
    {"a7", attack_households},
    {"a8", attack_floor},
    {"a9", attack_rounding},
};

enum err
gate_attacks(struct attack a[ATTACKS_MAX], size_t *n, const json_t *publication,
    const struct facts *f, const struct gate_texts *shown)
{
	size_t i;
	enum err e;

	e = attack_texts(&a[0], publication, shown);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]) && e == ERR_OK; i++)
		e = attack_run(&a[i + 1], parts[i].id, parts[i].part,
		    publication, f);
	if (e == ERR_OK)
		*n = i + 1;
	return e;
}
