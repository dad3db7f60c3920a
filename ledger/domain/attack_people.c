/*
 * attack_people.c - readers who know some of the children: each sponsor its
 * own, and for a warning each school and each hamlet (A4); and cells whose
 * children come from too few households (A7).
 */
#include "attack_part.h"
#include "tally.h"

#include <stdlib.h>
#include <string.h>

static bool
same_cells(const struct table *a, const struct table *b)
{
	size_t i;

	for (i = 0; i < a->n_cell; i++)
		if (a->cell[i].n != b->cell[i].n)
			return false;
	return true;
}

static void
small_cells(struct attack *a, const struct table *t)
{
	uint64_t n = table_sum(t);
	size_t i;

	for (i = 0; i < t->n_cell; i++)
		if (t->cell[i].n < limits()->cell ||
		    n - t->cell[i].n < limits()->cell)
			attack_hit(a, ATTACK_FAIL, "small cell", t->id);
}

/* A table that is printed again tells nothing new, so that what later ties
 * say against it is a warning only. */
static enum err
coalition_table(struct attack *a, const struct table *t, const struct facts *f)
{
	struct table again = *t;
	struct margin m;
	enum err e;

	small_cells(a, t);
	e = cells_recount(&again, f);
	if (e == ERR_OK)
		e = cells_margin(&m, t, f);
	if (e != ERR_OK)
		return e;
	if (!same_cells(&again, t))
		attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
		    f->erased ? "not recomputable" : "not as in the ledger",
		    t->id);
	else if (m.without < limits()->cell)
		attack_hit(a,
		    t->released != f->period ? ATTACK_WARN : ATTACK_FAIL,
		    "one sponsor's knowledge", t->id);
	return ERR_OK;
}

/* What somebody knows: n children, by their numbers. */
struct coalition {
	struct attack *a;
	const struct evidence *v;
	const struct facts *f;
	size_t *own, n;
};

/* A3 over again for one who knows these children. */
static void
coalition_crossings(struct coalition *k, bool warn, const char *who)
{
	struct crossing c;

	memset(&c, 0, sizeof(c));
	c.own = k->own;
	c.n_own = k->n;
	for (c.release = 0; c.release < k->v->n; c.release++)
		attack_crossings(k->a, k->v, &c, k->f,
		    warn || k->f->erased || !k->v->release[c.release].now
			? ATTACK_WARN
			: ATTACK_FAIL,
		    who);
}

static enum err
coalition_sponsors(struct coalition *k)
{
	bool *circle;
	size_t i, s;
	enum err e;

	e = facts_circles(&circle, k->f);
	if (e != ERR_OK)
		return e;
	for (s = 0; s < k->f->n_sponsor; s++) {
		k->n = 0;
		for (i = 0; i < k->f->n_child; i++)
			if (circle[s * k->f->n_child + i])
				k->own[k->n++] = i;
		coalition_crossings(k, false, "one sponsor's knowledge");
	}
	free(circle);
	return ERR_OK;
}

static const char *
word_of(const struct facts *f, size_t child, bool school)
{
	return school ? f->child[child].school : f->child[child].hamlet;
}

/* Those who meet children every day without being asked by the ledger: what
 * they could work out is said, and is no reason to hold back.  No name of a
 * school or hamlet goes into the record. */
static void
coalition_places(struct coalition *k, bool school)
{
	const struct facts *f = k->f;
	const char *word;
	size_t i, j;

	for (i = 0; i < f->n_child; i++) {
		word = word_of(f, i, school);
		for (j = 0; j < i; j++)
			if (strcmp(word, word_of(f, j, school)) == 0)
				break;
		if (word[0] == '\0' || j < i)
			continue;
		for (k->n = 0, j = i; j < f->n_child; j++)
			if (strcmp(word, word_of(f, j, school)) == 0)
				k->own[k->n++] = j;
		coalition_crossings(k, true,
		    school ? "one school's knowledge"
			   : "one hamlet head's knowledge");
	}
}

static enum err
coalition_all(struct attack *a, const struct evidence *v, const struct facts *f)
{
	struct coalition k = {.a = a, .v = v, .f = f};
	enum err e;

	k.own = calloc(f->n_child + 1, sizeof(*k.own));
	if (k.own == NULL)
		return ERR_MEMORY;
	e = coalition_sponsors(&k);
	if (e == ERR_OK) {
		coalition_places(&k, true);
		coalition_places(&k, false);
	}
	free(k.own);
	return e;
}

enum err
attack_coalition(struct attack *a, const json_t *p, const struct facts *f)
{
	struct evidence v;
	struct table t;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < CELLS_TABLES && e == ERR_OK; i++) {
		e = table_decode(&t, p, table_id(i));
		if (e == ERR_MISSING)
			e = ERR_FORMAT;
		if (e == ERR_OK && !t.withheld)
			e = coalition_table(a, &t, f);
	}
	if (e == ERR_OK)
		e = evidence_collect(&v, p, f);
	if (e != ERR_OK)
		return e;
	e = coalition_all(a, &v, f);
	evidence_release(&v);
	return e;
}

enum err
attack_households(struct attack *a, const json_t *p, const struct facts *f)
{
	struct margin m;
	struct table t;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < CELLS_TABLES && e == ERR_OK; i++) {
		e = table_decode(&t, p, table_id(i));
		if (e != ERR_OK)
			return ERR_FORMAT;
		if (t.withheld)
			continue;
		e = cells_margin(&m, &t, f);
		if (e == ERR_OK && m.households < limits()->households)
			attack_hit(a, f->erased ? ATTACK_WARN : ATTACK_FAIL,
			    "few households", t.id);
	}
	return e;
}
