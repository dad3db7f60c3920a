/*
 * rows.h - a whole table into drafts, and a whole batch into the ledger: all
 * rows or none, and every fault named with its line, column and value.
 */
#ifndef MINHBACH_ROWS_H
#define MINHBACH_ROWS_H

#include "build.h"
#include "session.h"

/* Exit status. */
int rows_append(struct session *s, enum kind kind, const struct sheet *t,
    const char *file, bool dry_run);

#endif
