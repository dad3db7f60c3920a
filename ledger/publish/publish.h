/*
 * publish.h - the one gate between the private side and the public: what is
 * published of a quarter is computed, rendered, attacked, signed by two, sealed
 * and only then written out.
 *
 * Nothing else reads the private side and writes the public directory.
 */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "attack.h"
#include "base.h"
#include "exact.h"
#include "writer.h"

/* What the office says of itself; texts are borrowed. */
struct office {
	const char *name, *phone, *hours; /* phone and hours may be NULL */
	const char *hotline;
};

struct publishing {
	struct writer *w;
	const struct office *office;
	uint32_t period;	      /* quarter, as calendar.h counts */
	struct signer *const *signer; /* registrar, approver */
	size_t n_signer;
	uint64_t time_ms;
	bool allow_gap; /* FORMAT 2.3 */
};

#define PUBLISH_WHY_MAX 256

struct published {
	json_t *payload; /* what is, or would be, appended */
	struct attack attack[ATTACKS_MAX];
	size_t n_attack;
	uint64_t index;	 /* of the publication, unless it is a trial run */
	const char *why; /* what refused, or ""; static, or ... */
	char words[PUBLISH_WHY_MAX]; /* ... here */
	struct fault fault;	     /* an entry of the range */
	/* How near the exact sum came, and without whose children; it says more
	 * than is published. */
	struct exact measured;
	char measured_sponsor[FACTS_WORD];
};

/*
 * Compute, render and attack; nothing is appended.  While the fillers of the
 * range are missing, the opening's blind lacks theirs: it proves nothing yet.
 *
 * Owns:	published_release(), whatever is returned
 * Errors:	ERR_RULE the period is not over, is published already, the one
 *		before is not, or an attack succeeded; ERR_SECRET no vault;
 *		ERR_VALUE entries that cannot be summed, or whose sum does not
 *		prove: fault names the first
 */
MUST_CHECK enum err publish_try(struct published *out,
    const struct publishing *p);

/* The same, appended: fillers first, then the publication. */
MUST_CHECK enum err publish_append(struct published *out,
    const struct publishing *p, struct writer_findings *findings);

void published_release(struct published *p);

#endif
