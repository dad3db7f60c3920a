/*
 * verify_fixture.h - the ledger of verify_entries.h as an audit stream, whose
 * items lie ready to be changed.  Include after cmocka.h.
 */
#ifndef UNIT_VERIFY_FIXTURE_H
#define UNIT_VERIFY_FIXTURE_H

#include "verify_entries.h"

static inline void
fx_push(struct fx *f, struct span item)
{
	assert_true(f->n < FX_ITEMS && item.n > STREAM_PREFIX);
	f->len[f->n] = item.n - STREAM_PREFIX;
	f->item[f->n] = malloc(f->len[f->n]);
	assert_non_null(f->item[f->n]);
	memcpy(f->item[f->n], item.p + STREAM_PREFIX, f->len[f->n]);
	f->n++;
}

static inline void
fx_clear_items(struct fx *f)
{
	while (f->n > 0)
		free(f->item[--f->n]);
}

static inline void
fx_checkpoint(struct fx *f, uint64_t size)
{
	struct checkpoint c = {.origin = FX_ORIGIN, .size = size};
	char text[CHECKPOINT_TEXT_MAX];
	struct edge edge;
	struct span t;
	struct sig sig;
	struct wr w;
	uint64_t i;

	edge_init(&edge);
	for (i = 0; i < size; i++)
		edge_append(&edge, &f->hash[i], NULL, NULL);
	c.root = edge_root(&edge);
	assert_int_equal(checkpoint_encode(&t, &c, text, sizeof(text)), ERR_OK);
	sig = fx_sign(&f->key[FX_LOG], t);
	wr_init(&w, f->note, sizeof(f->note));
	wr_span(&w, t);
	wr_lit(&w, "\n");
	note_sig_encode(&w, &f->key[FX_LOG].vkey, sig.b, sizeof(sig.b));
	f->n_note = w.n;
}

static inline void
fx_head_items(struct fx *f, uint8_t *buf, size_t cap)
{
	struct readkey to = boxkey_public(f->reader);
	uint8_t plain[HANDLE_LEN + 32], box[96], text[ANCHOR_MAX];
	struct item_header h = {.reader = {to.b, sizeof(to.b)},
	    .whole = !f->partial};
	struct item_counts c = {FX_SIZE, f->no_key ? 0 : 1};
	struct item_key k = {{f->handle.b, HANDLE_LEN}, {box, sizeof(box)}};
	struct span out;

	fx_checkpoint(f, FX_SIZE);
	assert_int_equal(anchor_encode(&h.anchor, &f->anchor, text,
			     sizeof(text)),
	    ERR_OK);
	h.checkpoint = (struct span){f->note, f->n_note};
	assert_int_equal(item_header_encode(&out, &h, buf, cap), ERR_OK);
	fx_push(f, out);
	assert_int_equal(item_counts_encode(&out, &c, buf, cap), ERR_OK);
	fx_push(f, out);
	if (f->no_key)
		return;
	memcpy(plain, f->handle.b, HANDLE_LEN);
	memcpy(plain + HANDLE_LEN, f->subject.b, 32);
	assert_int_equal(crypto_box_seal(box, plain, sizeof(plain), to.b), 0);
	assert_int_equal(item_key_encode(&out, &k, buf, cap), ERR_OK);
	fx_push(f, out);
}

static inline void
fx_entry_items(struct fx *f, uint64_t i, uint8_t *buf, size_t cap)
{
	const struct fx_entry *e = &f->e[i];
	struct item_entry ie = {{e->leaf, e->n_leaf}, {e->head, e->n_head},
	    {e->note, e->n_note}, {e->item, e->n_item}};
	struct item_clear ic = {i, {e->okey.b, 32}, span_str(e->payload)};
	struct span out;

	assert_int_equal(item_entry_encode(&out, &ie, buf, cap), ERR_OK);
	fx_push(f, out);
	if (fx_class(e->kind) == CLASS_SEALED)
		return;
	assert_int_equal(item_clear_encode(&out, &ic, buf, cap), ERR_OK);
	fx_push(f, out);
}

/* A checkpoint after the entries so far. */
static inline void
fx_checkpoint_item(struct fx *f, uint64_t size, uint8_t *buf, size_t cap)
{
	struct span out;

	fx_checkpoint(f, size);
	out = (struct span){f->note, f->n_note};
	assert_int_equal(item_checkpoint_encode(&out, out, buf, cap), ERR_OK);
	fx_push(f, out);
}

/* All items anew, out of the entries. */
static inline void
fx_items(struct fx *f)
{
	static uint8_t buf[STREAM_ITEM_MAX];
	struct checkpoint c;
	struct item_end z = {.size = FX_SIZE};
	struct span out;
	struct note n;
	uint64_t i;

	fx_clear_items(f);
	fx_head_items(f, buf, sizeof(buf));
	for (i = 0; i < FX_SIZE; i++) {
		fx_entry_items(f, i, buf, sizeof(buf));
		if (i + 1 == FX_SEALED || i + 1 == FX_SIZE)
			fx_checkpoint_item(f, i + 1, buf, sizeof(buf));
	}
	assert_int_equal(note_decode(&n, (struct span){f->note, f->n_note}),
	    ERR_OK);
	assert_int_equal(checkpoint_decode(&c, n.text), ERR_OK);
	z.root = c.root;
	assert_int_equal(item_end_encode(&out, &z, buf, sizeof(buf)), ERR_OK);
	fx_push(f, out);
}

static inline struct fx *
fx_new(void)
{
	static const char *const names[FX_KEYS] = {FX_ORIGIN "/ubnd-1",
	    FX_ORIGIN "/mttq-1", FX_ORIGIN "/vhxh-1", FX_ORIGIN "/vhxh-2",
	    FX_ORIGIN "/ubnd-2", FX_ORIGIN};
	uint8_t secret[32];
	struct fx *f;
	uint64_t i;

	f = calloc(1, sizeof(*f));
	assert_non_null(f);
	for (i = 0; i < FX_KEYS; i++)
		fx_key(&f->key[i], names[i]);
	randombytes_buf(&f->handle, sizeof(f->handle));
	randombytes_buf(&f->subject, sizeof(f->subject));
	randombytes_buf(secret, sizeof(secret));
	assert_int_equal(boxkey_new(&f->reader, secret), ERR_OK);
	for (i = 0; i < FX_SIZE; i++) {
		fx_plan(f, i);
		fx_statement(f, i);
		fx_leaf(f, i);
		if (f->e[i].kind == KIND_FILLER)
			fx_seal(f, &f->e[i]);
	}
	(void)snprintf(f->anchor.origin, sizeof(f->anchor.origin), "%s",
	    FX_ORIGIN);
	f->anchor.genesis = f->hash[0];
	f->anchor.log_key = f->key[FX_LOG].vkey;
	fx_items(f);
	return f;
}

static inline void
fx_free(struct fx *f)
{
	fx_clear_items(f);
	boxkey_free(f->reader);
	free(f);
}

/*
 * What somebody with the log key and one officer's key can do: leaves from
 * there on anew, statements of that officer signed again, those of others kept.
 */
static inline void
fx_rechain(struct fx *f, uint64_t from, enum fx_who held)
{
	uint64_t i;

	for (i = from; i < FX_SIZE; i++) {
		if (i > from && f->e[i].n_by == 1 && f->e[i].by[0] == held)
			fx_statement(f, i);
		fx_leaf(f, i);
	}
	fx_items(f);
}

#endif
