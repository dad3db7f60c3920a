/*
 * attack_tables.c - what the tables of children say together, all releases
 * and versions: recovery of a count by exact elimination (A2), intervals of
 * every crossing (A3), and the same beside what the plan itself printed (A13).
 */
#include "attack_part.h"
#include "evidence.h"
#include "rows.h"
#include "schema.h"
#include "sums.h"
#include "tally.h"

#include <stdlib.h>
#include <string.h>

#define KEYS_MAX ((size_t)CELLS_MAX * CELLS_KEYS)
#define ATOMS_MAX 8192 /* kinds of children that equations tell apart */

/* ---- A2 ---- */

/* Kinds of children: a key of each table in the subset, and a batch. */
struct atoms {
	const struct evidence *v;
	unsigned tables; /* bit i: table i */
	const char *key[CELLS_TABLES][KEYS_MAX];
	size_t n_key[CELLS_TABLES], n;
	struct rows rows;
	int *vector;
};

static bool
keys_alike(const struct evidence *v, size_t table, const char *a, const char *b)
{
	const struct table *t;
	size_t i;

	for (i = 0; i < v->n; i++) {
		t = &v->release[i].table[table];
		if (table_find(t, a) != table_find(t, b))
			return false;
	}
	return true;
}

/* A key for each set of keys that no release tells apart. */
static bool
atoms_key(struct atoms *a, size_t table, const char *key)
{
	size_t i;

	for (i = 0; i < a->n_key[table]; i++)
		if (keys_alike(a->v, table, a->key[table][i], key))
			return true;
	if (a->n_key[table] == KEYS_MAX)
		return false;
	a->key[table][a->n_key[table]++] = key;
	return true;
}

static bool
atoms_keys(struct atoms *a, size_t table)
{
	const struct table *t;
	size_t i, j, k;

	a->n_key[table] = 0;
	for (i = 0; i < a->v->n; i++) {
		t = &a->v->release[i].table[table];
		for (j = 0; j < t->n_cell; j++)
			for (k = 0; k < t->cell[j].n_key; k++)
				if (!atoms_key(a, table, t->cell[j].key[k]))
					return false;
	}
	return a->n_key[table] > 0;
}

/* Prepare for this subset.  *n is 0 if a table of it was never printed. */
static enum err
atoms_init(struct atoms *a, const struct evidence *v, unsigned tables)
{
	size_t i, n;

	memset(a, 0, sizeof(*a));
	a->v = v;
	a->tables = tables;
	n = v->n;
	for (i = 0; i < CELLS_TABLES; i++) {
		if ((tables >> i & 1) == 0)
			a->n_key[i] = 1;
		else if (!atoms_keys(a, i))
			return ERR_OK;
		n *= a->n_key[i];
		if (n > ATOMS_MAX)
			return ERR_RANGE;
	}
	a->n = n;
	a->vector = calloc(n + 1, sizeof(*a->vector));
	return a->vector == NULL ? ERR_MEMORY : rows_init(&a->rows, n);
}

static void
atoms_release(struct atoms *a)
{
	rows_release(&a->rows);
	free(a->vector);
}

/* Is atom number at in the cell, or in any if cell is NULL? */
static bool
atom_in(const struct atoms *a, size_t at, size_t table, const struct cell *cell)
{
	size_t i;

	if (cell == NULL)
		return true;
	for (i = 0; i < table; i++)
		at /= a->n_key[i];
	return cell_has(cell, a->key[table][at % a->n_key[table]]);
}

/* The children of these cells who had come by the release. */
static void
atoms_vector(struct atoms *a, size_t release,
    const struct cell *cell[CELLS_TABLES])
{
	size_t batch = a->n / a->v->n, i, t;
	bool in;

	for (i = 0; i < a->n; i++) {
		in = i / batch <= release;
		for (t = 0; t < CELLS_TABLES && in; t++)
			in = atom_in(a, i % batch, t, cell[t]);
		a->vector[i] = in;
	}
}

/* Every printed cell is an equation. */
static enum err
atoms_equations(struct atoms *a)
{
	const struct cell *cell[CELLS_TABLES] = {NULL, NULL, NULL};
	const struct table *t;
	size_t i, j, k;
	enum err e = ERR_OK;

	for (i = 0; i < a->v->n; i++)
		for (j = 0; j < CELLS_TABLES; j++) {
			t = &a->v->release[i].table[j];
			if ((a->tables >> j & 1) == 0)
				continue;
			for (k = 0; k < t->n_cell && e == ERR_OK; k++) {
				cell[j] = &t->cell[k];
				atoms_vector(a, i, cell);
				e = rows_add(&a->rows, NULL, a->vector);
			}
			cell[j] = NULL;
		}
	return e;
}

/* Is the crossing one that uses exactly the tables of the subset? */
static bool
crossing_cells(const struct cell *cell[CELLS_TABLES], const struct atoms *a,
    const struct crossing *c)
{
	const struct table *t = a->v->release[c->release].table;
	size_t i;

	for (i = 0; i < CELLS_TABLES; i++) {
		cell[i] =
		    c->cell[i] < t[i].n_cell ? &t[i].cell[c->cell[i]] : NULL;
		if ((cell[i] != NULL) != ((a->tables >> i & 1) != 0))
			return false;
	}
	return true;
}

