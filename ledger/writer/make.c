/*
 * make.c - one entry: committed to, signed, sealed, sequenced, stored, and
 * taken in again from the store.
 */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "hash.h"
#include "sealmake.h"
#include "value.h"
#include "work.h"

struct id
draft_id(enum class class, uint64_t time_ms)
{
	uint8_t random[ID_LEN];
	struct id id;

	randombytes_buf(random, sizeof(random));
	if (class == CLASS_SEALED)
		return id_sealed(time_ms, random);
	memcpy(id.b, random, sizeof(id.b));
	return id;
}

/* Who signs, first those here; their lines stay zero for those elsewhere. */
static void
signers_name(struct statement *s, struct vkey keys[BY_MAX],
    const struct made *m)
{
	size_t i;

	s->n_by = m->n_signer + m->n_then;
	for (i = 0; i < s->n_by; i++) {
		const struct vkey *k = i < m->n_signer
		    ? signer_vkey(m->signer[i])
		    : &m->then[i - m->n_signer]->key;

		keys[i] = *k;
		s->by[i] = span_str(k->name);
	}
}

/* Statement and signatures, by the signers here. */
static enum err
note_make(struct wr *note, struct writer *w, const struct made *m,
    struct statement *s)
{
	uint8_t buf[STATEMENT_TEXT_MAX];
	struct vkey keys[BY_MAX];
	struct sig sigs[BY_MAX] = {{{0}}};
	struct span text;
	enum err e;
	size_t i;

	s->origin = store_origin(w->store);
	s->kind = m->kind;
	s->class = m->class;
	s->id = m->id;
	s->seen = m->seen != NULL ? m->seen->n : w->view.size;
	s->seen_hash = m->seen != NULL ? m->seen->hash : w->view.last;
	signers_name(s, keys, m);
	e = statement_encode(&text, s, buf, sizeof(buf));
	for (i = 0; i < m->n_signer && e == ERR_OK; i++)
		e = signer_sign(&sigs[i], m->signer[i], text);
	if (e == ERR_OK)
		e = statement_note_encode(note, text, keys, sigs, s->n_by);
	if (e == ERR_OK && m->keep != NULL)
		e = statement_note_encode(m->keep, text, keys, sigs,
		    m->n_signer);
	w->seen = s->seen;
	w->seen_hash = s->seen_hash;
	return e;
}

static bool
is_named_twice(const struct made *m)
{
	struct vkey keys[BY_MAX];
	struct statement s;
	size_t i, j;

	signers_name(&s, keys, m);
	for (i = 0; i < s.n_by; i++)
		for (j = 0; j < i; j++)
			if (span_eq(s.by[i], s.by[j]))
				return true;
	return false;
}

/* The key in the key file must be the one that the ledger knows. */
static enum err
signers_check(struct writer *w, const struct made *m, struct fault *f)
{
	const struct grant *g;
	const struct vkey *k;
	size_t i;

	if (is_named_twice(m))
		return fault_set(f, ERR_FORMAT, w->view.size,
		    "FORMAT 3.2: the same signer twice");
	for (i = 0; i < m->n_signer && m->kind != KIND_GENESIS; i++) {
		k = signer_vkey(m->signer[i]);
		g = authority_find(w->view.authority, span_str(k->name),
		    w->view.size);
		if (g == NULL ||
		    memcmp(g->key.key.b, k->key.b, sizeof(k->key.b)) != 0)
			return fault_set(f, ERR_KEY, w->view.size,
			    "FORMAT 6.4: not a key in force here");
	}
	return ERR_OK;
}

/* Signed elsewhere: what is signed must be what came with it. */
static enum err
note_check(struct writer *w, const struct made *m, const struct statement *s,
    const struct statement *made, struct fault *f)
{
	const struct grant *grants[BY_MAX];
	struct statement decoded;
	struct note n;
	enum err e;
	size_t i;

	if (!digest_eq(&s->payload, &made->payload) ||
	    memcmp(s->value.b, made->value.b, sizeof(s->value.b)) != 0)
		return fault_set(f, ERR_VALUE, w->view.size,
		    "FORMAT 4.3: the payload is not the one signed");
	e = statement_note_decode(&decoded, &n, m->note, f);
	if (e == ERR_OK)
		e = authority_check(w->view.authority, &decoded, w->view.size,
		    m->json, grants, f);
	for (i = 0; i < m->n_there && e == ERR_OK; i++) {
		e = statement_verify(&n, i, &grants[i]->key);
		if (e != ERR_OK)
			e = fault_set(f, e, w->view.size,
			    "FORMAT 3.6: a signature does not hold");
	}
	return e;
}

