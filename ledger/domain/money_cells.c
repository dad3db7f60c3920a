/*
 * money_cells.c - cells of money: merged until each holds enough children and
 * shows no single sponsor's money without its consent.
 */
#include "money_cells.h"

#include <stdlib.h>
#include <string.h>

#define GROUP_FORCES 3
#define GROUP_SCHOOLS 4

const char *
money_group_word(unsigned group)
{
	static const char *const word[FACTS_GROUPS] = {"g1", "g2", "g3", "g4",
	    "g5"};

	return word[group - 1];
}

const char *
money_kind_word(unsigned kind)
{
	static const char *const word[FACTS_KINDS] = {"cash",
	    "health-insurance", "school-supplies", "learning-equipment",
	    "essentials", "in-kind"};

	return word[kind];
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t
million_round(int64_t amount)
{
	return floor_div(amount + MILLION / 2, MILLION);
}

bool
million_share(struct money_cell *c, size_t n, int64_t total)
{
	bool up[MONEY_CELLS] = {false};
	int64_t rest[MONEY_CELLS], spare;
	size_t best, i;

	spare = total;
	for (i = 0; i < n; i++) {
		rest[i] = c[i].exact - MILLION * floor_div(c[i].exact, MILLION);
		spare -= floor_div(c[i].exact, MILLION);
	}
	if (spare < 0 || spare > (int64_t)n)
		return false;
	for (; spare > 0; spare--) {
		best = n;
		for (i = 0; i < n; i++)
			if (!up[i] && (best == n || rest[i] > rest[best]))
				best = i;
		up[best] = true;
	}
	for (i = 0; i < n; i++)
		c[i].million = floor_div(c[i].exact, MILLION) + up[i];
	return true;
}

/* ---- what is in a cell ---- */

struct purse {
	const struct facts *f;
	bool kinds; /* members are kinds, not groups */
	bool *child, *payer;
};

static bool
purse_holds(const struct purse *p, const struct money_cell *c,
    const struct facts_payment *pay)
{
	bool kept = pay->child == FACTS_NOBODY;
	unsigned word;
	size_t i;

	if (pay->quarter != p->f->period || (kept && p->kinds))
		return false;
	if (kept)
		word = pay->group;
	else
		word = p->kinds ? pay->kind : p->f->sponsor[pay->sponsor].group;
	for (i = 0; i < c->n_member; i++)
		if (c->member[i] == word)
			return true;
	return false;
}

/* What is kept of the erased counts in the sum alone: there must be enough
 * children, and payers, beside them. */
static void
purse_fill(const struct purse *p, struct money_cell *c)
{
	const struct facts_payment *pay;
	size_t i;

	memset(p->child, 0, p->f->n_child * sizeof(*p->child));
	memset(p->payer, 0, p->f->n_sponsor * sizeof(*p->payer));
	c->exact = 0;
	c->children = c->payers = 0;
	c->lump = c->none = true;
	for (i = 0; i < p->f->n_payment; i++) {
		pay = &p->f->payment[i];
		if (!purse_holds(p, c, pay))
			continue;
		c->exact += pay->amount;
		c->none = false;
		if (pay->child == FACTS_NOBODY) {
			c->lump = false;
			continue;
		}
		c->lump = c->lump && pay->school_year;
		c->children += !p->child[pay->child];
		c->payers += !p->payer[pay->sponsor];
		p->child[pay->child] = p->payer[pay->sponsor] = true;
	}
	c->lump = c->lump && !c->none;
}

/* After purse_fill of the same cell. */
static bool
purse_is_safe(const struct purse *p, struct money_cell *c)
{
	size_t s;

	purse_fill(p, c);
	if (c->children < limits()->money_children || c->exact < 0)
		return false;
	for (s = 0; c->payers == 1 && s < p->f->n_sponsor; s++)
		if (p->payer[s] && !p->f->sponsor[s].money_public)
			return false;
	return true;
}

static void
cell_join(struct money_cell *c, size_t *n, size_t a, size_t b)
{
	size_t i;

	for (i = 0; i < c[b].n_member; i++)
		c[a].member[c[a].n_member++] = c[b].member[i];
	(*n)--;
	memmove(&c[b], &c[b + 1], (*n - b) * sizeof(*c));
}

/* Whole triệu for all cells, unless one of them would be all of it. */
static void
cells_share(struct money_cell *c, size_t *n, int64_t million)
{
	size_t i;

	if (*n < 2 || !million_share(c, *n, million)) {
		*n = 0;
		return;
	}
	for (i = 0; i < *n; i++)
		if (c[i].million == million) {
			*n = 0;
			return;
		}
}

/* ---- groups ---- */

static void
groups_merge(const struct purse *p, struct money_cell *c, size_t *n)
{
	size_t i, other;

	for (i = 0; i + 1 < *n; i++)
		if (c[i].member[0] == GROUP_FORCES &&
		    c[i + 1].member[0] == GROUP_SCHOOLS &&
		    (!purse_is_safe(p, &c[i]) || !purse_is_safe(p, &c[i + 1])))
			cell_join(c, n, i, i + 1);
	i = 0;
	while (*n > 1 && i < *n) {
		if (purse_is_safe(p, &c[i])) {
			i++;
			continue;
		}
		other = i > 0 ? i - 1 : 0;
		cell_join(c, n, other, other + 1);
		i = 0;
	}
}

static void
groups_compute(struct money *m, const struct purse *p, int64_t million)
{
	struct money_cell paid[MONEY_CELLS], none[MONEY_CELLS], *c;
	size_t i, j, n_none, n_paid;
	unsigned g;

	memset(none, 0, sizeof(none));
	n_none = n_paid = 0;
	for (g = 1; g <= FACTS_GROUPS; g++) {
		c = &paid[n_paid];
		memset(c, 0, sizeof(*c));
		c->member[c->n_member++] = g;
		purse_fill(p, c);
		if (c->none)
			none[n_none++] = *c;
		else
			n_paid++;
	}
	groups_merge(p, paid, &n_paid);
	m->n_group = 0;
	if (n_none < FACTS_GROUPS) {
		cells_share(paid, &n_paid, million);
		if (n_paid == 0)
			return;
	}
	for (i = j = 0; i < n_paid || j < n_none;)
		if (j == n_none ||
		    (i < n_paid && paid[i].member[0] < none[j].member[0]))
			m->group[m->n_group++] = paid[i++];
		else
			m->group[m->n_group++] = none[j++];
}

/* ---- kinds ---- */

static void
kinds_compute(struct money *m, const struct purse *p, int64_t million)
{
	struct money_cell c, rest;
	unsigned k;

	memset(&rest, 0, sizeof(rest));
	m->n_kind = 0;
	for (k = 0; k < FACTS_KINDS; k++) {
		memset(&c, 0, sizeof(c));
		c.member[c.n_member++] = k;
		if (purse_is_safe(p, &c))
			m->kind[m->n_kind++] = c;
		else if (!c.none)
			rest.member[rest.n_member++] = k;
	}
	if (rest.n_member > 0) {
		if (!purse_is_safe(p, &rest)) {
			m->n_kind = 0;
			return;
		}
		m->kind[m->n_kind++] = rest;
	}
	cells_share(m->kind, &m->n_kind, million);
}

static enum err
purse_init(struct purse *p, const struct facts *f, bool kinds)
{
	p->f = f;
	p->kinds = kinds;
	p->child = calloc(f->n_child + 1, sizeof(*p->child));
	p->payer = calloc(f->n_sponsor + 1, sizeof(*p->payer));
	if (p->child != NULL && p->payer != NULL)
		return ERR_OK;
	free(p->child);
	free(p->payer);
	return ERR_MEMORY;
}

static void
purse_release(struct purse *p)
{
	free(p->child);
	free(p->payer);
}

enum err
money_recount(struct money_cell *c, bool *safe, const struct facts *f,
    bool kinds)
{
	struct purse p;
	enum err e;

	e = purse_init(&p, f, kinds);
	if (e != ERR_OK)
		return e;
	*safe = purse_is_safe(&p, c);
	purse_release(&p);
	return ERR_OK;
}

enum err
money_compute(struct money *m, const struct facts *f, int64_t million)
{
	struct purse p;
	bool erased = false, whose = true;
	size_t i;
	enum err e;

	e = purse_init(&p, f, false);
	if (e != ERR_OK)
		return e;
	memset(m, 0, sizeof(*m));
	m->million = million;
	for (i = 0; i < f->n_payment; i++) {
		if (f->payment[i].quarter != f->period)
			continue;
		m->exact += f->payment[i].amount;
		if (f->payment[i].child == FACTS_NOBODY) {
			erased = true;
			whose = whose && f->payment[i].group != 0;
		}
	}
	if (whose)
		groups_compute(m, &p, million);
	if (!erased) {
		p.kinds = true;
		kinds_compute(m, &p, million);
	}
	for (i = 0; i < m->n_group; i++)
		if (m->group[i].lump &&
		    m->group[i].children >= limits()->money_children) {
			m->lump = true;
			m->lump_million += m->group[i].million;
		}
	purse_release(&p);
	return ERR_OK;
}
