/*
 * keymake.c - new keys.
 */
#include <sodium.h>
#include <string.h>

#include "secret.h"
#include "signer.h"

/* Everything secret while a key is made; lives in guarded memory. */
struct work {
	uint8_t seed[SECRET_SEED_LEN];
	uint8_t reading[SECRET_READING_LEN];
	uint8_t sk[crypto_sign_SECRETKEYBYTES];
};

static enum err
make(struct secret **s, struct vkey *k, struct readkey *reading,
    struct span name, uint8_t type)
{
	struct readkey read = {{0}};
	struct pubkey pk;
	struct vkey vkey;
	struct work *w;
	enum err e;

	w = sodium_malloc(sizeof(*w));
	if (w == NULL)
		return ERR_SECRET;
	e = ERR_SECRET;
	randombytes_buf(w->seed, sizeof(w->seed));
	if (crypto_sign_seed_keypair(pk.b, w->sk, w->seed) != 0)
		goto out;
	if (reading != NULL && crypto_box_keypair(read.b, w->reading) != 0)
		goto out;
	e = vkey_init(&vkey, name, type, &pk);
	if (e == ERR_OK)
		e = secret_new(s, w->seed, reading != NULL ? w->reading : NULL);
	if (e != ERR_OK)
		goto out;
	*k = vkey;
	if (reading != NULL)
		*reading = read;
out:
	sodium_free(w);
	return e;
}

enum err
key_of_seed(struct pubkey *k, const uint8_t seed[SECRET_SEED_LEN])
{
	struct work *w = sodium_malloc(sizeof(*w));
	enum err e = ERR_SECRET;

	if (w != NULL && crypto_sign_seed_keypair(k->b, w->sk, seed) == 0)
		e = ERR_OK;
	sodium_free(w);
	return e;
}

enum err
key_generate(struct secret **s, struct vkey *k, struct readkey *reading,
    struct span name, uint8_t type, bool with_reading)
{
	if (type != VKEY_SIGN && type != VKEY_COSIGN)
		return ERR_FORMAT;
	return make(s, k, with_reading ? reading : NULL, name, type);
}
