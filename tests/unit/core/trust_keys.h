/*
 * trust_keys.h - keys of many logs and witnesses, and policies that name them,
 * for the tests of trust.c.  Include after cmocka.h.
 */
#ifndef CORE_TRUST_KEYS_H
#define CORE_TRUST_KEYS_H

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "trust.h"

#define KEYS 80

static struct vkey log_key[KEYS], witness_key[KEYS];
static uint8_t secret[KEYS][crypto_sign_SECRETKEYBYTES];
static char vkey_text[2][KEYS][VKEY_TEXT_MAX + 1];

static inline void
make_key(struct vkey *k, char *text, const char *name, uint8_t type,
    const struct pubkey *key)
{
	struct span s;

	assert_int_equal(vkey_init(k, span_str(name), type, key), ERR_OK);
	assert_int_equal(vkey_encode(&s, k, text, VKEY_TEXT_MAX), ERR_OK);
	text[s.n] = '\0';
}

/* Log i is log.example/i, witness i is witness.example/i. */
static inline int
setup(void **state)
{
	uint8_t seed[crypto_sign_SEEDBYTES] = {0};
	char name[NAME_MAX_LEN + 1];
	struct pubkey key;
	unsigned i;

	(void)state;
	if (sodium_init() < 0)
		return 1;
	for (i = 0; i < KEYS; i++) {
		seed[0] = (uint8_t)i;
		crypto_sign_seed_keypair(key.b, secret[i], seed);
		(void)snprintf(name, sizeof(name), "log.example/%u", i);
		make_key(&log_key[i], vkey_text[0][i], name, VKEY_SIGN, &key);
		(void)snprintf(name, sizeof(name), "witness.example/%u", i);
		make_key(&witness_key[i], vkey_text[1][i], name, VKEY_COSIGN,
		    &key);
	}
	return 0;
}

/*
 * Write a policy: @ and a digit stands for the vkey of that log, & and a
 * digit for that of the witness.
 */
static inline struct span
policy(const char *text)
{
	static uint8_t buf[TRUST_FILE_MAX + 1];
	struct wr w;

	wr_init(&w, buf, sizeof(buf));
	for (; *text != '\0'; text++) {
		if (*text != '@' && *text != '&') {
			wr_byte(&w, (uint8_t)*text);
			continue;
		}
		wr_lit(&w, vkey_text[*text == '&'][text[1] - '0']);
		text++;
	}
	assert_false(w.bad);
	return wr_done(&w);
}

static inline enum err
decode(struct trust *t, const char *text)
{
	unsigned line = 99;
	enum err err;

	err = trust_decode(t, policy(text), &line);
	if (err == ERR_OK)
		assert_int_equal(line, 99);
	return err;
}

/* Two levels of groups; white space, comments and bytes that need no care. */
#define NESTED                                                                 \
	"# comment, \xc3\xa9t\xc3\xa9\n"                                       \
	"log @0 https://log.example/0/\n"                                      \
	"\n"                                                                   \
	" \t\n"                                                                \
	"\twitness  X1\t&1 https://x1.example \t\n"                            \
	"witness X2 &2\n"                                                      \
	"witness #3 &3\n"                                                      \
	"  # group X 2 X1\n"                                                   \
	"group X 2 X1 X2 #3\n"                                                 \
	"witness \xe2\x84\xaa &4\n"                                            \
	"witness Y2 &5\n"                                                      \
	"group Y any \xe2\x84\xaa Y2\n"                                        \
	"group both all X Y\n"                                                 \
	"quorum both\n"                                                        \
	"log @6\n"

/* One line of log i; spoil flips a bit of it. */
static inline void
sign(struct wr *w, unsigned i, const char *text, bool spoil)
{
	uint8_t sig[64];

	crypto_sign_detached(sig, NULL, (const uint8_t *)text, strlen(text),
	    secret[i]);
	sig[0] ^= spoil;
	note_sig_encode(w, &log_key[i], sig, sizeof(sig));
}

/* One line of witness i, of that time. */
static inline void
cosign(struct wr *w, unsigned i, const char *text, uint64_t time_s, bool spoil)
{
	uint8_t sig[8 + 64], buf[512];
	struct span msg;
	struct wr time;

	wr_init(&time, sig, sizeof(sig));
	wr_u64(&time, time_s);
	assert_int_equal(cosign_message(&msg, time_s, span_str(text), buf,
			     sizeof(buf)),
	    ERR_OK);
	crypto_sign_detached(sig + 8, NULL, msg.p, msg.n, secret[i]);
	sig[70] ^= spoil;
	note_sig_encode(w, &witness_key[i], sig, sizeof(sig));
}

#endif
