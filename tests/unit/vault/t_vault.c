/*
 * t_vault.c - who opens the vault, and what it then yields (FORMAT 4.6, 4.7);
 * sealed items (4.5) and statement files (3.10) made and opened.
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

#include "sealmake.h"
#include "vaultmake.h"

#define ORIGIN "viet-an.example/do-dau"

struct place {
	struct keyring k;
	struct vault *v;
	char recovery[RECOVERY_LEN + 1];
};

static struct boxkey *
key_of(uint8_t fill)
{
	uint8_t secret[32];
	struct boxkey *k;

	memset(secret, fill, sizeof(secret));
	assert_int_equal(boxkey_new(&k, secret), ERR_OK);
	return k;
}

static int
setup(void **state)
{
	struct place *p;

	assert_true(sodium_init() >= 0);
	p = calloc(1, sizeof(*p));
	assert_non_null(p);
	assert_int_equal(vault_create(&p->k, &p->v, span_str(ORIGIN),
			     p->recovery),
	    ERR_OK);
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct place *p = *state;

	vault_free(p->v);
	keyring_release(&p->k);
	free(p);
	return 0;
}

/* An officer opens what is boxed to its key, and no more: brute force. */
static void
test_officers(void **state)
{
	struct boxkey *one = key_of(1), *two = key_of(2);
	struct readkey pub = boxkey_public(one), zero = {{0}};
	struct subject_key a, b, got;
	struct place *p = *state;
	struct handle h, other;
	struct vault *v = NULL;
	size_t i;

	assert_int_equal(vault_new_subject(&h, &a, &p->k), ERR_OK);
	assert_int_equal(vault_new_subject(&other, &b, &p->k), ERR_OK);
	assert_int_equal(officer_subject(&got, &p->k, &h, one), ERR_KEY);
	assert_int_equal(vault_add_officer(&p->k, p->v, &h, span_str("u-1"),
			     &pub),
	    ERR_OK);
	assert_int_equal(vault_add_officer(&p->k, p->v, &h, span_str("u-1"),
			     &pub),
	    ERR_EXISTS);
	assert_int_equal(vault_add_officer(&p->k, p->v, &h, span_str("u-0"),
			     &zero),
	    ERR_KEY);
	assert_int_equal(vault_add_officer(&p->k, p->v, &h, span_str("U"),
			     &pub),
	    ERR_FORMAT);
	for (i = 0; i < p->k.n_subject; i++) {
		const struct keyring_subject *s = p->k.subject + i;
		bool mine = handle_eq(&s->handle, &h);

		assert_int_equal(officer_subject(&got, &p->k, &s->handle, one),
		    mine ? ERR_OK : ERR_KEY);
		assert_int_equal(officer_subject(&got, &p->k, &s->handle, two),
		    ERR_KEY);
	}
	assert_int_equal(officer_subject(&got, &p->k, &h, one), ERR_OK);
	assert_memory_equal(got.b, a.b, 32);
	assert_int_equal(vault_unlock(&v, &p->k, one), ERR_MISSING);
	/* Another vault: the box stays; and it opens under no other handle. */
	assert_int_equal(vault_renew(&p->k, &p->v), ERR_OK);
	assert_int_equal(officer_subject(&got, &p->k, &h, one), ERR_OK);
	assert_int_equal(keyring_put_officer(&p->k, &other,
			     keyring_officer_find(keyring_find(&p->k, &h),
				 &pub)),
	    ERR_OK);
	assert_int_equal(officer_subject(&got, &p->k, &other, one), ERR_SECRET);
	assert_int_equal(vault_drop_subject(&p->k, &h), ERR_OK);
	assert_int_equal(officer_subject(&got, &p->k, &h, one), ERR_MISSING);
	boxkey_free(one);
	boxkey_free(two);
}

