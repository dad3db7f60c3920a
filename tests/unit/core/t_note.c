/* t_note.c - published signed notes, and what is not one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "note.h"
#include "vector.h"

/* C2SP signed-note */
#define FOO                                                                    \
	"example.com/"                                                         \
	"foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
#define FOO_TEXT "This is an example message.\n"
#define FOO_LINE                                                               \
	"\xe2\x80\x94 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppz" \
	"i2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
/* sum.golang.org, as seen in the wild: name and origin differ */
#define SUM                                                                    \
	"sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
#define SUM_NOTE                                                               \
	"go.sum database tree\n35119576\n"                                     \
	"wsMRe8ItLbtt7dNXFrBSnNrHQKXt78Vs8j/BvAbgfCk=\n\n"                     \
	"\xe2\x80\x94 sum.golang.org Az3grvswclExUTRv3IMHez5h0L3ycs9mXJj1b137" \
	"ewuyKYN4kw+i0Vqz4hizy4c6s4IH9v/QRl3F8qvlvG1AxTQfOAA=\n"
/* a checkpoint of our shape with a cosignature of time 1700000000 */
#define LOG                                                                    \
	"ledger.example.vn/xa-test+657f2138+AQOhB7/"                           \
	"zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
#define W1                                                                     \
	"witness.example/w1+b72bab2e+BCVDuS/"                                  \
	"xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd"
#define LOG_TEXT                                                               \
	"ledger.example.vn/xa-test\n300\n"                                     \
	"zdbZhHbyqhi3Vw1NagHHY8DLZvQ0Weow3O9XB0YA9uE=\n"
#define LOG_LINE                                                               \
	"\xe2\x80\x94 ledger.example.vn/xa-test ZX8hOJfEnTBiuV5HBXez+brNOGCOn" \
	"DRcCvJCzg9rbZGN6/9E0WMwY+HcFTkVEKsRi2YiGrie5mCKfu3yirEWQDO02QY=\n"
#define W1_LINE                                                                \
	"\xe2\x80\x94 witness.example/w1 tyurLgAAAABlU/EA3cPi0r9pck5qSLkn3h1d" \
	"fnXnNN8IXulX39hv0MzB/+5gFKcQWvEDkm7x/JdKIZBUNFvWA8poG0jdexot2f2FAw"   \
	"==\n"
#define BAD_LINE "\xe2\x80\x94 example.com/foo Uw2QOgAAAA==\n"

static struct vkey
key(const char *text)
{
	struct vkey k;

	assert_int_equal(vkey_decode(&k, span_str(text)), ERR_OK);
	return k;
}

static struct note
note(const char *bytes)
{
	struct note n;

	assert_int_equal(note_decode(&n, span_str(bytes)), ERR_OK);
	return n;
}

static enum err
decode(struct span s)
{
	struct note n, untouched;
	enum err e;

	memset(&n, 0x55, sizeof(n));
	untouched = n;
	e = note_decode(&n, s);
	if (e != ERR_OK)
		assert_memory_equal(&n, &untouched, sizeof(n));
	return e;
}

static void
published_notes(void **state)
{
	struct vkey foo, sum;
	struct note n;

	(void)state;
	foo = key(FOO);
	sum = key(SUM);
	assert_tight(SPAN_LIT(FOO_TEXT "\n" FOO_LINE), decode);
	assert_tight(SPAN_LIT(SUM_NOTE), decode);
	n = note(FOO_TEXT "\n" FOO_LINE);
	assert_int_equal(n.n, 1);
	assert_true(span_is(n.text, FOO_TEXT));
	assert_true(span_is(n.sigs[0].name, "example.com/foo"));
	assert_int_equal(n.sigs[0].key_id, 0x530d903a);
	assert_int_equal(n.sigs[0].size, 64);
	assert_int_equal(note_verify(&n, &foo), ERR_OK);
	assert_int_equal(note_verify(&n, &sum), ERR_MISSING);
	n = note(SUM_NOTE);
	assert_int_equal(note_verify(&n, &sum), ERR_OK);
	assert_int_equal(note_verify(&n, &foo), ERR_MISSING);
}

