/*
 * trouble.h - why a session does not open: in the words of whoever has lost a
 * key or a file, with the way on.
 */
#ifndef MINHBACH_TROUBLE_H
#define MINHBACH_TROUBLE_H

#include "session.h"

/* Of a key file; exit status. */
int trouble_key(const struct session *s, enum err e, const char *path);

/* Of the ledger's directory; exit status. */
int trouble_ledger(const struct session *s, enum err e, const struct fault *f);

#endif
