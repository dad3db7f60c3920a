/*
 * public_names.c - the names that a public directory may hold (FORMAT 8.1);
 * without it a file that nobody checks could lie beside those that are.
 */
#include "public_work.h"

#include <string.h>

#include "text.h"

/* "2026-Q3" */
static bool
is_quarter(struct span s)
{
	size_t i;

	for (i = 0; i < 4; i++)
		if (s.n != 7 || s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.p[4] == '-' && s.p[5] == 'Q' && s.p[6] >= '1' && s.p[6] <= '4';
}

/* The bytes of s between prefix and suffix; false if it has not both. */
static bool
between(struct span *mid, struct span s, const char *prefix, const char *suffix)
{
	const size_t a = strlen(prefix), b = strlen(suffix);

	if (s.n < a + b || memcmp(s.p, prefix, a) != 0 ||
	    memcmp(s.p + s.n - b, suffix, b) != 0)
		return false;
	*mid = (struct span){s.p + a, s.n - a - b};
	return true;
}

bool
public_name_period(const char *name, const char *prefix, char stop,
    const char *suffix, char period[8], unsigned *version)
{
	struct span mid, number;
	uint64_t v;

	if (!between(&mid, span_str(name), prefix, suffix) || mid.n < 10 ||
	    !is_quarter((struct span){mid.p, 7}) || mid.p[7] != (uint8_t)stop ||
	    mid.p[8] != 'v')
		return false;
	number = (struct span){mid.p + 9, mid.n - 9};
	if (decimal_decode(&v, number) != ERR_OK || v < 1 || v > 999)
		return false;
	memcpy(period, mid.p, 7);
	period[7] = '\0';
	*version = (unsigned)v;
	return true;
}

static bool
is_public_name(const char *name)
{
	static const char *const fixed[] = {"checkpoint", "anchor", "policy"};
	struct span s = span_str(name), mid;
	unsigned version;
	char period[8];
	struct tile t;
	uint64_t v;
	size_t i;

	for (i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (span_is(s, fixed[i]))
			return true;
	if (between(&mid, s, "checkpoints/", "") ||
	    between(&mid, s, "clear/", ".json"))
		return decimal_decode(&v, mid) == ERR_OK;
	return tile_path_decode(&t, s) == ERR_OK ||
	    public_name_period(name, "publications/", '/', ".json", period,
		&version) ||
	    public_name_period(name, "proofs/", '-', ".tlog-proof", period,
		&version);
}

void
public_names(struct public_work *w)
{
	size_t i;

	if (w->s->names == NULL)
		return;
	checks_made(&w->r->checks, PUBLIC_NAMES);
	for (i = 0; i < w->s->n_names; i++)
		if (!is_public_name(w->s->names[i]))
			public_bad(w, PUBLIC_NAMES, ERR_EXISTS, FAULT_NO_INDEX,
			    "FORMAT 8.4: a file with an unknown name");
}
