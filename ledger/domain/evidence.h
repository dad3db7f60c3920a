/*
 * evidence.h - what all printed tables of children say together: releases in
 * order of time, the children who came between two of them (a batch), and how
 * many can lie in a crossing of cells that was never printed.
 *
 * Pure.
 */
#ifndef DOMAIN_EVIDENCE_H
#define DOMAIN_EVIDENCE_H

#include "cells.h"

struct release {
	uint32_t quarter;
	bool now; /* first printed by the publication under attack */
	struct table table[CELLS_TABLES]; /* withheld ones have no cells */
};

struct evidence {
	struct release *release;
	size_t n;
	bool mixed; /* tables of one publication that differ in date or sum */
	bool split; /* what was printed as one cell is two later */
};

/*
 * A cell of a release, or none, in each table; children that somebody knows
 * anyhow (own); and one set more, of children of the first batch:
 * extra of them, or all others if rest.
 */
struct crossing {
	size_t release;
	size_t cell[CELLS_TABLES]; /* n_cell of the table: none */
	const size_t *own;	   /* their numbers in the facts */
	size_t n_own;
	bool has_extra, rest;
	uint64_t extra;
};

/* From this publication and all earlier ones, withdrawn ones too.
 * Errors: ERR_FORMAT; ERR_MEMORY */
MUST_CHECK enum err evidence_collect(struct evidence *v,
    const json_t *publication, const struct facts *f);
void evidence_release(struct evidence *v);

uint64_t table_sum(const struct table *t);

/* The first crossing of c->release, then every other; false after the last.
 * Crossings of fewer than two sets, an extra one included, are left out. */
bool crossing_first(struct crossing *c, const struct evidence *v);
bool crossing_next(struct crossing *c, const struct evidence *v);
size_t crossing_depth(const struct crossing *c, const struct evidence *v);

/* How many children can lie in it, those known anyhow left out. */
void evidence_bounds(uint64_t *low, uint64_t *high, const struct evidence *v,
    const struct crossing *c, const struct facts *f);

/* "c1 x 3"; at least CROSSING_WORDS bytes. */
#define CROSSING_WORDS (CELLS_TABLES * (FACTS_WORD + 3) + 1)
void crossing_words(char *out, const struct evidence *v,
    const struct crossing *c);

#endif
