/* t_base64.c - canonical base64, against the vectors and libsodium. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text.h"
#include "vector.h"

static enum err
try_digest(struct span s, const json_t *context)
{
	uint8_t b[32], untouched[32];
	enum err e;

	(void)context;
	memset(b, 0x55, sizeof(b));
	memset(untouched, 0x55, sizeof(untouched));
	e = base64_decode(b, sizeof(b), s);
	if (e != ERR_OK)
		assert_memory_equal(b, untouched, sizeof(b));
	return e;
}

static void
vectors(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("base64", try_digest), 4);
}

/* Each length and pattern as libsodium writes it, and back. */
static void
agrees_with_libsodium(void **state)
{
	char want[sodium_base64_ENCODED_LEN(100,
	    sodium_base64_VARIANT_ORIGINAL)];
	uint8_t b[100], back[100], text[BASE64_LEN(100)];
	size_t i, n, got;
	struct wr w;

	(void)state;
	for (i = 0; i < 1000; i++) {
		n = i % (sizeof(b) + 1);
		randombytes_buf(b, n);
		sodium_bin2base64(want, sizeof(want), b, n,
		    sodium_base64_VARIANT_ORIGINAL);
		wr_init(&w, text, BASE64_LEN(n));
		wr_base64(&w, b, n);
		assert_false(w.bad);
		assert_true(span_is((struct span){text, w.n}, want));
		assert_int_equal(base64_size(&got, span_str(want)), ERR_OK);
		assert_int_equal(got, n);
		got = sizeof(back);
		assert_int_equal(base64_decode_any(back, &got, span_str(want)),
		    ERR_OK);
		assert_int_equal(got, n);
		assert_memory_equal(back, b, n);
	}
}

/* Whatever is accepted is what the encoder makes: all texts of 4 bytes. */
static void
one_encoding(void **state)
{
	static const uint8_t some[] = "AQgwxZaz059+/=-_ \n.\x80";
	uint8_t t[4], b[3], again[4];
	size_t i, n;
	struct wr w;

	(void)state;
	for (i = 0; i < (size_t)20 * 20 * 20 * 20; i++) {
		t[0] = some[i % 20];
		t[1] = some[i / 20 % 20];
		t[2] = some[i / 400 % 20];
		t[3] = some[i / 8000];
		n = sizeof(b);
		if (base64_decode_any(b, &n, (struct span){t, 4}) != ERR_OK) {
			assert_int_equal(n, sizeof(b));
			continue;
		}
		wr_init(&w, again, sizeof(again));
		wr_base64(&w, b, n);
		assert_memory_equal(again, t, 4);
	}
}

static void
refuses(void **state)
{
	static const char *const bad[] = {"A", "AA", "AAA", "AAAAA", "=",
	    "==", "====", "A===", "AA=A",
	    "AB==", "AAB=", "AAAA====", "AA==AAAA", "AAA\n", "AA A", "AA-_"};
	uint8_t b[8] = {0};
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		n = sizeof(b);
		assert_int_equal(base64_decode_any(b, &n, span_str(bad[i])),
		    ERR_FORMAT);
		assert_int_equal(n, sizeof(b));
		assert_true(sodium_is_zero(b, sizeof(b)));
	}
	n = 2;
	assert_int_equal(base64_decode_any(b, &n, SPAN_LIT("////")), ERR_SPACE);
	assert_int_equal(n, 2);
	assert_int_equal(base64_decode(b, 3, SPAN_LIT("//8=")), ERR_FORMAT);
	assert_int_equal(base64_decode(b, 1, SPAN_LIT("//8=")), ERR_FORMAT);
	assert_true(sodium_is_zero(b, sizeof(b)));
	assert_int_equal(base64_decode(b, 2, SPAN_LIT("//8=")), ERR_OK);
	assert_int_equal(base64_decode(b, 0, SPAN_LIT("")), ERR_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(vectors),
	    cmocka_unit_test(agrees_with_libsodium),
	    cmocka_unit_test(one_encoding),
	    cmocka_unit_test(refuses),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
