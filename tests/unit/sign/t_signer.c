/*
 * t_signer.c - signatures that the core verifies, and the memory of what was
 * vouched for (FORMAT 3.8, 4.9).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fileio.h"
#include "keyfile.h"
#include "note.h"
#include "secret.h"
#include "signer.h"

#define NAME "viet-an.example/do-dau/cax-1"
#define TEXT "viet-an.example/do-dau\n1\nx\n"

struct place {
	char dir[64], key[128], seen[136];
	struct passphrase *pass;
	struct keyfile pub;
	struct secret *secret;
};

static void
make(struct place *p, uint8_t type)
{
	p->pub.has_reading = true;
	p->pub.kdf = (struct kdf){1, UINT64_C(8) << 20};
	assert_int_equal(key_generate(&p->secret, &p->pub.vkey, &p->pub.reading,
			     span_str(NAME), type, true),
	    ERR_OK);
	assert_int_equal(keyfile_save(p->key, &p->pub, p->secret, p->pass),
	    ERR_OK);
}

static int
setup(void **state)
{
	struct place *p;

	p = calloc(1, sizeof(*p));
	assert_non_null(p);
	assert_true(sodium_init() >= 0);
	(void)snprintf(p->dir, sizeof(p->dir), "/tmp/t_signer.XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	(void)snprintf(p->key, sizeof(p->key), "%s/key", p->dir);
	(void)snprintf(p->seen, sizeof(p->seen), "%s.seen", p->key);
	assert_int_equal(passphrase_new(&p->pass, span_str("mật khẩu")),
	    ERR_OK);
	make(p, VKEY_SIGN);
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct place *p = *state;

	(void)unlink(p->key);
	(void)unlink(p->seen);
	assert_int_equal(rmdir(p->dir), 0);
	passphrase_free(p->pass);
	secret_free(p->secret);
	free(p);
	return 0;
}

static void
test_sign(void **state)
{
	struct place *p = *state;
	uint8_t line[COSIGN_LEN];
	struct signer *s = NULL;
	struct secret *other;
	struct readkey r;
	struct vkey k;
	struct sig sig;

	assert_int_equal(pubkey_check(&p->pub.vkey.key), ERR_OK);
	assert_int_equal(signer_open(&s, p->key, p->secret), ERR_OK);
	assert_int_equal(signer_sign(&sig, s, span_str(TEXT)), ERR_OK);
	assert_int_equal(pubkey_verify(&signer_vkey(s)->key, &sig,
			     span_str(TEXT)),
	    ERR_OK);
	assert_int_equal(signer_cosign(line, s, 1, span_str(TEXT)), ERR_KEY);
	assert_int_equal(signer_close(s), ERR_OK);
	assert_int_equal(access(p->seen, F_OK), -1);
	assert_int_equal(signer_close(NULL), ERR_OK);

	assert_int_equal(key_generate(&other, &k, &r, span_str(NAME), VKEY_SIGN,
			     false),
	    ERR_OK);
	assert_false(secret_has_reading(other));
	assert_int_equal(signer_open(&s, p->key, other), ERR_KEY);
	secret_free(other);
	assert_int_equal(key_generate(&other, &k, &r, span_str(NAME), 2, false),
	    ERR_FORMAT);
	assert_int_equal(key_generate(&other, &k, &r, span_str("A"), VKEY_SIGN,
			     false),
	    ERR_FORMAT);
}

static void
test_cosign(void **state)
{
	struct place *p = *state;
	uint8_t buf[1024], line[COSIGN_LEN];
	struct signer *s = NULL;
	struct note note;
	struct sig sig;
	uint64_t time_s;
	struct wr w;

	assert_int_equal(unlink(p->key), 0);
	secret_free(p->secret);
	make(p, VKEY_COSIGN);
	assert_int_equal(signer_open(&s, p->key, p->secret), ERR_OK);
	assert_int_equal(signer_sign(&sig, s, span_str(TEXT)), ERR_KEY);
	assert_int_equal(signer_cosign(line, s, 1700000000, span_str(TEXT)),
	    ERR_OK);
	wr_init(&w, buf, sizeof(buf));
	wr_lit(&w, TEXT "\n");
	note_sig_encode(&w, signer_vkey(s), line, sizeof(line));
	assert_int_equal(note_decode(&note, wr_done(&w)), ERR_OK);
	assert_int_equal(note_verify_cosign(&note, signer_vkey(s), &time_s),
	    ERR_OK);
	assert_int_equal(time_s, 1700000000);
	assert_int_equal(signer_close(s), ERR_OK);
}

static void
test_memory(void **state)
{
	struct place *p = *state;
	struct digest a = {{1}}, b = {{2}}, got;
	struct signer *s = NULL, *t = NULL;
	uint64_t n;

	assert_int_equal(signer_open(&s, p->key, p->secret), ERR_OK);
	signer_memory(s, &n, &got);
	assert_int_equal(n, 0);
	assert_int_equal(signer_saw(s, 0, &a), ERR_HASH);
	assert_int_equal(signer_saw(s, 9, &a), ERR_OK);
	assert_int_equal(signer_saw(s, 9, &b), ERR_HASH);
	assert_int_equal(signer_saw(s, 8, &b), ERR_OK);
	assert_int_equal(signer_saw(s, NUMBER_MAX + 1, &b), ERR_RANGE);
	/* A second session that goes further is not set back. */
	assert_int_equal(signer_open(&t, p->key, p->secret), ERR_OK);
	assert_int_equal(signer_saw(t, 12, &b), ERR_OK);
	assert_int_equal(signer_close(t), ERR_OK);
	assert_int_equal(signer_close(s), ERR_OK);
	assert_int_equal(signer_open(&s, p->key, p->secret), ERR_OK);
	signer_memory(s, &n, &got);
	assert_int_equal(n, 12);
	assert_true(digest_eq(&got, &b));
	assert_int_equal(signer_close(s), ERR_OK);
	assert_int_equal(file_replace(p->seen, SPAN_LIT("x"), 0600), ERR_OK);
	assert_int_equal(signer_open(&s, p->key, p->secret), ERR_FORMAT);
}

static void
test_seen(void **state)
{
	struct seen s = {5, {{1}}}, got;
	uint8_t buf[SEEN_MAX];
	struct span out;
	size_t i;

	(void)state;
	assert_int_equal(seen_encode(&out, &s, buf, sizeof(buf)), ERR_OK);
	assert_int_equal(seen_decode(&got, out), ERR_OK);
	assert_int_equal(got.n, 5);
	assert_true(digest_eq(&got.hash, &s.hash));
	for (i = 0; i < out.n; i++)
		assert_int_equal(seen_decode(&got, (struct span){out.p, i}),
		    ERR_FORMAT);
	assert_int_equal(seen_encode(&out, &s, buf, 20), ERR_SPACE);
	s.n = 0;
	assert_int_equal(seen_encode(&out, &s, buf, sizeof(buf)), ERR_HASH);
	s.n = NUMBER_MAX + 1;
	assert_int_equal(seen_encode(&out, &s, buf, sizeof(buf)), ERR_RANGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_sign, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_cosign, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_memory, setup, teardown),
	    cmocka_unit_test(test_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
