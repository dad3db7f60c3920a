/*
 * sealed.h - sealed items (FORMAT 4.5): payload and opening key of an entry,
 * under the key of its subject.
 */
#ifndef OPEN_SEALED_H
#define OPEN_SEALED_H

#include "base.h"
#include "vaultkey.h"

#define SEALED_PAYLOAD_MAX 16384
#define SEALED_PLAIN_MAX 16640 /* 32 + 2 + payload, up to a multiple of 256 */
#define SEALED_HEAD (HANDLE_LEN + 24)
#define SEALED_MAX (SEALED_HEAD + SEALED_PLAIN_MAX + 16)

struct sealed_plain {
	struct okey okey;
	size_t n;
	uint8_t payload[SEALED_PAYLOAD_MAX];
};

/* Whose item?  Errors: ERR_FORMAT a length that no item has */
MUST_CHECK enum err sealed_handle(struct handle *h, struct span item);

/*
 * The caller wipes *out.
 * Errors:	ERR_FORMAT length or padding; ERR_SECRET another key, origin or
 *		id, or a changed item.  *out is then untouched.
 */
MUST_CHECK enum err sealed_open(struct sealed_plain *out,
    const struct subject_key *key, struct span item, struct span origin,
    const struct id *id);

/* The text under the seal; pure, and both ways. */
MUST_CHECK enum err sealed_plain_decode(struct sealed_plain *out,
    struct span text);
MUST_CHECK enum err sealed_plain_encode(struct span *text,
    const struct okey *okey, struct span payload,
    uint8_t buf[SEALED_PLAIN_MAX]);

#endif
