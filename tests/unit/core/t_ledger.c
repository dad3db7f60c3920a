/*
 * t_ledger.c - the ledger of an independent model of FORMAT.md, made again
 * byte by byte from its keys, opening keys and payloads, and accepted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "entry.h"
#include "hash.h"
#include "receipt.h"
#include "value.h"
#include "vector.h"

#define KEYS_MAX 16
#define ENTRIES 65

struct key {
	struct vkey vkey;
	uint8_t sk[64];
};

struct model {
	json_t *j;
	struct span origin;
	struct key keys[KEYS_MAX];
	size_t n_keys;
	struct digest hash[ENTRIES]; /* of each leaf */
	uint64_t granted[KEYS_MAX];  /* index of each key's grant */
	struct point_sum sum;
	struct scalar blinds;
};

static void
load_keys(struct model *m)
{
	struct span text, again;
	char buf[VKEY_TEXT_MAX];
	uint8_t seed[32], public[32];
	struct vkey other;
	const char *name;
	struct key *k;
	json_t *v;

	json_object_foreach(json_object_get(m->j, "keys"), name, v)
	{
		assert_true(m->n_keys < KEYS_MAX);
		k = &m->keys[m->n_keys++];
		vector_hex(seed, sizeof(seed), v, "seed");
		vector_hex(public, sizeof(public), v, "public");
		text = vector_text(v, "vkey");
		assert_int_equal(vkey_decode(&k->vkey, text), ERR_OK);
		assert_int_equal(pubkey_check(&k->vkey.key), ERR_OK);
		crypto_sign_seed_keypair(k->vkey.key.b, k->sk, seed);
		assert_memory_equal(k->vkey.key.b, public, sizeof(public));
		assert_int_equal(vkey_init(&k->vkey, vector_text(v, "name"),
				     VKEY_SIGN, &k->vkey.key),
		    ERR_OK);
		assert_int_equal(vkey_encode(&again, &k->vkey, buf,
				     sizeof(buf)),
		    ERR_OK);
		assert_span_equal(again, text);
		assert_int_equal(vkey_init(&other, vector_text(v, "name"),
				     VKEY_COSIGN, &k->vkey.key),
		    ERR_OK);
		assert_int_equal(vkey_encode(&again, &other, buf, sizeof(buf)),
		    ERR_OK);
		assert_span_equal(again, vector_text(v, "vkey_cosigner"));
	}
}

static int
load(void **state)
{
	struct model *m;

	m = calloc(1, sizeof(*m));
	assert_non_null(m);
	m->j = vector_load(VECTORS "minhbach/ledger.json");
	m->origin = vector_text(m->j, "origin");
	load_keys(m);
	*state = m;
	return 0;
}

static int
unload(void **state)
{
	struct model *m = *state;

	json_decref(m->j);
	free(m);
	return 0;
}

static size_t
key_index(const struct model *m, struct span name)
{
	size_t i;

	for (i = 0; i < m->n_keys; i++) {
		if (span_is(name, m->keys[i].vkey.name))
			return i;
	}
	fail_msg("no key of that name");
	return 0;
}

/* The commitments, from the opening key and payload alone. */
static void
remake_opening(struct model *m, const json_t *e, struct statement *s)
{
	uint8_t want[32];
	struct scalar blind;
	struct digest salt;
	struct okey okey;
	int64_t amount;

	vector_hex(okey.b, sizeof(okey.b), e, "okey");
	salt = okey_salt(&okey);
	vector_hex(want, sizeof(want), e, "salt");
	assert_memory_equal(salt.b, want, sizeof(want));
	blind = okey_blind(&okey);
	vector_hex(want, sizeof(want), e, "blind");
	assert_memory_equal(blind.b, want, sizeof(want));
	s->payload = payload_commit(&okey, vector_text(e, "payload"));
	vector_base64(want, sizeof(want), e, "payload_commitment");
	assert_memory_equal(s->payload.b, want, sizeof(want));
	amount = json_integer_value(vector_get(e, "amount"));
	assert_int_equal(value_commit(&s->value, &blind, amount), ERR_OK);
	vector_base64(want, sizeof(want), e, "value_commitment");
	assert_memory_equal(s->value.b, want, sizeof(want));
	assert_int_equal(value_check(&s->value, &blind, amount), ERR_OK);
	if (vector_number(e, "index") < ENTRIES - 1) {
		assert_int_equal(point_sum_add(&m->sum, &s->value), ERR_OK);
		scalar_add(&m->blinds, &blind);
	}
}

