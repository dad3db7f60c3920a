/*
 * attack.c - the attacks in order, and A6: nothing printed is all or nothing.
 */
#include "attack.h"

#include "attack_part.h"
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
	char one[ATTACK_FIGURE];
	size_t n = strlen(a->figure);

	if (a->result > r || (a->result == r && r == ATTACK_FAIL))
		return;
	(void)snprintf(one, sizeof(one), "%s%s%s", what,
	    where[0] != '\0' ? ": " : "", where);
	if (a->result < r) {
		a->result = r;
		n = 0;
	} else if (strstr(a->figure, one) != NULL ||
	    n + strlen(one) + 3 > sizeof(a->figure)) {
		return;
	}
	if (n > 0) {
		memcpy(a->figure + n, "; ", 2);
		n += 2;
	}
	memcpy(a->figure + n, one, strlen(one) + 1);
}

/* ---- A6 ---- */

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

enum err
attack_unanimity(struct attack *a, const json_t *p, const struct facts *f)
{
	const json_t *money;
	struct table t;
	size_t i, j;
	int64_t all;
	enum err e = ERR_OK;

	(void)f;
	for (i = 0; i < CELLS_TABLES && e == ERR_OK; i++) {
		e = table_decode(&t, p, table_id(i));
		for (j = 0; e == ERR_OK && j < t.n_cell; j++)
			if (t.cell[j].n == 0 || t.cell[j].n == table_sum(&t))
				attack_hit(a, ATTACK_FAIL, t.id,
				    t.cell[j].key[0]);
	}
	money = json_object_get(p, "money");
	all = j_int(json_object_get(money, "quarter"), "million");
	attack_whole_purse(a, json_object_get(money, "groups"), all, "groups");
	attack_whole_purse(a,
	    json_object_get(json_object_get(money, "kinds"), "cells"), all,
	    "kinds");
	return e == ERR_MISSING ? ERR_FORMAT : e;
}

/* ---- all of them ---- */

static enum err
attack_texts(struct attack *a, const json_t *p, const struct gate_texts *shown)
{
	size_t i;
	enum err e;

	e = ERR_OK;
	for (i = 0; i < shown->n && e == ERR_OK && a->result == ATTACK_PASS;
	     i++)
		e = attack_scan(a, p, &shown->text[i], shown->allow);
	return e;
}

static const struct {
	const char *id;
	attack_part *part; /* NULL: it reads the renderings */
} parts[] = {
    {"a1", NULL},
    {"a2", attack_linear},
    {"a3", attack_interval},
    {"a4", attack_coalition},
    {"a5", attack_pairs},
    {"a6", attack_unanimity},
    {"a7", attack_households},
    {"a8", attack_floor},
    {"a9", attack_rounding},
    {"a10", attack_counts},
    {"a11", attack_measures},
    {"a12", NULL},
    {"a13", attack_prior},
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

enum err
attack_run(struct attack *a, const char *id, const json_t *p,
    const struct facts *f, const struct gate_texts *shown)
{
	size_t i;

	memset(a, 0, sizeof(*a));
	(void)snprintf(a->id, sizeof(a->id), "%s", id);
	for (i = 0; i < PARTS && strcmp(parts[i].id, id) != 0;)
		i++;
	if (i == PARTS)
		return ERR_MISSING;
	if (parts[i].part != NULL)
		return parts[i].part(a, p, f);
	return strcmp(id, "a1") == 0 ? attack_texts(a, p, shown)
				     : attack_side(a, p, shown);
}

enum err
gate_attacks(struct attack a[ATTACKS_MAX], size_t *n, const json_t *publication,
    const struct facts *f, const struct gate_texts *shown)
{
	size_t i;
	enum err e;

	e = ERR_OK;
	for (i = 0; i < PARTS && e == ERR_OK; i++)
		e = attack_run(&a[i], parts[i].id, publication, f, shown);
	if (e == ERR_OK)
		*n = PARTS;
	return e;
}
