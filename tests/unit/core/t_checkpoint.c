/*
 * t_checkpoint.c - checkpoint, seal code and anchor: each line of FORMAT 7.1,
 * 7.3 and 7.4 broken once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <string.h>

#include "checkpoint.h"
#include "text.h"

#define ORIGIN "ledger.example.vn/xa-test"
#define ROOT "zdbZhHbyqhi3Vw1NagHHY8DLZvQ0Weow3O9XB0YA9uE="
#define TEXT ORIGIN "\n300\n" ROOT "\n"
#define LOG_LINE                                                               \
	"\xe2\x80\x94 " ORIGIN " ZX8hOJfEnTBiuV5HBXez+brNOGCOnDRcCvJCzg9rbZGN" \
	"6/9E0WMwY+HcFTkVEKsRi2YiGrie5mCKfu3yirEWQDO02QY=\n"
#define WITNESS_LINE                                                           \
	"\xe2\x80\x94 witness.example/w1 tyurLgAAAABlU/EA3cPi0r9pck5qSLkn3h1d" \
	"fnXnNN8IXulX39hv0MzB/+5gFKcQWvEDkm7x/JdKIZBUNFvWA8poG0jdexot2f2FAw==" \
	"\n"
#define NOTE TEXT "\n" LOG_LINE WITNESS_LINE
#define LOG_KEY ORIGIN "+657f2138+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
#define WITNESS_KEY                                                            \
	"witness.example/w1+b72bab2e+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZs" \
	"qVWd"
#define ANCHOR ORIGIN "\n" ROOT "\n" LOG_KEY "\n"

static struct vkey
key_of(const char *text)
{
	struct vkey k;

	assert_int_equal(vkey_decode(&k, span_str(text)), ERR_OK);
	return k;
}

/* A checkpoint that real clients accepted, and its cosignature. */
static void
test_known(void **state)
{
	struct vkey log = key_of(LOG_KEY), witness = key_of(WITNESS_KEY);
	char again[CHECKPOINT_TEXT_MAX];
	struct checkpoint c;
	struct digest root;
	struct span text;
	uint64_t time_s;
	struct note n;

	(void)state;
	assert_int_equal(checkpoint_verify(&c, &n, span_str(NOTE), &log, NULL),
	    ERR_OK);
	assert_string_equal(c.origin, ORIGIN);
	assert_int_equal(c.size, 300);
	assert_int_equal(base64_decode(root.b, DIGEST_LEN, span_str(ROOT)),
	    ERR_OK);
	assert_true(digest_eq(&c.root, &root));
	assert_int_equal(n.n, 2);
	assert_int_equal(note_verify_cosign(&n, &witness, &time_s), ERR_OK);
	assert_int_equal(time_s, 1700000000);
	assert_int_equal(checkpoint_encode(&text, &c, again, sizeof(again)),
	    ERR_OK);
	assert_true(span_is(text, TEXT));
}

static void
test_strict(void **state)
{
	static const char *const bad[] = {
	    "",
	    "\n300\n" ROOT "\n",
	    "go.sum database tree\n300\n" ROOT "\n",
	    "Ledger.example\n300\n" ROOT "\n",
	    ORIGIN "\r\n300\n" ROOT "\n",
	    ORIGIN "\n0300\n" ROOT "\n",
	    ORIGIN "\n+300\n" ROOT "\n",
	    ORIGIN "\n-300\n" ROOT "\n",
	    ORIGIN "\n 300\n" ROOT "\n",
	    ORIGIN "\n300 \n" ROOT "\n",
	    ORIGIN "\n\n" ROOT "\n",
	    ORIGIN "\n3_00\n" ROOT "\n",
	    ORIGIN "\n9007199254740992\n" ROOT "\n",
	    ORIGIN "\n18446744073709551617\n" ROOT "\n",
	    ORIGIN "\n300\n\n",
	    ORIGIN "\n300\nzdbZhHbyqhi3Vw1NagHHY8DLZvQ0Weow3O9XB0YA9u==\n",
	    ORIGIN "\n300\nzdbZhHbyqhi3Vw1NagHHY8DLZvQ0Weow3O9XB0YA9uF=\n",
	    ORIGIN "\n300\nzdbZhHbyqhi3Vw1NagHHY8DLZvQ0Weow3O9XB0YA9uE\n",
	    ORIGIN "\n300\nzdbZhHbyqhi3Vw1NagHHY8DLZvQ0Weow3O9XB0YA9uEE\n",
	    ORIGIN "\n300\nzdbZhHbyqhi3Vw1NagHHY8DLZvQ0Weow3O9XB0YA9-E=\n",
	    TEXT "\n",
	    TEXT "extension\n",
	    ORIGIN "\n" ORIGIN "\n300\n" ROOT "\n",
	};
	struct checkpoint c, was;
	size_t i;

	(void)state;
	memset(&c, 0x5a, sizeof(c));
	was = c;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (checkpoint_decode(&c, span_str(bad[i])) != ERR_FORMAT)
			fail_msg("accepted: %s", bad[i]);
	}
	for (i = 0; i < strlen(TEXT); i++) {
		assert_int_equal(checkpoint_decode(&c,
				     (struct span){(const uint8_t *)TEXT, i}),
		    ERR_FORMAT);
	}
	assert_memory_equal(&c, &was, sizeof(c));
}