static void
test_readers(void **state)
{
	enum recovery_use use = RECOVERY_SIGNS;
	unsigned line;
	struct boxkey *one = key_of(1), *two = key_of(2), *rec;
	struct readkey pub = boxkey_public(one), zero = {{0}};
	struct subject_key a, b, c;
	struct place *p = *state;
	struct vault *v = NULL;
	uint8_t secret[32];
	struct handle h;

	assert_int_equal(vault_new_subject(&h, &a, &p->k), ERR_OK);
	assert_int_equal(vault_unlock(&v, &p->k, one), ERR_MISSING);
	assert_int_equal(vault_add_reader(&p->k, p->v, span_str("r1"), &pub),
	    ERR_OK);
	assert_int_equal(vault_add_reader(&p->k, p->v, span_str("r1"), &pub),
	    ERR_EXISTS);
	assert_int_equal(vault_add_reader(&p->k, p->v, span_str("R"), &pub),
	    ERR_FORMAT);
	assert_int_equal(vault_add_reader(&p->k, p->v, span_str("r0"), &zero),
	    ERR_KEY);
	assert_int_equal(vault_unlock(&v, &p->k, one), ERR_OK);
	assert_int_equal(vault_subject(&b, v, &p->k, &h), ERR_OK);
	assert_memory_equal(a.b, b.b, 32);
	vault_free(v);
	assert_int_equal(vault_unlock(&v, &p->k, two), ERR_MISSING);
	/* Another's line under my key does not open. */
	pub = boxkey_public(two);
	p->k.reader[0].key = pub;
	p->k.reader[1].key = pub;
	assert_int_equal(vault_unlock(&v, &p->k, two), ERR_SECRET);
	assert_int_equal(vault_remove_reader(&p->k, span_str("r1")), ERR_OK);
	assert_int_equal(vault_remove_reader(&p->k, span_str("r1")),
	    ERR_MISSING);
	assert_int_equal(recovery_decode(secret, &use, &line,
			     span_str(p->recovery)),
	    ERR_OK);
	assert_int_equal(boxkey_new(&rec, secret), ERR_OK);
	p->k.reader[0].key = boxkey_public(rec);
	assert_int_equal(vault_unlock(&v, &p->k, rec), ERR_OK);
	assert_int_equal(vault_subject(&c, v, &p->k, &h), ERR_OK);
	assert_memory_equal(a.b, c.b, 32);
	assert_int_equal(vault_subject(&c, v, &p->k, &p->k.office), ERR_OK);
	assert_int_equal(vault_drop_subject(&p->k, &h), ERR_OK);
	assert_int_equal(vault_subject(&c, v, &p->k, &h), ERR_MISSING);
	/* A vault secret that is not this vault's. */
	p->k.vault.b[0] ^= 1;
	vault_free(v);
	assert_int_equal(vault_unlock(&v, &p->k, rec), ERR_SECRET);
	boxkey_free(rec);
	boxkey_free(one);
	boxkey_free(two);
}

static void
test_swapped(void **state)
{
	struct place *p = *state;
	struct boxkey *auditor = key_of(3);
	struct readkey to = boxkey_public(auditor);
	struct subject_key a, b;
	struct handle h, i;
	uint8_t box[96];
	struct digest d, e;

	assert_int_equal(vault_new_subject(&h, &a, &p->k), ERR_OK);
	assert_int_equal(vault_new_subject(&i, &a, &p->k), ERR_OK);
	/* The box of one subject under the handle of another. */
	memcpy(p->k.subject[0].box, p->k.subject[1].box, 96);
	assert_int_equal(vault_subject(&b, p->v, &p->k,
			     &p->k.subject[0].handle),
	    ERR_SECRET);
	assert_int_equal(subject_seal(box, &h, &a, &to), ERR_OK);
	assert_int_equal(subject_open(&b, &h, auditor,
			     (struct span){box, sizeof(box)}),
	    ERR_OK);
	assert_memory_equal(a.b, b.b, 32);
	assert_int_equal(subject_open(&b, &i, auditor,
			     (struct span){box, sizeof(box)}),
	    ERR_SECRET);
	assert_int_equal(subject_open(&b, &h, auditor, (struct span){box, 95}),
	    ERR_FORMAT);
	assert_int_equal(subject_open(&b, &h, vault_boxkey(p->v),
			     (struct span){box, sizeof(box)}),
	    ERR_SECRET);
	boxkey_free(auditor);
	assert_int_equal(blind_index(&d, p->v, &p->k, SPAN_LIT("0123")),
	    ERR_OK);
	assert_int_equal(blind_index(&e, p->v, &p->k, SPAN_LIT("0123")),
	    ERR_OK);
	assert_true(digest_eq(&d, &e));
	assert_int_equal(blind_index(&e, p->v, &p->k, SPAN_LIT("0124")),
	    ERR_OK);
	assert_false(digest_eq(&d, &e));
	p->k.index[5] ^= 1;
	assert_int_equal(blind_index(&e, p->v, &p->k, SPAN_LIT("0123")),
	    ERR_SECRET);
}

