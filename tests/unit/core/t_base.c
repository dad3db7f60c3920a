/* t_base.c - spans compare by bytes, digests and faults behave. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base.h"

static void
spans(void **state)
{
	const struct span none = {NULL, 0};

	(void)state;
	assert_true(span_eq(none, SPAN_LIT("")));
	assert_true(span_eq(SPAN_LIT("ab"), span_str("ab")));
	assert_false(span_eq(SPAN_LIT("ab"), SPAN_LIT("abc")));
	assert_false(span_eq(SPAN_LIT("ab"), SPAN_LIT("ac")));
	assert_true(span_is(SPAN_LIT("ab"), "ab"));
	assert_false(span_is(SPAN_LIT("a\0b"), "a"));
	assert_int_equal(span_cmp(none, SPAN_LIT("")), 0);
	assert_true(span_cmp(none, SPAN_LIT("a")) < 0);
	assert_true(span_cmp(SPAN_LIT("a"), SPAN_LIT("aa")) < 0);
	assert_true(span_cmp(SPAN_LIT("aa"), SPAN_LIT("a")) > 0);
	assert_true(span_cmp(SPAN_LIT("b"), SPAN_LIT("aa")) > 0);
	assert_true(span_cmp(SPAN_LIT("\x7f"), SPAN_LIT("\x80")) < 0);
}

static void
digests(void **state)
{
	struct digest a = {{0}}, b = {{0}};
	struct id i = {{0}}, j = {{0}};
	size_t n;

	(void)state;
	assert_true(digest_eq(&a, &b) && digest_is_zero(&a));
	assert_true(id_eq(&i, &j));
	for (n = 0; n < DIGEST_LEN; n++) {
		b.b[n] = 1;
		assert_false(digest_eq(&a, &b) || digest_is_zero(&b));
		b.b[n] = 0;
	}
	for (n = 0; n < ID_LEN; n++) {
		j.b[n] = 0x80;
		assert_false(id_eq(&i, &j));
		j.b[n] = 0;
	}
}

static void
faults(void **state)
{
	struct fault f;

	(void)state;
	assert_int_equal(fault_set(NULL, ERR_HASH, 1, "x"), ERR_HASH);
	assert_int_equal(fault_set(&f, ERR_PROOF, 7, "FORMAT 2.5: x"),
	    ERR_PROOF);
	assert_int_equal(f.code, ERR_PROOF);
	assert_int_equal(f.index, 7);
	assert_string_equal(f.clause, "FORMAT 2.5: x");
}

/* Every code has a word of its own. */
static void
words(void **state)
{
	int i, j;

	(void)state;
	assert_string_equal(err_word(ERR_OK), "ok");
	assert_string_equal(err_word(ERR_IO), "io");
	for (i = ERR_OK; i <= ERR_IO; i++) {
		for (j = ERR_OK; j < i; j++)
			assert_string_not_equal(err_word((enum err)i),
			    err_word((enum err)j));
		assert_string_not_equal(err_word((enum err)i), "unknown");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(spans),
	    cmocka_unit_test(digests),
	    cmocka_unit_test(faults),
	    cmocka_unit_test(words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
