/*
 * again.h - is a row in the ledger already?  By its natural key: what people
 * would call the same thing entered twice.
 */
#ifndef FORM_AGAIN_H
#define FORM_AGAIN_H

#include "form.h"

enum again {
	AGAIN_NEW,
	AGAIN_SAME,
	AGAIN_REVERSED, /* the same, and reversed since */
	AGAIN_OTHER	/* the same key with other content */
};

/* Where the natural key stands, and why it cannot be entered. */
struct again_why {
	const char *column, *rule; /* static; rule may be "" */
	char vi[FORM_REASON_MAX], en[FORM_REASON_MAX];
};

/*
 * The payload is brought to NFC.  AGAIN_OTHER fills *why, which names both
 * values.
 * Errors:	those of writer_entry_load(); ERR_MEMORY
 */
MUST_CHECK enum err again_find(enum again *what, struct again_why *why,
    const struct form_ask *ask, size_t row, json_t *payload);

#endif
