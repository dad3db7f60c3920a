/*
 * boxkey.c - libsodium's sealed boxes, opened with a guarded secret.
 */
#include "boxkey.h"

#include <sodium.h>
#include <string.h>

struct boxkey {
	uint8_t secret[32];
	struct readkey public;
};

enum err
boxkey_new(void *to, const uint8_t secret[32])
{
	struct boxkey **out = to, *k;

	k = sodium_malloc(sizeof(*k));
	if (k == NULL)
		return ERR_SECRET;
	memcpy(k->secret, secret, sizeof(k->secret));
	if (crypto_scalarmult_base(k->public.b, k->secret) != 0 ||
	    sodium_mprotect_readonly(k) != 0) {
		sodium_free(k);
		return ERR_SECRET;
	}
	*out = k;
	return ERR_OK;
}

void
boxkey_free(struct boxkey *k)
{
	sodium_free(k);
}

struct readkey
boxkey_public(const struct boxkey *k)
{
	return k->public;
}

void
boxkey_copy(uint8_t secret[32], const struct boxkey *k)
{
	memcpy(secret, k->secret, sizeof(k->secret));
}

enum err
boxkey_open(uint8_t *out, size_t n, struct boxkey *k, struct span box)
{
	if (n > SIZE_MAX - BOX_EXTRA || box.n != n + BOX_EXTRA)
		return ERR_FORMAT;
	if (crypto_box_seal_open(out, box.p, box.n, k->public.b, k->secret) !=
	    0)
		return ERR_SECRET;
	return ERR_OK;
}
