/* t_statement.c - the seven lines, the note around them, and "seen". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "statement.h"
#include "value.h"
#include "vector.h"

#define ORIGIN "ledger.example/xa-thu"

/* A good statement, to be broken in one place. */
static struct statement
sample(void)
{
	struct statement s;

	memset(&s, 0, sizeof(s));
	s.origin = SPAN_LIT(ORIGIN);
	s.kind = KIND_ASSIGNMENT;
	s.class = CLASS_SEALED;
	s.by[0] = SPAN_LIT(ORIGIN "/vhxh-1");
	s.by[1] = SPAN_LIT(ORIGIN "/thon-7-12");
	s.n_by = 2;
	memset(s.id.b, 1, sizeof(s.id.b));
	s.seen = 7;
	memset(s.seen_hash.b, 2, sizeof(s.seen_hash.b));
	memset(s.payload.b, 3, sizeof(s.payload.b));
	s.value = value_generator();
	return s;
}

static enum err
decode(struct span text)
{
	struct statement s, untouched;
	struct fault f = {ERR_OK, 0, NULL};
	uint8_t buf[STATEMENT_TEXT_MAX];
	struct span again;
	enum err e;

	memset(&s, 0x55, sizeof(s));
	untouched = s;
	e = statement_decode(&s, text, &f);
	assert_int_equal(f.code, e);
	assert_int_equal(statement_decode(&s, text, NULL), e);
	if (e != ERR_OK) {
		assert_memory_equal(&s, &untouched, sizeof(s));
		assert_memory_equal(f.clause, "FORMAT ", 7);
		return e;
	}
	assert_int_equal(statement_encode(&again, &s, buf, sizeof(buf)),
	    ERR_OK);
	assert_span_equal(again, text);
	return ERR_OK;
}

static void
encodes_and_decodes(void **state)
{
	uint8_t buf[STATEMENT_TEXT_MAX];
	struct span text, none;
	struct statement s;

	(void)state;
	s = sample();
	assert_int_equal(statement_encode(&text, &s, buf, sizeof(buf)), ERR_OK);
	assert_tight(text, decode);
	none = SPAN_LIT("same");
	assert_int_equal(statement_encode(&none, &s, buf, text.n - 1),
	    ERR_SPACE);
	assert_true(span_is(none, "same"));
}

static enum err
try_statement(struct span s, const json_t *context)
{
	(void)context;
	return decode(s);
}

static void
vectors(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("statement", try_statement), 6);
}

static void
assert_refused(const struct statement *s, enum err want)
{
	uint8_t buf[STATEMENT_TEXT_MAX];
	struct span text = SPAN_LIT("same");

	assert_int_equal(statement_encode(&text, s, buf, sizeof(buf)), want);
	assert_true(span_is(text, "same"));
}

static void
encoder_refuses(void **state)
{
	struct statement s;

	(void)state;
	s = sample();
	s.origin = SPAN_LIT("Ledger");
	assert_refused(&s, ERR_FORMAT);
	s = sample();
	s.class = CLASS_CLEAR;
	assert_refused(&s, ERR_FORMAT);
	s = sample();
	s.n_by = 0;
	assert_refused(&s, ERR_FORMAT);
	s.n_by = BY_MAX + 1;
	assert_refused(&s, ERR_FORMAT);
	s = sample();
	s.by[1] = s.by[0];
	assert_refused(&s, ERR_FORMAT);
	s = sample();
	s.by[1] = SPAN_LIT("ledger.example/xa-khac/cax-1");
	assert_refused(&s, ERR_FORMAT);
	s = sample();
	s.seen = NUMBER_MAX + 1;
	assert_refused(&s, ERR_RANGE);
	s = sample();
	s.seen = 0;
	assert_refused(&s, ERR_RANGE);
	s = sample();
	s.kind = KIND_GENESIS;
	s.class = CLASS_CLEAR;
	assert_refused(&s, ERR_RANGE);
	s.seen = 0;
	assert_refused(&s, ERR_HASH);
	s = sample();
	memset(s.value.b, 0, sizeof(s.value.b));
	assert_refused(&s, ERR_VALUE);
	memset(s.value.b, 0xff, sizeof(s.value.b));
	assert_refused(&s, ERR_VALUE);
}

