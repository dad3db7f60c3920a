/*
 * gate.h - what may be printed about one period: every decision of the
 * publication policy VA-1, before anything is written down or attacked.
 *
 * Pure.
 */
#ifndef DOMAIN_GATE_H
#define DOMAIN_GATE_H

#include "bounds.h"
#include "cells.h"
#include "exact.h"
#include "facts.h"
#include "money_cells.h"

struct gate_indicator {
	const char *id;
	uint64_t n;
	bool small; /* printed in words; n is not to be shown */
};

struct gate_result {
	struct table table[CELLS_TABLES];
	struct money money;
	struct exact exact;
	int64_t since_exact;   /* sum of all that is opened */
	int64_t since_million; /* printed quarters not yet opened */
	bool has_year;
	uint32_t year;
	int64_t year_exact;
	bool has_percent;
	uint64_t percent; /* confirmed in full, half up */
	uint64_t sponsors, persons;
	struct gate_indicator indicator[FACTS_INDICATORS];
	size_t n_indicator;
};

/* Errors:	as cells_compute, exact_compute and money_compute */
MUST_CHECK enum err gate_compute(struct gate_result *g, const struct facts *f);

#endif
