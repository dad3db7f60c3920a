/*
 * vaultkey.c - from a reading key to the vault, from the vault to subjects.
 */
#include "vaultkey.h"

#include <sodium.h>
#include <string.h>

#define SLOTS 256 /* a handle is random: its first byte spreads well */
#define SUBJECT_PLAIN (HANDLE_LEN + 32)

struct slot {
	struct handle handle;
	struct subject_key key;
	bool used;
};

/*
 * Opening a box costs two multiplications; a ledger has some thousand entries
 * of some hundred subjects, hence the slots.
 */
struct vault {
	struct boxkey *key;
	struct slot slot[SLOTS];
};

static const struct keyring_reader *
reader_of(const struct keyring *k, const struct readkey *key)
{
	size_t i;

	for (i = 0; i < k->n_reader; i++) {
		if (memcmp(k->reader[i].key.b, key->b, sizeof(key->b)) == 0)
			return k->reader + i;
	}
	return NULL;
}

/* Is it the secret of this keyring's vault? */
static enum err
vault_key(struct boxkey **key, const struct keyring *k,
    const uint8_t secret[32])
{
	struct readkey public;
	struct boxkey *got;
	enum err e;

	e = boxkey_new(&got, secret);
	if (e != ERR_OK)
		return e;
	public = boxkey_public(got);
	if (memcmp(public.b, k->vault.b, sizeof(public.b)) != 0) {
		boxkey_free(got);
		return ERR_SECRET;
	}
	*key = got;
	return ERR_OK;
}

enum err
vault_from(struct vault **v, const struct keyring *k, const uint8_t secret[32])
{
	struct vault *got;
	enum err e;

	got = sodium_malloc(sizeof(*got));
	if (got == NULL)
		return ERR_SECRET;
	memset(got, 0, sizeof(*got));
	e = vault_key(&got->key, k, secret);
	if (e != ERR_OK) {
		sodium_free(got);
		return e;
	}
	*v = got;
	return ERR_OK;
}

enum err
vault_unlock(struct vault **v, const struct keyring *k, struct boxkey *reader)
{
	const struct keyring_reader *line;
	struct readkey public;
	uint8_t secret[32];
	enum err e;

	public = boxkey_public(reader);
	line = reader_of(k, &public);
	if (line == NULL)
		return ERR_MISSING;
	e = boxkey_open(secret, sizeof(secret), reader,
	    (struct span){line->box, sizeof(line->box)});
	if (e == ERR_OK)
		e = vault_from(v, k, secret);
	sodium_memzero(secret, sizeof(secret));
	return e;
}

void
vault_free(struct vault *v)
{
	if (v != NULL)
		boxkey_free(v->key);
	sodium_free(v);
}

struct boxkey *
vault_boxkey(struct vault *v)
{
	return v->key;
}

enum err
subject_open(struct subject_key *key, const struct handle *h,
    struct boxkey *reader, struct span box)
{
	uint8_t plain[SUBJECT_PLAIN];
	enum err e;

	e = boxkey_open(plain, sizeof(plain), reader, box);
	if (e == ERR_OK && sodium_memcmp(plain, h->b, HANDLE_LEN) != 0)
		e = ERR_SECRET;
	if (e == ERR_OK)
		memcpy(key->b, plain + HANDLE_LEN, sizeof(key->b));
	sodium_memzero(plain, sizeof(plain));
	return e;
}

enum err
vault_subject(struct subject_key *key, struct vault *v, const struct keyring *k,
    const struct handle *h)
{
	const struct keyring_subject *s;
	struct slot *slot;
	enum err e;

	s = keyring_find(k, h);
	if (s == NULL)
		return ERR_MISSING;
	slot = v->slot + h->b[0];
	if (!slot->used || !handle_eq(&slot->handle, h)) {
		e = subject_open(&slot->key, h, v->key,
		    (struct span){s->box, sizeof(s->box)});
		if (e != ERR_OK)
			return e;
		slot->handle = *h;
		slot->used = true;
	}
	*key = slot->key;
	return ERR_OK;
}

enum err
officer_subject(struct subject_key *key, const struct keyring *k,
    const struct handle *h, struct boxkey *reader)
{
	const struct keyring_subject *s = keyring_find(k, h);
	struct readkey public = boxkey_public(reader);
	const struct keyring_officer *o;

	if (s == NULL)
		return ERR_MISSING;
	o = keyring_officer_find(s, &public);
	return o == NULL ? ERR_KEY
			 : subject_open(key, h, reader,
			       (struct span){o->box, sizeof(o->box)});
}

enum err
vault_index_key(uint8_t key[32], struct vault *v, const struct keyring *k)
{
	return boxkey_open(key, 32, v->key,
	    (struct span){k->index, sizeof(k->index)});
}
