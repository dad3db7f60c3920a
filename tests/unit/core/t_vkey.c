/* t_vkey.c - verifier keys as text; Ed25519 keys and signatures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vector.h"
#include "vkey.h"

/* C2SP signed-note, and a witness of C2SP tlog-cosignature */
#define FOO                                                                    \
	"example.com/"                                                         \
	"foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
#define W1                                                                     \
	"witness.example/w1+b72bab2e+BCVDuS/"                                  \
	"xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd"

static enum err
decode(struct span s)
{
	struct vkey k, untouched;
	char buf[VKEY_TEXT_MAX];
	struct span again;
	enum err e;

	memset(&k, 0x55, sizeof(k));
	untouched = k;
	e = vkey_decode(&k, s);
	if (e != ERR_OK) {
		assert_memory_equal(&k, &untouched, sizeof(k));
		return e;
	}
	assert_int_equal(vkey_encode(&again, &k, buf, sizeof(buf)), ERR_OK);
	assert_span_equal(again, s);
	again = SPAN_LIT("same");
	assert_int_equal(vkey_encode(&again, &k, buf, s.n - 1), ERR_SPACE);
	assert_true(span_is(again, "same"));
	return ERR_OK;
}

static void
published_keys(void **state)
{
	struct vkey k;

	(void)state;
	assert_tight(SPAN_LIT(FOO), decode);
	assert_tight(SPAN_LIT(W1), decode);
	assert_int_equal(vkey_decode(&k, SPAN_LIT(FOO)), ERR_OK);
	assert_string_equal(k.name, "example.com/foo");
	assert_int_equal(k.type, VKEY_SIGN);
	assert_int_equal(k.key_id, 0x530d903a);
	assert_int_equal(vkey_decode(&k, SPAN_LIT(W1)), ERR_OK);
	assert_int_equal(k.type, VKEY_COSIGN);
	assert_int_equal(k.key_id, vkey_id(span_str(k.name), k.type, &k.key));
}

/* Where a verify key is wanted: its text, its type, its point. */
static enum err
try_vkey(struct span s, const json_t *context)
{
	struct vkey k;
	enum err e;

	(void)context;
	e = vkey_decode(&k, s);
	if (e == ERR_OK && k.type != VKEY_SIGN)
		e = ERR_KEY;
	return e == ERR_OK ? pubkey_check(&k.key) : e;
}

static enum err
try_pubkey(struct span s, const json_t *context)
{
	struct pubkey k;

	(void)context;
	assert_int_equal(s.n, sizeof(k.b));
	memcpy(k.b, s.p, sizeof(k.b));
	return pubkey_check(&k);
}

static void
vectors(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("vkey", try_vkey), 3);
	assert_int_equal(vector_bad("publickey", try_pubkey), 4);
}

static void
refuses_texts(void **state)
{
	static const char *const bad[] = {
	    /* id of another name; upper-case hex; 7 digits */
	    "example.com/bar+530d903a+"
	    "AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	    "example.com/foo+530D903A+"
	    "AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	    "example.com/foo+530d903+"
	    "AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	    /* no name; a name that is not ours */
	    "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	    "PeterNeumann+c74f20a3+"
	    "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	    /* 32 bytes only; type 2 */
	    "example.com/foo+530d903a+"
	    "6TJ5GubnqECkYWTJBHhkJtXngh3YspoA1hyucq/dTaQ=",
	    "example.com/foo+530d903a+"
	    "AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	    FOO "\n", " " FOO, FOO FOO};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(decode(span_str(bad[i])), ERR_FORMAT);
}

static void
init_checks_name_and_type(void **state)
{
	struct pubkey key = {{1}};
	char name[NAME_MAX_LEN + 1];
	struct vkey k;

	(void)state;
	memset(name, 'n', sizeof(name));
	memset(&k, 0, sizeof(k));
	assert_int_equal(vkey_init(&k, SPAN_LIT("A"), VKEY_SIGN, &key),
	    ERR_FORMAT);
	assert_int_equal(vkey_init(&k, span_of(name, sizeof(name)), VKEY_SIGN,
			     &key),
	    ERR_FORMAT);
	assert_int_equal(vkey_init(&k, SPAN_LIT("a"), 2, &key), ERR_FORMAT);
	assert_int_equal(k.type, 0);
	assert_int_equal(vkey_init(&k, span_of(name, NAME_MAX_LEN), VKEY_COSIGN,
			     &key),
	    ERR_OK);
	assert_int_equal(strlen(k.name), NAME_MAX_LEN);
}

/* RFC 8032, 7.1: tests 1 to 3 */
static void
rfc8032(void **state)
{
	static const struct {
		const char *key, *msg, *sig;
	} v[] = {
	    {"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
		"",
		"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901"
		"55"
		"5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a10"
		"0b"},
	    {"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
		"\x72",
		"92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69"
		"da"
		"085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c"
		"00"},
	    {"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
		"\xaf\x82",
		"6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3"
		"ac"
		"18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec4"
		"0a"},
	};
	struct pubkey key;
	struct sig sig;
	size_t i, bit;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		vector_hex_text(key.b, sizeof(key.b), v[i].key);
		vector_hex_text(sig.b, sizeof(sig.b), v[i].sig);
		assert_int_equal(pubkey_check(&key), ERR_OK);
		assert_int_equal(pubkey_verify(&key, &sig, span_str(v[i].msg)),
		    ERR_OK);
		assert_int_equal(pubkey_verify(&key, &sig, SPAN_LIT("else")),
		    ERR_SIGNATURE);
		for (bit = 0; bit < 8 * sizeof(sig.b); bit++) {
			sig.b[bit / 8] ^= (uint8_t)(1 << bit % 8);
			assert_int_equal(pubkey_verify(&key, &sig,
					     span_str(v[i].msg)),
			    ERR_SIGNATURE);
			sig.b[bit / 8] ^= (uint8_t)(1 << bit % 8);
		}
	}
}

