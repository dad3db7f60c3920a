/*
 * t_canonical.c - FORMAT 4.1, clause by clause: the model's payloads are
 * taken, each broken one is refused, and what is taken has one spelling.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vector.h"

#include "canonical.h"

static enum err
check(struct span s)
{
	return canonical_check(s, PAYLOAD_MAX, NULL);
}

static enum err
try_payload(struct span bytes, const json_t *context)
{
	(void)context;
	return check(bytes);
}

static void
test_bad(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("payload", try_payload), 14);
}

static void
round_trip(struct span s)
{
	uint8_t *bytes;
	json_t *j;
	size_t n;

	assert_int_equal(canonical_decode(&j, s, PAYLOAD_MAX, NULL), ERR_OK);
	assert_int_equal(canonical_encode(&bytes, &n, j, PAYLOAD_MAX), ERR_OK);
	assert_span_equal(span_of(bytes, n), s);
	free(bytes);
	json_decref(j);
}

static void
test_model(void **state)
{
	const json_t *entries;
	json_t *ledger;
	size_t i;

	(void)state;
	ledger = vector_load(VECTORS "minhbach/ledger.json");
	entries = vector_get(ledger, "entries");
	assert_true(json_array_size(entries) > 60);
	for (i = 0; i < json_array_size(entries); i++)
		round_trip(vector_text(json_array_get(entries, i), "payload"));
	json_decref(ledger);
}

static void
test_good(void **state)
{
	static const char *const good[] = {
	    "{\"v\":1}",
	    "{\"v\":-1}",
	    "{\"a\":9007199254740991,\"b\":-9007199254740991,\"v\":0}",
	    "{\"a\":\"\",\"a0\":\"\\\"\\\\/\",\"a_\":{},\"aa\":[],\"v\":1}",
	    "{\"a\":\"\xc3\xa9\xf0\x9f\x98\x80\xef\xbf\xbf\",\"v\":1}",
	    "{\"a\":[null,true,false,0,{\"v\":null}],\"v\":1}",
	    "{\"a\":[[[[[[[]]]]]]],\"v\":1}",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		round_trip(span_str(good[i]));
	assert_tight(span_str(good[3]), check);
	assert_tight(span_str(good[5]), check);
}

static void
test_refused(void **state)
{
	static const char *const bad[] = {"", "[]", "1", "null", "\"v\"", "{}",
	    "{\"v\":\"1\"}", "{\"v\":null}", "{\"v\":[1]}", "{\"a\":{\"v\":1}}",
	    "{\"v\":1}\n", " {\"v\":1}", "{\"v\":1}{\"v\":1}", "{\"v\":1,}",
	    "{,\"v\":1}", "{\"v\":01}", "{\"v\":-0}", "{\"v\":+1}",
	    "{\"v\":1.0}", "{\"v\":1e2}", "{\"v\":-}",
	    "{\"v\":9007199254740992}", "{\"v\":-9007199254740992}",
	    "{\"v\":18446744073709551617}", "{\"v\" :1}", "{\"v\":\t1}",
	    "{v:1}", "{\"\":1,\"v\":1}", "{\"0\":1,\"v\":1}",
	    "{\"_\":1,\"v\":1}", "{\"a-b\":1,\"v\":1}", "{\"A\":1,\"v\":1}",
	    "{\"aB\":1,\"v\":1}", "{\"a\\\"\":1,\"v\":1}", "{\"v\":1,\"v\":1}",
	    "{\"v\":1,\"a\":1}", "{\"aa\":1,\"a\":1,\"v\":1}",
	    "{\"a\":[1,],\"v\":1}", "{\"a\":[,1],\"v\":1}",
	    "{\"a\":[1 ,1],\"v\":1}", "{\"a\":[1,\"v\":1}",
	    "{\"a\":tru,\"v\":1}", "{\"a\":True,\"v\":1}",
	    "{\"a\":nul,\"v\":1}", "{\"a\":NaN,\"v\":1}", "{\"a\":,\"v\":1}",
	    "{\"a\":\"\\/\",\"v\":1}", "{\"a\":\"\\n\",\"v\":1}",
	    "{\"a\":\"\\u0041\",\"v\":1}", "{\"a\":\"\n\",\"v\":1}",
	    "{\"a\":\"\x7f\",\"v\":1}", "{\"a\":\"\\", "{\"a\":\"\\\"",
	    "{\"a\":\"\xc0\x80\",\"v\":1}", "{\"a\":\"\xed\xa0\x80\",\"v\":1}",
	    "{\"a\":\"\xff\",\"v\":1}", "{\"a\":'x',\"v\":1}",
	    "{\"a\":1/**/,\"v\":1}", "\xef\xbb\xbf{\"v\":1}",
	    "{\"a\":[[[[[[[[]]]]]]]],\"v\":1}"};
	struct fault f;
	json_t *j = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		memset(&f, 0, sizeof(f));
		if (canonical_check(span_str(bad[i]), PAYLOAD_MAX, &f) !=
			ERR_FORMAT ||
		    f.code != ERR_FORMAT ||
		    strncmp(f.clause, "FORMAT 4.1: ", 12) != 0)
			fail_msg("accepted: %s", bad[i]);
		assert_int_equal(canonical_decode(&j, span_str(bad[i]),
				     PAYLOAD_MAX, NULL),
		    ERR_FORMAT);
	}
	assert_null(j);
	assert_int_equal(check(span_of("{\"a\":\"\0\",\"v\":1}", 15)),
	    ERR_FORMAT);
}

static void
test_cap(void **state)
{
	struct span s;

	(void)state;
	s = span_str("{\"v\":1}");
	assert_int_equal(canonical_check(s, s.n, NULL), ERR_OK);
	assert_int_equal(canonical_check(s, s.n - 1, NULL), ERR_RANGE);
}

static void
refuse_encode(json_t *v)
{
	uint8_t *bytes = NULL;
	size_t n = 7;
	json_t *o;

	o = json_pack("{s:i,s:o}", "v", 1, "a", v);
	assert_non_null(o);
	assert_int_equal(canonical_encode(&bytes, &n, o, PAYLOAD_MAX),
	    ERR_FORMAT);
	assert_null(bytes);
	assert_int_equal(n, 7);
	json_decref(o);
}

static void
test_encode(void **state)
{
	uint8_t *bytes;
	json_t *o;
	size_t n;

	(void)state;
	refuse_encode(json_real(1.5));
	refuse_encode(json_integer(INT64_C(1) << 53));
	refuse_encode(json_string("a\nb"));
	refuse_encode(json_string("\x7f"));
	refuse_encode(json_stringn("\0", 1));
	refuse_encode(json_pack("{s:i}", "Key", 1));
	o = json_pack("{s:i,s:[b],s:s}", "v", 1, "b", 1, "a", "\"\\");
	assert_int_equal(canonical_encode(&bytes, &n, o, PAYLOAD_MAX), ERR_OK);
	assert_span_equal(span_of(bytes, n),
	    span_str("{\"a\":\"\\\"\\\\\",\"b\":[true],\"v\":1}"));
	free(bytes);
	assert_int_equal(canonical_encode(&bytes, &n, o, 10), ERR_RANGE);
	json_decref(o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_bad),
	    cmocka_unit_test(test_model),
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_cap),
	    cmocka_unit_test(test_encode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
