/* t_receipt.c - inclusion proofs as files, receipts and slips. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "leaf.h"
#include "receipt.h"
#include "vector.h"

static enum err
decode_proof(struct span bytes)
{
	static uint8_t buf[RECEIPT_MAX];
	struct tlog_proof t, untouched;
	struct span again;
	enum err e;

	memset(&t, 0x55, sizeof(t));
	untouched = t;
	e = tlog_proof_decode(&t, bytes);
	if (e != ERR_OK) {
		assert_memory_equal(&t, &untouched, sizeof(t));
		return e;
	}
	assert_int_equal(tlog_proof_encode(&again, &t, buf, sizeof(buf)),
	    ERR_OK);
	assert_span_equal(again, bytes);
	assert_int_equal(tlog_proof_encode(&again, &t, buf, bytes.n - 1),
	    ERR_SPACE);
	return ERR_OK;
}

#define TOP "c2sp.org/tlog-proof@v1\n"
#define HASH "i6Qxwg6d6Va7uGIva4aA8kOcLLWoY4rHRgdW75NTVqc=\n"
#define NOTE "a\n\n\xe2\x80\x94 n AAAAAAE=\n"

static void
proof_files(void **state)
{
	static const char *const bad[] = {"", TOP, TOP "index 1\n" HASH NOTE,
	    TOP "index 1\n" HASH "\n", TOP "index 1\n" HASH "\n\n" HASH,
	    TOP "index 01\n\n" NOTE, TOP "index +1\n\n" NOTE,
	    TOP "index 9007199254740992\n\n" NOTE,
	    TOP "extra \nindex 1\n\n" NOTE, TOP "extra AAA\nindex 1\n\n" NOTE,
	    TOP "extra AAB=\nindex 1\n\n" NOTE,
	    TOP "extra AAA=\nextra AAA=\nindex 1\n\n" NOTE,
	    TOP "index 1\nextra AAA=\n\n" NOTE,
	    TOP "index 1\n" HASH "AAA=\n\n" NOTE, "index 1\n\n" NOTE,
	    "c2sp.org/tlog-proof@v2\nindex 1\n\n" NOTE,
	    TOP "index 1\n\n" NOTE "\n", TOP "Index 1\n\n" NOTE};
	static const char *const good[] = {TOP "index 0\n\n" NOTE,
	    TOP "index 1\n" HASH HASH "\n" NOTE,
	    TOP "extra AAA=\nindex 1\n" HASH "\n" NOTE};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (decode_proof(span_str(bad[i])) != ERR_FORMAT)
			fail_msg("case %zu", i);
	}
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_tight(span_str(good[i]), decode_proof);
}

static void
proof_caps(void **state)
{
	static uint8_t big[RECEIPT_MAX + 1];
	struct tlog_proof t;
	struct span out;
	struct wr w;
	size_t i, n;

	(void)state;
	for (n = PROOF_MAX; n <= PROOF_MAX + 1; n++) {
		wr_init(&w, big, sizeof(big));
		wr_lit(&w, TOP "index 1\n");
		for (i = 0; i < n; i++)
			wr_lit(&w, HASH);
		wr_lit(&w, "\n" NOTE);
		assert_int_equal(decode_proof(wr_done(&w)),
		    n == PROOF_MAX ? ERR_OK : ERR_FORMAT);
	}
	memset(big, 'A', sizeof(big));
	memcpy(big, TOP "extra ", sizeof(TOP) + 5);
	assert_int_equal(decode_proof(span_of(big, sizeof(big))), ERR_FORMAT);
	memset(&t, 0, sizeof(t));
	t.checkpoint = SPAN_LIT(NOTE);
	assert_int_equal(tlog_proof_encode(&out, &t, big, sizeof(big)), ERR_OK);
	t.proof.n = PROOF_MAX + 1;
	assert_int_equal(tlog_proof_encode(&out, &t, big, sizeof(big)),
	    ERR_RANGE);
	t.proof.n = 0;
	t.index = NUMBER_MAX + 1;
	assert_int_equal(tlog_proof_encode(&out, &t, big, sizeof(big)),
	    ERR_RANGE);
	t.index = 0;
	t.extra = SPAN_LIT("AAA");
	assert_int_equal(tlog_proof_encode(&out, &t, big, sizeof(big)),
	    ERR_FORMAT);
	t.extra = SPAN_LIT("");
	t.checkpoint = SPAN_LIT("");
	assert_int_equal(tlog_proof_encode(&out, &t, big, sizeof(big)),
	    ERR_FORMAT);
}

static enum err
decode_receipt(struct span extra)
{
	struct receipt r, untouched;
	uint8_t buf[2048];
	struct span again;
	enum err e;

	memset(&r, 0x55, sizeof(r));
	untouched = r;
	e = receipt_decode(&r, extra);
	if (e != ERR_OK) {
		assert_memory_equal(&r, &untouched, sizeof(r));
		return e;
	}
	assert_int_equal(receipt_encode(&again, &r, buf, sizeof(buf)), ERR_OK);
	assert_span_equal(again, extra);
	assert_int_equal(receipt_encode(&again, &r, buf, extra.n - 1),
	    ERR_SPACE);
	return ERR_OK;
}

static void
receipts(void **state)
{
	static uint8_t big[RECEIPT_MAX];
	struct receipt r, bad;
	uint8_t buf[256];
	struct span out;

	(void)state;
	r = (struct receipt){SPAN_LIT("leaf"), SPAN_LIT("head"),
	    SPAN_LIT("note"), span_of(big, 32), SPAN_LIT("payload")};
	assert_int_equal(receipt_encode(&out, &r, buf, sizeof(buf)), ERR_OK);
	assert_tight(out, decode_receipt);
	buf[0] = 0xff;
	assert_int_equal(decode_receipt(out), ERR_FORMAT);
	bad = r;
	bad.okey.n = 31;
	assert_int_equal(receipt_encode(&out, &bad, big, sizeof(big)),
	    ERR_RANGE);
	bad = r;
	bad.leaf = span_of(big, LEAF_MAX + 1);
	assert_int_equal(receipt_encode(&out, &bad, big, sizeof(big)),
	    ERR_RANGE);
	bad = r;
	bad.payload = span_of(big, RECEIPT_PAYLOAD_MAX + 1);
	assert_int_equal(receipt_encode(&out, &bad, big, sizeof(big)),
	    ERR_RANGE);
}

/* All of FORMAT 9.1, from the file down to the amount. */
static enum err
try_receipt(struct span bytes, const json_t *context)
{
	struct checkpoint c;
	struct tlog_proof t;
	struct receipt r;
	struct vkey log;
	struct span extra;
	struct note note;
	uint8_t *p;
	enum err e;

	assert_int_equal(vkey_decode(&log, vector_text(context, "vkey")),
	    ERR_OK);
	e = tlog_proof_decode(&t, bytes);
	if (e != ERR_OK)
		return e;
	p = vector_base64_text(&extra, t.extra);
	e = receipt_decode(&r, extra);
	if (e == ERR_OK)
		e = checkpoint_verify(&c, &note, t.checkpoint, &log, NULL);
	if (e == ERR_OK)
		e = receipt_check(&r, &t, &c,
		    (int64_t)vector_number(context, "amount"), NULL);
	free(p);
	return e;
}

