/*
 * people.h - who signs in the random ledger: those of the writer's test world,
 * units with one role each, spares to be granted and revoked, log keys.
 */
#ifndef PROPERTY_PEOPLE_H
#define PROPERTY_PEOPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "draw.h"
#include "world.h"

struct people {
	struct world *o;
	struct party sponsor, confirmer, school, auditor;
	struct party spare[DRAW_SPARES], log[DRAW_LOGS];
};

/* Makes the keys, grants the four units, and tells d how to grant more. */
void people_begin(struct people *p, struct world *o, struct draw *d);
void people_end(struct people *p);

/* Who signs what is by this; sometimes others.  At most BY_MAX; returns how
 * many. */
size_t people_signers(struct people *p, struct draw *d, enum by by,
    struct signer *out[BY_MAX]);

/* Sign a checkpoint of the ledger as it stands, and keep it. */
void people_seal(struct people *p);

/* Write the anchor beside the keys. */
void people_anchor(struct people *p);

#endif