/* The shortest and the longest that there is. */
static void
test_extremes(void **state)
{
	struct checkpoint c = {.origin = "a", .size = 0}, d;
	char buf[CHECKPOINT_TEXT_MAX];
	struct span text;

	(void)state;
	assert_int_equal(checkpoint_encode(&text, &c, buf, sizeof(buf)),
	    ERR_OK);
	assert_int_equal(checkpoint_decode(&d, text), ERR_OK);
	assert_memory_equal(&c, &d, sizeof(c));
	memset(c.origin, 'z', NAME_MAX_LEN);
	c.size = NUMBER_MAX;
	memset(c.root.b, 0xff, DIGEST_LEN);
	assert_int_equal(checkpoint_encode(&text, &c, buf, sizeof(buf)),
	    ERR_OK);
	assert_int_equal(checkpoint_decode(&d, text), ERR_OK);
	assert_memory_equal(&c, &d, sizeof(c));
}

static void
test_encode_refused(void **state)
{
	struct checkpoint c = {.origin = ORIGIN, .size = 300};
	char buf[CHECKPOINT_TEXT_MAX];
	struct span text = {NULL, 7};
	size_t cap;

	(void)state;
	for (cap = 0; cap < strlen(TEXT); cap++)
		assert_int_equal(checkpoint_encode(&text, &c, buf, cap),
		    ERR_SPACE);
	c.size = NUMBER_MAX + 1;
	assert_int_equal(checkpoint_encode(&text, &c, buf, sizeof(buf)),
	    ERR_RANGE);
	c.size = 1;
	c.origin[0] = 'L';
	assert_int_equal(checkpoint_encode(&text, &c, buf, sizeof(buf)),
	    ERR_FORMAT);
	c.origin[0] = '\0';
	assert_int_equal(checkpoint_encode(&text, &c, buf, sizeof(buf)),
	    ERR_FORMAT);
	assert_null(text.p);
	assert_int_equal(text.n, 7);
}

static void
test_verify(void **state)
{
	struct vkey log = key_of(LOG_KEY), other = log, cosigner = log;
	const struct {
		const char *note;
		const struct vkey *key;
		enum err err;
		const char *clause;
	} bad[] = {
	    {TEXT, &log, ERR_FORMAT, "FORMAT 3.6"},
	    {TEXT "x\n\n" LOG_LINE, &log, ERR_FORMAT, "FORMAT 7.1"},
	    {NOTE, &other, ERR_KEY, "FORMAT 7.1"},
	    {NOTE, &cosigner, ERR_KEY, "FORMAT 7.1"},
	    {TEXT "\n" WITNESS_LINE, &log, ERR_MISSING, "FORMAT 7.1"},
	    {ORIGIN "\n301\n" ROOT "\n\n" LOG_LINE, &log, ERR_SIGNATURE,
		"FORMAT 7.1"},
	};
	struct checkpoint c, was;
	struct fault f;
	struct note n, n_was;
	size_t i;

	(void)state;
	assert_int_equal(vkey_init(&other, span_str("ledger.example.vn/xa-tes"),
			     VKEY_SIGN, &log.key),
	    ERR_OK);
	assert_int_equal(vkey_init(&cosigner, span_str(ORIGIN), VKEY_COSIGN,
			     &log.key),
	    ERR_OK);
	memset(&c, 0x5a, sizeof(c));
	memset(&n, 0x5a, sizeof(n));
	was = c;
	n_was = n;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(checkpoint_verify(&c, &n,
				     span_str(bad[i].note), bad[i].key, &f),
		    bad[i].err);
		assert_int_equal(f.code, bad[i].err);
		assert_int_equal(f.index, FAULT_NO_INDEX);
		assert_memory_equal(f.clause, bad[i].clause, 10);
		assert_int_equal(checkpoint_verify(&c, &n,
				     span_str(bad[i].note), bad[i].key, NULL),
		    bad[i].err);
	}
	assert_memory_equal(&c, &was, sizeof(c));
	assert_memory_equal(&n, &n_was, sizeof(n));
}

static void
test_seal_code(void **state)
{
	char code[SEAL_CODE_LEN + 1];

	(void)state;
	seal_code(code, span_str(TEXT));
	assert_string_equal(code, "e3d8 de2a ec21 b1a9 aee0 743b cea4 0644");
	assert_int_equal(strlen(code), SEAL_CODE_LEN);
}