static void
receipt_vectors(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("receipt", try_receipt), 1);
}

/* A good receipt, each part of it changed. */
static void
receipt_faults(void **state)
{
	struct checkpoint c, other;
	struct tlog_proof t, moved;
	struct span extra;
	struct receipt r, bad;
	uint8_t *p, okey[32];
	struct vkey log;
	struct fault f;
	struct note n;
	json_t *j;

	(void)state;
	j = vector_load(VECTORS "minhbach/ledger.json");
	assert_int_equal(tlog_proof_decode(&t, vector_text(j, "receipt")),
	    ERR_OK);
	assert_int_equal(
	    vkey_decode(&log,
		vector_text(vector_get(vector_get(j, "keys"), "log"), "vkey")),
	    ERR_OK);
	assert_int_equal(checkpoint_verify(&c, &n, t.checkpoint, &log, NULL),
	    ERR_OK);
	p = vector_base64_text(&extra, t.extra);
	assert_tight(extra, decode_receipt);
	assert_int_equal(receipt_decode(&r, extra), ERR_OK);
	assert_int_equal(receipt_check(&r, &t, &c, 1000000, NULL), ERR_OK);
	assert_int_equal(receipt_check(&r, &t, &c, 1000001, &f), ERR_VALUE);
	assert_int_equal(f.index, 9);
	moved = t;
	moved.index = 8;
	assert_int_equal(receipt_check(&r, &moved, &c, 1000000, &f), ERR_RANGE);
	moved = t;
	moved.proof.h[0].b[0] ^= 1;
	assert_int_equal(receipt_check(&r, &moved, &c, 1000000, &f), ERR_PROOF);
	other = c;
	other.root.b[0] ^= 1;
	assert_int_equal(receipt_check(&r, &t, &other, 1000000, &f), ERR_PROOF);
	bad = r;
	bad.head = SPAN_LIT("minhbach/entry/v1\n9\n1789891209001\n"
			    "F3qQx/sFdk/XGI9IrETGnQ==\n");
	assert_int_equal(receipt_check(&bad, &t, &c, 1000000, &f), ERR_HASH);
	bad.head = SPAN_LIT("x");
	assert_int_equal(receipt_check(&bad, &t, &c, 1000000, &f), ERR_FORMAT);
	bad = r;
	bad.payload.n--;
	assert_int_equal(receipt_check(&bad, &t, &c, 1000000, &f), ERR_HASH);
	bad = r;
	memset(okey, 7, sizeof(okey));
	bad.okey = span_of(okey, sizeof(okey));
	assert_int_equal(receipt_check(&bad, &t, &c, 1000000, &f), ERR_HASH);
	bad = r;
	bad.leaf.n--;
	assert_int_equal(receipt_check(&bad, &t, &c, 1000000, &f), ERR_FORMAT);
	bad = r;
	bad.note.n--;
	assert_int_equal(receipt_check(&bad, &t, &c, 1000000, &f), ERR_FORMAT);
	free(p);
	json_decref(j);
}

