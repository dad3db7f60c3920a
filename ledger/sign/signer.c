/*
 * signer.c - Ed25519 with a key in guarded memory, and what it vouched for.
 */
#include "signer.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fileio.h"
#include "keyfile.h"
#include "note.h"
#include "secret.h"

#define SEEN_MAGIC "minhbach/seen/v1\n"
#define COSIGN_TEXT_MAX 1024

struct signer {
	struct vkey vkey;
	struct seen seen;
	bool grew;
	char path[FILE_PATH_MAX]; /* "": of paper, without memory */
	uint8_t *key;		  /* 64 bytes, guarded */
};

enum err
seen_encode(struct span *out, const struct seen *s, void *buf, size_t cap)
{
	struct wr w;

	if (s->n > NUMBER_MAX)
		return ERR_RANGE;
	if (s->n == 0 && !digest_is_zero(&s->hash))
		return ERR_HASH;
	wr_init(&w, buf, cap);
	wr_lit(&w, SEEN_MAGIC);
	wr_decimal(&w, s->n);
	wr_lit(&w, " ");
	wr_base64(&w, s->hash.b, DIGEST_LEN);
	wr_lit(&w, "\n");
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

enum err
seen_decode(struct seen *s, struct span bytes)
{
	struct seen got = {.n = 0};
	struct rd r;

	rd_init(&r, bytes);
	rd_lit(&r, SEEN_MAGIC);
	got.n = rd_decimal(&r, ' ');
	rd_base64(&r, got.hash.b, DIGEST_LEN, '\n');
	if (!rd_done(&r) || (got.n == 0 && !digest_is_zero(&got.hash)))
		return ERR_FORMAT;
	*s = got;
	return ERR_OK;
}

static enum err
seen_load(struct seen *s, const char *path)
{
	uint8_t *bytes;
	enum err e;
	size_t n;

	e = file_read(&bytes, &n, path, SEEN_MAX);
	if (e == ERR_MISSING) {
		memset(s, 0, sizeof(*s));
		return ERR_OK;
	}
	if (e != ERR_OK)
		return e;
	e = seen_decode(s, (struct span){bytes, n});
	file_free(bytes, n);
	return e;
}

/* Expand the seed straight into the signer's guarded memory. */
static enum err
take_seed(void *arg, const uint8_t seed[SECRET_SEED_LEN])
{
	struct signer *s = arg;
	struct pubkey pk;

	if (crypto_sign_seed_keypair(pk.b, s->key, seed) != 0)
		return ERR_SECRET;
	return memcmp(pk.b, s->vkey.key.b, sizeof(pk.b)) == 0 ? ERR_OK
							      : ERR_KEY;
}

static void
signer_free(struct signer *s)
{
	sodium_free(s->key);
	free(s);
}

static enum err
key_room(struct signer *s)
{
	s->key = sodium_malloc(crypto_sign_SECRETKEYBYTES);
	return s->key == NULL ? ERR_SECRET : ERR_OK;
}

static enum err
key_shut(struct signer *s, enum err e)
{
	if (s->key != NULL && sodium_mprotect_noaccess(s->key) != 0)
		return ERR_SECRET;
	return e;
}

static enum err
signer_load(struct signer *s, const char *keypath, struct secret *secret)
{
	struct keyfile k;
	enum err e;
	int n;

	n = snprintf(s->path, sizeof(s->path), "%s" SEEN_SUFFIX, keypath);
	if (n < 0 || (size_t)n >= sizeof(s->path))
		return ERR_RANGE;
	e = keyfile_load(&k, keypath);
	if (e == ERR_OK)
		e = seen_load(&s->seen, s->path);
	if (e != ERR_OK)
		return e;
	s->vkey = k.vkey;
	e = key_room(s);
	if (e == ERR_OK)
		e = secret_lend_seed(secret, take_seed, s);
	return key_shut(s, e);
}

enum err
signer_open(struct signer **s, const char *keypath, struct secret *secret)
{
	struct signer *got;
	enum err e;

	got = calloc(1, sizeof(*got));
	if (got == NULL)
		return ERR_MEMORY;
	e = signer_load(got, keypath, secret);
	if (e != ERR_OK) {
		signer_free(got);
		return e;
	}
	*s = got;
	return ERR_OK;
}

enum err
signer_of_seed(struct signer **s, const struct vkey *k,
    const uint8_t seed[SECRET_SEED_LEN])
{
	struct signer *got = calloc(1, sizeof(*got));
	enum err e;

	if (got == NULL)
		return ERR_MEMORY;
	got->vkey = *k;
	e = key_room(got);
	if (e == ERR_OK)
		e = take_seed(got, seed);
	e = key_shut(got, e);
	if (e != ERR_OK) {
		signer_free(got);
		return e;
	}
	*s = got;
	return ERR_OK;
}

/* Another session of this key may have gone further meanwhile. */
static enum err
seen_save(const struct signer *s)
{
	uint8_t buf[SEEN_MAX];
	struct seen now;
	struct span out;
	enum err e;

	e = seen_load(&now, s->path);
	if (e != ERR_OK || now.n > s->seen.n)
		return e;
	e = seen_encode(&out, &s->seen, buf, sizeof(buf));
	return e == ERR_OK ? file_replace(s->path, out, 0600) : e;
}

enum err
signer_close(struct signer *s)
{
	enum err e;

	if (s == NULL)
		return ERR_OK;
	e = s->grew && *s->path != '\0' ? seen_save(s) : ERR_OK;
	signer_free(s);
	return e;
}

const struct vkey *
signer_vkey(const struct signer *s)
{
	return &s->vkey;
}

static enum err
sign_bytes(uint8_t out[64], struct signer *s, struct span msg)
{
	int rc;

	if (sodium_mprotect_readonly(s->key) != 0)
		return ERR_SECRET;
	rc = crypto_sign_detached(out, NULL, msg.p, msg.n, s->key);
	if (sodium_mprotect_noaccess(s->key) != 0 || rc != 0)
		return ERR_SECRET;
	return ERR_OK;
}

enum err
signer_sign(struct sig *sig, struct signer *s, struct span text)
{
	if (s->vkey.type != VKEY_SIGN)
		return ERR_KEY;
	return sign_bytes(sig->b, s, text);
}

enum err
signer_cosign(uint8_t out[COSIGN_LEN], struct signer *s, uint64_t time_s,
    struct span text)
{
	uint8_t buf[COSIGN_TEXT_MAX], line[COSIGN_LEN];
	struct span msg;
	struct wr w;
	enum err e;

	if (s->vkey.type != VKEY_COSIGN)
		return ERR_KEY;
	e = cosign_message(&msg, time_s, text, buf, sizeof(buf));
	if (e != ERR_OK)
		return e;
	wr_init(&w, line, sizeof(line));
	wr_u64(&w, time_s);
	e = sign_bytes(line + w.n, s, msg);
	if (e == ERR_OK)
		memcpy(out, line, sizeof(line));
	return e;
}

void
signer_memory(const struct signer *s, uint64_t *n, struct digest *hash)
{
	*n = s->seen.n;
	*hash = s->seen.hash;
}

enum err
signer_saw(struct signer *s, uint64_t n, const struct digest *hash)
{
	if (n > NUMBER_MAX)
		return ERR_RANGE;
	if (n == s->seen.n && !digest_eq(hash, &s->seen.hash))
		return ERR_HASH;
	if (n <= s->seen.n)
		return ERR_OK;
	s->seen = (struct seen){n, *hash};
	s->grew = true;
	return ERR_OK;
}
