/*
 * bounds.c - the table of VA-1.
 */
#include "bounds.h"

static const struct limits va1 = {
    .id = "va-1-1",
    .cell = 5,
    .households = 3,
    .joiners = 5,
    .apart = 2,
    .money_children = 10,
    .exact_children = 10,
    .exact_changed = 5,
    .box = 800000,
    .padding = 64,
    .prior = {{"lhpn", 8}, {"cax", 5}, {"qtt", 20}},
    .n_prior = 3,
};

const struct limits *
limits(void)
{
	return &va1;
}
