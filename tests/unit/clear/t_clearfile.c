/*
 * t_clearfile.c - the public file of a clear entry (FORMAT 8.2).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vector.h"

#include "clearfile.h"

#define D32 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
#define OPEN                                                                   \
	"{\"head\":\"" D32 "\",\"note\":\"bm90ZQ==\",\"okey\":\"" D32          \
	"\",\"payload\":\"{\\\"v\\\":1}\",\"v\":1}"
#define WITHDRAWN                                                              \
	"{\"head\":\"" D32 "\",\"note\":\"bm90ZQ==\",\"v\":1,"                 \
	"\"withdrawn\":128}"

static enum err
decode(struct span s)
{
	struct clear_file c;
	uint8_t *held;
	enum err e;

	e = clear_file_decode(&c, &held, s, NULL);
	if (e == ERR_OK)
		free(held);
	return e;
}

static void
round_trip(struct clear_file *c, uint8_t **held, struct span s)
{
	uint8_t *bytes;
	size_t n;

	assert_int_equal(clear_file_decode(c, held, s, NULL), ERR_OK);
	assert_int_equal(clear_file_encode(&bytes, &n, c), ERR_OK);
	assert_span_equal(span_of(bytes, n), s);
	free(bytes);
	assert_tight(s, decode);
}

static void
test_good(void **state)
{
	struct clear_file c;
	uint8_t *held;

	(void)state;
	round_trip(&c, &held, span_str(OPEN));
	assert_true(span_is(c.note, "note") && span_is(c.payload, "{\"v\":1}"));
	assert_true(digest_is_zero(&c.head) && !c.is_withdrawn);
	free(held);
	round_trip(&c, &held, span_str(WITHDRAWN));
	assert_true(c.is_withdrawn && c.withdrawn == 128);
	assert_true(span_is(c.note, "note") && c.payload.n == 0);
	free(held);
}

static void
test_refused(void **state)
{
	static const char *const bad[] = {
	    "{\"v\":1}",
	    "{\"head\":\"" D32 "\",\"note\":\"bm90ZQ==\",\"v\":1}",
	    "{\"head\":\"" D32 "\",\"note\":\"bm90ZQ==\",\"v\":2,"
	    "\"withdrawn\":1}",
	    "{\"head\":\"" D32 "\",\"note\":\"bm90ZQ==\",\"v\":1,"
	    "\"withdrawn\":-1}",
	    "{\"head\":\"" D32 "\",\"note\":\"bm90ZQ==\",\"v\":1,"
	    "\"withdrawn\":null}",
	    "{\"head\":\"" D32 "\",\"note\":\"bm90ZQ=\",\"v\":1,"
	    "\"withdrawn\":1}",
	    "{\"head\":\"" D32 "\",\"note\":\"\",\"v\":1,\"withdrawn\":1}",
	    "{\"head\":\"AAAA\",\"note\":\"bm90ZQ==\",\"v\":1,"
	    "\"withdrawn\":1}",
	    "{\"head\":\"" D32 "\",\"note\":\"bm90ZQ==\",\"okey\":\"" D32
	    "\",\"payload\":\"{}\",\"v\":1,\"withdrawn\":1}",
	    "{\"head\":\"" D32 "\",\"note\":\"bm90ZQ==\",\"okey\":\"" D32
	    "\",\"payload\":\"\",\"v\":1}",
	    "{\"head\":\"" D32 "\",\"note\":\"bm90ZQ==\",\"okey\":\"" D32
	    "\",\"payload\":{\"v\":1},\"v\":1}",
	    OPEN "\n",
	};
	struct clear_file c;
	uint8_t *held = NULL;
	struct fault f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (clear_file_decode(&c, &held, span_str(bad[i]), &f) !=
			ERR_FORMAT ||
		    f.code != ERR_FORMAT)
			fail_msg("accepted: %s", bad[i]);
	}
	assert_null(held);
}

static void
test_encode(void **state)
{
	static uint8_t note[STATEMENT_NOTE_MAX + 1];
	struct clear_file c;
	uint8_t *bytes = NULL, *held;
	size_t n = 0;

	(void)state;
	memset(&c, 0, sizeof(c));
	c.payload = span_str("{\"v\":1}");
	assert_int_equal(clear_file_encode(&bytes, &n, &c), ERR_FORMAT);
	c.note = span_of(note, sizeof(note));
	assert_int_equal(clear_file_encode(&bytes, &n, &c), ERR_FORMAT);
	c.note.n--;
	c.payload = span_str("a\n");
	assert_int_equal(clear_file_encode(&bytes, &n, &c), ERR_FORMAT);
	c.payload = span_str("\xff");
	assert_int_equal(clear_file_encode(&bytes, &n, &c), ERR_FORMAT);
	c.payload.n = 0;
	assert_int_equal(clear_file_encode(&bytes, &n, &c), ERR_FORMAT);
	assert_true(bytes == NULL && n == 0);
	c.payload = span_str("{\"v\":1}");
	assert_int_equal(clear_file_encode(&bytes, &n, &c), ERR_OK);
	assert_int_equal(clear_file_decode(&c, &held, span_of(bytes, n), NULL),
	    ERR_OK);
	assert_int_equal(c.note.n, STATEMENT_NOTE_MAX);
	free(held);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_encode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
