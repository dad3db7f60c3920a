/*
 * t_statefile.c - the verifier's memory (FORMAT 7.6) reads back as written,
 * and no part of it, nor of another ledger, does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "statefile.h"
#include "vector.h"

static json_t *model;

static int
setup(void **state)
{
	(void)state;
	model = vector_load(VECTORS "minhbach/ledger.json");
	return sodium_init() < 0;
}

static int
teardown(void **state)
{
	(void)state;
	json_decref(model);
	return 0;
}

static void
test_round(void **state)
{
	static uint8_t buf[STATE_FILE_MAX], again[STATE_FILE_MAX];
	struct statefile s = {.note = vector_text(model, "checkpoint")}, t;
	struct span out, out2;
	int quick;
	size_t n;

	(void)state;
	assert_int_equal(anchor_decode(&s.anchor, vector_text(model, "anchor")),
	    ERR_OK);
	for (quick = 0; quick < 2; quick++) {
		s.quick = quick == 1;
		assert_int_equal(statefile_encode(&out, &s, buf, sizeof(buf)),
		    ERR_OK);
		assert_int_equal(statefile_decode(&t, out), ERR_OK);
		assert_int_equal(t.quick, s.quick);
		assert_int_equal(t.checkpoint.size, 65);
		assert_int_equal(statefile_encode(&out2, &t, again,
				     sizeof(again)),
		    ERR_OK);
		assert_span_equal(out, out2);
		for (n = 0; n < out.n; n++)
			assert_int_not_equal(statefile_decode(&t,
						 (struct span){buf, n}),
			    ERR_OK);
	}
	s.anchor.origin[0] ^= 1;
	assert_int_not_equal(statefile_encode(&out, &s, buf, sizeof(buf)),
	    ERR_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_round),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
