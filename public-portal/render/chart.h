/*
 * chart.h - tables with a bar beside each figure; inside render.
 */
#ifndef RENDER_CHART_H
#define RENDER_CHART_H

#include "page.h"

/* A row of a table of two columns: label with its bar, figure; mark stands
 * between thousands. */
void chart_row(struct html *h, const char *label, int64_t n, int64_t most,
    char mark);

/* The largest value of that key, at least 0. */
int64_t chart_most(const json_t *list, const char *key);

/* How many have a sponsor and how many wait. */
void chart_heads(struct html *h, const json_t *p);

/* A caption that says what the money of groups shows. */
void chart_finding(struct html *h, const json_t *groups);

#endif