/* One word of a good text replaced, and the clause that refuses it. */
static const struct {
	const char *old, *new, *clause;
} refusals[] = {
    {"minhbach/v1", "minhbach/v2", "FORMAT 3.1"},
    {"assignment sealed", "assignment", "FORMAT 3.1"},
    {"assignment", "assignmend", "FORMAT 6.1"},
    {"assignment", "", "FORMAT 6.1"},
    {"sealed", "Sealed", "FORMAT 6.1"},
    {"sealed", "clear", "FORMAT 6.1"},
    {"sealed", "sealed ", "FORMAT 6.1"},
    {"ledger.example/xa-thu\n", "ledger.example/xa-thU\n", "FORMAT 1.5"},
    {"ledger.example/xa-thu\n", "\n", "FORMAT 1.5"},
    {"/vhxh-1 ", "/vhxh-1  ", "FORMAT 1.5"},
    {"/vhxh-1 ", "/vhxh-1\t", "FORMAT 1.5"},
    {"/vhxh-1", "/vhxh-0", "FORMAT 1.5"},
    {"/vhxh-1", "/vhxh-01", "FORMAT 1.5"},
    {"/vhxh-1", "/vhxh-", "FORMAT 1.5"},
    {"/vhxh-1", "/vhxh", "FORMAT 1.5"},
    {"/vhxh-1", "/-1", "FORMAT 1.5"},
    {"/vhxh-1", "/vh.xh-1", "FORMAT 1.5"},
    {"/vhxh-1", "/vhxh/a-1", "FORMAT 1.5"},
    {"xa-thu/vhxh-1", "xa-khac/vhxh-1", "FORMAT 1.5"},
    {"by ledger.example/xa-thu/vhxh-1 ", "by ", NULL},
    {"by ledger", "by  ledger", "FORMAT 1.5"},
    {"-12\n", "-12 \n", "FORMAT 1.5"},
    {"/thon-7-12", "/vhxh-1", "FORMAT 3.2"},
    {"seen 7", "seen 07", "FORMAT 3.1"},
    {"seen 7", "seen 9007199254740992", "FORMAT 3.1"},
    {"seen 7", "seen 0", "FORMAT 3.5"},
    {"assignment sealed", "genesis clear", "FORMAT 3.5"},
    {"seen 7", "Seen 7", "FORMAT 3.1"},
    {"id AQEB", "id AQE=", "FORMAT 3.1"},
    {"payload ", "payload  ", "FORMAT 3.1"},
    {"value zv", "value zf", "FORMAT 5.3"},
    {"\n", "\r\n", "FORMAT 1.5"},
    {"\nid", "\n\nid", "FORMAT 3.1"},
};

static void
decoder_refuses(void **state)
{
	uint8_t buf[STATEMENT_TEXT_MAX + 1];
	char text[1024], broken[1200];
	struct statement s;
	struct fault f;
	struct span t;
	const char *at;
	size_t i;

	(void)state;
	s = sample();
	assert_int_equal(statement_encode(&t, &s, buf, sizeof(buf)), ERR_OK);
	(void)snprintf(text, sizeof(text), "%.*s", (int)t.n, (const char *)t.p);
	for (i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		at = strstr(text, refusals[i].old);
		assert_non_null(at);
		(void)snprintf(broken, sizeof(broken), "%.*s%s%s",
		    (int)(at - text), text, refusals[i].new,
		    at + strlen(refusals[i].old));
		f.clause = NULL;
		if ((decode(span_str(broken)) == ERR_OK) !=
		    (refusals[i].clause == NULL))
			fail_msg("case %zu", i);
		if (refusals[i].clause == NULL)
			continue;
		assert_int_not_equal(statement_decode(&s, span_str(broken), &f),
		    ERR_OK);
		if (strncmp(f.clause, refusals[i].clause,
			strlen(refusals[i].clause)) != 0)
			fail_msg("case %zu: %s", i, f.clause);
		assert_int_equal(f.index, FAULT_NO_INDEX);
	}
	memset(buf, 'a', sizeof(buf));
	assert_int_equal(decode(span_of(buf, sizeof(buf))), ERR_FORMAT);
}

static void
key_names(void **state)
{
	struct span unit = SPAN_LIT("same"), origin = SPAN_LIT(ORIGIN);
	char name[NAME_MAX_LEN + 2];

	(void)state;
	assert_true(key_name_unit(&unit, SPAN_LIT(ORIGIN "/thon-7-1"), origin));
	assert_true(span_is(unit, "thon-7"));
	assert_true(key_name_unit(&unit,
	    SPAN_LIT(ORIGIN "/cax-9007199254740991"), origin));
	unit = SPAN_LIT("same");
	assert_false(key_name_unit(&unit, SPAN_LIT(ORIGIN), origin));
	assert_false(key_name_unit(&unit, SPAN_LIT(ORIGIN "/"), origin));
	assert_false(key_name_unit(&unit, SPAN_LIT(ORIGIN "-1"), origin));
	assert_false(key_name_unit(&unit, SPAN_LIT(""), origin));
	assert_false(key_name_unit(&unit,
	    SPAN_LIT(ORIGIN "/a123456789012345678901234567890123-1"), origin));
	(void)snprintf(name, sizeof(name), "%0*d/a-1", NAME_MAX_LEN - 3, 0);
	assert_false(key_name_unit(&unit, span_str(name),
	    span_of(name, NAME_MAX_LEN - 3)));
	assert_true(span_is(unit, "same"));
}

