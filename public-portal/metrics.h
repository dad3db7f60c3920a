/*
 * metrics.h - counts of this process as Prometheus text: nothing in them
 * speaks of a visitor.
 */
#ifndef PORTAL_METRICS_H
#define PORTAL_METRICS_H

#include "site.h"

#include <stdatomic.h>

#define METRICS_STATUSES 8
#define METRICS_MAX 1024

struct metrics {
	atomic_uint_fast64_t count[METRICS_STATUSES]; /* answers by status */
};

void metrics_init(struct metrics *m);
void metrics_count(struct metrics *m, unsigned status);

/* NUL-terminated. */
void metrics_encode(char text[METRICS_MAX], struct metrics *m,
    const struct site *s, bool good);

#endif
