/*
 * t_plain.c - the text under the seal of an item (FORMAT 4.5), and the body of
 * a statement file (3.10): one encoding each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "sealed.h"
#include "stfile.h"

static void
test_item_text(void **state)
{
	static const size_t sizes[] = {0, 1, 221, 222, 223, 478, 479, 16384};
	static uint8_t buf[SEALED_PLAIN_MAX + 256], payload[SEALED_PAYLOAD_MAX];
	static struct sealed_plain got;
	struct okey okey = {{5}};
	struct span text;
	size_t i;

	(void)state;
	memset(payload, 'p', sizeof(payload));
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		memset(buf, 0, sizeof(buf));
		assert_int_equal(sealed_plain_encode(&text, &okey,
				     (struct span){payload, sizes[i]}, buf),
		    ERR_OK);
		assert_int_equal(text.n, (34 + sizes[i] + 255) / 256 * 256);
		assert_int_equal(sealed_plain_decode(&got, text), ERR_OK);
		assert_int_equal(got.n, sizes[i]);
		assert_memory_equal(got.payload, payload, sizes[i]);
		assert_memory_equal(got.okey.b, okey.b, 32);
		/* Longer than needed, shorter, and padding that is not zero. */
		assert_int_equal(sealed_plain_decode(&got,
				     (struct span){buf, text.n + 256}),
		    ERR_FORMAT);
		assert_int_equal(sealed_plain_decode(&got,
				     (struct span){buf, text.n - 1}),
		    ERR_FORMAT);
		if ((34 + sizes[i]) % 256 == 0)
			continue;
		buf[text.n - 1] = 1;
		assert_int_equal(sealed_plain_decode(&got, text), ERR_FORMAT);
	}
}

static void
test_body(void **state)
{
	struct stfile_part part[2] = {{.payload = SPAN_LIT("{}"),
					  .note = SPAN_LIT("note")},
	    {.handle = {{1}}}};
	uint8_t buf[512], again[512];
	struct stfile_part *got;
	struct wr w, v;
	size_t i, n;

	(void)state;
	wr_init(&w, buf, sizeof(buf));
	assert_int_equal(stfile_body_encode(&w, part, 2), ERR_OK);
	assert_int_equal(stfile_body_decode(&got, &n, wr_done(&w)), ERR_OK);
	assert_int_equal(n, 2);
	assert_true(span_is(got[0].note, "note"));
	wr_init(&v, again, sizeof(again));
	assert_int_equal(stfile_body_encode(&v, got, n), ERR_OK);
	assert_true(span_eq(wr_done(&w), wr_done(&v)));
	free(got);
	for (i = 0; i < w.n; i++)
		assert_int_equal(stfile_body_decode(&got, &n,
				     (struct span){buf, i}),
		    ERR_FORMAT);
	memset(buf, 0, 4);
	assert_int_equal(stfile_body_decode(&got, &n, wr_done(&w)), ERR_FORMAT);
	assert_int_equal(stfile_body_encode(&w, part, 0), ERR_RANGE);
	part[0].note.n = 8193;
	assert_int_equal(stfile_body_encode(&w, part, 1), ERR_RANGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_item_text),
	    cmocka_unit_test(test_body),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
