/*
 * again.h - is a row in the ledger already?  By its natural key: what people
 * would call the same thing entered twice.
 */
#ifndef MINHBACH_AGAIN_H
#define MINHBACH_AGAIN_H

#include "rows_part.h"

enum again {
	AGAIN_NEW,
	AGAIN_SAME,
	AGAIN_REVERSED, /* the same, and reversed since */
	AGAIN_OTHER	/* the same key with other content */
};

/*
 * The payload is brought to NFC.  AGAIN_OTHER fills *why, which names both
 * values.
 * Errors:	those of writer_entry_load(); ERR_MEMORY
 */
MUST_CHECK enum err again_find(enum again *what, struct reason *why,
    const struct rows *r, size_t row, json_t *payload);

#endif
