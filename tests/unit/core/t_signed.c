/* t_signed.c - a statement and its signatures: whole notes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "statement.h"
#include "value.h"
#include "vector.h"

#define ORIGIN "ledger.example/xa-thu"

/* Two signers with fresh keys, and the note that they sign. */
struct signed_note {
	struct vkey keys[2];
	uint8_t sk[2][64];
	struct sig sigs[2];
	uint8_t text_buf[STATEMENT_TEXT_MAX], note_buf[STATEMENT_NOTE_MAX];
	struct span text, note;
};

static void
sign_all(struct signed_note *n)
{
	struct statement s;
	struct pubkey pk;
	struct wr w;
	size_t i;

	memset(&s, 0, sizeof(s));
	s.origin = SPAN_LIT(ORIGIN);
	s.kind = KIND_ASSIGNMENT;
	s.class = CLASS_SEALED;
	s.by[0] = SPAN_LIT(ORIGIN "/vhxh-1");
	s.by[1] = SPAN_LIT(ORIGIN "/ubnd-2");
	s.n_by = 2;
	s.seen = 7;
	s.value = value_generator();
	assert_int_equal(statement_encode(&n->text, &s, n->text_buf,
			     sizeof(n->text_buf)),
	    ERR_OK);
	for (i = 0; i < 2; i++) {
		crypto_sign_keypair(pk.b, n->sk[i]);
		assert_int_equal(vkey_init(&n->keys[i], s.by[i], VKEY_SIGN,
				     &pk),
		    ERR_OK);
		crypto_sign_detached(n->sigs[i].b, NULL, n->text.p, n->text.n,
		    n->sk[i]);
	}
	wr_init(&w, n->note_buf, sizeof(n->note_buf));
	assert_int_equal(statement_note_encode(&w, n->text, n->keys, n->sigs,
			     2),
	    ERR_OK);
	n->note = wr_done(&w);
}

static enum err
decode(struct span bytes)
{
	struct statement s, was_s;
	struct note n, was_n;
	struct fault f = {ERR_OK, 0, NULL};
	enum err e;

	memset(&s, 0x55, sizeof(s));
	memset(&n, 0x55, sizeof(n));
	was_s = s;
	was_n = n;
	e = statement_note_decode(&s, &n, bytes, &f);
	assert_int_equal(f.code, e);
	if (e != ERR_OK) {
		assert_memory_equal(&s, &was_s, sizeof(s));
		assert_memory_equal(&n, &was_n, sizeof(n));
		assert_memory_equal(f.clause, "FORMAT ", 7);
	}
	return e;
}

static void
signs_and_verifies(void **state)
{
	static const uint8_t long_text[STATEMENT_NOTE_MAX];
	struct signed_note all;
	uint8_t buf[STATEMENT_NOTE_MAX + 5];
	struct statement s;
	struct vkey k;
	struct note n;
	struct wr w;

	(void)state;
	sign_all(&all);
	assert_tight(all.note, decode);
	assert_int_equal(statement_note_decode(&s, &n, all.note, NULL), ERR_OK);
	assert_span_equal(n.text, all.text);
	assert_int_equal(statement_verify(&n, 0, &all.keys[0]), ERR_OK);
	assert_int_equal(statement_verify(&n, 1, &all.keys[1]), ERR_OK);
	assert_int_equal(statement_verify(&n, 0, &all.keys[1]), ERR_KEY);
	assert_int_equal(statement_verify(&n, 2, &all.keys[1]), ERR_SIGNATURE);
	/* the right name with another key, id or type */
	k = all.keys[0];
	k.key = all.keys[1].key;
	assert_int_equal(statement_verify(&n, 0, &k), ERR_SIGNATURE);
	k = all.keys[0];
	k.key_id++;
	assert_int_equal(statement_verify(&n, 0, &k), ERR_KEY);
	k = all.keys[0];
	k.type = VKEY_COSIGN;
	assert_int_equal(statement_verify(&n, 0, &k), ERR_KEY);
	wr_init(&w, buf, all.note.n - 1);
	assert_int_equal(statement_note_encode(&w, all.text, all.keys, all.sigs,
			     2),
	    ERR_SPACE);
	wr_init(&w, buf, sizeof(buf));
	wr_lit(&w, "head\n");
	assert_int_equal(statement_note_encode(&w, all.text, all.keys, all.sigs,
			     2),
	    ERR_OK);
	assert_int_equal(w.n, 5 + all.note.n);
	wr_init(&w, buf, sizeof(buf));
	assert_int_equal(statement_note_encode(&w,
			     span_of(long_text, sizeof(long_text)), all.keys,
			     all.sigs, 0),
	    ERR_SPACE);
}

