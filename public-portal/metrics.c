/*
 * metrics.c - counting answers.
 */
#include "metrics.h"

#include <stdio.h>

static const struct {
	unsigned status;
	const char *name;
} statuses[METRICS_STATUSES] = {{200, "200"}, {304, "304"}, {400, "400"},
    {404, "404"}, {405, "405"}, {410, "410"}, {503, "503"}, {0, "other"}};

void
metrics_init(struct metrics *m)
{
	size_t i;

	for (i = 0; i < METRICS_STATUSES; i++)
		atomic_init(&m->count[i], 0);
}

void
metrics_count(struct metrics *m, unsigned status)
{
	size_t i;

	for (i = 0; i < METRICS_STATUSES - 1; i++) {
		if (statuses[i].status == status)
			break;
	}
	(void)atomic_fetch_add_explicit(&m->count[i], 1, memory_order_relaxed);
}

void
metrics_encode(char text[METRICS_MAX], struct metrics *m, const struct site *s,
    bool good)
{
	size_t i, n;
	int len;

	len = snprintf(text, METRICS_MAX,
	    "# HELP minhbach_good 1 if the newest data passed every check.\n"
	    "# TYPE minhbach_good gauge\nminhbach_good %d\n"
	    "# HELP minhbach_leaves Leaves of the ledger that is shown.\n"
	    "# TYPE minhbach_leaves gauge\nminhbach_leaves %llu\n"
	    "# HELP minhbach_publications Publications, withdrawn ones too.\n"
	    "# TYPE minhbach_publications gauge\n"
	    "minhbach_publications %zu\n"
	    "# HELP minhbach_answers_total Answers by status.\n"
	    "# TYPE minhbach_answers_total counter\n",
	    good ? 1 : 0, (unsigned long long)s->size, s->publications);
	n = len < 0 ? 0 : (size_t)len;
	for (i = 0; i < METRICS_STATUSES && n < METRICS_MAX; i++) {
		len = snprintf(text + n, METRICS_MAX - n,
		    "minhbach_answers_total{status=\"%s\"} %llu\n",
		    statuses[i].name,
		    (unsigned long long)atomic_load_explicit(&m->count[i],
			memory_order_relaxed));
		n += len < 0 ? 0 : (size_t)len;
	}
}