static enum err
wycheproof_verify(const struct pubkey *key, const json_t *test)
{
	uint8_t b[128], msg[2048];
	struct sig sig;
	size_t n, m;

	assert_int_equal(sodium_hex2bin(b, sizeof(b),
			     json_string_value(vector_get(test, "sig")),
			     vector_text(test, "sig").n, NULL, &n, NULL),
	    0);
	assert_int_equal(sodium_hex2bin(msg, sizeof(msg),
			     json_string_value(vector_get(test, "msg")),
			     vector_text(test, "msg").n, NULL, &m, NULL),
	    0);
	/* The type of a signature leaves no room for another length. */
	if (n != sizeof(sig.b))
		return ERR_SIGNATURE;
	memcpy(sig.b, b, n);
	return pubkey_verify(key, &sig, span_of(msg, m));
}

static void
wycheproof(void **state)
{
	json_t *all, *group, *test;
	size_t i, j, good, bad;
	struct pubkey key;
	enum err e;

	(void)state;
	good = bad = 0;
	all = vector_load(VECTORS "wycheproof/ed25519_test.json");
	json_array_foreach(json_object_get(all, "testGroups"), i, group)
	{
		vector_hex(key.b, sizeof(key.b), vector_get(group, "publicKey"),
		    "pk");
		json_array_foreach(json_object_get(group, "tests"), j, test)
		{
			e = wycheproof_verify(&key, test);
			if (span_is(vector_text(test, "result"), "valid")) {
				assert_int_equal(e, ERR_OK);
				assert_int_equal(pubkey_check(&key), ERR_OK);
				good++;
			} else {
				assert_true(e != ERR_OK ||
				    pubkey_check(&key) != ERR_OK);
				bad++;
			}
		}
	}
	assert_int_equal(good, 88);
	assert_int_equal(bad, 63);
	json_decref(all);
}

/*
 * A good key plus the point of order 2 is (-x, -y).  A library that has not
 * the cure of CVE-2025-69277 takes it for a point of prime order.
 */
static void
refuses_mixed_order(void **state)
{
	struct pubkey key;
	uint8_t sk[64];
	unsigned i, borrow, d;

	(void)state;
	crypto_sign_keypair(key.b, sk);
	assert_int_equal(pubkey_check(&key), ERR_OK);
	borrow = 0;
	for (i = 0; i < 32; i++) {
		d = (i == 0	      ? 0xedU
			    : i == 31 ? 0x7fU
				      : 0xffU) -
		    (i == 31 ? key.b[i] & 0x7fU : key.b[i]) - borrow;
		borrow = d >> 31;
		key.b[i] = (uint8_t)(d | (i == 31 ? ~key.b[i] & 0x80U : 0));
	}
	assert_int_equal(pubkey_check(&key), ERR_KEY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(published_keys),
	    cmocka_unit_test(vectors),
	    cmocka_unit_test(refuses_texts),
	    cmocka_unit_test(init_checks_name_and_type),
	    cmocka_unit_test(rfc8032),
	    cmocka_unit_test(wycheproof),
	    cmocka_unit_test(refuses_mixed_order),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