static void
test_anchor(void **state)
{
	char buf[ANCHOR_MAX];
	struct span out;
	struct anchor a;

	(void)state;
	assert_int_equal(anchor_decode(&a, span_str(ANCHOR)), ERR_OK);
	assert_string_equal(a.origin, ORIGIN);
	assert_string_equal(a.log_key.name, ORIGIN);
	assert_int_equal(a.log_key.key_id, 0x657f2138);
	assert_int_equal(anchor_encode(&out, &a, buf, sizeof(buf)), ERR_OK);
	assert_true(span_is(out, ANCHOR));
}

static void
test_anchor_longest(void **state)
{
	struct anchor a = {.origin = ""}, b;
	char buf[ANCHOR_MAX];
	struct span out;

	(void)state;
	memset(a.origin, '-', NAME_MAX_LEN);
	assert_int_equal(vkey_init(&a.log_key, span_str(a.origin), VKEY_SIGN,
			     &(struct pubkey){{7}}),
	    ERR_OK);
	assert_int_equal(anchor_encode(&out, &a, buf, sizeof(buf)), ERR_OK);
	assert_int_equal(anchor_decode(&b, out), ERR_OK);
	assert_string_equal(a.origin, b.origin);
	assert_memory_equal(&a.genesis, &b.genesis, DIGEST_LEN);
	assert_memory_equal(&a.log_key.key, &b.log_key.key, 32);
}

static void
test_anchor_strict(void **state)
{
	static const struct {
		const char *text;
		enum err err;
	} bad[] = {
	    {"", ERR_FORMAT},
	    {ANCHOR "\n", ERR_FORMAT},
	    {ANCHOR "x\n", ERR_FORMAT},
	    {ORIGIN "\n\n" LOG_KEY "\n", ERR_FORMAT},
	    {ORIGIN "\n" LOG_KEY "\n" ROOT "\n", ERR_FORMAT},
	    {"A\n" ROOT "\n" LOG_KEY "\n", ERR_FORMAT},
	    {ORIGIN "\n" ROOT " \n" LOG_KEY "\n", ERR_FORMAT},
	    {ORIGIN "\r\n" ROOT "\n" LOG_KEY "\n", ERR_FORMAT},
	    {ORIGIN "\n" ROOT "\n" LOG_KEY " \n", ERR_FORMAT},
	    {ORIGIN "\n" ROOT "\n" ORIGIN "+657f2138+AA==\n", ERR_FORMAT},
	    {"ledger.example.vn\n" ROOT "\n" LOG_KEY "\n", ERR_KEY},
	    {"witness.example/w1\n" ROOT "\n" WITNESS_KEY "\n", ERR_KEY},
	};
	struct anchor a, was;
	size_t i;

	(void)state;
	memset(&a, 0x5a, sizeof(a));
	was = a;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(anchor_decode(&a, span_str(bad[i].text)),
		    bad[i].err);
	for (i = 0; i < strlen(ANCHOR); i++) {
		assert_int_equal(anchor_decode(&a,
				     (struct span){(const uint8_t *)ANCHOR, i}),
		    ERR_FORMAT);
	}
	assert_memory_equal(&a, &was, sizeof(a));
}

static void
test_anchor_encode_refused(void **state)
{
	struct span out = {NULL, 7};
	char buf[ANCHOR_MAX];
	struct anchor a, b;
	size_t cap;

	(void)state;
	assert_int_equal(anchor_decode(&a, span_str(ANCHOR)), ERR_OK);
	for (cap = 0; cap < strlen(ANCHOR); cap++)
		assert_int_equal(anchor_encode(&out, &a, buf, cap), ERR_SPACE);
	b = a;
	b.origin[0] = 'x';
	assert_int_equal(anchor_encode(&out, &b, buf, sizeof(buf)), ERR_KEY);
	b.origin[0] = '\0';
	assert_int_equal(anchor_encode(&out, &b, buf, sizeof(buf)), ERR_FORMAT);
	b = a;
	b.log_key.type = VKEY_COSIGN;
	assert_int_equal(anchor_encode(&out, &b, buf, sizeof(buf)), ERR_KEY);
	assert_null(out.p);
	assert_int_equal(out.n, 7);
}

static int
setup(void **state)
{
	(void)state;
	return sodium_init() < 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_known),
	    cmocka_unit_test(test_strict),
	    cmocka_unit_test(test_extremes),
	    cmocka_unit_test(test_encode_refused),
	    cmocka_unit_test(test_verify),
	    cmocka_unit_test(test_seal_code),
	    cmocka_unit_test(test_anchor),
	    cmocka_unit_test(test_anchor_longest),
	    cmocka_unit_test(test_anchor_strict),
	    cmocka_unit_test(test_anchor_encode_refused),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
