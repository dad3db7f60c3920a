/*
 * harden.h - a process that may hold a secret leaves no core file and cannot
 * be looked into by others of the same user.
 */
#ifndef KEYFILE_HARDEN_H
#define KEYFILE_HARDEN_H

#include "base.h"

/* Call it first in main().  Also readies libsodium.  Errors: ERR_SECRET */
MUST_CHECK enum err process_harden(void);

#endif
