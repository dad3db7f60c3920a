/*
 * vkey.h - C2SP signed-note verifier keys: <name>+<key id>+<base64(type||key)>.
 *
 * Pure.  Spec: C2SP signed-note; FORMAT 3.6 (types), 6.4 (prime order).
 */
#ifndef CORE_VKEY_H
#define CORE_VKEY_H

#include "base.h"
#include "text.h"

#define VKEY_SIGN 0x01	 /* Ed25519 over the note's text */
#define VKEY_COSIGN 0x04 /* timestamped cosignature/v1 */
#define VKEY_TEXT_MAX (NAME_MAX_LEN + 1 + 8 + 1 + BASE64_LEN(33))

struct vkey {
	char name[NAME_MAX_LEN + 1]; /* NUL-terminated, is_name() */
	uint8_t type;
	uint32_t key_id;
	struct pubkey key;
};

/*
 * First 4 bytes of SHA-256(name || 0x0a || type || key), big-endian.  The name
 * has at most NAME_MAX_LEN bytes.
 */
uint32_t vkey_id(struct span name, uint8_t type, const struct pubkey *key);

/*
 * Errors:	ERR_FORMAT for any text that vkey_encode does not make, for a
 *		key id of another key, or a type other than 0x01 and 0x04.
 *		The point is not tested here: see pubkey_check.
 */
MUST_CHECK enum err vkey_decode(struct vkey *k, struct span text);
MUST_CHECK enum err vkey_init(struct vkey *k, struct span name, uint8_t type,
    const struct pubkey *key);
MUST_CHECK enum err vkey_encode(struct span *text, const struct vkey *k,
    void *buf, size_t cap);

/*
 * Spec:	FORMAT 6.4: canonical, of prime order.  Tested once, when a key
 *		is granted; crypto_sign_verify_detached does not test it.
 * Errors:	ERR_KEY
 */
MUST_CHECK enum err pubkey_check(const struct pubkey *key);

/*
 * Spec:	FORMAT 3.7: S < L, R not of low order and compared as bytes, no
 *		cofactor.
 * Errors:	ERR_SIGNATURE
 */
MUST_CHECK enum err pubkey_verify(const struct pubkey *key,
    const struct sig *sig, struct span msg);

#endif
