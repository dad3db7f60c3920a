/*
 * more.c - the rest of the findings.
 */
#include "more.h"

#include <stdlib.h>

#define FIRST 256

void
more_take(void *arg, const struct check_finding *f)
{
	struct more *m = arg;
	const size_t want = m->cap == 0 ? FIRST : m->cap * 2;
	struct check_finding *p = m->f;

	if (m->n == MORE_MAX)
		return;
	if (m->n == m->cap) {
		p = realloc(p, want * sizeof(*p));
		if (p == NULL)
			return;
		m->f = p;
		m->cap = want;
	}
	m->f[m->n++] = *f;
}

void
more_release(struct more *m)
{
	free(m->f);
}
