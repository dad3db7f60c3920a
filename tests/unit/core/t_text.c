/* t_text.c - the cursors, decimals, base64, names, words and UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text.h"
#include "vector.h"

static void
reads_fields(void **state)
{
	uint8_t b[3] = {9, 9, 9};
	struct rd r;

	(void)state;
	rd_init(&r,
	    SPAN_LIT("head\nline\n\nword 12\nAAEC\n"
		     "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e"
		     "rest"));
	rd_lit(&r, "head\n");
	assert_span_equal(rd_line(&r, 4), SPAN_LIT("line"));
	assert_span_equal(rd_line(&r, 0), SPAN_LIT(""));
	assert_span_equal(rd_until(&r, ' ', 4), SPAN_LIT("word"));
	assert_int_equal(rd_decimal(&r, '\n'), 12);
	rd_base64(&r, b, 3, '\n');
	assert_memory_equal(b, "\0\1\2", 3);
	assert_int_equal(rd_u16(&r), 0x0102);
	assert_int_equal(rd_u32(&r), 0x03040506);
	assert_int_equal(rd_u64(&r), 0x0708090a0b0c0d0e);
	assert_false(rd_done(&r));
	assert_span_equal(rd_bytes(&r, 4), SPAN_LIT("rest"));
	assert_true(rd_done(&r));
	assert_int_equal(rd_bytes(&r, 0).n, 0);
	assert_true(rd_done(&r));
}

/* Once bad, a cursor hands out zeros and stays bad. */
static void
is_sticky(void **state)
{
	uint8_t b[3] = {9, 9, 9};
	struct rd r;

	(void)state;
	rd_init(&r, SPAN_LIT("ab\n1\nAAEC\nxxxxxxxx"));
	rd_lit(&r, "aa");
	assert_true(r.bad);
	assert_null(rd_line(&r, 10).p);
	assert_null(rd_bytes(&r, 1).p);
	assert_int_equal(rd_decimal(&r, '\n'), 0);
	rd_base64(&r, b, 3, '\n');
	assert_memory_equal(b, "\0\0\0", 3);
	assert_int_equal(rd_u16(&r), 0);
	assert_int_equal(rd_u32(&r), 0);
	assert_int_equal(rd_u64(&r), 0);
	rd_lit(&r, "");
	assert_false(rd_done(&r));
}

static bool
line_is_read(struct span in, size_t max)
{
	struct rd r;

	rd_init(&r, in);
	(void)rd_line(&r, max);
	return rd_done(&r);
}

static void
caps_lines(void **state)
{
	(void)state;
	assert_true(line_is_read(SPAN_LIT("abc\n"), 3));
	assert_false(line_is_read(SPAN_LIT("abcd\n"), 3));
	assert_false(line_is_read(SPAN_LIT("abc"), 3));
	assert_false(line_is_read(SPAN_LIT(""), 3));
	assert_false(line_is_read((struct span){NULL, 0}, 3));
	assert_true(line_is_read(SPAN_LIT("abc\n"), SIZE_MAX));
}

static bool
base64_is_read(struct span in)
{
	uint8_t b[3];
	struct rd r;

	rd_init(&r, in);
	rd_base64(&r, b, 3, '\n');
	return rd_done(&r);
}

static void
base64_ends_at_its_stop(void **state)
{
	(void)state;
	assert_true(base64_is_read(SPAN_LIT("AAEC\n")));
	assert_false(base64_is_read(SPAN_LIT("AAEC ")));
	assert_false(base64_is_read(SPAN_LIT("AAEC")));
	assert_false(base64_is_read(SPAN_LIT("AAECAAEC\n")));
	assert_false(base64_is_read(SPAN_LIT("AAE=\n")));
}

static void
writes_fields(void **state)
{
	uint8_t b[64];
	struct wr w;

	(void)state;
	wr_init(&w, b, sizeof(b));
	wr_lit(&w, "a\n");
	wr_span(&w, (struct span){NULL, 0});
	wr_span(&w, SPAN_LIT("bc"));
	wr_byte(&w, '\n');
	wr_decimal(&w, 0);
	wr_byte(&w, ' ');
	wr_decimal(&w, UINT64_MAX);
	wr_base64(&w, "\0\1", 2);
	wr_u16(&w, 0x0102);
	wr_u32(&w, 0x03040506);
	wr_u64(&w, 0x0708090a0b0c0d0e);
	assert_span_equal(wr_done(&w),
	    SPAN_LIT("a\nbc\n0 18446744073709551615AAE="
		     "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d"
		     "\x0e"));
}