/* Of a known key every line must be good; unknown keys are no matter. */
static void
verifies_every_line_of_a_key(void **state)
{
	struct vkey foo, k;
	struct note n;

	(void)state;
	foo = key(FOO);
	n = note(FOO_TEXT "\n" FOO_LINE FOO_LINE);
	assert_int_equal(note_verify(&n, &foo), ERR_OK);
	n = note(FOO_TEXT "\n" FOO_LINE BAD_LINE);
	assert_int_equal(note_verify(&n, &foo), ERR_SIGNATURE);
	n = note("Another message.\n\n" FOO_LINE);
	assert_int_equal(note_verify(&n, &foo), ERR_SIGNATURE);
	n = note(FOO_TEXT "\n" FOO_LINE LOG_LINE W1_LINE);
	assert_int_equal(note_verify(&n, &foo), ERR_OK);
	/* Name and id together are the key. */
	k = foo;
	k.key_id ^= 1;
	assert_int_equal(note_verify(&n, &k), ERR_MISSING);
	k = foo;
	k.name[0] = 'f';
	assert_int_equal(note_verify(&n, &k), ERR_MISSING);
	k = key(W1);
	assert_int_equal(note_verify(&n, &k), ERR_KEY);
}

static void
cosignatures(void **state)
{
	struct vkey log, w1, k;
	struct note n;
	uint64_t t;

	(void)state;
	log = key(LOG);
	w1 = key(W1);
	n = note(LOG_TEXT "\n" LOG_LINE W1_LINE);
	assert_int_equal(n.n, 2);
	assert_int_equal(n.sigs[1].size, 72);
	assert_int_equal(note_verify(&n, &log), ERR_OK);
	assert_int_equal(note_verify_cosign(&n, &w1, &t), ERR_OK);
	assert_int_equal(t, 1700000000);
	t = 5;
	assert_int_equal(note_verify_cosign(&n, &log, &t), ERR_KEY);
	k = w1;
	k.key_id++;
	assert_int_equal(note_verify_cosign(&n, &k, &t), ERR_MISSING);
	n = note("x\n\n" W1_LINE);
	assert_int_equal(note_verify_cosign(&n, &w1, &t), ERR_SIGNATURE);
	n = note(
	    LOG_TEXT "\n" W1_LINE "\xe2\x80\x94 witness.example/w1 tyurLgA=\n");
	assert_int_equal(note_verify_cosign(&n, &w1, &t), ERR_SIGNATURE);
	assert_int_equal(t, 5);
}

static uint64_t
cosigned_at(uint64_t first, uint64_t second, enum err want)
{
	uint8_t sk[64], sig[72], bytes[1024], msg[256];
	const uint64_t times[2] = {first, second};
	struct span text, m;
	struct pubkey pk;
	struct vkey k;
	struct note n;
	struct wr w, s;
	uint64_t t;
	size_t i;

	text = SPAN_LIT("text\n");
	crypto_sign_keypair(pk.b, sk);
	assert_int_equal(vkey_init(&k, SPAN_LIT("w"), VKEY_COSIGN, &pk),
	    ERR_OK);
	wr_init(&w, bytes, sizeof(bytes));
	wr_span(&w, text);
	wr_byte(&w, '\n');
	for (i = 0; i < 2; i++) {
		assert_int_equal(cosign_message(&m, times[i], text, msg,
				     sizeof(msg)),
		    ERR_OK);
		wr_init(&s, sig, sizeof(sig));
		wr_u64(&s, times[i]);
		crypto_sign_detached(sig + 8, NULL, m.p, m.n, sk);
		note_sig_encode(&w, &k, sig, sizeof(sig));
	}
	assert_int_equal(note_decode(&n, wr_done(&w)), ERR_OK);
	t = 0;
	assert_int_equal(note_verify_cosign(&n, &k, &t), want);
	return t;
}