static struct statement
remake_statement(struct model *m, const json_t *e)
{
	struct statement s;
	const json_t *name;
	size_t i;

	memset(&s, 0, sizeof(s));
	s.origin = m->origin;
	assert_int_equal(kind_decode(&s.kind, vector_text(e, "kind")), ERR_OK);
	assert_int_equal(class_decode(&s.class, vector_text(e, "class")),
	    ERR_OK);
	json_array_foreach(json_object_get(e, "by"), i, name) s.by[s.n_by++] =
	    span_str(json_string_value(name));
	vector_base64(s.id.b, sizeof(s.id.b), e, "id");
	s.seen = vector_number(e, "seen");
	if (s.seen > 0)
		s.seen_hash = m->hash[s.seen - 1];
	remake_opening(m, e, &s);
	return s;
}

/* Sign the text anew, and read the note of the vector. */
static void
check_note(struct model *m, const json_t *e, const struct statement *s,
    struct span text)
{
	uint8_t buf[STATEMENT_NOTE_MAX];
	struct vkey keys[BY_MAX];
	uint64_t grants[BY_MAX];
	struct sig sigs[BY_MAX];
	struct statement back;
	struct span note;
	struct note n;
	struct wr w;
	size_t i, k;

	for (i = 0; i < s->n_by; i++) {
		k = key_index(m, s->by[i]);
		keys[i] = m->keys[k].vkey;
		grants[i] = m->granted[k];
		crypto_sign_detached(sigs[i].b, NULL, text.p, text.n,
		    m->keys[k].sk);
	}
	wr_init(&w, buf, sizeof(buf));
	assert_int_equal(statement_note_encode(&w, text, keys, sigs, s->n_by),
	    ERR_OK);
	note = wr_done(&w);
	assert_span_equal(note, vector_text(e, "note"));
	assert_int_equal(statement_note_decode(&back, &n, note, NULL), ERR_OK);
	assert_int_equal(back.kind, s->kind);
	assert_int_equal(back.n_by, s->n_by);
	for (i = 0; i < s->n_by; i++)
		assert_int_equal(statement_verify(&n, i, &keys[i]), ERR_OK);
	assert_int_equal(seen_check(&back, vector_number(e, "index"),
			     s->seen > 0 ? &m->hash[s->seen - 1] : NULL, grants,
			     s->n_by, NULL),
	    ERR_OK);
}

static struct digest
check_head(const json_t *e)
{
	uint8_t buf[HEAD_MAX], want[32];
	struct span text, out;
	struct digest d;
	struct head h;

	text = vector_text(e, "head");
	assert_int_equal(head_decode(&h, text), ERR_OK);
	assert_int_equal(h.index, vector_number(e, "index"));
	assert_int_equal(h.time_ms, vector_number(e, "time"));
	assert_int_equal(head_encode(&out, &h, buf, sizeof(buf)), ERR_OK);
	assert_span_equal(out, text);
	d = sha256(text);
	vector_base64(want, sizeof(want), e, "head_digest");
	assert_memory_equal(d.b, want, sizeof(want));
	return d;
}

static void
check_leaf(struct model *m, const json_t *e, const struct statement *s)
{
	uint8_t buf[LEAF_MAX], want[32];
	const struct digest *prev;
	struct leaf l, back;
	struct digest head;
	struct span text;

	memset(&l, 0, sizeof(l));
	head = check_head(e);
	l.index = vector_number(e, "index");
	l.class = s->class;
	prev = l.index > 0 ? &m->hash[l.index - 1] : NULL;
	if (prev != NULL)
		l.prev = *prev;
	l.entry = entry_digest(&head, vector_text(e, "note"));
	vector_base64(want, sizeof(want), e, "entry_digest");
	assert_memory_equal(l.entry.b, want, sizeof(want));
	l.value = s->value;
	assert_int_equal(leaf_encode(&text, &l, buf, sizeof(buf)), ERR_OK);
	assert_span_equal(text, vector_text(e, "leaf"));
	assert_int_equal(leaf_decode(&back, text, NULL), ERR_OK);
	assert_int_equal(leaf_follows(&back, l.index, prev, NULL), ERR_OK);
	assert_int_equal(entry_check(&back, &head, vector_text(e, "note"), s,
			     NULL),
	    ERR_OK);
	m->hash[l.index] = leaf_hash(text);
	vector_base64(want, sizeof(want), e, "leaf_hash");
	assert_memory_equal(m->hash[l.index].b, want, sizeof(want));
}

