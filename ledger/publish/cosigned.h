/*
 * cosigned.h - published checkpoints and the signatures of witnesses that they
 * gather (FORMAT 7.1, 8.3), and the file "policy" that asks for them (8.5).
 */
#ifndef PUBLISH_COSIGNED_H
#define PUBLISH_COSIGNED_H

#include "base.h"
#include "trust.h"
#include "vkey.h"

/*
 * The policy in force: the log key, and the office's own file "witnesses",
 * which holds lines of a policy but no log; without any, no quorum is asked
 * for.  log NULL: to see whether the file is good.  Kept in *bytes, which the trust points into.
 *
 * Owns:	*bytes, free()
 * Errors:	those of trust_decode(); *line counts in witnesses
 */
MUST_CHECK enum err cosigned_policy(uint8_t **bytes, size_t *n, struct trust *t,
    unsigned *line, const struct vkey *log, struct span witnesses);

/* Is it the same note, with no line less? */
bool cosigned_holds(struct span more, struct span less);

/*
 * Write a signed checkpoint; if it is there with the same text and more
 * signatures, those stay.
 * Errors:	ERR_EXISTS it is there with another text; ERR_RANGE; ERR_IO
 */
MUST_CHECK enum err cosigned_put(const char *dir, const char *name,
    struct span note);

/* checkpoints/<size> becomes "checkpoint".  Errors: ERR_MISSING; ERR_IO */
MUST_CHECK enum err cosigned_head(const char *dir, uint64_t size);

/*
 * Let an answer of a witness join the latest published checkpoint, durably:
 * its own file first, "checkpoint" last.
 *
 * good		how many signatures were those of a known witness, new or not
 * Errors:	those of witness_merge(); ERR_MISSING nothing is published
 */
MUST_CHECK enum err cosigned_add(size_t *good, const char *dir,
    struct span lines, const struct trust *t);

#endif
