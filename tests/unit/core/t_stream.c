/*
 * t_stream.c - the items of the audit stream: they come back as they went,
 * and nothing that is shorter, longer or of another type does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "stream.h"
#include "text.h"

/* SPAN_LIT for static tables. */
#define BYTES(s)                                                               \
	{                                                                      \
		(const uint8_t *)("" s), sizeof(s) - 1                         \
	}
#define MAGIC "minhbach/stream/v1\n"

static uint8_t buf[STREAM_ITEM_MAX + 64], again[sizeof(buf)];

/* Any item, and how to read and write it whatever it is. */
union any {
	struct item_header header;
	struct item_counts counts;
	struct item_key key;
	struct item_clear clear;
	struct item_entry entry;
	struct span checkpoint;
	struct item_end end;
};

static enum err
decode(union any *a, enum item t, struct span body)
{
	switch (t) {
	case ITEM_HEADER:
		return item_header_decode(&a->header, body);
	case ITEM_COUNTS:
		return item_counts_decode(&a->counts, body);
	case ITEM_KEY:
		return item_key_decode(&a->key, body);
	case ITEM_CLEAR:
		return item_clear_decode(&a->clear, body);
	case ITEM_ENTRY:
		return item_entry_decode(&a->entry, body);
	case ITEM_CHECKPOINT:
		return item_checkpoint_decode(&a->checkpoint, body);
	case ITEM_END:
		return item_end_decode(&a->end, body);
	}
	return ERR_FORMAT;
}

static enum err
encode(struct span *out, enum item t, const union any *a, void *p, size_t cap)
{
	switch (t) {
	case ITEM_HEADER:
		return item_header_encode(out, &a->header, p, cap);
	case ITEM_COUNTS:
		return item_counts_encode(out, &a->counts, p, cap);
	case ITEM_KEY:
		return item_key_encode(out, &a->key, p, cap);
	case ITEM_CLEAR:
		return item_clear_encode(out, &a->clear, p, cap);
	case ITEM_ENTRY:
		return item_entry_encode(out, &a->entry, p, cap);
	case ITEM_CHECKPOINT:
		return item_checkpoint_encode(out, a->checkpoint, p, cap);
	case ITEM_END:
		return item_end_encode(out, &a->end, p, cap);
	}
	return ERR_FORMAT;
}

#define HEAD MAGIC "\0\0\0\1a\0\0\0\2no"
#define X16 "0123456789abcdef"
#define X32 X16 X16
#define X96 X32 X32 X32

/* One item of each type by hand, to the byte. */
static const struct {
	enum item type;
	union any any;
	struct span wire;
} known[] = {
    {ITEM_HEADER, {.header = {BYTES("a"), BYTES("no"), BYTES(X32), true}},
	BYTES("\0\0\0\x44H" HEAD "\0\0\0\x20" X32 "\1")},
    {ITEM_HEADER, {.header = {BYTES("a"), BYTES("no"), BYTES(X32), false}},
	BYTES("\0\0\0\x44H" HEAD "\0\0\0\x20" X32 "\0")},
    {ITEM_HEADER, {.header = {BYTES("a"), BYTES("no"), {NULL, 0}, false}},
	BYTES("\0\0\0\x24H" HEAD "\0\0\0\0\0")},
    {ITEM_COUNTS, {.counts = {258, NUMBER_MAX}},
	BYTES("\0\0\0\x11N\0\0\0\0\0\0\1\2\0\x1f\xff\xff\xff\xff\xff\xff")},
    {ITEM_COUNTS, {.counts = {NUMBER_MAX, 0}},
	BYTES("\0\0\0\x11N\0\x1f\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0\0\0")},
    {ITEM_CLEAR, {.clear = {NUMBER_MAX, BYTES(X32), {NULL, 0}}},
	BYTES("\0\0\0\x31"
	      "C\0\x1f\xff\xff\xff\xff\xff\xff\0\0\0\x20" X32 "\0\0\0\0")},
    {ITEM_END, {.end = {NUMBER_MAX, {X32}}},
	BYTES("\0\0\0\x29Z\0\x1f\xff\xff\xff\xff\xff\xff" X32)},
    {ITEM_KEY, {.key = {BYTES(X16), BYTES(X96)}}, BYTES("\0\0\0\x71K" X16 X96)},
    {ITEM_ENTRY, {.entry = {BYTES("l"), BYTES("h"), BYTES("n"), BYTES("s")}},
	BYTES("\0\0\0\x15"
	      "E\0\0\0\1l\0\0\0\1h\0\0\0\1n\0\0\0\1s")},
    {ITEM_ENTRY, {.entry = {BYTES("l"), BYTES("h"), BYTES("n"), {NULL, 0}}},
	BYTES("\0\0\0\x14"
	      "E\0\0\0\1l\0\0\0\1h\0\0\0\1n\0\0\0\0")},
    {ITEM_CLEAR, {.clear = {7, BYTES(X32), BYTES("{}")}},
	BYTES("\0\0\0\x33"
	      "C\0\0\0\0\0\0\0\7\0\0\0\x20" X32 "\0\0\0\2{}")},
    {ITEM_CHECKPOINT, {.checkpoint = BYTES("note")},
	BYTES("\0\0\0\x09S\0\0\0\4note")},
    {ITEM_END, {.end = {65, {X32}}},
	BYTES("\0\0\0\x29Z\0\0\0\0\0\0\0\x41" X32)},
};
#define KNOWN (sizeof(known) / sizeof(known[0]))

