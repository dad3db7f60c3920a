/*
 * vaultmake.c - a keyring is made and changed here; reading it is open's.
 */
#include "vaultmake.h"

#include <sodium.h>
#include <string.h>

#include "hash.h"

/* A public key that yields an all-zero shared secret cannot be boxed to. */
static enum err
box_make(uint8_t *box, const uint8_t *text, size_t n, const struct readkey *to)
{
	return crypto_box_seal(box, text, n, to->b) == 0 ? ERR_OK : ERR_KEY;
}

enum err
subject_seal(uint8_t box[96], const struct handle *h,
    const struct subject_key *key, const struct readkey *to)
{
	uint8_t plain[HANDLE_LEN + 32];
	enum err e;

	memcpy(plain, h->b, HANDLE_LEN);
	memcpy(plain + HANDLE_LEN, key->b, sizeof(key->b));
	e = box_make(box, plain, sizeof(plain), to);
	sodium_memzero(plain, sizeof(plain));
	return e;
}

enum err
vault_new_subject(struct handle *h, struct subject_key *key, struct keyring *k)
{
	struct keyring_subject s = {.n_officer = 0};
	struct subject_key fresh;
	enum err e;

	randombytes_buf(s.handle.b, HANDLE_LEN);
	randombytes_buf(fresh.b, sizeof(fresh.b));
	e = subject_seal(s.box, &s.handle, &fresh, &k->vault);
	if (e == ERR_OK)
		e = keyring_put_subject(k, &s);
	if (e == ERR_OK) {
		*h = s.handle;
		*key = fresh;
	}
	sodium_memzero(&fresh, sizeof(fresh));
	return e;
}

enum err
vault_drop_subject(struct keyring *k, const struct handle *h)
{
	return keyring_drop_subject(k, h);
}

enum err
vault_add_officer(struct keyring *k, struct vault *v, const struct handle *h,
    struct span name, const struct readkey *key)
{
	struct keyring_officer o;
	struct subject_key subject;
	enum err e;

	if (!is_name(name))
		return ERR_FORMAT;
	memset(&o, 0, sizeof(o));
	memcpy(o.name, name.p, name.n);
	o.key = *key;
	e = vault_subject(&subject, v, k, h);
	if (e == ERR_OK)
		e = subject_seal(o.box, h, &subject, key);
	sodium_memzero(&subject, sizeof(subject));
	return e == ERR_OK ? keyring_put_officer(k, h, &o) : e;
}

static enum err
reader_put(struct keyring *k, const uint8_t secret[32], struct span name,
    const struct readkey *key)
{
	struct keyring_reader r;
	enum err e;

	if (!is_name(name))
		return ERR_FORMAT;
	memset(&r, 0, sizeof(r));
	memcpy(r.name, name.p, name.n);
	r.key = *key;
	e = box_make(r.box, secret, 32, key);
	return e == ERR_OK ? keyring_put_reader(k, &r) : e;
}

enum err
vault_add_reader(struct keyring *k, struct vault *v, struct span name,
    const struct readkey *key)
{
	uint8_t secret[32];
	enum err e;

	boxkey_copy(secret, vault_boxkey(v));
	e = reader_put(k, secret, name, key);
	sodium_memzero(secret, sizeof(secret));
	return e;
}

enum err
vault_renew_recovery(struct keyring *k, struct vault *v,
    char recovery[RECOVERY_LEN + 1])
{
	uint8_t *secret = sodium_malloc(32);
	struct readkey public;
	enum err e;

	if (secret == NULL)
		return ERR_SECRET;
	e = crypto_box_keypair(public.b, secret) == 0 ? ERR_OK : ERR_SECRET;
	if (e == ERR_OK)
		e = keyring_drop_reader(k, span_str(KEYRING_RECOVERY));
	if (e == ERR_OK || e == ERR_MISSING)
		e = vault_add_reader(k, v, span_str(KEYRING_RECOVERY), &public);
	if (e == ERR_OK)
		recovery_encode(recovery, RECOVERY_READS, secret);
	sodium_free(secret);
	return e;
}

enum err
vault_remove_reader(struct keyring *k, struct span name)
{
	return keyring_drop_reader(k, name);
}

/* Everything secret while a vault is made; lives in guarded memory. */
struct work {
	uint8_t vault[32], recovery[32], index[32];
	struct subject_key office;
};

static enum err
fill(struct keyring *k, struct work *w)
{
	struct readkey recovery;
	enum err e;

	randombytes_buf(w->recovery, sizeof(w->recovery));
	randombytes_buf(w->index, sizeof(w->index));
	if (crypto_box_keypair(k->vault.b, w->vault) != 0 ||
	    crypto_scalarmult_base(recovery.b, w->recovery) != 0)
		return ERR_SECRET;
	e = box_make(k->index, w->index, sizeof(w->index), &k->vault);
	if (e == ERR_OK)
		e = vault_new_subject(&k->office, &w->office, k);
	if (e == ERR_OK)
		e = reader_put(k, w->vault, span_str(KEYRING_RECOVERY),
		    &recovery);
	return e;
}

static enum err
unlock(struct vault **v, const struct keyring *k, const uint8_t recovery[32])
{
	struct boxkey *key;
	enum err e;

	e = boxkey_new(&key, recovery);
	if (e != ERR_OK)
		return e;
	e = vault_unlock(v, k, key);
	boxkey_free(key);
	return e;
}

enum err
vault_create(struct keyring *k, struct vault **v, struct span origin,
    char recovery[RECOVERY_LEN + 1])
{
	struct keyring got;
	struct work *w;
	enum err e;

	if (!is_name(origin))
		return ERR_FORMAT;
	w = sodium_malloc(sizeof(*w));
	if (w == NULL)
		return ERR_SECRET;
	keyring_init(&got);
	memcpy(got.origin, origin.p, origin.n);
	e = fill(&got, w);
	if (e == ERR_OK)
		e = unlock(v, &got, w->recovery);
	if (e == ERR_OK) {
		recovery_encode(recovery, RECOVERY_READS, w->recovery);
		*k = got;
	} else
		keyring_release(&got);
	sodium_free(w);
	return e;
}

enum err
blind_index(struct digest *out, struct vault *v, const struct keyring *k,
    struct span number)
{
	uint8_t key[32];
	enum err e;

	e = vault_index_key(key, v, k);
	if (e == ERR_OK)
		*out = hmac_sha256((struct span){key, sizeof(key)}, number);
	sodium_memzero(key, sizeof(key));
	return e;
}
