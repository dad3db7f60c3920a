/*
 * t_keyfile.c - key files (FORMAT 4.8): what is saved opens, with one
 * passphrase and untouched bytes only.
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
#include <sys/stat.h>
#include <unistd.h>

#include "fileio.h"
#include "keyfile.h"
#include "secret.h"

#define NAME "viet-an.example/do-dau/cax-1"

/* The least that FORMAT 4.8 allows: tests must not take minutes. */
static const struct kdf cheap = {1, UINT64_C(8) << 20};

struct place {
	char dir[64], key[128];
	struct passphrase *good, *bad;
	struct keyfile pub;
	struct secret *secret;
	uint8_t seed[32], reading[32];
};

static int
setup(void **state)
{
	struct place *p;
	struct pubkey pk;

	p = calloc(1, sizeof(*p));
	assert_non_null(p);
	assert_true(sodium_init() >= 0);
	(void)snprintf(p->dir, sizeof(p->dir), "/tmp/t_keyfile.XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	(void)snprintf(p->key, sizeof(p->key), "%s/key", p->dir);
	assert_int_equal(passphrase_new(&p->good, span_str("đúng mật khẩu")),
	    ERR_OK);
	assert_int_equal(passphrase_new(&p->bad, span_str("sai mật khẩu")),
	    ERR_OK);
	memset(p->seed, 7, sizeof(p->seed));
	memset(p->reading, 9, sizeof(p->reading));
	memset(pk.b, 3, sizeof(pk.b));
	p->pub.kdf = cheap;
	p->pub.has_reading = true;
	assert_int_equal(vkey_init(&p->pub.vkey, span_str(NAME), VKEY_SIGN,
			     &pk),
	    ERR_OK);
	assert_int_equal(secret_new(&p->secret, p->seed, p->reading), ERR_OK);
	assert_int_equal(keyfile_save(p->key, &p->pub, p->secret, p->good),
	    ERR_OK);
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct place *p = *state;

	(void)unlink(p->key);
	assert_int_equal(rmdir(p->dir), 0); /* no temporary file was left */
	passphrase_free(p->good);
	passphrase_free(p->bad);
	secret_free(p->secret);
	free(p);
	return 0;
}

static enum err
is_bytes(void *arg, const uint8_t bytes[32])
{
	return memcmp(arg, bytes, 32) == 0 ? ERR_OK : ERR_HASH;
}

static void
test_open(void **state)
{
	struct place *p = *state;
	struct secret *s = NULL;
	struct keyfile k;
	struct stat st;

	assert_int_equal(stat(p->key, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(keyfile_load(&k, p->key), ERR_OK);
	assert_string_equal(k.vkey.name, NAME);
	assert_true(k.has_reading);
	assert_int_equal(keyfile_unlock(&s, p->key, p->bad), ERR_SECRET);
	assert_null(s);
	assert_int_equal(keyfile_unlock(&s, p->key, p->good), ERR_OK);
	assert_int_equal(secret_lend_seed(s, is_bytes, p->seed), ERR_OK);
	assert_int_equal(secret_lend_reading(s, is_bytes, p->reading), ERR_OK);
	secret_free(s);
	assert_int_equal(keyfile_save(p->key, &p->pub, p->secret, p->good),
	    ERR_EXISTS);
	p->pub.has_reading = false;
	assert_int_equal(keyfile_save(p->key, &p->pub, p->secret, p->good),
	    ERR_FORMAT);
}

static void
test_without_reading(void **state)
{
	struct place *p = *state;
	struct secret *s = NULL;

	assert_int_equal(unlink(p->key), 0);
	secret_free(p->secret);
	assert_int_equal(secret_new(&p->secret, p->seed, NULL), ERR_OK);
	p->pub.has_reading = false;
	assert_int_equal(keyfile_save(p->key, &p->pub, p->secret, p->good),
	    ERR_OK);
	assert_int_equal(keyfile_unlock(&s, p->key, p->good), ERR_OK);
	assert_false(secret_has_reading(s));
	assert_int_equal(secret_lend_reading(s, is_bytes, p->reading),
	    ERR_MISSING);
	secret_free(s);
}

static void
test_rekey(void **state)
{
	struct place *p = *state;
	struct kdf other = {2, UINT64_C(9) << 20};
	struct secret *s = NULL;
	struct keyfile k;

	assert_int_equal(keyfile_rekey(p->key, p->bad, p->bad, cheap),
	    ERR_SECRET);
	assert_int_equal(keyfile_rekey(p->key, p->good, p->bad,
			     (struct kdf){0, 0}),
	    ERR_RANGE);
	assert_int_equal(keyfile_rekey(p->key, p->good, p->bad, other), ERR_OK);
	assert_int_equal(keyfile_unlock(&s, p->key, p->good), ERR_SECRET);
	assert_int_equal(keyfile_unlock(&s, p->key, p->bad), ERR_OK);
	assert_int_equal(secret_lend_seed(s, is_bytes, p->seed), ERR_OK);
	secret_free(s);
	assert_int_equal(keyfile_load(&k, p->key), ERR_OK);
	assert_int_equal(k.kdf.opslimit, 2);
}

/*
 * Every prefix and every changed byte either fails to decode or, one byte of
 * each line taken, fails to open: Argon2id is too slow for all of them.
 */
static void
test_tamper(void **state)
{
	struct place *p = *state;
	struct secret *s = NULL;
	uint8_t again[KEYFILE_MAX], *bytes;
	struct keyfile k;
	struct span out;
	size_t i, n, tried;

	assert_int_equal(file_read(&bytes, &n, p->key, KEYFILE_MAX), ERR_OK);
	for (i = 0; i < n; i++)
		assert_int_not_equal(keyfile_decode(&k,
					 (struct span){bytes, i}),
		    ERR_OK);
	tried = 0;
	for (i = 0; i < n; i++) {
		bytes[i] ^= 1;
		if (keyfile_decode(&k, (struct span){bytes, n}) == ERR_OK) {
			assert_int_equal(keyfile_encode(&out, &k, again,
					     sizeof(again)),
			    ERR_OK);
			assert_true(span_eq(out, (struct span){bytes, n}));
			if (tried++ % 24 == 0 &&
			    k.kdf.memlimit < UINT64_C(64) << 20) {
				assert_int_equal(file_replace(p->key,
						     (struct span){bytes, n},
						     0600),
				    ERR_OK);
				assert_int_equal(keyfile_unlock(&s, p->key,
						     p->good),
				    ERR_SECRET);
			}
		}
		bytes[i] ^= 1;
	}
	assert_true(tried > 100);
	file_free(bytes, n);
}

static void
test_modes(void **state)
{
	struct place *p = *state;
	char link[160];
	struct keyfile k;

	assert_int_equal(chmod(p->key, 0640), 0);
	assert_int_equal(keyfile_load(&k, p->key), ERR_AUTHORITY);
	assert_int_equal(chmod(p->key, 0600), 0);
	(void)snprintf(link, sizeof(link), "%s/link", p->dir);
	assert_int_equal(symlink(p->key, link), 0);
	assert_int_equal(keyfile_load(&k, link), ERR_FORMAT);
	assert_int_equal(keyfile_save(link, &p->pub, p->secret, p->good),
	    ERR_EXISTS);
	assert_int_equal(unlink(link), 0);
	assert_int_equal(keyfile_load(&k, link), ERR_MISSING);
	assert_int_equal(keyfile_load(&k, p->dir), ERR_FORMAT);
}

static void
test_files(void **state)
{
	struct place *p = *state;
	char path[160];
	uint8_t *bytes = NULL;
	size_t n = 0;

	(void)snprintf(path, sizeof(path), "%s/none/x", p->dir);
	assert_int_equal(file_replace(path, SPAN_LIT("x"), 0644), ERR_IO);
	assert_int_equal(file_create(path, SPAN_LIT("x"), 0644), ERR_IO);
	(void)snprintf(path, sizeof(path), "%s/x", p->dir);
	assert_int_equal(file_create(path, SPAN_LIT("one"), 0644), ERR_OK);
	assert_int_equal(file_create(path, SPAN_LIT("two"), 0644), ERR_EXISTS);
	assert_int_equal(file_read(&bytes, &n, path, 2), ERR_RANGE);
	assert_int_equal(file_read(&bytes, &n, path, 3), ERR_OK);
	assert_true(span_is((struct span){bytes, n}, "one"));
	file_free(bytes, n);
	assert_int_equal(file_replace(path, SPAN_LIT(""), 0644), ERR_OK);
	assert_int_equal(file_read(&bytes, &n, path, 3), ERR_OK);
	assert_int_equal(n, 0);
	file_free(bytes, n);
	assert_int_equal(unlink(path), 0);
}

/* What a killed writer leaves goes, and nothing that is only named alike. */
static void
test_sweep(void **state)
{
	static const char *const names[] = {"x", "x.tmp-0123abcd", "xx",
	    "x.old"};
	struct place *p = *state;
	char path[4][160];
	size_t i;

	for (i = 0; i < 4; i++) {
		(void)snprintf(path[i], sizeof(path[i]), "%s/%s", p->dir,
		    names[i]);
		assert_int_equal(file_create(path[i], SPAN_LIT("x"), 0600), 0);
	}
	assert_int_equal(file_sweep(path[0]), ERR_OK);
	for (i = 0; i < 4; i++)
		assert_int_equal(access(path[i], F_OK), i == 1 ? -1 : 0);
	assert_int_equal(file_destroy(path[0]), ERR_OK);
	assert_int_equal(file_destroy(path[0]), ERR_OK);
	assert_int_equal(access(path[0], F_OK), -1);
	assert_int_equal(unlink(path[2]) + unlink(path[3]), 0);
	(void)snprintf(path[0], sizeof(path[0]), "%s/none/x", p->dir);
	assert_int_equal(file_destroy(path[0]), ERR_MISSING);
}

static void
test_passphrase(void **state)
{
	static const char text[] = "mật khẩu một\nngắn\nhai hai hai";
	struct passphrase *p = NULL;
	char big[PASSPHRASE_MAX + 2];
	int fd[2];

	(void)state;
	memset(big, 'a', sizeof(big));
	assert_int_equal(passphrase_new(&p,
			     (struct span){(uint8_t *)big, PASSPHRASE_MAX + 1}),
	    ERR_RANGE);
	assert_int_equal(passphrase_new(&p, span_str("1234567")), ERR_RANGE);
	assert_int_equal(passphrase_new(&p, SPAN_LIT("1234567\0")), ERR_FORMAT);
	assert_int_equal(passphrase_new(&p, SPAN_LIT("1234567\r")), ERR_FORMAT);
	assert_int_equal(passphrase_new(&p, SPAN_LIT("1234567\xff")),
	    ERR_FORMAT);
	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], text, sizeof(text) - 1),
	    sizeof(text) - 1);
	assert_int_equal(close(fd[1]), 0);
	assert_int_equal(passphrase_read(&p, fd[0]), ERR_OK);
	assert_true(span_is(passphrase_unlock(p), "mật khẩu một"));
	passphrase_lock(p);
	passphrase_free(p);
	assert_int_equal(passphrase_read(&p, fd[0]), ERR_RANGE);
	assert_int_equal(passphrase_read(&p, fd[0]), ERR_OK);
	assert_true(span_is(passphrase_unlock(p), "hai hai hai"));
	passphrase_free(p);
	assert_int_equal(passphrase_read(&p, fd[0]), ERR_TRUNCATED);
	assert_int_equal(close(fd[0]), 0);
}

/* Two keyboards write one passphrase: precomposed, and with combining marks. */
static void
test_passphrase_nfc(void **state)
{
	struct passphrase *p = NULL;

	(void)state;
	assert_int_equal(passphrase_new(&p,
			     span_str(
				 "ma\xcc\xa3\xcc\x82t kha\xcc\x82\xcc\x89u")),
	    ERR_OK);
	assert_true(
	    span_is(passphrase_unlock(p), "m\xe1\xba\xadt kh\xe1\xba\xa9u"));
	passphrase_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_open, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_without_reading, setup,
		teardown),
	    cmocka_unit_test_setup_teardown(test_rekey, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_sweep, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_tamper, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_modes, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_files, setup, teardown),
	    cmocka_unit_test(test_passphrase),
	    cmocka_unit_test(test_passphrase_nfc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