/* A grant at index g; those of genesis stand at 0 from the start. */
static void
note_grants(struct model *m, const json_t *e)
{
	json_t *payload;
	const char *name;

	if (!span_is(vector_text(e, "kind"), "key-grant"))
		return;
	payload =
	    json_loads(json_string_value(vector_get(e, "payload")), 0, NULL);
	assert_non_null(payload);
	name = json_string_value(vector_get(payload, "name"));
	m->granted[key_index(m, span_str(name))] = vector_number(e, "index");
	json_decref(payload);
}

static void
every_entry(void **state)
{
	uint8_t buf[STATEMENT_TEXT_MAX];
	struct model *m = *state;
	struct statement s;
	struct span text;
	const json_t *e;
	size_t i;

	json_array_foreach(json_object_get(m->j, "entries"), i, e)
	{
		s = remake_statement(m, e);
		assert_int_equal(statement_encode(&text, &s, buf, sizeof(buf)),
		    ERR_OK);
		assert_span_equal(text, vector_text(e, "statement"));
		check_note(m, e, &s, text);
		check_leaf(m, e, &s);
		note_grants(m, e);
	}
	assert_int_equal(i, ENTRIES);
}

static void
total(void **state)
{
	struct model *m = *state;
	struct scalar blind;
	const json_t *t;
	int64_t amount;
	uint8_t want[32];

	t = vector_get(m->j, "total");
	vector_hex(blind.b, sizeof(blind.b), t, "blind");
	assert_memory_equal(m->blinds.b, blind.b, sizeof(blind.b));
	vector_base64(want, sizeof(want), t, "sum");
	assert_memory_equal(m->sum.p.b, want, sizeof(want));
	amount = (int64_t)vector_number(t, "amount");
	assert_int_equal(total_check(&m->sum, amount, &blind), ERR_OK);
	assert_int_equal(total_check(&m->sum, amount + 1, &blind), ERR_VALUE);
}

static void
checkpoint(void **state)
{
	struct model *m = *state;
	char code[SEAL_CODE_LEN + 1];
	struct checkpoint c;
	struct note n;
	size_t i;

	i = key_index(m, m->origin);
	assert_int_equal(checkpoint_verify(&c, &n,
			     vector_text(m->j, "checkpoint"), &m->keys[i].vkey,
			     NULL),
	    ERR_OK);
	assert_int_equal(c.size, ENTRIES);
	seal_code(code, n.text);
	assert_string_equal(code,
	    json_string_value(vector_get(m->j, "seal_code")));
}

/* Entry 9 as a receipt and as a slip */
static void
papers(void **state)
{
	struct model *m = *state;
	uint8_t file[8192], extra[4096], text[8192], okey[32];
	char slip_text[SLIP_LEN];
	struct tlog_proof t, back;
	const json_t *e;
	struct receipt r;
	struct slip slip;
	struct span s;
	struct wr w;

	e = json_array_get(vector_get(m->j, "entries"), 9);
	vector_hex(okey, sizeof(okey), e, "okey");
	r = (struct receipt){vector_text(e, "leaf"), vector_text(e, "head"),
	    vector_text(e, "note"), span_of(okey, sizeof(okey)),
	    vector_text(e, "payload")};
	assert_int_equal(receipt_encode(&s, &r, extra, sizeof(extra)), ERR_OK);
	wr_init(&w, text, sizeof(text));
	wr_base64(&w, s.p, s.n);
	assert_int_equal(tlog_proof_decode(&back, vector_text(m->j, "receipt")),
	    ERR_OK);
	t = back;
	t.extra = wr_done(&w);
	t.index = 9;
	t.checkpoint = vector_text(m->j, "checkpoint");
	assert_int_equal(tlog_proof_encode(&s, &t, file, sizeof(file)), ERR_OK);
	assert_span_equal(s, vector_text(m->j, "receipt"));
	slip.index = 9;
	vector_hex(slip.blind.b, sizeof(slip.blind.b), e, "blind");
	assert_int_equal(slip_encode(&s, &slip, slip_text, sizeof(slip_text)),
	    ERR_OK);
	assert_span_equal(s, vector_text(m->j, "slip"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_entry),
	    cmocka_unit_test(total),
	    cmocka_unit_test(checkpoint),
	    cmocka_unit_test(papers),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, load, unload);
}
