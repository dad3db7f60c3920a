/*
 * renew.c - another vault pair for the same readers and subjects, after one of
 * them was erased (FORMAT 4.10).
 */
#include "vaultmake.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* What stays of a keyring whatever its vault is. */
static void
keyring_frame(struct keyring *to, const struct keyring *k)
{
	keyring_init(to);
	memcpy(to->origin, k->origin, sizeof(to->origin));
	to->generation = k->generation;
	to->office = k->office;
}

static enum err
readers_box(struct keyring *to, const struct keyring *k,
    const uint8_t secret[32])
{
	struct keyring_reader r;
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < k->n_reader && e == ERR_OK; i++) {
		r = k->reader[i];
		if (crypto_box_seal(r.box, secret, 32, r.key.b) != 0)
			return ERR_KEY;
		e = keyring_put_reader(to, &r);
	}
	return e;
}

/* Boxed to readers' own keys, which the vault has no part in. */
static enum err
officers_keep(struct keyring *to, const struct keyring_subject *s)
{
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < s->n_officer && e == ERR_OK; i++)
		e = keyring_put_officer(to, &s->handle, s->officer + i);
	return e;
}

static enum err
subjects_box(struct keyring *to, struct vault *old, const struct keyring *k)
{
	struct keyring_subject s = {.n_officer = 0};
	struct subject_key key = {{0}};
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < k->n_subject && e == ERR_OK; i++) {
		s.handle = k->subject[i].handle;
		e = vault_subject(&key, old, k, &s.handle);
		if (e == ERR_OK)
			e = subject_seal(s.box, &s.handle, &key, &to->vault);
		if (e == ERR_OK)
			e = keyring_put_subject(to, &s);
		if (e == ERR_OK)
			e = officers_keep(to, k->subject + i);
	}
	sodium_memzero(&key, sizeof(key));
	return e;
}

static enum err
index_box(struct keyring *to, struct vault *old, const struct keyring *k)
{
	uint8_t key[32];
	enum err e = vault_index_key(key, old, k);

	if (e == ERR_OK &&
	    crypto_box_seal(to->index, key, sizeof(key), to->vault.b) != 0)
		e = ERR_KEY;
	sodium_memzero(key, sizeof(key));
	return e;
}

enum err
vault_renew(struct keyring *k, struct vault **v)
{
	struct vault *fresh = NULL;
	struct keyring to;
	uint8_t *secret;
	enum err e;

	secret = sodium_malloc(32);
	if (secret == NULL)
		return ERR_SECRET;
	keyring_frame(&to, k);
	e = crypto_box_keypair(to.vault.b, secret) == 0 ? ERR_OK : ERR_SECRET;
	if (e == ERR_OK)
		e = readers_box(&to, k, secret);
	if (e == ERR_OK)
		e = subjects_box(&to, *v, k);
	if (e == ERR_OK)
		e = index_box(&to, *v, k);
	if (e == ERR_OK)
		e = vault_from(&fresh, &to, secret);
	sodium_free(secret);
	if (e != ERR_OK) {
		keyring_release(&to);
		return e;
	}
	vault_free(*v);
	*v = fresh;
	keyring_release(k);
	*k = to;
	return ERR_OK;
}