/* What becomes of a note with these lines? */
static enum err
decode_lines(struct span text, const struct vkey *keys, size_t n)
{
	static const struct sig sigs[3];
	uint8_t buf[STATEMENT_NOTE_MAX];
	struct wr w;

	wr_init(&w, buf, sizeof(buf));
	assert_int_equal(statement_note_encode(&w, text, keys, sigs, n),
	    ERR_OK);
	return decode(wr_done(&w));
}

/* Other lines than exactly those of by, in that order */
static void
refuses_lines(void **state)
{
	uint8_t buf[STATEMENT_NOTE_MAX + 1];
	struct signed_note all;
	struct vkey keys[3];
	struct wr w;

	(void)state;
	sign_all(&all);
	keys[0] = all.keys[1];
	keys[1] = keys[2] = all.keys[0];
	assert_int_equal(decode_lines(all.text, keys, 2), ERR_SIGNATURE);
	assert_int_equal(decode_lines(all.text, keys + 1, 1), ERR_SIGNATURE);
	keys[0] = all.keys[0];
	keys[1] = all.keys[1];
	assert_int_equal(decode_lines(all.text, keys, 2), ERR_OK);
	assert_int_equal(decode_lines(all.text, keys, 3), ERR_SIGNATURE);
	assert_int_equal(decode_lines(all.text, keys, 0), ERR_FORMAT);
	assert_int_equal(decode_lines(SPAN_LIT("x\n"), keys, 2), ERR_FORMAT);
	/* a cosignature's length under the right name */
	wr_init(&w, buf, sizeof(buf));
	wr_span(&w, all.text);
	wr_byte(&w, '\n');
	note_sig_encode(&w, &keys[0], all.text.p, 72);
	note_sig_encode(&w, &keys[1], all.text.p, 64);
	assert_int_equal(decode(wr_done(&w)), ERR_SIGNATURE);
	/* too long as a whole */
	memset(buf, 'a', sizeof(buf));
	memcpy(buf, all.note.p, all.note.n);
	assert_int_equal(decode(span_of(buf, sizeof(buf))), ERR_FORMAT);
}

/* Decode, and verify each line by the key of its name. */
static enum err
try_note(struct span bytes, const json_t *context)
{
	const json_t *keys;
	struct pubkey pk;
	struct statement s;
	char name[NAME_MAX_LEN + 1];
	struct vkey k;
	struct note n;
	enum err e;
	size_t i;

	e = statement_note_decode(&s, &n, bytes, NULL);
	keys = vector_get(context, "keys");
	for (i = 0; e == ERR_OK && i < s.n_by; i++) {
		(void)snprintf(name, sizeof(name), "%.*s", (int)s.by[i].n,
		    (const char *)s.by[i].p);
		vector_base64(pk.b, sizeof(pk.b), keys, name);
		assert_int_equal(vkey_init(&k, s.by[i], VKEY_SIGN, &pk),
		    ERR_OK);
		e = statement_verify(&n, i, &k);
	}
	return e;
}

static void
vectors(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("note", try_note), 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(signs_and_verifies),
	    cmocka_unit_test(refuses_lines),
	    cmocka_unit_test(vectors),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
