/*
 * vkey.c - verifier keys as text, and the two tests of Ed25519 that all
 * programs share: of a key when it is granted, of a signature whenever.
 */
#include "vkey.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "hash.h"
#include "text.h"

#define KEY_ID_HEX 8

uint32_t
vkey_id(struct span name, uint8_t type, const struct pubkey *key)
{
	uint8_t b[NAME_MAX_LEN + 2 + sizeof(key->b)];
	struct digest d;
	struct rd r;
	struct wr w;

	assert(name.n <= NAME_MAX_LEN);
	wr_init(&w, b, sizeof(b));
	wr_span(&w, name);
	wr_byte(&w, '\n');
	wr_byte(&w, type);
	wr_span(&w, (struct span){key->b, sizeof(key->b)});
	d = sha256(wr_done(&w));
	rd_init(&r, (struct span){d.b, sizeof(d.b)});
	return rd_u32(&r);
}

enum err
vkey_init(struct vkey *k, struct span name, uint8_t type,
    const struct pubkey *key)
{
	struct vkey v;

	if (!is_name(name) || (type != VKEY_SIGN && type != VKEY_COSIGN))
		return ERR_FORMAT;
	memset(&v, 0, sizeof(v));
	memcpy(v.name, name.p, name.n);
	v.type = type;
	v.key = *key;
	v.key_id = vkey_id(name, type, key);
	*k = v;
	return ERR_OK;
}

static void
wr_key_id(struct wr *w, uint32_t key_id)
{
	static const char hex[] = "0123456789abcdef";
	unsigned i;

	for (i = 0; i < KEY_ID_HEX; i++)
		wr_byte(w,
		    (uint8_t)hex[key_id >> 4 * (KEY_ID_HEX - 1 - i) & 15]);
}

enum err
vkey_decode(struct vkey *k, struct span text)
{
	uint8_t b[1 + sizeof(k->key.b)], hex[KEY_ID_HEX];
	struct span name, id, base64;
	struct pubkey key;
	struct vkey v;
	struct rd r;
	struct wr w;

	rd_init(&r, text);
	name = rd_until(&r, '+', NAME_MAX_LEN);
	id = rd_until(&r, '+', KEY_ID_HEX);
	base64 = rd_bytes(&r, BASE64_LEN(sizeof(b)));
	if (!rd_done(&r) || base64_decode(b, sizeof(b), base64) != ERR_OK)
		return ERR_FORMAT;
	memcpy(key.b, b + 1, sizeof(key.b));
	if (vkey_init(&v, name, b[0], &key) != ERR_OK)
		return ERR_FORMAT;
	wr_init(&w, hex, sizeof(hex));
	wr_key_id(&w, v.key_id);
	if (!span_eq(id, wr_done(&w)))
		return ERR_FORMAT;
	*k = v;
	return ERR_OK;
}

enum err
vkey_encode(struct span *text, const struct vkey *k, void *buf, size_t cap)
{
	uint8_t b[1 + sizeof(k->key.b)];
	struct wr w;

	b[0] = k->type;
	memcpy(b + 1, k->key.b, sizeof(k->key.b));
	wr_init(&w, buf, cap);
	wr_lit(&w, k->name);
	wr_byte(&w, '+');
	wr_key_id(&w, k->key_id);
	wr_byte(&w, '+');
	wr_base64(&w, b, sizeof(b));
	if (w.bad)
		return ERR_SPACE;
	*text = wr_done(&w);
	return ERR_OK;
}

enum err
pubkey_check(const struct pubkey *key)
{
	return crypto_core_ed25519_is_valid_point(key->b) == 1 ? ERR_OK
							       : ERR_KEY;
}

enum err
pubkey_verify(const struct pubkey *key, const struct sig *sig, struct span msg)
{
	int rc;

	rc = crypto_sign_verify_detached(sig->b, msg.p, msg.n, key->b);
	return rc == 0 ? ERR_OK : ERR_SIGNATURE;
}
