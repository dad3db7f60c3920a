/*
 * outdir.h - files of the public directory: each is written once, with the
 * directories above it, and never silently changed.
 */
#ifndef PUBLISH_OUTDIR_H
#define PUBLISH_OUTDIR_H

#include "base.h"

/*
 * Errors:	ERR_EXISTS it is there with other bytes; ERR_RANGE; ERR_IO
 */
MUST_CHECK enum err outdir_put(const char *dir, const char *name,
    struct span bytes);

/* For the few that may change (FORMAT 8.3): checkpoint, policy, withdrawn. */
MUST_CHECK enum err outdir_replace(const char *dir, const char *name,
    struct span bytes);

/* Take a withdrawn file away; it may be gone already. */
MUST_CHECK enum err outdir_remove(const char *dir, const char *name);

/*
 * Take away the temporary files that a killed writer left behind; a directory
 * that is not there yet is fine.  There is one writer: the caller holds the
 * ledger's lock.
 */
MUST_CHECK enum err outdir_sweep(const char *dir);

#endif
