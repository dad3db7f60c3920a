/*
 * verify_entries.h - a small ledger in memory, with fresh keys: genesis, three
 * grants, and sealed fillers by two registrars in turn; every tenth carries a
 * second signature.  Include after cmocka.h.
 */
#ifndef UNIT_VERIFY_ENTRIES_H
#define UNIT_VERIFY_ENTRIES_H

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "boxkey.h"
#include "canonical.h"
#include "checkpoint.h"
#include "clearfile.h"
#include "entry.h"
#include "hash.h"
#include "keyring.h"
#include "schema.h"
#include "sealed.h"
#include "stream.h"
#include "tree.h"
#include "value.h"

#define FX_SIZE 100
#define FX_SEALED 40 /* there is an earlier checkpoint */
#define FX_ITEMS (2 * FX_SIZE + 16)
#define FX_ORIGIN "test.example/xa"
#define FX_TIME UINT64_C(1790000000000)

enum fx_who {
	FX_ADMIN_A,
	FX_ADMIN_B,
	FX_REG_A,
	FX_REG_B,
	FX_APPROVER,
	FX_LOG
};
#define FX_KEYS 6

struct fx_key {
	struct vkey vkey;
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
};

struct fx_entry {
	enum kind kind;
	enum fx_who by[2];
	size_t n_by;
	struct id id;
	struct okey okey;
	char payload[2048];
	uint8_t head[HEAD_MAX], note[STATEMENT_NOTE_MAX], leaf[LEAF_MAX];
	size_t n_head, n_note, n_leaf;
	uint8_t item[SEALED_MAX];
	size_t n_item;
};

struct fx {
	struct fx_key key[FX_KEYS];
	struct fx_entry e[FX_SIZE];
	struct digest hash[FX_SIZE];
	struct anchor anchor;
	struct handle handle;
	struct subject_key subject;
	struct boxkey *reader;
	bool partial;		 /* the grant of the stream is not whole */
	bool no_key;		 /* item K is left out */
	uint8_t *item[FX_ITEMS]; /* body, without the length */
	size_t len[FX_ITEMS], n;
	uint8_t note[NOTE_MAX];
	size_t n_note;
};

static inline void
fx_key(struct fx_key *k, const char *name)
{
	struct pubkey pub;

	assert_int_equal(crypto_sign_keypair(pub.b, k->secret), 0);
	assert_int_equal(vkey_init(&k->vkey, span_str(name), VKEY_SIGN, &pub),
	    ERR_OK);
}

static inline const char *
fx_vkey(char out[VKEY_TEXT_MAX + 1], const struct fx_key *k)
{
	struct span s;

	assert_int_equal(vkey_encode(&s, &k->vkey, out, VKEY_TEXT_MAX), ERR_OK);
	out[s.n] = '\0';
	return out;
}

static inline struct sig
fx_sign(const struct fx_key *k, struct span text)
{
	struct sig s;

	assert_int_equal(crypto_sign_detached(s.b, NULL, text.p, text.n,
			     k->secret),
	    0);
	return s;
}

static inline enum class fx_class(enum kind k) {
	return k == KIND_FILLER || k == KIND_ERASURE ? CLASS_SEALED
						     : CLASS_CLEAR;
}

/* Statement, signatures and head of entry i, which has seen all before it. */
static inline void
fx_statement(struct fx *f, uint64_t i)
{
	struct fx_entry *e = &f->e[i];
	struct statement s = {.origin = span_str(FX_ORIGIN)};
	struct head h = {i, FX_TIME + i * 1000, {{0}}};
	char text[STATEMENT_TEXT_MAX];
	struct scalar blind;
	struct span t, head;
	struct vkey keys[2];
	struct sig sigs[2];
	struct wr w;
	size_t k;

	s.kind = e->kind;
	s.class = fx_class(e->kind);
	s.n_by = e->n_by;
	for (k = 0; k < e->n_by; k++)
		s.by[k] = span_str(f->key[e->by[k]].vkey.name);
	s.id = e->id;
	s.seen = i;
	if (i > 0)
		s.seen_hash = f->hash[i - 1];
	s.payload = payload_commit(&e->okey, span_str(e->payload));
	blind = okey_blind(&e->okey);
	assert_int_equal(value_commit(&s.value, &blind, 0), ERR_OK);
	assert_int_equal(statement_encode(&t, &s, text, sizeof(text)), ERR_OK);
	for (k = 0; k < e->n_by; k++) {
		keys[k] = f->key[e->by[k]].vkey;
		sigs[k] = fx_sign(&f->key[e->by[k]], t);
	}
	wr_init(&w, e->note, sizeof(e->note));
	assert_int_equal(statement_note_encode(&w, t, keys, sigs, e->n_by),
	    ERR_OK);
	e->n_note = w.n;
	assert_int_equal(head_encode(&head, &h, e->head, sizeof(e->head)),
	    ERR_OK);
	e->n_head = head.n;
}