static enum err
entry_make(struct wr *entry, struct leaf *l, struct writer *w,
    const struct made *m, struct fault *f)
{
	struct statement s = {.n_by = 0}, given = {.n_by = 0};
	struct scalar blind = okey_blind(&m->okey);
	struct head h = {.index = w->view.size, .time_ms = m->time_ms};
	struct span head, note;
	struct digest d;
	struct note n;
	enum err e;

	s.payload = payload_commit(&m->okey, m->payload);
	e = value_commit(&s.value, &blind, m->amount);
	sodium_memzero(&blind, sizeof(blind));
	randombytes_buf(h.salt.b, sizeof(h.salt.b));
	if (e == ERR_OK)
		e = head_encode(&head, &h, entry->p, entry->cap);
	if (e != ERR_OK)
		return e;
	entry->n = head.n;
	if (m->note.n == 0) {
		e = signers_check(w, m, f);
		if (e == ERR_OK)
			e = note_make(entry, w, m, &s);
	} else {
		e = statement_note_decode(&given, &n, m->note, f);
		if (e == ERR_OK)
			e = note_check(w, m, &given, &s, f);
		wr_span(entry, m->note);
	}
	if (e != ERR_OK)
		return e;
	note = (struct span){entry->p + head.n, entry->n - head.n};
	d = sha256((struct span){entry->p, head.n});
	*l = (struct leaf){.index = h.index,
	    .class = m->class,
	    .prev = w->view.last,
	    .entry = entry_digest(&d, note),
	    .value = s.value};
	return entry->bad ? ERR_SPACE : ERR_OK;
}

/* An officer's draft may begin one too, which nobody else will see. */
static enum err
subject_begin(struct handle *h, struct writer *w)
{
	struct keyring_officer own = {.name = "draft"};
	struct subject_key fresh;
	enum err e;

	e = vault_new_subject(h, &fresh, &w->keyring);
	if (e != ERR_OK)
		return e;
	w->keyring_changed = true;
	if (w->officer != NULL) {
		own.key = boxkey_public(w->officer);
		e = subject_seal(own.box, h, &fresh, &own.key);
		if (e == ERR_OK)
			e = keyring_put_officer(&w->keyring, h, &own);
	}
	subjects_put(w->subjects, h, &fresh);
	sodium_memzero(&fresh, sizeof(fresh));
	return e;
}

/* Of a new subject, its handle is put into m. */
static enum err
item_seal(struct span *item, struct writer *w, struct made *m,
    uint8_t buf[SEALED_MAX])
{
	const struct subject_key *key;
	struct sealed_place place;
	enum err e;

	if (w->subjects == NULL)
		return ERR_SECRET;
	if (handle_is_zero(&m->handle)) {
		e = subject_begin(&m->handle, w);
		if (e != ERR_OK)
			return e;
	}
	e = subjects_get(&key, w, &m->handle);
	if (e != ERR_OK)
		return e;
	place = (struct sealed_place){
	    .handle = m->handle,
	    .origin = store_origin(w->store),
	    .id = m->id,
	};
	return sealed_make(item, &place, key, &m->okey, m->payload, buf);
}

static enum err
item_clear(struct span *item, const struct made *m, uint8_t **heap)
{
	*heap = malloc(sizeof(m->okey) + m->payload.n);
	if (*heap == NULL)
		return ERR_MEMORY;
	memcpy(*heap, m->okey.b, sizeof(m->okey));
	memcpy(*heap + sizeof(m->okey), m->payload.p, m->payload.n);
	*item = (struct span){*heap, sizeof(m->okey) + m->payload.n};
	return ERR_OK;
}

enum err
made_append(struct writer *w, struct store_txn *t, struct made *m,
    struct fault *f)
{
	uint8_t entry[ENTRY_MAX], leaf[LEAF_MAX], sealed[SEALED_MAX];
	struct store_row row = {.id = m->id};
	uint8_t *heap = NULL;
	struct taken k;
	struct leaf l;
	struct wr wr;
	enum err e;

	wr_init(&wr, entry, sizeof(entry));
	e = entry_make(&wr, &l, w, m, f);
	if (e == ERR_OK)
		e = leaf_encode(&row.leaf, &l, leaf, sizeof(leaf));
	if (e == ERR_OK)
		e = m->class == CLASS_CLEAR
		    ? item_clear(&row.item, m, &heap)
		    : item_seal(&row.item, w, m, sealed);
	row.entry = wr_done(&wr);
	if (e == ERR_OK)
		e = store_append(t, &row);
	if (e == ERR_EXISTS)
		(void)fault_set(f, e, w->view.size,
		    "FORMAT 3.3: this id is in the ledger already");
	free(heap);
	if (e != ERR_OK)
		return e;
	w->known = m->payload;
	w->known_json = m->json;
	e = view_step(w, t, &k, f);
	w->known_json = NULL;
	if (e == ERR_OK)
		taken_release(&k);
	return e;
}
