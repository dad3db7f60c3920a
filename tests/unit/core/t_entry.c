/* t_entry.c - heads, leaves, and whether they belong together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "entry.h"
#include "hash.h"
#include "value.h"
#include "vector.h"

#define HEAD "minhbach/entry/v1\n9\n1789891209000\nF3qQx/sFdk/XGI9IrETGnQ==\n"
#define LEAF                                                                   \
	"minhbach/leaf/v1\n9\nsealed\n"                                        \
	"i6Qxwg6d6Va7uGIva4aA8kOcLLWoY4rHRgdW75NTVqc=\n"                       \
	"OXc2T/OIr6oNwzCaySdPnS7jXUrq7BbI3pgtu2y0S0s=\n"                       \
	"qmo0NIwXKpdMYCZthmuLy2vyU+fRq2Uf3GHiMWE5Flc=\n"

static enum err
decode_head(struct span bytes)
{
	struct head h, untouched;
	uint8_t buf[HEAD_MAX];
	struct span again;
	enum err e;

	memset(&h, 0x55, sizeof(h));
	untouched = h;
	e = head_decode(&h, bytes);
	if (e != ERR_OK) {
		assert_memory_equal(&h, &untouched, sizeof(h));
		return e;
	}
	assert_int_equal(head_encode(&again, &h, buf, sizeof(buf)), ERR_OK);
	assert_span_equal(again, bytes);
	assert_int_equal(head_encode(&again, &h, buf, bytes.n - 1), ERR_SPACE);
	return ERR_OK;
}

static enum err
try_head(struct span bytes, const json_t *context)
{
	(void)context;
	return decode_head(bytes);
}

static void
heads(void **state)
{
	struct head h = {0, 0, {{0}}};
	uint8_t buf[HEAD_MAX];
	struct span out;

	(void)state;
	assert_tight(SPAN_LIT(HEAD), decode_head);
	assert_int_equal(vector_bad("head", try_head), 3);
	h.index = NUMBER_MAX;
	h.time_ms = NUMBER_MAX;
	assert_int_equal(head_encode(&out, &h, buf, sizeof(buf)), ERR_OK);
	assert_tight(out, decode_head);
	h.index++;
	assert_int_equal(head_encode(&out, &h, buf, sizeof(buf)), ERR_RANGE);
	h.index = 0;
	h.time_ms++;
	assert_int_equal(head_encode(&out, &h, buf, sizeof(buf)), ERR_RANGE);
}

static enum err
decode_leaf(struct span bytes)
{
	struct fault f = {ERR_OK, 0, NULL};
	struct leaf l, untouched;
	uint8_t buf[LEAF_MAX];
	struct span again;
	enum err e;

	memset(&l, 0x55, sizeof(l));
	untouched = l;
	e = leaf_decode(&l, bytes, &f);
	assert_int_equal(f.code, e);
	if (e != ERR_OK) {
		assert_memory_equal(&l, &untouched, sizeof(l));
		assert_memory_equal(f.clause, "FORMAT ", 7);
		return e;
	}
	assert_int_equal(leaf_decode_fast(&untouched, bytes, NULL), ERR_OK);
	assert_int_equal(leaf_encode(&again, &l, buf, sizeof(buf)), ERR_OK);
	assert_span_equal(again, bytes);
	assert_int_equal(leaf_encode(&again, &l, buf, bytes.n - 1), ERR_SPACE);
	return ERR_OK;
}

static enum err
try_leaf(struct span bytes, const json_t *context)
{
	struct digest prev;
	struct leaf l;
	enum err e;

	vector_base64(prev.b, sizeof(prev.b), context, "prev");
	e = leaf_decode(&l, bytes, NULL);
	if (e == ERR_OK)
		e = leaf_follows(&l, vector_number(context, "index"), &prev,
		    NULL);
	return e;
}

static void
leaves(void **state)
{
	uint8_t buf[LEAF_MAX];
	struct span out = SPAN_LIT("same");
	struct leaf l;

	(void)state;
	assert_tight(SPAN_LIT(LEAF), decode_leaf);
	assert_int_equal(vector_bad("leaf", try_leaf), 10);
	memset(&l, 0, sizeof(l));
	assert_int_equal(leaf_encode(&out, &l, buf, sizeof(buf)), ERR_VALUE);
	l.value = value_generator();
	l.prev.b[0] = 1;
	assert_int_equal(leaf_encode(&out, &l, buf, sizeof(buf)), ERR_HASH);
	l.index = NUMBER_MAX + 1;
	assert_int_equal(leaf_encode(&out, &l, buf, sizeof(buf)), ERR_RANGE);
	assert_true(span_is(out, "same"));
	l.index = NUMBER_MAX;
	assert_int_equal(leaf_encode(&out, &l, buf, sizeof(buf)), ERR_OK);
	assert_tight(out, decode_leaf);
	l.index = 0;
	l.prev.b[0] = 0;
	assert_int_equal(leaf_encode(&out, &l, buf, sizeof(buf)), ERR_OK);
	assert_tight(out, decode_leaf);
}

/* The first leaf has 32 zero bytes before it. */
static void
first_leaf(void **state)
{
	char text[sizeof(LEAF)];
	struct digest any = {{1}};
	struct fault f;
	struct leaf l;

	(void)state;
	memcpy(text, LEAF, sizeof(text));
	text[17] = '0';
	assert_int_equal(decode_leaf(span_str(text)), ERR_HASH);
	memcpy(text + 26, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", 44);
	assert_int_equal(leaf_decode(&l, span_str(text), NULL), ERR_OK);
	assert_int_equal(leaf_follows(&l, 0, NULL, NULL), ERR_OK);
	assert_int_equal(leaf_follows(&l, 0, &any, NULL), ERR_OK);
	assert_int_equal(leaf_follows(&l, 1, &any, &f), ERR_RANGE);
	l.prev.b[0] = 1;
	assert_int_equal(leaf_follows(&l, 0, NULL, &f), ERR_HASH);
	assert_int_equal(leaf_follows(&l, 0, &any, &f), ERR_HASH);
	l.index = 1;
	assert_int_equal(leaf_follows(&l, 1, &any, &f), ERR_OK);
	assert_int_equal(leaf_follows(&l, 1, NULL, &f), ERR_HASH);
	assert_int_equal(f.index, 1);
}

/* A fast decode takes any 32 bytes for a point, and nothing else more. */
static void
fast_decode(void **state)
{
	char text[sizeof(LEAF)];
	struct leaf l;

	(void)state;
	memcpy(text, LEAF, sizeof(text));
	memcpy(text + sizeof(text) - 46,
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", 44);
	assert_int_equal(decode_leaf(span_str(text)), ERR_VALUE);
	assert_int_equal(leaf_decode_fast(&l, span_str(text), NULL), ERR_OK);
	text[22] = 'E';
	assert_int_equal(leaf_decode_fast(&l, span_str(text), NULL),
	    ERR_FORMAT);
}

/* The leaf alone, then with head and note of the context. */
static enum err
try_entry(struct span bytes, const json_t *context)
{
	struct digest head, prev;
	struct statement s;
	struct span text;
	struct leaf l;
	struct note n;
	enum err e;

	vector_base64(head.b, sizeof(head.b), context, "head_digest");
	vector_base64(prev.b, sizeof(prev.b), context, "prev");
	text = vector_text(context, "note");
	assert_int_equal(statement_note_decode(&s, &n, text, NULL), ERR_OK);
	e = leaf_decode(&l, bytes, NULL);
	if (e == ERR_OK)
		e = leaf_follows(&l, vector_number(context, "index"), &prev,
		    NULL);
	if (e == ERR_OK)
		e = entry_check(&l, &head, text, &s, NULL);
	return e;
}

static void
entries(void **state)
{
	struct statement s;
	struct digest head;
	struct span note = SPAN_LIT("note");
	struct fault f;
	struct leaf l;

	(void)state;
	assert_int_equal(vector_bad("entry", try_entry), 3);
	memset(&s, 0, sizeof(s));
	memset(&l, 0, sizeof(l));
	head = sha256(SPAN_LIT(HEAD));
	l.index = 5;
	l.entry = entry_digest(&head, note);
	assert_int_equal(entry_check(&l, &head, note, &s, NULL), ERR_OK);
	assert_int_equal(entry_check(&l, &head, SPAN_LIT("not"), &s, &f),
	    ERR_HASH);
	assert_int_equal(f.index, 5);
	s.class = CLASS_SEALED;
	assert_int_equal(entry_check(&l, &head, note, &s, NULL), ERR_FORMAT);
	s.class = CLASS_CLEAR;
	s.value.b[31] = 1;
	assert_int_equal(entry_check(&l, &head, note, &s, NULL), ERR_VALUE);
	head.b[0] ^= 1;
	assert_int_equal(entry_check(&l, &head, note, &s, NULL), ERR_HASH);
}

static void
split(void **state)
{
	static char long_note[sizeof(HEAD) + STATEMENT_NOTE_MAX];
	struct span head = SPAN_LIT("same"), note = SPAN_LIT("same");
	char line[HEAD_MAX + 2];

	(void)state;
	assert_int_equal(entry_split(&head, &note, SPAN_LIT(HEAD)), ERR_FORMAT);
	assert_int_equal(entry_split(&head, &note, SPAN_LIT("a\nb\nc\nd")),
	    ERR_FORMAT);
	assert_int_equal(entry_split(&head, &note, SPAN_LIT("")), ERR_FORMAT);
	memset(line, 'a', sizeof(line));
	memcpy(line, "a\nb\nc\n", 6);
	line[HEAD_MAX] = '\n';
	assert_int_equal(entry_split(&head, &note, span_of(line, sizeof(line))),
	    ERR_FORMAT);
	memset(long_note, 'n', sizeof(long_note));
	memcpy(long_note, HEAD, sizeof(HEAD) - 1);
	assert_int_equal(entry_split(&head, &note,
			     span_of(long_note, sizeof(long_note))),
	    ERR_FORMAT);
	assert_true(span_is(head, "same") && span_is(note, "same"));
	assert_int_equal(entry_split(&head, &note,
			     span_of(long_note, sizeof(long_note) - 1)),
	    ERR_OK);
	assert_int_equal(note.n, STATEMENT_NOTE_MAX);
	line[HEAD_MAX] = 'a';
	line[HEAD_MAX - 1] = '\n';
	assert_int_equal(entry_split(&head, &note, span_of(line, sizeof(line))),
	    ERR_OK);
	assert_int_equal(head.n, HEAD_MAX);
	assert_int_equal(entry_split(&head, &note, SPAN_LIT(HEAD "note\n")),
	    ERR_OK);
	assert_true(span_is(head, HEAD) && span_is(note, "note\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(heads),
	    cmocka_unit_test(leaves),
	    cmocka_unit_test(first_leaf),
	    cmocka_unit_test(fast_decode),
	    cmocka_unit_test(entries),
	    cmocka_unit_test(split),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
