/*
 * copies.h - reads a copy of a ledger, whichever form it has, to be compared.
 */
#ifndef VERIFY_COPIES_H
#define VERIFY_COPIES_H

#include "compare.h"

struct copy {
	struct compare_copy *entries;
	bool directory; /* public; else an audit stream */
	bool cut;	/* the stream breaks off, or cannot be read on */
};

/*
 * A stream or a public directory.  Release it all the same.
 * Errors:	ERR_IO, ERR_MISSING, ERR_FORMAT nothing of ours; ERR_RANGE,
 *		ERR_MEMORY
 */
MUST_CHECK enum err copy_read(struct copy *c, const char *path,
    const uint8_t key[16]);
void copy_release(struct copy *c);

#endif
