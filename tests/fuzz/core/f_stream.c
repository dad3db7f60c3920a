/*
 * f_stream.c - an item of the audit stream, of whatever type, is written the
 * same again.
 */
#include <stdlib.h>

#include "stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* Decode as type t and encode: not ERR_OK is what the decoder refused. */
static enum err
turn(struct span *out, enum item t, struct span body, void *buf, size_t cap)
{
	union {
		struct item_header header;
		struct item_counts counts;
		struct item_key key;
		struct item_clear clear;
		struct item_entry entry;
		struct span checkpoint;
		struct item_end end;
	} u;

#define TURN(name)                                                             \
	if (item_##name##_decode(&u.name, body) != ERR_OK)                     \
		return ERR_FORMAT;                                             \
	return item_##name##_encode(out, &u.name, buf, cap)
	switch (t) {
	case ITEM_HEADER:
		TURN(header);
	case ITEM_COUNTS:
		TURN(counts);
	case ITEM_KEY:
		TURN(key);
	case ITEM_CLEAR:
		TURN(clear);
	case ITEM_ENTRY:
		TURN(entry);
	case ITEM_CHECKPOINT:
		if (item_checkpoint_decode(&u.checkpoint, body) != ERR_OK)
			return ERR_FORMAT;
		return item_checkpoint_encode(out, u.checkpoint, buf, cap);
	case ITEM_END:
		TURN(end);
	}
	return ERR_FORMAT;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static uint8_t buf[STREAM_PREFIX + STREAM_ITEM_MAX];
	struct span in = {p, n}, body, out;
	enum item t;
	uint32_t size;
	enum err err;

	if (stream_length(&size, in) != ERR_OK || size != n - STREAM_PREFIX)
		return 0;
	body = (struct span){p + STREAM_PREFIX, n - STREAM_PREFIX};
	if (stream_type(&t, body) != ERR_OK)
		return 0;
	err = turn(&out, t, body, buf, sizeof(buf));
	if (err != ERR_FORMAT && (err != ERR_OK || !span_eq(in, out)))
		abort();
	return 0;
}