static void
cosigned_twice(void **state)
{
	(void)state;
	assert_int_equal(cosigned_at(7, 9, ERR_OK), 9);
	assert_int_equal(cosigned_at(9, 7, ERR_OK), 9);
	assert_int_equal(cosigned_at(INT64_MAX, 1, ERR_OK), INT64_MAX);
	assert_int_equal(cosigned_at(1, UINT64_C(1) << 63, ERR_SIGNATURE), 0);
}

/* The witness of the vectors */
static void
cosigned_vector(void **state)
{
	const json_t *line, *keys;
	struct vkey log, w1;
	uint8_t buf[2048];
	struct note n;
	struct wr w;
	uint64_t t;
	json_t *j;

	(void)state;
	j = vector_load(VECTORS "minhbach/ledger.json");
	keys = vector_get(j, "keys");
	assert_int_equal(vkey_decode(&log,
			     vector_text(vector_get(keys, "log"), "vkey")),
	    ERR_OK);
	assert_int_equal(vkey_decode(&w1,
			     vector_text(vector_get(keys, "witness"),
				 "vkey_cosigner")),
	    ERR_OK);
	line = vector_get(j, "cosignature");
	wr_init(&w, buf, sizeof(buf));
	wr_span(&w, vector_text(j, "checkpoint"));
	wr_span(&w, vector_text(line, "line"));
	assert_int_equal(note_decode(&n, wr_done(&w)), ERR_OK);
	assert_int_equal(note_verify(&n, &log), ERR_OK);
	assert_int_equal(note_verify_cosign(&n, &w1, &t), ERR_OK);
	assert_int_equal(t, vector_number(line, "time"));
	json_decref(j);
}

static void
cosign_message_is_as_specified(void **state)
{
	struct span m = SPAN_LIT("same");
	uint8_t buf[29];

	(void)state;
	assert_int_equal(cosign_message(&m, 17, SPAN_LIT("ab\n"), buf, 25),
	    ERR_SPACE);
	assert_true(span_is(m, "same"));
	assert_int_equal(cosign_message(&m, 17, SPAN_LIT("ab\n"), buf, 26),
	    ERR_OK);
	assert_true(span_is(m, "cosignature/v1\ntime 17\nab\n"));
}

/* The writer makes the published line; too long a signature is refused. */
static void
writes_lines(void **state)
{
	uint8_t sig[73] = {0}, buf[200];
	struct vkey foo;
	struct note n;
	struct wr w;

	(void)state;
	foo = key(FOO);
	n = note(FOO_TEXT "\n" FOO_LINE);
	assert_int_equal(note_sig_bytes(sig, 63, &n.sigs[0]), ERR_FORMAT);
	assert_true(sodium_is_zero(sig, sizeof(sig)));
	assert_int_equal(note_sig_bytes(sig, 64, &n.sigs[0]), ERR_OK);
	wr_init(&w, buf, sizeof(buf));
	note_sig_encode(&w, &foo, sig, 64);
	assert_true(span_is(wr_done(&w), FOO_LINE));
	wr_init(&w, buf, sizeof(buf));
	note_sig_encode(&w, &foo, sig, sizeof(sig));
	assert_true(w.bad);
}

static void
splits_at_the_last_empty_line(void **state)
{
	struct note n;

	(void)state;
	n = note("a\n\n\nb\n\n" FOO_LINE);
	assert_true(span_is(n.text, "a\n\n\nb\n"));
	n = note("\n\n" FOO_LINE);
	assert_true(span_is(n.text, "\n"));
	/* Foreign names and types are carried along. */
	n = note("a\n\n\xe2\x80\x94 PeterNeumann AAAAAAE=\n"
		 "\xe2\x80\x94 X\xc3\xa3 AAAAAAEC\n");
	assert_int_equal(n.n, 2);
	assert_int_equal(n.sigs[0].size, 1);
	assert_int_equal(n.sigs[1].size, 2);
}