static void
test_save(void **state)
{
	char dir[] = "/tmp/t_vault.XXXXXX", path[64];
	struct place *p = *state;
	struct keyring got;
	struct stat st;

	assert_non_null(mkdtemp(dir));
	(void)snprintf(path, sizeof(path), "%s/no/keyring", dir);
	assert_int_equal(keyring_save(&p->k, path), ERR_IO);
	assert_int_equal(p->k.generation, 0);
	(void)snprintf(path, sizeof(path), "%s/keyring", dir);
	assert_int_equal(keyring_save(&p->k, path), ERR_OK);
	assert_int_equal(keyring_save(&p->k, path), ERR_OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(keyring_load(&got, path), ERR_OK);
	assert_int_equal(got.generation, 2);
	assert_int_equal(got.n_reader, 1);
	assert_string_equal(got.reader[0].name, "recovery");
	keyring_release(&got);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(dir), 0);
}

static void
test_recovery(void **state)
{
	struct place *p = *state;
	uint8_t secret[32], again[32];
	enum recovery_use use = RECOVERY_SIGNS;
	char text[RECOVERY_LEN + 1];
	unsigned line;
	size_t i;

	memcpy(text, p->recovery, sizeof(text));
	assert_int_equal(strlen(text), RECOVERY_LEN);
	for (i = 0; i < RECOVERY_LEN; i++) {
		if (text[i] == ' ')
			continue;
		text[i] = p->recovery[i] == '1' ? '2' : '1';
		assert_int_equal(recovery_decode(secret, &use, &line,
				     span_str(text)),
		    ERR_HASH);
		assert_int_equal(line, 1 + i / 25); /* five groups each */
		text[i] = p->recovery[i];
		assert_int_equal(recovery_decode(secret, &use, &line,
				     (struct span){(uint8_t *)text, i}),
		    ERR_FORMAT);
		assert_int_equal(line, 0);
	}
	assert_int_equal(recovery_decode(secret, &use, &line, span_str(text)),
	    ERR_OK);
	assert_int_equal(use, RECOVERY_READS);
	/* The same secret for another use is another paper. */
	recovery_encode(text, RECOVERY_SIGNS, secret);
	assert_string_not_equal(text, p->recovery);
	assert_int_equal(recovery_decode(again, &use, &line, span_str(text)),
	    ERR_OK);
	assert_int_equal(use, RECOVERY_SIGNS);
	assert_memory_equal(again, secret, sizeof(secret));
	memset(secret, 1, sizeof(secret)); /* the example of FORMAT 4.14 */
	recovery_encode(text, RECOVERY_SIGNS, secret);
	assert_string_equal(text,
	    "0101 0101 0101 0101 bc1a 0101 0101 0101 0101 c393 "
	    "0101 0101 0101 0101 cca1 0101 0101 0101 0101 3d2d");
	/* Two lines that were swapped; and letters that are none. */
	memcpy(text, p->recovery + 25, 24);
	memcpy(text + 25, p->recovery, 24);
	memcpy(text + 50, p->recovery + 50, RECOVERY_LEN - 49);
	assert_int_equal(recovery_decode(again, &use, &line, span_str(text)),
	    ERR_HASH);
	assert_int_equal(line, 1);
	text[0] = 'g';
	assert_int_equal(recovery_decode(again, &use, &line, span_str(text)),
	    ERR_FORMAT);
}

