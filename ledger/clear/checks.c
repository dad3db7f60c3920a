/*
 * checks.c - keeps the outcome of a verification; without it the verifier and
 * the portal would each count faults in their own way.
 */
#include "checks.h"

#include <assert.h>
#include <string.h>

void
checks_init(struct checks *c, const struct check_name *table, size_t n)
{
	size_t i;

	assert(n <= CHECKS_MAX);
	memset(c, 0, sizeof(*c));
	for (i = 0; i < n; i++) {
		c->check[i].name = table[i].name;
		c->check[i].clause = table[i].clause;
		c->check[i].result = CHECK_SKIP;
		c->check[i].first_bad = FAULT_NO_INDEX;
	}
	c->n = n;
}

void
checks_made(struct checks *c, size_t check)
{
	assert(check < c->n);
	if (c->check[check].result == CHECK_SKIP)
		c->check[check].result = CHECK_PASS;
}

/* One for which there is no room. */
static void
overflow(const struct checks *c, size_t check, const struct fault *f)
{
	const struct check_finding found = {check, f->index, f->code,
	    f->clause};

	if (c->overflow.take != NULL)
		c->overflow.take(c->overflow.arg, &found);
}

void
checks_fail(struct checks *c, size_t check, const struct fault *f)
{
	struct check *k;

	assert(check < c->n);
	k = &c->check[check];
	k->result = CHECK_FAIL;
	if (f->index < k->first_bad)
		k->first_bad = f->index;
	if (c->n_finding == CHECK_FINDINGS_MAX) {
		c->more++;
		overflow(c, check, f);
		return;
	}
	c->finding[c->n_finding++] =
	    (struct check_finding){check, f->index, f->code, f->clause};
}

bool
checks_failed(const struct checks *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->check[i].result == CHECK_FAIL)
			return true;
	return false;
}

uint64_t
checks_first_bad(const struct checks *c)
{
	uint64_t first = FAULT_NO_INDEX;
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->check[i].first_bad < first)
			first = c->check[i].first_bad;
	return first;
}