static enum err
decode_slip(struct span text)
{
	struct slip s, untouched;
	struct span again;
	char buf[SLIP_LEN];
	enum err e;

	memset(&s, 0x55, sizeof(s));
	untouched = s;
	e = slip_decode(&s, text);
	if (e != ERR_OK) {
		assert_memory_equal(&s, &untouched, sizeof(s));
		return e;
	}
	assert_int_equal(slip_encode(&again, &s, buf, sizeof(buf)), ERR_OK);
	assert_span_equal(again, text);
	assert_int_equal(slip_encode(&again, &s, buf, text.n - 1), ERR_SPACE);
	return ERR_OK;
}

/* The holder's slip and amount against the leaf */
static enum err
try_slip(struct span text, const json_t *context)
{
	struct leaf l;
	struct slip s;
	enum err e;

	assert_int_equal(leaf_decode(&l, vector_text(context, "leaf"), NULL),
	    ERR_OK);
	e = slip_decode(&s, text);
	if (e == ERR_OK && s.index != l.index)
		e = ERR_RANGE;
	if (e == ERR_OK)
		e = value_check(&l.value, &s.blind,
		    (int64_t)vector_number(context, "amount"));
	return e;
}

#define BLIND "nhkWlmFRxomebDd4m5VCoP6D42EqEcJUouXtMlkFiwY"

static void
slips(void **state)
{
	static const char *const bad[] = {"", "/xac-minh#9",
	    "/xac-minh#." BLIND, "/xac-minh#09." BLIND, "/xac-minh#9" BLIND,
	    "/xac-minh/9." BLIND, "xac-minh#9." BLIND, "/xac-minh#9. " BLIND,
	    "/xac-minh#9." BLIND "=", "/xac-minh#9007199254740992." BLIND,
	    "/xac-minh#9.nhkWlmFRxomebDd4m5VCoP6D42EqEcJUouXtMlkFiwZ",
	    "/xac-minh#9.nhkWlmFRxomebDd4m5VCoP6D42EqEcJUouXtMlkFi+Y",
	    "/xac-minh#9.nhkWlmFRxomebDd4m5VCoP6D42EqEcJUouXtMlkFi/Y",
	    "/xac-minh#9.nhkWlmFRxomebDd4m5VCoP6D42EqEcJUouXtMlkFi\xa8Y",
	    "/xac-minh#9.nhkWlmFRxomebDd4m5VCoP6D42EqEcJUouXtMlkFi=Y"};
	struct slip s = {0, {{0}}};
	struct span out;
	char buf[SLIP_LEN];
	size_t i;

	(void)state;
	assert_int_equal(vector_bad("slip", try_slip), 1);
	assert_tight(SPAN_LIT("/xac-minh#9." BLIND), decode_slip);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(decode_slip(span_str(bad[i])), ERR_FORMAT);
	/* L itself is not below L */
	assert_int_equal(decode_slip(SPAN_LIT(
			     "/xac-minh#9."
			     "7dP1XBpjEljWnPei3vneFAAAAAAAAAAAAAAAAAAAABA")),
	    ERR_VALUE);
	s.index = NUMBER_MAX;
	assert_int_equal(slip_encode(&out, &s, buf, sizeof(buf)), ERR_OK);
	assert_tight(out, decode_slip);
	s.index++;
	assert_int_equal(slip_encode(&out, &s, buf, sizeof(buf)), ERR_RANGE);
	s.index = 0;
	memset(s.blind.b, 0xff, sizeof(s.blind.b));
	assert_int_equal(slip_encode(&out, &s, buf, sizeof(buf)), ERR_VALUE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(proof_files),
	    cmocka_unit_test(proof_caps),
	    cmocka_unit_test(receipts),
	    cmocka_unit_test(receipt_vectors),
	    cmocka_unit_test(receipt_faults),
	    cmocka_unit_test(slips),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
