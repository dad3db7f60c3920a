/*
 * t_renew.c - another vault for the same people, and the copies of a keyring
 * (FORMAT 4.10).
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

#include "keycopies.h"
#include "vaultmake.h"

#define ORIGIN "viet-an.example/do-dau"

static struct boxkey *
key_of(uint8_t fill)
{
	uint8_t secret[32];
	struct boxkey *k;

	memset(secret, fill, sizeof(secret));
	assert_int_equal(boxkey_new(&k, secret), ERR_OK);
	return k;
}

/* A keyring with one reader and two subjects; the second is kept. */
struct place {
	char dir[64], list[96], a[96], b[96], main[96];
	struct boxkey *reader;
	struct keyring k;
	struct vault *v;
	struct handle gone, stays;
	struct subject_key key;
};

static int
setup(void **state)
{
	struct place *p = calloc(1, sizeof(*p));
	char recovery[RECOVERY_LEN + 1];
	struct subject_key key;
	struct readkey pub;

	assert_true(sodium_init() >= 0 && p != NULL);
	(void)snprintf(p->dir, sizeof(p->dir), "/tmp/minhbach-XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	(void)snprintf(p->main, sizeof(p->main), "%s/keyring", p->dir);
	(void)snprintf(p->list, sizeof(p->list), "%s/copies", p->dir);
	(void)snprintf(p->a, sizeof(p->a), "%s/a", p->dir);
	(void)snprintf(p->b, sizeof(p->b), "%s/b", p->dir);
	p->reader = key_of(1);
	pub = boxkey_public(p->reader);
	assert_int_equal(vault_create(&p->k, &p->v, span_str(ORIGIN), recovery),
	    ERR_OK);
	assert_int_equal(vault_add_reader(&p->k, p->v, span_str("r1"), &pub),
	    ERR_OK);
	assert_int_equal(vault_new_subject(&p->gone, &key, &p->k), ERR_OK);
	assert_int_equal(vault_new_subject(&p->stays, &p->key, &p->k), ERR_OK);
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct place *p = *state;

	(void)unlink(p->main);
	(void)unlink(p->list);
	(void)unlink(p->a);
	(void)unlink(p->b);
	(void)rmdir(p->dir);
	boxkey_free(p->reader);
	vault_free(p->v);
	keyring_release(&p->k);
	free(p);
	return 0;
}

static void
test_renew(void **state)
{
	struct place *p = *state;
	uint8_t index[2][32];
	struct vault *old = NULL, *now = NULL;
	struct subject_key key;

	assert_int_equal(vault_index_key(index[0], p->v, &p->k), ERR_OK);
	assert_int_equal(vault_unlock(&old, &p->k, p->reader), ERR_OK);
	assert_int_equal(vault_drop_subject(&p->k, &p->gone), ERR_OK);
	assert_int_equal(vault_renew(&p->k, &p->v), ERR_OK);
	assert_int_equal(vault_subject(&key, p->v, &p->k, &p->gone),
	    ERR_MISSING);
	assert_int_equal(vault_subject(&key, p->v, &p->k, &p->stays), ERR_OK);
	assert_memory_equal(key.b, p->key.b, 32);
	assert_int_equal(vault_index_key(index[1], p->v, &p->k), ERR_OK);
	assert_memory_equal(index[0], index[1], 32);
	assert_int_equal(p->k.n_reader, 2);
	assert_int_equal(vault_unlock(&now, &p->k, p->reader), ERR_OK);
	assert_int_equal(vault_subject(&key, now, &p->k, &p->stays), ERR_OK);
	/* The secret of before opens nothing here. */
	assert_int_equal(vault_subject(&key, old, &p->k, &p->stays),
	    ERR_SECRET);
	vault_free(now);
	/* Of another vault's keyring it makes nothing. */
	assert_int_equal(vault_renew(&p->k, &old), ERR_SECRET);
	assert_int_equal(p->k.n_subject, 2);
	vault_free(old);
}

static void
list_write(const struct place *p, const char *text)
{
	assert_int_equal(file_replace(p->list, span_str(text), 0600), ERR_OK);
}

static void
test_copies(void **state)
{
	struct place *p = *state;
	char text[512];
	struct copies c;
	struct keyring k;

	assert_int_equal(copies_load(&c, p->list), ERR_OK);
	assert_int_equal(c.n, 0);
	assert_int_equal(keyring_save(&p->k, p->a), ERR_OK);
	assert_int_equal(file_create(p->b, span_str("a picture"), 0600),
	    ERR_OK);
	(void)snprintf(text, sizeof(text),
	    "# ngày, tệp\n\n2026-07-01 %s\n2026-07-02 %s\n"
	    "2026-07-03 /nowhere/at all",
	    p->a, p->b);
	list_write(p, text);
	assert_int_equal(copies_load(&c, p->list), ERR_OK);
	assert_int_equal(c.n, 3);
	assert_string_equal(c.copy[2].path, "/nowhere/at all");
	copies_look(&c, &p->k);
	assert_int_equal(c.copy[0].state, COPY_CLEAN);
	assert_int_equal(vault_drop_subject(&p->k, &p->gone), ERR_OK);
	assert_int_equal(vault_renew(&p->k, &p->v), ERR_OK);
	assert_int_equal(keyring_save(&p->k, p->main), ERR_OK);
	copies_look(&c, &p->k);
	assert_int_equal(c.copy[0].state, COPY_OLD);
	copies_renew(&c, &p->k);
	assert_int_equal(c.copy[0].state, COPY_CLEAN);
	assert_int_equal(c.copy[1].state, COPY_OTHER);
	assert_int_equal(c.copy[2].state, COPY_ABSENT);
	assert_int_equal(keyring_load(&k, p->a), ERR_OK);
	assert_null(keyring_find(&k, &p->gone));
	assert_int_equal(k.generation, p->k.generation);
	keyring_release(&k);
	copies_release(&c);
}

static void
test_bad_lists(void **state)
{
	static const char *const bad[] = {"2026-07-01", "2026-07-01 \n",
	    "2026/07/01 x\n", "x\n", "2026-07-01\tx\n"};
	struct place *p = *state;
	struct copies c;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		list_write(p, bad[i]);
		assert_int_equal(copies_load(&c, p->list), ERR_FORMAT);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_renew, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_copies, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_bad_lists, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