/* What does not fit is not written at all, and nothing after it. */
static void
overflow_is_sticky(void **state)
{
	uint8_t b[5] = "....";
	struct wr w;

	(void)state;
	wr_init(&w, b, 4);
	wr_lit(&w, "abcde");
	assert_true(w.bad);
	wr_byte(&w, 'x');
	wr_base64(&w, "", 0);
	assert_null(wr_done(&w).p);
	assert_int_equal(wr_done(&w).n, 0);
	wr_init(&w, b, 4);
	wr_lit(&w, "a");
	wr_base64(&w, "xyz", 3);
	assert_null(wr_done(&w).p);
	assert_string_equal((char *)b, "a...");
	wr_init(&w, b, 4);
	wr_base64(&w, "xyz", 3);
	assert_span_equal(wr_done(&w), SPAN_LIT("eHl6"));
}

static enum err
try_decimal(struct span s, const json_t *context)
{
	uint64_t v = 77;
	enum err e;

	(void)context;
	e = decimal_decode(&v, s);
	assert_true(e == ERR_OK || v == 77);
	return e;
}

static void
decimals(void **state)
{
	static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "01",
	    "00", "0x1", "1e3", "1.0", "9007199254740992",
	    "18446744073709551616", "99999999999999999999",
	    "184467440737095516170", "1\n", "\xef\xbc\x93"};
	uint64_t v;
	size_t i;

	(void)state;
	assert_int_equal(vector_bad("decimal", try_decimal), 7);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(try_decimal(span_str(bad[i]), NULL),
		    ERR_FORMAT);
	assert_int_equal(try_decimal(SPAN_LIT("1\0"), NULL), ERR_FORMAT);
	assert_int_equal(decimal_decode(&v, SPAN_LIT("0")), ERR_OK);
	assert_int_equal(v, 0);
	assert_int_equal(decimal_decode(&v, SPAN_LIT("9007199254740991")),
	    ERR_OK);
	assert_int_equal(v, NUMBER_MAX);
}

static void
names_and_words(void **state)
{
	char s[140];

	(void)state;
	memset(s, 'a', sizeof(s));
	assert_true(is_name(SPAN_LIT("viet-an.example/do-dau/cax-1")));
	assert_true(is_name((struct span){(uint8_t *)s, 128}));
	assert_false(is_name((struct span){(uint8_t *)s, 129}));
	assert_false(is_name(SPAN_LIT("")));
	assert_false(is_name(SPAN_LIT("A")));
	assert_false(is_name(SPAN_LIT("a+b")));
	assert_false(is_name(SPAN_LIT("a b")));
	assert_false(is_name(SPAN_LIT("a\n")));
	assert_false(is_name(SPAN_LIT("a_b")));
	assert_false(is_name(SPAN_LIT("\xc3\xa0")));
	assert_true(is_word(SPAN_LIT("key-grant")));
	assert_true(is_word((struct span){(uint8_t *)s, 32}));
	assert_false(is_word((struct span){(uint8_t *)s, 33}));
	assert_false(is_word(SPAN_LIT("")));
	assert_false(is_word(SPAN_LIT("a.b")));
	assert_false(is_word(SPAN_LIT("a/b")));
	assert_false(is_word(SPAN_LIT("aB")));
}

static void
utf8(void **state)
{
	static const char *const good[] = {"", "a", "\x7f", "\xc2\x80",
	    "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
	    "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
	    "X\xc3\xa3 Th\xe1\xbb\xad"};
	static const char *const bad[] = {"\x80", "\xbf", "\xc0\x80",
	    "\xc1\xbf", "\xc2", "\xc2\x41", "\xe0\x9f\xbf", "\xe0\xa0",
	    "\xe1\x80\xc0", "\xe1\x80\x41", "\xed\xa0\x80", "\xed\xbf\xbf",
	    "\xf0\x8f\xbf\xbf", "\xf0\x90\x80", "\xf1\x80\x80\x7f",
	    "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe1\xbb"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(is_utf8(span_str(good[i])));
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(is_utf8(span_str(bad[i])));
	assert_true(is_utf8(SPAN_LIT("a\0b")));
	assert_true(is_utf8((struct span){NULL, 0}));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_fields),
	    cmocka_unit_test(is_sticky),
	    cmocka_unit_test(caps_lines),
	    cmocka_unit_test(base64_ends_at_its_stop),
	    cmocka_unit_test(writes_fields),
	    cmocka_unit_test(overflow_is_sticky),
	    cmocka_unit_test(decimals),
	    cmocka_unit_test(names_and_words),
	    cmocka_unit_test(utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