static void
test_item(void **state)
{
	static uint8_t buf[SEALED_MAX], big[SEALED_PAYLOAD_MAX + 1];
	static struct sealed_plain got;
	struct sealed_place at = {.origin = SPAN_LIT(ORIGIN), .id = {{1}}};
	struct okey okey = okey_new();
	struct place *p = *state;
	struct subject_key key, other = {{0}};
	struct id id = {{2}};
	struct span item;
	struct handle h;
	size_t i;

	assert_int_equal(vault_new_subject(&at.handle, &key, &p->k), ERR_OK);
	assert_int_equal(sealed_make(&item, &at, &key, &okey,
			     (struct span){big, sizeof(big)}, buf),
	    ERR_RANGE);
	assert_int_equal(sealed_make(&item, &at, &key, &okey,
			     SPAN_LIT("{\"v\":1}"), buf),
	    ERR_OK);
	assert_int_equal(item.n, 16 + 24 + 256 + 16);
	assert_int_equal(sealed_handle(&h, item), ERR_OK);
	assert_true(handle_eq(&h, &at.handle));
	assert_int_equal(sealed_open(&got, &key, item, at.origin, &at.id),
	    ERR_OK);
	assert_true(span_is((struct span){got.payload, got.n}, "{\"v\":1}"));
	assert_memory_equal(got.okey.b, okey.b, 32);
	assert_int_equal(sealed_open(&got, &other, item, at.origin, &at.id),
	    ERR_SECRET);
	assert_int_equal(sealed_open(&got, &key, item, span_str("x"), &at.id),
	    ERR_SECRET);
	assert_int_equal(sealed_open(&got, &key, item, at.origin, &id),
	    ERR_SECRET);
	for (i = HANDLE_LEN; i < item.n; i++) {
		buf[i] ^= 1;
		assert_int_equal(sealed_open(&got, &key, item, at.origin,
				     &at.id),
		    ERR_SECRET);
		buf[i] ^= 1;
		assert_int_equal(sealed_open(&got, &key, (struct span){buf, i},
				     at.origin, &at.id),
		    i == item.n ? ERR_OK : ERR_FORMAT);
	}
}

static void
test_stfile(void **state)
{
	struct boxkey *one = key_of(1), *two = key_of(2);
	struct readkey to[9] = {boxkey_public(one), boxkey_public(one)};
	struct stfile_part part[2] = {{.payload = SPAN_LIT("{\"v\":1}"),
					  .note = SPAN_LIT("note\n")},
	    {.handle = {{1}}}};
	struct stfile f = {.origin = ORIGIN,
			  .time_ms = 5,
			  .part = part,
			  .n = 2},
		      got;
	uint8_t *bytes;
	size_t i, n;

	(void)state;
	assert_int_equal(stfile_seal(&bytes, &n, &f, to, 0), ERR_RANGE);
	assert_int_equal(stfile_seal(&bytes, &n, &f, to, 9), ERR_RANGE);
	assert_int_equal(stfile_seal(&bytes, &n, &f, to, 2), ERR_EXISTS);
	to[1] = (struct readkey){{0}};
	assert_int_equal(stfile_seal(&bytes, &n, &f, to, 2), ERR_KEY);
	assert_int_equal(stfile_seal(&bytes, &n, &f, to, 1), ERR_OK);
	assert_int_equal(stfile_open(&got, (struct span){bytes, n}, two),
	    ERR_MISSING);
	assert_int_equal(stfile_open(&got, (struct span){bytes, n}, one),
	    ERR_OK);
	assert_string_equal(got.origin, ORIGIN);
	assert_int_equal(got.time_ms, 5);
	assert_int_equal(got.n, 2);
	assert_true(span_is(got.part[0].note, "note\n"));
	stfile_release(&got);
	for (i = 0; i < n; i++) {
		assert_int_not_equal(stfile_open(&got, (struct span){bytes, i},
					 one),
		    ERR_OK);
		bytes[i] ^= 1;
		assert_int_not_equal(stfile_open(&got, (struct span){bytes, n},
					 one),
		    ERR_OK);
		bytes[i] ^= 1;
	}
	free(bytes);
	boxkey_free(one);
	boxkey_free(two);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_readers, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_officers, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_swapped, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_save, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_recovery, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_item, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_stfile, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