/* Time first, so that ids of sealed kinds sort by it. */
static void
ids(void **state)
{
	static const uint8_t random[10] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
	struct id id;

	(void)state;
	id = id_sealed(UINT64_C(0x010203040506), random);
	assert_memory_equal(id.b, "\1\2\3\4\5\6\1\2\3\4\5\6\7\x08\x09\x0a", 16);
}

static enum err
try_seen(struct span text, const json_t *context)
{
	const json_t *hashes, *grant;
	struct digest hash;
	uint64_t grants[BY_MAX];
	struct statement s;
	char key[24];
	size_t i;
	enum err e;

	e = statement_decode(&s, text, NULL);
	if (e != ERR_OK)
		return e;
	hashes = vector_get(context, "leaf_hashes");
	(void)snprintf(key, sizeof(key), "%llu",
	    (unsigned long long)s.seen - 1);
	vector_base64(hash.b, sizeof(hash.b), hashes, key);
	json_array_foreach(vector_get(context, "grants"), i, grant) grants[i] =
	    (uint64_t)json_integer_value(grant);
	return seen_check(&s, vector_number(context, "index"), &hash, grants, i,
	    NULL);
}

static void
seen_vectors(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("seen", try_seen), 5);
}

static enum err
seen(uint64_t n, uint64_t index, uint64_t grant)
{
	const uint64_t grants[2] = {0, grant};
	struct fault f = {ERR_OK, 0, NULL};
	struct statement s;
	enum err e;

	s = sample();
	s.seen = n;
	e = seen_check(&s, index, &s.seen_hash, grants, 2, &f);
	if (e != ERR_OK)
		assert_int_equal(f.index, index);
	return e;
}

static void
seen_window(void **state)
{
	struct digest other = {{9}}, none = {{0}};
	struct statement s;

	(void)state;
	assert_int_equal(seen(1, 1, 0), ERR_OK);
	assert_int_equal(seen(1, SEEN_WINDOW + 1, 0), ERR_OK);
	assert_int_equal(seen(1, SEEN_WINDOW + 2, 0), ERR_RANGE);
	assert_int_equal(seen(2, 1, 0), ERR_RANGE);
	assert_int_equal(seen(0, 1, 0), ERR_RANGE);
	assert_int_equal(seen(UINT64_MAX, 5, 0), ERR_RANGE);
	assert_int_equal(seen(5, 5, 4), ERR_OK);
	assert_int_equal(seen(5, 9, 5), ERR_AUTHORITY);
	assert_int_equal(seen(1, 0, 0), ERR_RANGE);
	s = sample();
	assert_int_equal(seen_check(&s, 7, &other, NULL, 0, NULL), ERR_HASH);
	assert_int_equal(seen_check(&s, 7, NULL, NULL, 0, NULL), ERR_HASH);
	s.kind = KIND_GENESIS;
	s.seen_hash = none;
	s.seen = 0;
	assert_int_equal(seen_check(&s, 0, NULL, NULL, 0, NULL), ERR_OK);
	assert_int_equal(seen_check(&s, 1, &none, NULL, 0, NULL), ERR_RANGE);
	s.seen = 1;
	assert_int_equal(seen_check(&s, 0, &none, NULL, 0, NULL), ERR_RANGE);
}

/* The same but for the point, which is left to the reader. */
static void
decodes_fast(void **state)
{
	uint8_t buf[STATEMENT_TEXT_MAX];
	struct statement s, fast, slow;
	struct span text, shorter;

	(void)state;
	s = sample();
	assert_int_equal(statement_encode(&text, &s, buf, sizeof(buf)), ERR_OK);
	memset(&fast, 0, sizeof(fast));
	memset(&slow, 0, sizeof(slow));
	assert_int_equal(statement_decode_fast(&fast, text, NULL), ERR_OK);
	assert_int_equal(statement_decode(&slow, text, NULL), ERR_OK);
	assert_memory_equal(&fast, &slow, sizeof(fast));
	shorter = (struct span){text.p, text.n - 1};
	assert_int_equal(statement_decode_fast(&fast, shorter, NULL),
	    ERR_FORMAT);
	memset(buf + text.n - 45, '/', 42);
	memcpy(buf + text.n - 3, "8=", 2);
	assert_int_equal(statement_decode(&slow, text, NULL), ERR_VALUE);
	assert_int_equal(statement_decode_fast(&fast, text, NULL), ERR_OK);
	assert_int_equal(fast.value.b[0], 0xff);
	assert_int_equal(fast.value.b[31], 0xff);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(encodes_and_decodes),
	    cmocka_unit_test(decodes_fast),
	    cmocka_unit_test(vectors),
	    cmocka_unit_test(encoder_refuses),
	    cmocka_unit_test(decoder_refuses),
	    cmocka_unit_test(key_names),
	    cmocka_unit_test(ids),
	    cmocka_unit_test(seen_vectors),
	    cmocka_unit_test(seen_window),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
