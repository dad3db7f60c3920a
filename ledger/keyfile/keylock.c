/*
 * keylock.c - locking and unlocking a key file: Argon2id makes the wrapping
 * key out of the passphrase, XChaCha20-Poly1305 wraps.
 */
#include <sodium.h>
#include <string.h>

#include "fileio.h"
#include "keyfile.h"
#include "secret.h"

#define WRAP_LEN crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define PLAIN_MAX (SECRET_SEED_LEN + SECRET_READING_LEN)

/* What is at work during one lock or unlock; lives in guarded memory. */
struct work {
	uint8_t wrap[WRAP_LEN];
	uint8_t plain[PLAIN_MAX];
};

static enum err
wrap_derive(struct work *w, const struct keyfile *k, struct passphrase *p)
{
	struct span pass;
	int rc;

	if (k->kdf.memlimit > SIZE_MAX)
		return ERR_MEMORY;
	pass = passphrase_unlock(p);
	if (pass.p == NULL)
		return ERR_SECRET;
	rc = crypto_pwhash(w->wrap, sizeof(w->wrap), (const char *)pass.p,
	    pass.n, k->salt, k->kdf.opslimit, (size_t)k->kdf.memlimit,
	    crypto_pwhash_ALG_ARGON2ID13);
	passphrase_lock(p);
	return rc == 0 ? ERR_OK : ERR_MEMORY;
}

/* The authenticated lines are the file without its last one. */
static enum err
lines_of(struct span *lines, const struct keyfile *k, uint8_t buf[KEYFILE_MAX])
{
	enum err e;

	e = keyfile_encode(lines, k, buf, KEYFILE_MAX);
	if (e == ERR_OK)
		lines->n -= BASE64_LEN(k->n_box) + 1;
	return e;
}

static enum err
box_open(struct work *w, const struct keyfile *k, struct passphrase *p)
{
	uint8_t buf[KEYFILE_MAX];
	struct span lines;
	enum err e;

	e = lines_of(&lines, k, buf);
	if (e == ERR_OK)
		e = wrap_derive(w, k, p);
	if (e != ERR_OK)
		return e;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(w->plain, NULL, NULL,
		k->box, k->n_box, lines.p, lines.n, k->nonce, w->wrap) != 0)
		return ERR_SECRET;
	return ERR_OK;
}

static enum err
key_open(struct secret **s, const struct keyfile *k, struct passphrase *p)
{
	struct work *w;
	enum err e;

	w = sodium_malloc(sizeof(*w));
	if (w == NULL)
		return ERR_SECRET;
	e = box_open(w, k, p);
	if (e == ERR_OK)
		e = secret_new(s, w->plain,
		    k->has_reading ? w->plain + SECRET_SEED_LEN : NULL);
	sodium_free(w);
	return e;
}

enum err
keyfile_unlock(struct secret **s, const char *path, struct passphrase *p)
{
	struct keyfile k;
	enum err e;

	e = keyfile_load(&k, path);
	return e == ERR_OK ? key_open(s, &k, p) : e;
}

static enum err
take_seed(void *arg, const uint8_t seed[SECRET_SEED_LEN])
{
	struct work *w = arg;

	memcpy(w->plain, seed, SECRET_SEED_LEN);
	return ERR_OK;
}

static enum err
take_reading(void *arg, const uint8_t reading[SECRET_READING_LEN])
{
	struct work *w = arg;

	memcpy(w->plain + SECRET_SEED_LEN, reading, SECRET_READING_LEN);
	return ERR_OK;
}

/* Fill in salt, nonce and box of k. */
static enum err
box_make(struct work *w, struct keyfile *k, struct secret *s,
    struct passphrase *p)
{
	uint8_t buf[KEYFILE_MAX];
	struct span lines;
	size_t n;
	enum err e;

	n = SECRET_SEED_LEN + (k->has_reading ? SECRET_READING_LEN : 0);
	memset(k->box, 0, sizeof(k->box));
	k->n_box = n + crypto_aead_xchacha20poly1305_ietf_ABYTES;
	randombytes_buf(k->salt, sizeof(k->salt));
	randombytes_buf(k->nonce, sizeof(k->nonce));
	e = lines_of(&lines, k, buf);
	if (e == ERR_OK)
		e = wrap_derive(w, k, p);
	if (e == ERR_OK)
		e = secret_lend_seed(s, take_seed, w);
	if (e == ERR_OK && k->has_reading)
		e = secret_lend_reading(s, take_reading, w);
	if (e == ERR_OK &&
	    crypto_aead_xchacha20poly1305_ietf_encrypt(k->box, NULL, w->plain,
		n, lines.p, lines.n, NULL, k->nonce, w->wrap) != 0)
		e = ERR_SECRET;
	return e;
}

static enum err
key_lock(struct span *out, uint8_t buf[KEYFILE_MAX], const struct keyfile *pub,
    struct secret *s, struct passphrase *p)
{
	struct keyfile k;
	struct work *w;
	enum err e;

	if (pub->has_reading != secret_has_reading(s))
		return ERR_FORMAT;
	w = sodium_malloc(sizeof(*w));
	if (w == NULL)
		return ERR_SECRET;
	k = *pub;
	e = box_make(w, &k, s, p);
	sodium_free(w);
	return e == ERR_OK ? keyfile_encode(out, &k, buf, KEYFILE_MAX) : e;
}

enum err
keyfile_save(const char *path, const struct keyfile *pub, struct secret *s,
    struct passphrase *p)
{
	uint8_t buf[KEYFILE_MAX];
	struct span bytes;
	enum err e;

	e = key_lock(&bytes, buf, pub, s, p);
	return e == ERR_OK ? file_create(path, bytes, 0600) : e;
}

enum err
keyfile_rekey(const char *path, struct passphrase *from, struct passphrase *to,
    struct kdf kdf)
{
	uint8_t buf[KEYFILE_MAX];
	struct secret *s = NULL;
	struct keyfile k;
	struct span bytes;
	enum err e;

	e = keyfile_load(&k, path);
	if (e == ERR_OK)
		e = key_open(&s, &k, from);
	if (e != ERR_OK)
		return e;
	k.kdf = kdf;
	e = key_lock(&bytes, buf, &k, s, to);
	if (e == ERR_OK)
		e = file_replace(path, bytes, 0600);
	secret_free(s);
	return e;
}
