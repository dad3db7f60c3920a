/*
 * rows.h - a whole table into the ledger: all rows or none, and every fault
 * said with its line, column and value.
 */
#ifndef MINHBACH_ROWS_H
#define MINHBACH_ROWS_H

#include "session.h"
#include "sheet.h"

/* Exit status. */
int rows_append(struct session *s, enum kind kind, const struct sheet *t,
    const char *file, bool dry_run);

#endif