static enum err
atoms_targets(struct attack *hit, struct atoms *a)
{
	const struct cell *cell[CELLS_TABLES];
	char words[CROSSING_WORDS];
	struct crossing c;
	bool any, spans;
	enum err e;

	memset(&c, 0, sizeof(c));
	for (c.release = 0; c.release < a->v->n; c.release++)
		for (any = crossing_first(&c, a->v); any;
		     any = crossing_next(&c, a->v)) {
			if (!crossing_cells(cell, a, &c))
				continue;
			atoms_vector(a, c.release, cell);
			e = rows_span(&spans, &a->rows, a->vector);
			if (e != ERR_OK)
				return e;
			if (!spans)
				continue;
			crossing_words(words, a->v, &c);
			attack_hit(hit, ATTACK_FAIL, "crossing recovered",
			    words);
		}
	return ERR_OK;
}

static enum err
linear_subset(struct attack *hit, const struct evidence *v, unsigned tables)
{
	struct atoms a;
	enum err e;

	e = atoms_init(&a, v, tables);
	if (e == ERR_OK && a.n > 0)
		e = atoms_equations(&a);
	if (e == ERR_OK && a.n > 0)
		e = atoms_targets(hit, &a);
	atoms_release(&a);
	if (e != ERR_RANGE)
		return e;
	attack_hit(hit, ATTACK_FAIL, "not decided", "tables too large");
	return ERR_OK;
}

/* Only the fixed tables, one-way each, and of one count. */
static void
linear_shape(struct attack *a, const struct evidence *v, const json_t *p)
{
	const json_t *list = json_object_get(p, "tables");
	const char *id;
	size_t i, j;

	for (i = 0; i < json_array_size(list); i++) {
		id = j_str(json_array_get(list, i), "id");
		if (table_number(id) == CELLS_TABLES)
			attack_hit(a, ATTACK_FAIL, "crossed table", id);
		for (j = 0; j < i; j++)
			if (strcmp(j_str(json_array_get(list, j), "id"), id) ==
			    0)
				attack_hit(a, ATTACK_FAIL, "table twice", id);
	}
	if (v->mixed)
		attack_hit(a, ATTACK_FAIL, "not of one release", "tables");
}

enum err
attack_linear(struct attack *a, const json_t *p, const struct facts *f)
{
	static const unsigned subset[] = {3, 5, 6, 7};
	struct evidence v;
	size_t i;
	enum err e;

	e = evidence_collect(&v, p, f);
	if (e != ERR_OK)
		return e;
	linear_shape(a, &v, p);
	for (i = 0; i < sizeof(subset) / sizeof(subset[0]) && e == ERR_OK; i++)
		e = linear_subset(a, &v, subset[i]);
	evidence_release(&v);
	return e == ERR_OK ? attack_sums(a, p, f) : e;
}

/* ---- A3 ---- */

/* Every crossing of c->release, beside what c says is known. */
void
attack_crossings(struct attack *a, const struct evidence *v, struct crossing *c,
    const struct facts *f, enum attack_result r, const char *what)
{
	char words[CROSSING_WORDS];
	uint64_t low, high;
	bool any;

	for (any = crossing_first(c, v); any; any = crossing_next(c, v)) {
		evidence_bounds(&low, &high, v, c, f);
		if (high >= low + limits()->cell)
			continue;
		/* A warning is published, so it does not say where. */
		words[0] = '\0';
		if (r == ATTACK_FAIL)
			crossing_words(words, v, c);
		attack_hit(a, r, what, words);
		break;
	}
}

/* A cell is a crossing with nothing. */
static void
interval_cells(struct attack *a, const struct release *r)
{
	const struct table *t;
	uint64_t n;
	size_t i, j;

	for (i = 0; i < CELLS_TABLES; i++) {
		t = &r->table[i];
		n = table_sum(t);
		for (j = 0; j < t->n_cell; j++)
			if (t->cell[j].n < limits()->cell ||
			    n - t->cell[j].n < limits()->cell)
				attack_hit(a, ATTACK_FAIL, "crossing",
				    t->cell[j].key[0]);
	}
}

enum err
attack_interval(struct attack *a, const json_t *p, const struct facts *f)
{
	struct evidence v;
	struct crossing c;
	enum err e;

	e = evidence_collect(&v, p, f);
	if (e != ERR_OK)
		return e;
	if (v.split)
		attack_hit(a, ATTACK_FAIL, "split cell", "");
	memset(&c, 0, sizeof(c));
	for (c.release = 0; c.release < v.n; c.release++) {
		interval_cells(a, &v.release[c.release]);
		attack_crossings(a, &v, &c, f, ATTACK_FAIL, "crossing");
	}
	evidence_release(&v);
	return ERR_OK;
}

/* ---- A13 ---- */

/* The sets of the plan are as good as one more table of the first release:
 * each of its cells is crossed with all others. */
enum err
attack_prior(struct attack *a, const json_t *p, const struct facts *f)
{
	struct evidence v;
	struct crossing c;
	uint64_t sum;
	size_t i;
	enum err e;

	if (!f->plan)
		return ERR_OK;
	e = evidence_collect(&v, p, f);
	if (e != ERR_OK)
		return e;
	for (sum = 0, i = 0; i < limits()->n_prior; i++)
		sum += limits()->prior[i].n;
	memset(&c, 0, sizeof(c));
	c.has_extra = true;
	for (c.release = 0; c.release < v.n; c.release++)
		for (i = 0; i <= limits()->n_prior; i++) {
			c.rest = i == limits()->n_prior;
			c.extra = c.rest ? sum : limits()->prior[i].n;
			attack_crossings(a, &v, &c, f, ATTACK_FAIL,
			    c.rest ? "beside the plan: others"
				   : limits()->prior[i].whose);
		}
	evidence_release(&v);
	return ERR_OK;
}
