/*
 * mkstream.c - writes an audit stream for the bench of the verifier: the small
 * ledger of the unit tests, its fillers going on to N entries.
 *
 * mkstream N ANCHOR >STREAM: the anchor goes to a file of its own.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "must.h"

#include "../unit/verify_fixture.h"

#define FIRST 4 /* filler */

static uint8_t buf[STREAM_ITEM_MAX];

static void
put(struct span item)
{
	must_hold(fwrite(item.p, 1, item.n, stdout) == item.n);
}

static void
put_entry(const struct fx_entry *e, uint64_t i)
{
	const struct item_entry ie = {{e->leaf, e->n_leaf},
	    {e->head, e->n_head}, {e->note, e->n_note}, {e->item, e->n_item}};
	const struct item_clear ic = {i, {e->okey.b, 32}, span_str(e->payload)};
	struct span out;

	must_hold(item_entry_encode(&out, &ie, buf, sizeof(buf)) == ERR_OK);
	put(out);
	if (e->kind == KIND_FILLER)
		return;
	must_hold(item_clear_encode(&out, &ic, buf, sizeof(buf)) == ERR_OK);
	put(out);
}

/* Entry i, alone at its place; hash is of the leaf before it, then its own. */
static void
make(struct fx_entry *e, const struct fx *f, uint64_t i, struct digest *hash)
{
	struct statement s = {.origin = span_str(FX_ORIGIN),
	    .kind = KIND_FILLER,
	    .class = CLASS_SEALED,
	    .n_by = 1,
	    .seen = i,
	    .seen_hash = *hash};
	const struct fx_key *k = &f->key[i % 2 == 0 ? FX_REG_A : FX_REG_B];
	struct leaf l = {.index = i, .class = CLASS_SEALED, .prev = *hash};
	struct head h = {i, FX_TIME + i * 1000, {{0}}};
	char text[STATEMENT_TEXT_MAX];
	struct scalar blind;
	struct span t, out;
	struct digest d;
	struct sig sig;
	struct wr w;

	randombytes_buf(&e->id, sizeof(e->id));
	randombytes_buf(&e->okey, sizeof(e->okey));
	s.id = e->id;
	s.by[0] = span_str(k->vkey.name);
	s.payload = payload_commit(&e->okey, span_str(e->payload));
	blind = okey_blind(&e->okey);
	must_hold(value_commit(&s.value, &blind, 0) == ERR_OK);
	must_hold(statement_encode(&t, &s, text, sizeof(text)) == ERR_OK);
	sig = fx_sign(k, t);
	wr_init(&w, e->note, sizeof(e->note));
	must_hold(statement_note_encode(&w, t, &k->vkey, &sig, 1) == ERR_OK);
	e->n_note = w.n;
	must_hold(head_encode(&out, &h, e->head, sizeof(e->head)) == ERR_OK);
	e->n_head = out.n;
	d = sha256(out);
	l.entry = entry_digest(&d, (struct span){e->note, e->n_note});
	l.value = s.value;
	must_hold(leaf_encode(&out, &l, e->leaf, sizeof(e->leaf)) == ERR_OK);
	e->n_leaf = out.n;
	*hash = leaf_hash(out);
}

/* A checkpoint note of this tree, in f->note. */
static void
sign_tree(struct fx *f, const struct edge *edge)
{
	struct checkpoint c = {.origin = FX_ORIGIN,
	    .size = edge->size,
	    .root = edge_root(edge)};
	char text[CHECKPOINT_TEXT_MAX];
	struct span t;
	struct sig sig;
	struct wr w;

	must_hold(checkpoint_encode(&t, &c, text, sizeof(text)) == ERR_OK);
	sig = fx_sign(&f->key[FX_LOG], t);
	wr_init(&w, f->note, sizeof(f->note));
	wr_span(&w, t);
	wr_lit(&w, "\n");
	note_sig_encode(&w, &f->key[FX_LOG].vkey, sig.b, sizeof(sig.b));
	f->n_note = w.n;
}

static void
put_front(struct fx *f, const char *file, uint64_t n)
{
	const struct item_counts c = {n, 0};
	struct item_header h = {.checkpoint = {f->note, f->n_note}};
	uint8_t text[ANCHOR_MAX];
	struct span out;
	FILE *a;

	must_hold(
	    anchor_encode(&h.anchor, &f->anchor, text, sizeof(text)) == ERR_OK);
	a = fopen(file, "wb");
	must_hold(a != NULL &&
	    fwrite(h.anchor.p, 1, h.anchor.n, a) == h.anchor.n &&
	    fclose(a) == 0);
	must_hold(item_header_encode(&out, &h, buf, sizeof(buf)) == ERR_OK);
	put(out);
	must_hold(item_counts_encode(&out, &c, buf, sizeof(buf)) == ERR_OK);
	put(out);
}

int
main(int argc, char **argv)
{
	struct digest hash;
	struct item_end z;
	struct edge edge;
	struct span out;
	struct fx *f;
	uint64_t i, n;

	must_hold(argc == 3 && sodium_init() >= 0);
	n = strtoull(argv[1], NULL, 10);
	must_hold(n > FIRST);
	f = fx_new();
	edge_init(&edge);
	for (i = 0; i < FIRST; i++)
		edge_append(&edge, &f->hash[i], NULL, NULL);
	/* The header is of the part that is known before the rest is made. */
	sign_tree(f, &edge);
	put_front(f, argv[2], n);
	for (i = 0; i < FIRST; i++)
		put_entry(&f->e[i], i);
	hash = f->hash[FIRST - 1];
	for (i = FIRST; i < n; i++) {
		make(&f->e[FIRST], f, i, &hash);
		edge_append(&edge, &hash, NULL, NULL);
		put_entry(&f->e[FIRST], i);
	}
	sign_tree(f, &edge);
	out = (struct span){f->note, f->n_note};
	must_hold(
	    item_checkpoint_encode(&out, out, buf, sizeof(buf)) == ERR_OK);
	put(out);
	z.size = n;
	z.root = edge_root(&edge);
	must_hold(item_end_encode(&out, &z, buf, sizeof(buf)) == ERR_OK);
	put(out);
	fx_free(f);
	return fflush(stdout) == 0 ? 0 : 2;
}
