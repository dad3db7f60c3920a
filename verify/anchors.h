/*
 * anchors.h - what a verification may lean on: an anchor from outside, what it
 * remembered itself, and a policy of witnesses.
 */
#ifndef VERIFY_ANCHORS_H
#define VERIFY_ANCHORS_H

#include "statefile.h"
#include "trust.h"

struct options;

struct anchors {
	bool has_anchor, has_state, has_policy;
	struct anchor anchor;
	struct statefile state;
	struct trust policy;
	uint8_t *state_bytes, *policy_bytes; /* what the others point into */
};

/* False: said why.  Release it all the same. */
bool anchors_load(struct anchors *a, const struct options *o);
void anchors_release(struct anchors *a);

/* Remember this checkpoint, if a state file was named and the check was full.
 * False: said why. */
bool anchors_save(const struct anchors *a, const struct options *o,
    struct span note);

#endif