static void
refuses(void **state)
{
	static const char *const bad[] = {"", "\n", "\n\n", "a\n", "a\n\n",
	    "a" FOO_LINE, "a\n" FOO_LINE, FOO_LINE, "\n" FOO_LINE,
	    "a\n\n" FOO_LINE "\n", "a\n\n" FOO_LINE "b\n", "a\n\nb\n" FOO_LINE,
	    "a\r\n\n" FOO_LINE, "a\x01\n\n" FOO_LINE, "a\t\n\n" FOO_LINE,
	    "\xff\n\n" FOO_LINE, "a\n\n- example.com/foo AAAAAAA=\n",
	    "a\n\n\xe2\x80\x94n AAAAAAE=\n", "a\n\n\xe2\x80\x94  AAAAAAA=\n",
	    "a\n\n\xe2\x80\x94 AAAAAAA=\n", "a\n\n\xe2\x80\x94 n\n",
	    "a\n\n\xe2\x80\x94 n \n", "a\n\n\xe2\x80\x94 n AAAAAAE= \n",
	    "a\n\n\xe2\x80\x94 n+m AAAAAAE=\n",
	    "a\n\n\xe2\x80\x94 n AAAAAA==\n", "a\n\n\xe2\x80\x94 n AAAAAAF=\n",
	    "a\n\n\xe2\x80\x94 n AAAAAAE\n", "a\n\n\xe2\x80\x94 n AAA\n",
	    "a\n\n\xe2\x80\x94 n\xc2\xa0m AAAAAAE=\n",
	    "a\n\n\xe2\x80\x94 n\xc2\x85m AAAAAAE=\n",
	    "a\n\n\xe2\x80\x94 \xe1\x9a\x80 AAAAAAE=\n",
	    "a\n\n\xe2\x80\x94 \xe2\x80\x8a AAAAAAE=\n",
	    "a\n\n\xe2\x80\x94 \xe3\x80\x80 AAAAAAE=\n"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (decode(span_str(bad[i])) != ERR_FORMAT)
			fail_msg("case %zu", i);
	}
	assert_int_equal(decode(SPAN_LIT("a\0\n\n" FOO_LINE)), ERR_FORMAT);
}

static void
is_capped(void **state)
{
	static uint8_t big[NOTE_MAX + 1], sig[NOTE_SIG_MAX + 5];
	const size_t line = sizeof(FOO_LINE) - 1;
	struct wr w;
	size_t i;

	(void)state;
	/* 32 lines and not 33 */
	wr_init(&w, big, sizeof(big));
	wr_lit(&w, "a\n\n");
	for (i = 0; i < NOTE_SIGS_MAX; i++)
		wr_lit(&w, FOO_LINE);
	assert_int_equal(decode(wr_done(&w)), ERR_OK);
	wr_lit(&w, FOO_LINE);
	assert_int_equal(decode(wr_done(&w)), ERR_FORMAT);
	/* 64 KiB and not one more */
	memset(big, 'a', sizeof(big));
	memcpy(big + NOTE_MAX - line, FOO_LINE, line);
	memcpy(big + NOTE_MAX - line - 2, "\n\n", 2);
	assert_int_equal(decode(span_of(big, NOTE_MAX)), ERR_OK);
	memmove(big + 1, big, NOTE_MAX);
	assert_int_equal(decode(span_of(big, NOTE_MAX + 1)), ERR_FORMAT);
	/* a post-quantum signature fits, a longer one than 8 KiB does not */
	for (i = 4; i < 6; i++) {
		wr_init(&w, big, sizeof(big));
		wr_lit(&w, "a\n\n\xe2\x80\x94 n ");
		wr_base64(&w, sig, NOTE_SIG_MAX + i);
		wr_byte(&w, '\n');
		assert_int_equal(decode(wr_done(&w)),
		    i == 4 ? ERR_OK : ERR_FORMAT);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(published_notes),
	    cmocka_unit_test(verifies_every_line_of_a_key),
	    cmocka_unit_test(cosignatures),
	    cmocka_unit_test(cosigned_twice),
	    cmocka_unit_test(cosigned_vector),
	    cmocka_unit_test(cosign_message_is_as_specified),
	    cmocka_unit_test(writes_lines),
	    cmocka_unit_test(splits_at_the_last_empty_line),
	    cmocka_unit_test(refuses),
	    cmocka_unit_test(is_capped),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
