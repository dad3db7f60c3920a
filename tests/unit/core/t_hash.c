/* t_hash.c - published vectors of SHA-256, HMAC and the RFC 6962 hashes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hash.h"
#include "vector.h"

static void
assert_digest(struct digest d, const char *hex)
{
	struct digest want;

	vector_hex_text(want.b, sizeof(want.b), hex);
	assert_memory_equal(d.b, want.b, sizeof(want.b));
}

/* FIPS 180-2, appendix B */
static void
sha256_of_fips(void **state)
{
	uint8_t *million;

	(void)state;
	assert_digest(sha256(SPAN_LIT("abc")),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_digest(
	    sha256(SPAN_LIT(
		"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	million = malloc(1000000);
	assert_non_null(million);
	memset(million, 'a', 1000000);
	assert_digest(sha256(span_of(million, 1000000)),
	    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	free(million);
}

/* RFC 4231, 4.2 to 4.8 (test 5 shows a cut digest only) */
static void
hmac_of_rfc4231(void **state)
{
	static const struct {
		const char *key, *data;
		int fill; /* if not 0: the key is this byte, n times */
		size_t n;
		const char *sha256, *sha512;
	} v[] = {
	    {NULL, "Hi There", 0x0b, 20,
		"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32c"
		"ff7",
		"87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17"
		"cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a"
		"126854"},
	    {"Jefe", "what do ya want for nothing?", 0, 4,
		"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3"
		"843",
		"164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250"
		"5549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38"
		"bce737"},
	    {NULL, "Test Using Larger Than Block-Size Key - Hash Key First",
		0xaa, 131,
		"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37"
		"f54",
		"80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f"
		"3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d"
		"786598"},
	    {NULL,
		"This is a test using a larger than block-size key and a "
		"larger than block-size data. The key needs to be hashed "
		"before being used by the HMAC algorithm.",
		0xaa, 131,
		"9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a3"
		"5e2",
		"e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc"
		"944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa"
		"8c6a58"},
	};
	uint8_t fill[131], wide[64], want[64];
	struct span key, data;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		memset(fill, v[i].fill, sizeof(fill));
		key = v[i].key != NULL ? span_str(v[i].key)
				       : span_of(fill, v[i].n);
		data = span_str(v[i].data);
		assert_digest(hmac_sha256(key, data), v[i].sha256);
		hmac_sha512(wide, key, data);
		vector_hex_text(want, sizeof(want), v[i].sha512);
		assert_memory_equal(wide, want, sizeof(want));
	}
}

/* transparency-dev/merkle, rfc6962_test.go */
static void
merkle_hashes(void **state)
{
	struct digest l, r;

	(void)state;
	assert_digest(empty_root(),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_digest(leaf_hash(SPAN_LIT("")),
	    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
	assert_digest(leaf_hash(SPAN_LIT("L123456")),
	    "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
	assert_digest(sha256_2(0x01, SPAN_LIT("N123"), SPAN_LIT("N456")),
	    "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
	l = leaf_hash(SPAN_LIT("a"));
	r = leaf_hash(SPAN_LIT("b"));
	assert_memory_equal(node_hash(&l, &r).b,
	    sha256_2(0x01, span_of(l.b, 32), span_of(r.b, 32)).b, 32);
	assert_memory_not_equal(node_hash(&l, &r).b, node_hash(&r, &l).b, 32);
}

/* Any length and any split, against libsodium. */
static void
agrees_with_libsodium(void **state)
{
	uint8_t b[300], want[32];
	size_t n, half;

	(void)state;
	randombytes_buf(b, sizeof(b));
	for (n = 1; n <= sizeof(b); n++) {
		crypto_hash_sha256(want, b, n);
		assert_memory_equal(sha256(span_of(b, n)).b, want, 32);
		half = (n - 1) / 2;
		assert_memory_equal(sha256_2(b[0], span_of(b + 1, half),
					span_of(b + 1 + half, n - 1 - half))
					.b,
		    want, 32);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sha256_of_fips),
	    cmocka_unit_test(hmac_of_rfc4231),
	    cmocka_unit_test(merkle_hashes),
	    cmocka_unit_test(agrees_with_libsodium),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
