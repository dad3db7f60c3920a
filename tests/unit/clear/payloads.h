/*
 * payloads.h - payloads written with ' for ", keys made from one byte, and
 * statements that name signers; for the tests of schemas and authority.
 *
 * Include after vector.h.
 */
#ifndef UNIT_PAYLOADS_H
#define UNIT_PAYLOADS_H

#include "statement.h"
#include "vkey.h"

#define ORIGIN "ledger.example/xa-thu"
#define D32 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
#define ID16 "AAAAAAAAAAAAAAAAAAAAAA=="

static inline json_t *
payload(const char *text)
{
	json_error_t why;
	char *copy, *p;
	json_t *j;

	copy = malloc(strlen(text) + 1);
	assert_non_null(copy);
	memcpy(copy, text, strlen(text) + 1);
	for (p = copy; *p != '\0'; p++) {
		if (*p == '\'')
			*p = '"';
	}
	j = json_loads(copy, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
	if (j == NULL)
		fail_msg("%s: %s", text, why.text);
	free(copy);
	return j;
}

static inline struct vkey
key_of(const char *name, uint8_t type, uint8_t seed)
{
	unsigned char s[crypto_sign_SEEDBYTES], sk[crypto_sign_SECRETKEYBYTES];
	struct pubkey pk;
	struct vkey k;

	memset(s, seed, sizeof(s));
	assert_int_equal(crypto_sign_seed_keypair(pk.b, sk, s), 0);
	assert_int_equal(vkey_init(&k, span_str(name), type, &pk), ERR_OK);
	return k;
}

static inline json_t *
vkey_json(const struct vkey *k)
{
	char text[VKEY_TEXT_MAX];
	struct span s;
	json_t *j;

	assert_int_equal(vkey_encode(&s, k, text, sizeof(text)), ERR_OK);
	j = json_stringn((const char *)s.p, s.n);
	assert_non_null(j);
	return j;
}

static inline void
put(json_t *o, const char *key, json_t *v)
{
	assert_int_equal(json_object_set_new(o, key, v), 0);
}

static inline void
put_key(json_t *o, const char *key, const char *name, uint8_t type,
    uint8_t seed)
{
	struct vkey k;

	k = key_of(name, type, seed);
	put(o, key, vkey_json(&k));
}

static inline json_t *
admin(const char *unit, const char *name, uint8_t seed)
{
	json_t *o;

	o = payload("{'reading_key':null}");
	put(o, "name", json_string(name));
	put(o, "unit", json_string(unit));
	put_key(o, "verify_key", name, VKEY_SIGN, seed);
	return o;
}

/* Two admins of two units, quorum 2; seeds 1 to 3. */
static inline json_t *
genesis(void)
{
	json_t *o, *admins;

	o = payload("{'commune':'Xã Thử','origin':'" ORIGIN "','policy':{},"
		    "'predecessor':null,'quorum':2,'trial':false,'v':1}");
	admins = json_array();
	assert_int_equal(json_array_append_new(admins,
			     admin("ubnd", ORIGIN "/ubnd-1", 1)),
	    0);
	assert_int_equal(json_array_append_new(admins,
			     admin("mttq", ORIGIN "/mttq-1", 2)),
	    0);
	put(o, "admins", admins);
	put_key(o, "log_key", ORIGIN, VKEY_SIGN, 3);
	return o;
}

static inline json_t *
grant(const char *unit, const char *name, const char *roles, uint8_t seed)
{
	json_t *o;

	o = payload("{'cosign_key':null,'reading_key':null,'v':1}");
	put(o, "name", json_string(name));
	put(o, "unit", json_string(unit));
	put(o, "roles", payload(roles));
	put_key(o, "verify_key", name, VKEY_SIGN, seed);
	return o;
}

#endif