/* The leaf over what head and note are now. */
static inline void
fx_leaf(struct fx *f, uint64_t i)
{
	struct fx_entry *e = &f->e[i];
	struct leaf l = {.index = i};
	struct statement s;
	struct digest head;
	struct note n;
	struct span out;

	assert_int_equal(statement_note_decode(&s, &n,
			     (struct span){e->note, e->n_note}, NULL),
	    ERR_OK);
	head = sha256((struct span){e->head, e->n_head});
	l.class = s.class;
	if (i > 0)
		l.prev = f->hash[i - 1];
	l.entry = entry_digest(&head, (struct span){e->note, e->n_note});
	l.value = s.value;
	assert_int_equal(leaf_encode(&out, &l, e->leaf, sizeof(e->leaf)),
	    ERR_OK);
	e->n_leaf = out.n;
	f->hash[i] = leaf_hash(out);
}

static inline void
fx_seal(struct fx *f, struct fx_entry *e)
{
	uint8_t buf[SEALED_PLAIN_MAX], ad[sizeof(FX_ORIGIN) + ID_LEN];
	uint8_t *nonce = e->item + HANDLE_LEN;
	unsigned long long n;
	struct span text;

	memcpy(ad, FX_ORIGIN "\n", sizeof(FX_ORIGIN));
	memcpy(ad + sizeof(FX_ORIGIN), e->id.b, ID_LEN);
	assert_int_equal(sealed_plain_encode(&text, &e->okey,
			     span_str(e->payload), buf),
	    ERR_OK);
	memcpy(e->item, f->handle.b, HANDLE_LEN);
	randombytes_buf(nonce, 24);
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_encrypt(e->item +
				 SEALED_HEAD,
			     &n, text.p, text.n, ad, sizeof(ad), NULL, nonce,
			     f->subject.b),
	    0);
	e->n_item = SEALED_HEAD + (size_t)n;
}

static inline void
fx_genesis(struct fx *f, char *out, size_t cap)
{
	char a[VKEY_TEXT_MAX + 1], b[VKEY_TEXT_MAX + 1], l[VKEY_TEXT_MAX + 1];

	(void)snprintf(out, cap,
	    "{\"admins\":[{\"name\":\"" FX_ORIGIN "/ubnd-1\","
	    "\"reading_key\":null,\"unit\":\"ubnd\",\"verify_key\":\"%s\"},"
	    "{\"name\":\"" FX_ORIGIN "/mttq-1\",\"reading_key\":null,"
	    "\"unit\":\"mttq\",\"verify_key\":\"%s\"}],\"commune\":\"X\","
	    "\"log_key\":\"%s\",\"origin\":\"" FX_ORIGIN "\",\"policy\":{},"
	    "\"predecessor\":null,\"quorum\":2,\"trial\":true,\"v\":1}",
	    fx_vkey(a, &f->key[FX_ADMIN_A]), fx_vkey(b, &f->key[FX_ADMIN_B]),
	    fx_vkey(l, &f->key[FX_LOG]));
}

static inline void
fx_grant(const struct fx *f, char *out, size_t cap, enum fx_who who,
    const char *unit, const char *role)
{
	char v[VKEY_TEXT_MAX + 1];

	(void)snprintf(out, cap,
	    "{\"cosign_key\":null,\"name\":\"%s\",\"reading_key\":null,"
	    "\"roles\":[\"%s\"],\"unit\":\"%s\",\"v\":1,\"verify_key\":\"%s\"}",
	    f->key[who].vkey.name, role, unit, fx_vkey(v, &f->key[who]));
}

static inline void
fx_plan(struct fx *f, uint64_t i)
{
	struct fx_entry *e = &f->e[i];

	randombytes_buf(&e->id, sizeof(e->id));
	randombytes_buf(&e->okey, sizeof(e->okey));
	e->kind = i == 0 ? KIND_GENESIS : KIND_KEY_GRANT;
	e->n_by = 2;
	e->by[0] = FX_ADMIN_A;
	e->by[1] = FX_ADMIN_B;
	if (i == 0)
		fx_genesis(f, e->payload, sizeof(e->payload));
	else if (i == 1)
		fx_grant(f, e->payload, sizeof(e->payload), FX_REG_A, "vhxh",
		    "registrar");
	else if (i == 2)
		fx_grant(f, e->payload, sizeof(e->payload), FX_REG_B, "vhxh",
		    "registrar");
	else if (i == 3)
		fx_grant(f, e->payload, sizeof(e->payload), FX_APPROVER, "ubnd",
		    "approver");
	else {
		e->kind = KIND_FILLER;
		e->by[0] = i % 2 == 0 ? FX_REG_A : FX_REG_B;
		e->by[1] = FX_APPROVER;
		e->n_by = i % 10 == 0 ? 2 : 1;
		(void)snprintf(e->payload, sizeof(e->payload), "{\"v\":1}");
	}
}

#endif
