/*
 * stfile.c - opening a statement file with a reading key.
 */
#include "stfile.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define TAG_LEN 16

static enum err
file_key(uint8_t key[32], const struct stfile_head *h, struct boxkey *reader)
{
	struct readkey public;
	size_t i;

	public = boxkey_public(reader);
	for (i = 0; i < h->n_box; i++) {
		if (memcmp(h->box[i].key.b, public.b, sizeof(public.b)) == 0)
			return boxkey_open(key, 32, reader,
			    (struct span){h->box[i].box, 80});
	}
	return ERR_MISSING;
}

/* The ciphertext in base64 on one line, decoded and decrypted in place. */
static enum err
body_open(uint8_t *body, size_t *n, const struct stfile_head *h,
    const uint8_t key[32], struct span lines, struct span line)
{
	unsigned long long plain;
	enum err e;
	size_t len;

	len = *n;
	e = base64_decode_any(body, &len, line);
	if (e != ERR_OK)
		return e;
	if (len < TAG_LEN)
		return ERR_FORMAT;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(body, &plain, NULL, body,
		len, lines.p, lines.n, h->nonce, key) != 0)
		return ERR_SECRET;
	*n = (size_t)plain;
	return ERR_OK;
}

enum err
stfile_open(struct stfile *f, struct span bytes, struct boxkey *reader)
{
	struct stfile_head h;
	struct span rest, lines;
	struct stfile got;
	uint8_t key[32];
	size_t cap;
	enum err e;

	e = stfile_head_decode(&h, &rest, bytes);
	if (e != ERR_OK)
		return e;
	if (rest.n < 2 || rest.p[rest.n - 1] != '\n')
		return ERR_FORMAT;
	lines = (struct span){bytes.p, bytes.n - rest.n};
	rest.n--;
	memset(&got, 0, sizeof(got));
	memcpy(got.origin, h.origin, sizeof(got.origin));
	got.time_ms = h.time_ms;
	cap = rest.n / 4 * 3 + 3;
	got.body = calloc(1, cap);
	if (got.body == NULL)
		return ERR_MEMORY;
	got.n_body = cap;
	e = file_key(key, &h, reader);
	if (e == ERR_OK)
		e = body_open(got.body, &got.n_body, &h, key, lines, rest);
	sodium_memzero(key, sizeof(key));
	if (e == ERR_OK)
		e = stfile_body_decode(&got.part, &got.n,
		    (struct span){got.body, got.n_body});
	if (e == ERR_OK)
		*f = got;
	else
		stfile_release(&got);
	return e;
}

void
stfile_release(struct stfile *f)
{
	if (f->body != NULL)
		sodium_memzero(f->body, f->n_body);
	if (f->part != NULL)
		sodium_memzero(f->part, f->n * sizeof(*f->part));
	free(f->body);
	free(f->part);
	memset(f, 0, sizeof(*f));
}
