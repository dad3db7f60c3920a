/*
 * sealmake.c - what open/ opens is sealed here.
 */
#include "sealmake.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define TAG_LEN 16

struct okey
okey_new(void)
{
	struct okey k;

	randombytes_buf(k.b, sizeof(k.b));
	return k;
}

enum err
sealed_make(struct span *item, const struct sealed_place *place,
    const struct subject_key *key, const struct okey *okey, struct span payload,
    uint8_t buf[SEALED_MAX])
{
	uint8_t ad[NAME_MAX_LEN + 1 + ID_LEN], plain[SEALED_PLAIN_MAX];
	struct span text;
	struct wr w;
	enum err e;

	if (!is_name(place->origin))
		return ERR_FORMAT;
	e = sealed_plain_encode(&text, okey, payload, plain);
	if (e != ERR_OK)
		return e;
	wr_init(&w, ad, sizeof(ad));
	wr_span(&w, place->origin);
	wr_byte(&w, '\n');
	wr_span(&w, (struct span){place->id.b, ID_LEN});
	memcpy(buf, place->handle.b, HANDLE_LEN);
	randombytes_buf(buf + HANDLE_LEN, SEALED_HEAD - HANDLE_LEN);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(buf + SEALED_HEAD,
	    NULL, text.p, text.n, ad, w.n, NULL, buf + HANDLE_LEN, key->b);
	*item = (struct span){buf, SEALED_HEAD + text.n + TAG_LEN};
	sodium_memzero(plain, sizeof(plain));
	return ERR_OK;
}

static enum err
head_make(struct stfile_head *h, const struct stfile *f, const uint8_t key[32],
    const struct readkey *to, size_t n_to)
{
	size_t i;

	if (n_to < 1 || n_to > STFILE_BOXES_MAX)
		return ERR_RANGE;
	memset(h, 0, sizeof(*h));
	memcpy(h->origin, f->origin, sizeof(h->origin));
	h->time_ms = f->time_ms;
	for (i = 0; i < n_to; i++) {
		h->box[i].key = to[i];
		if (crypto_box_seal(h->box[i].box, key, 32, to[i].b) != 0)
			return ERR_KEY;
	}
	h->n_box = n_to;
	randombytes_buf(h->nonce, sizeof(h->nonce));
	return ERR_OK;
}

/* Body into body, encrypted there; then all of the file into w. */
static enum err
file_make(struct wr *w, struct wr *body, const struct stfile *f,
    const struct stfile_head *h, const uint8_t key[32])
{
	enum err e;

	e = stfile_head_encode(w, h);
	if (e == ERR_OK)
		e = stfile_body_encode(body, f->part, f->n);
	if (e != ERR_OK)
		return e == ERR_SPACE ? ERR_RANGE : e;
	if (body->n + TAG_LEN > body->cap)
		return ERR_RANGE;
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(body->p, NULL, body->p,
	    body->n, w->p, w->n, NULL, h->nonce, key);
	wr_base64(w, body->p, body->n + TAG_LEN);
	wr_lit(w, "\n");
	return w->bad ? ERR_RANGE : ERR_OK;
}

enum err
stfile_seal(uint8_t **bytes, size_t *n, const struct stfile *f,
    const struct readkey *to, size_t n_to)
{
	uint8_t key[32], *out, *text;
	struct stfile_head h;
	struct wr w, body;
	enum err e;

	out = calloc(1, STFILE_MAX);
	text = calloc(1, STFILE_MAX);
	e = out == NULL || text == NULL ? ERR_MEMORY : ERR_OK;
	randombytes_buf(key, sizeof(key));
	if (e == ERR_OK)
		e = head_make(&h, f, key, to, n_to);
	if (e == ERR_OK) {
		wr_init(&w, out, STFILE_MAX);
		wr_init(&body, text, STFILE_MAX);
		e = file_make(&w, &body, f, &h, key);
		sodium_memzero(text, STFILE_MAX);
	}
	sodium_memzero(key, sizeof(key));
	free(text);
	if (e != ERR_OK) {
		free(out);
		return e;
	}
	*bytes = out;
	*n = w.n;
	return ERR_OK;
}
