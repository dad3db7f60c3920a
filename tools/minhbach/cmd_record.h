/*
 * cmd_record.h - what commands that enter one line share.
 */
#ifndef MINHBACH_CMD_RECORD_H
#define MINHBACH_CMD_RECORD_H

#include "cli.h"
#include "kind.h"
#include "sheet.h"

/* A clock's true_time may be written as --at is; exit status. */
int record_clock(struct sheet *t, enum kind kind, const struct cli *c);

#endif
