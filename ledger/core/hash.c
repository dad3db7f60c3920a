/*
 * hash.c - the one file that touches the hash libraries.  The Merkle hashes
 * are the hottest code there is, so each of them is one buffer and one pass.
 */
#include "hash.h"

#include <nettle/hmac.h>
#include <nettle/sha2.h>
#include <sodium.h>
#include <string.h>

struct digest
sha256(struct span in)
{
	struct sha256_ctx c;
	struct digest d;

	sha256_init(&c);
	sha256_update(&c, in.n, in.p);
	sha256_digest(&c, sizeof(d.b), d.b);
	return d;
}

struct digest
sha256_2(uint8_t prefix, struct span a, struct span b)
{
	struct sha256_ctx c;
	struct digest d;

	sha256_init(&c);
	sha256_update(&c, 1, &prefix);
	sha256_update(&c, a.n, a.p);
	sha256_update(&c, b.n, b.p);
	sha256_digest(&c, sizeof(d.b), d.b);
	return d;
}

struct digest
hmac_sha256(struct span key, struct span in)
{
	struct hmac_sha256_ctx c;
	struct digest d;

	hmac_sha256_set_key(&c, key.n, key.p);
	hmac_sha256_update(&c, in.n, in.p);
	hmac_sha256_digest(&c, sizeof(d.b), d.b);
	sodium_memzero(&c, sizeof(c));
	return d;
}

void
hmac_sha512(uint8_t out[64], struct span key, struct span in)
{
	crypto_auth_hmacsha512_state c;

	crypto_auth_hmacsha512_init(&c, key.p, key.n);
	crypto_auth_hmacsha512_update(&c, in.p, in.n);
	crypto_auth_hmacsha512_final(&c, out);
	sodium_memzero(&c, sizeof(c));
}

struct digest
leaf_hash(struct span leaf)
{
	return sha256_2(0x00, leaf, (struct span){NULL, 0});
}

struct digest
node_hash(const struct digest *l, const struct digest *r)
{
	uint8_t b[1 + 2 * DIGEST_LEN];

	b[0] = 0x01;
	memcpy(b + 1, l->b, DIGEST_LEN);
	memcpy(b + 1 + DIGEST_LEN, r->b, DIGEST_LEN);
	return sha256((struct span){b, sizeof(b)});
}

struct digest
empty_root(void)
{
	return sha256((struct span){NULL, 0});
}