static struct span
body_of(struct span wire)
{
	return (struct span){wire.p + STREAM_PREFIX, wire.n - STREAM_PREFIX};
}

static void
test_known(void **state)
{
	struct span out, body;
	enum item type;
	union any a;
	uint32_t n;
	size_t i;

	(void)state;
	for (i = 0; i < KNOWN; i++) {
		body = body_of(known[i].wire);
		assert_int_equal(encode(&out, known[i].type, &known[i].any, buf,
				     sizeof(buf)),
		    ERR_OK);
		assert_int_equal(out.n, known[i].wire.n);
		assert_memory_equal(out.p, known[i].wire.p, out.n);
		assert_int_equal(stream_length(&n, known[i].wire), ERR_OK);
		assert_int_equal(n, body.n);
		assert_int_equal(stream_type(&type, body), ERR_OK);
		assert_int_equal(type, known[i].type);
		assert_int_equal(decode(&a, type, body), ERR_OK);
		assert_int_equal(encode(&out, type, &a, again, sizeof(again)),
		    ERR_OK);
		assert_true(span_eq(out, known[i].wire));
	}
}

/* Fields of any length, none included, and any bytes. */
static void
test_random(void **state)
{
	struct item_entry in, got;
	uint8_t bytes[4 * 512];
	struct span *field[] = {&in.leaf, &in.head, &in.note, &in.sealed};
	uint32_t seed = 10;
	struct span out;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 7);
	for (i = 0; i < 2000; i++) {
		for (k = 0; k < 4; k++) {
			seed = seed * 1664525 + 1013904223;
			*field[k] = (struct span){bytes + k * 512 + i % 256,
			    (seed >> 24) * (seed >> 20 & 1)};
		}
		assert_int_equal(item_entry_encode(&out, &in, buf, sizeof(buf)),
		    ERR_OK);
		assert_int_equal(item_entry_decode(&got, body_of(out)), ERR_OK);
		assert_true(span_eq(in.leaf, got.leaf));
		assert_true(span_eq(in.head, got.head));
		assert_true(span_eq(in.note, got.note));
		assert_true(span_eq(in.sealed, got.sealed));
	}
}

/* Neither a prefix, nor a byte more, nor an item of another type decodes. */
static void
test_refused(void **state)
{
	union any a, was;
	struct span body;
	size_t i, j;

	(void)state;
	memset(&a, 0x5a, sizeof(a));
	was = a;
	for (i = 0; i < KNOWN; i++) {
		body = body_of(known[i].wire);
		memcpy(buf, body.p, body.n);
		buf[body.n] = 0;
		for (j = 0; j < body.n + 2; j++) {
			if (j == body.n)
				continue;
			assert_int_equal(decode(&a, known[i].type,
					     (struct span){buf, j}),
			    ERR_FORMAT);
		}
		for (j = 0; j < KNOWN; j++) {
			if (known[j].type == known[i].type)
				continue;
			assert_int_equal(decode(&a, known[j].type, body),
			    ERR_FORMAT);
		}
	}
	assert_memory_equal(&a, &was, sizeof(a));
}

/* Seven letters are types, no other byte is, and there must be one. */
static void
test_type(void **state)
{
	enum item type;
	unsigned c;
	enum err want;

	(void)state;
	for (c = 0; c < 256; c++) {
		buf[0] = (uint8_t)c;
		type = ITEM_END;
		want = c != 0 && strchr("HKCESNZ", (int)c) != NULL ? ERR_OK
								   : ERR_FORMAT;
		assert_int_equal(stream_type(&type, (struct span){buf, 1}),
		    want);
		assert_int_equal(type, want == ERR_OK ? c : ITEM_END);
	}
	assert_int_equal(stream_type(&type, (struct span){buf, 0}), ERR_FORMAT);
}

static void
test_length(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		enum err err;
		uint32_t length;
	} cases[] = {
	    {"", 0, ERR_TRUNCATED, 99},
	    {"\0\0\0", 3, ERR_TRUNCATED, 99},
	    {"\0\0\0\0", 4, ERR_RANGE, 99},
	    {"\0\0\0\1", 4, ERR_OK, 1},
	    {"\0\0\1\2Z", 5, ERR_OK, 258},
	    {"\0\x08\0\0", 4, ERR_OK, STREAM_ITEM_MAX},
	    {"\0\x08\0\1", 4, ERR_RANGE, 99},
	    {"\xff\xff\xff\xff", 4, ERR_RANGE, 99},
	};
	uint32_t n;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		n = 99;
		assert_int_equal(
		    stream_length(&n,
			(struct span){(const uint8_t *)cases[i].bytes,
			    cases[i].n}),
		    cases[i].err);
		assert_int_equal(n, cases[i].length);
	}
}

