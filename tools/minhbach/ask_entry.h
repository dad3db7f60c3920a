/*
 * ask_entry.h - from the first question to the entry: what is asked, shown in
 * words, signed and written, and asked again if a rule refuses it.
 */
#ifndef MINHBACH_ASK_ENTRY_H
#define MINHBACH_ASK_ENTRY_H

#include "ask.h"
#include "sheet.h"

/* Exit status; 1 if the person left and nothing was written. */
int ask_entry(struct cli *c, enum kind kind);

/* Fill in who asks; the kind and what is corrected are set. */
void ask_start(struct ask *a, struct session *s);

/* Close the ledger and open it for writing (or reading) as of now, with the
 * same keys: nobody is locked out while a person thinks. */
int ask_reopen(struct session *s, bool write);

/* "đã thôi, chưa ghi gì"; exit status. */
int ask_left(const struct cli *c);

/* The answers as a table.  Exit status; sheet_release() in any case. */
int ask_table(struct sheet *t, const struct ask *a);

#endif
