/*
 * sealed.c - opening what the store holds of sealed entries.
 */
#include "sealed.h"

#include <sodium.h>
#include <string.h>

#include "text.h"

#define BLOCK 256
#define TAG_LEN 16

static bool
is_item(struct span item)
{
	return item.n > SEALED_HEAD + TAG_LEN && item.n <= SEALED_MAX &&
	    (item.n - SEALED_HEAD - TAG_LEN) % BLOCK == 0;
}

enum err
sealed_handle(struct handle *h, struct span item)
{
	if (!is_item(item))
		return ERR_FORMAT;
	memcpy(h->b, item.p, HANDLE_LEN);
	return ERR_OK;
}

static size_t
padded(size_t n)
{
	return (n + BLOCK - 1) / BLOCK * BLOCK;
}

enum err
sealed_plain_decode(struct sealed_plain *out, struct span text)
{
	struct span okey, payload;
	struct rd r;
	size_t i, n;

	rd_init(&r, text);
	okey = rd_bytes(&r, sizeof(out->okey.b));
	n = rd_u16(&r);
	payload = rd_bytes(&r, n);
	if (r.bad || n > SEALED_PAYLOAD_MAX ||
	    text.n != padded(sizeof(out->okey.b) + 2 + n))
		return ERR_FORMAT;
	for (i = 0; i < r.rest.n; i++) {
		if (r.rest.p[i] != 0)
			return ERR_FORMAT;
	}
	memcpy(out->okey.b, okey.p, okey.n);
	out->n = n;
	if (n > 0)
		memcpy(out->payload, payload.p, n);
	return ERR_OK;
}

enum err
sealed_plain_encode(struct span *text, const struct okey *okey,
    struct span payload, uint8_t buf[SEALED_PLAIN_MAX])
{
	struct wr w;

	if (payload.n > SEALED_PAYLOAD_MAX)
		return ERR_RANGE;
	wr_init(&w, buf, SEALED_PLAIN_MAX);
	wr_span(&w, (struct span){okey->b, sizeof(okey->b)});
	wr_u16(&w, (uint16_t)payload.n);
	wr_span(&w, payload);
	while (w.n % BLOCK != 0 && !w.bad)
		wr_byte(&w, 0);
	if (w.bad)
		return ERR_SPACE;
	*text = wr_done(&w);
	return ERR_OK;
}

enum err
sealed_open(struct sealed_plain *out, const struct subject_key *key,
    struct span item, struct span origin, const struct id *id)
{
	uint8_t ad[NAME_MAX_LEN + 1 + ID_LEN], text[SEALED_PLAIN_MAX];
	struct wr w;
	enum err e;
	size_t n;

	if (!is_item(item) || !is_name(origin))
		return ERR_FORMAT;
	wr_init(&w, ad, sizeof(ad));
	wr_span(&w, origin);
	wr_byte(&w, '\n');
	wr_span(&w, (struct span){id->b, ID_LEN});
	n = item.n - SEALED_HEAD - TAG_LEN;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(text, NULL, NULL,
		item.p + SEALED_HEAD, n + TAG_LEN, ad, w.n, item.p + HANDLE_LEN,
		key->b) != 0)
		return ERR_SECRET;
	e = sealed_plain_decode(out, (struct span){text, n});
	sodium_memzero(text, n);
	return e;
}