/* Bodies of the right length whose fields are not. */
static void
test_fields(void **state)
{
	static const struct span bad[] = {
	    BYTES("Hminhbach/stream/v2\n\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	    BYTES("Hminhbach/stream/v1 \0\0\0\0\0\0\0\0\0\0\0\0\0"),
	    BYTES("H" MAGIC "\0\0\0\0\0\0\0\0\0\0\0\1x\0"),
	    BYTES("H" MAGIC "\0\0\0\0\0\0\0\0\0\0\0\x10" X16 "\0"),
	    BYTES("H" MAGIC "\xff\xff\xff\xff\0\0\0\0\0\0\0\0\0"),
	    /* a grant of all to nobody, and one that is neither */
	    BYTES("H" MAGIC "\0\0\0\0\0\0\0\0\0\0\0\0\1"),
	    BYTES("H" MAGIC "\0\0\0\0\0\0\0\0\0\0\0\x20" X32 "\2"),
	    BYTES("N\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	    BYTES("N\0\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff"),
	    BYTES("C\0\x20\0\0\0\0\0\0\0\0\0\x20" X32 "\0\0\0\0"),
	    BYTES("C\0\0\0\0\0\0\0\0\0\0\0\x1f" X32 "\0\0\0\0"),
	    BYTES("C\0\0\0\0\0\0\0\0\0\0\0\x10" X16 "\0\0\0\x0c"
		  "0123456789ab"),
	    BYTES("E\0\0\0\4leaf\0\0\0\4head\0\0\0\4note\0\0\0\1"),
	    BYTES("S\0\0\0\5note"),
	    BYTES("S\0\0\0\3note"),
	    BYTES("Z\0\x20\0\0\0\0\0\0" X32),
	};
	enum item type;
	union any a;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(stream_type(&type, bad[i]), ERR_OK);
		assert_int_equal(decode(&a, type, bad[i]), ERR_FORMAT);
	}
}

static void
test_space(void **state)
{
	struct span out = {NULL, 7};
	size_t i, cap;

	(void)state;
	for (i = 0; i < KNOWN; i++) {
		for (cap = 0; cap < known[i].wire.n; cap++)
			assert_int_equal(encode(&out, known[i].type,
					     &known[i].any, buf, cap),
			    ERR_SPACE);
	}
	assert_null(out.p);
	assert_int_equal(out.n, 7);
}

/* What the decoder would not take is not written. */
static void
test_encode_refused(void **state)
{
	static const struct {
		enum item type;
		union any any;
	} bad[] = {
	    {ITEM_HEADER,
		{.header = {BYTES("a"), BYTES("n"), BYTES(X16), false}}},
	    {ITEM_HEADER,
		{.header = {BYTES("a"), BYTES("n"), {NULL, 0}, true}}},
	    {ITEM_COUNTS, {.counts = {NUMBER_MAX + 1, 0}}},
	    {ITEM_COUNTS, {.counts = {0, NUMBER_MAX + 1}}},
	    {ITEM_KEY, {.key = {BYTES(X16), BYTES(X32)}}},
	    {ITEM_KEY, {.key = {BYTES(X32), BYTES(X96)}}},
	    {ITEM_CLEAR, {.clear = {0, BYTES(X16), BYTES("{}")}}},
	    {ITEM_CLEAR, {.clear = {NUMBER_MAX + 1, BYTES(X32), BYTES("{}")}}},
	    {ITEM_END, {.end = {NUMBER_MAX + 1, {{0}}}}},
	};
	struct span out = {NULL, 7};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(encode(&out, bad[i].type, &bad[i].any, buf,
				     sizeof(buf)),
		    ERR_RANGE);
	assert_null(out.p);
	assert_int_equal(out.n, 7);
}

/* The largest item, and one byte more. */
static void
test_largest(void **state)
{
	static uint8_t note[STREAM_ITEM_MAX];
	struct span in = {note, STREAM_ITEM_MAX - 5}, out, got;
	uint32_t n;

	(void)state;
	memset(note, 'x', sizeof(note));
	assert_int_equal(item_checkpoint_encode(&out, in, buf, sizeof(buf)),
	    ERR_OK);
	assert_int_equal(stream_length(&n, out), ERR_OK);
	assert_int_equal(n, STREAM_ITEM_MAX);
	assert_int_equal(item_checkpoint_decode(&got, body_of(out)), ERR_OK);
	assert_true(span_eq(got, in));
	in.n++;
	assert_int_equal(item_checkpoint_encode(&out, in, buf, sizeof(buf)),
	    ERR_RANGE);
	buf[STREAM_PREFIX] = 'S';
	memcpy(buf + STREAM_PREFIX + 1, "\0\x07\xff\xfc", 4);
	out = (struct span){buf + STREAM_PREFIX, STREAM_ITEM_MAX + 1};
	assert_int_equal(item_checkpoint_decode(&got, out), ERR_FORMAT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_known),
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_type),
	    cmocka_unit_test(test_length),
	    cmocka_unit_test(test_fields),
	    cmocka_unit_test(test_space),
	    cmocka_unit_test(test_encode_refused),
	    cmocka_unit_test(test_largest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
