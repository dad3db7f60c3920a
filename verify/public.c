/*
 * public.c - the mode `public`: what a public directory proves.
 */
#include "place.h"

static int
tell(const struct options *o, const struct anchors *a,
    const struct public_result *p)
{
	struct report r = {
	    .mode = "public",
	    .checks = &p->checks,
	    .checkpoint = &p->checkpoint,
	    .size = p->checkpoint.size,
	    .root = p->checkpoint.root,
	    .code = p->code,
	    .anchored = p->anchored,
	    .trial = p->trial,
	    .directory = p,
	};

	if (checks_failed(&p->checks))
		r.verdict = VERDICT_DISPROVED;
	else
		r.verdict = p->anchored ? VERDICT_PROVED : VERDICT_UNDECIDED;
	if (r.verdict == VERDICT_PROVED &&
	    !anchors_save(a, o, (struct span){p->note, p->n_note}))
		return EXIT_UNDECIDED;
	return report(o, &r);
}

int
verify_public(const struct options *o, char *const *operand)
{
	const struct place at = {operand[0], tell};

	return place_check(o, &at);
}
