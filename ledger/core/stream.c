/*
 * stream.c - the items of the audit stream: each decoder is the list of the
 * fields that its encoder writes.
 */
#include "stream.h"

#include <string.h>

#include "text.h"

#define STREAM_MAGIC "minhbach/stream/v1\n"
#define HANDLE_LEN 16
#define KEY_BOX_LEN 96 /* sealed box of handle and 32-byte key */
#define OKEY_LEN 32
#define READER_LEN 32

enum err
stream_length(uint32_t *n, struct span prefix)
{
	uint32_t got;
	struct rd r;

	rd_init(&r, prefix);
	got = rd_u32(&r);
	if (r.bad)
		return ERR_TRUNCATED;
	if (got < 1 || got > STREAM_ITEM_MAX)
		return ERR_RANGE;
	*n = got;
	return ERR_OK;
}

enum err
stream_type(enum item *t, struct span body)
{
	static const enum item known[] = {
	    ITEM_HEADER,
	    ITEM_COUNTS,
	    ITEM_KEY,
	    ITEM_ENTRY,
	    ITEM_CLEAR,
	    ITEM_CHECKPOINT,
	    ITEM_END,
	};
	size_t i;

	for (i = 0; body.n > 0 && i < sizeof(known) / sizeof(known[0]); i++) {
		if (body.p[0] == known[i]) {
			*t = known[i];
			return ERR_OK;
		}
	}
	return ERR_FORMAT;
}

static void
open_item(struct rd *r, struct span body, enum item t)
{
	rd_init(r, body);
	if (body.n < 1 || body.n > STREAM_ITEM_MAX || body.p[0] != t)
		r->bad = true;
	(void)rd_bytes(r, 1);
}

/* A field with its length before it; it cannot outgrow the item. */
static struct span
rd_field(struct rd *r)
{
	return rd_bytes(r, rd_u32(r));
}

/* A field with its length before it, of which there is one length. */
static struct span
rd_field_of(struct rd *r, size_t n)
{
	struct span s;

	s = rd_field(r);
	if (s.n != n)
		r->bad = true;
	return s;
}

static bool
rd_bool(struct rd *r)
{
	struct span s;

	s = rd_bytes(r, 1);
	if (s.n == 1 && s.p[0] > 1)
		r->bad = true;
	return s.n == 1 && s.p[0] == 1;
}

static uint64_t
rd_count(struct rd *r)
{
	uint64_t v;

	v = rd_u64(r);
	if (v > NUMBER_MAX)
		r->bad = true;
	return v;
}

/* Keys are granted to somebody. */
static bool
is_header(const struct item_header *h)
{
	return h->reader.n == READER_LEN || (h->reader.n == 0 && !h->whole);
}

enum err
item_header_decode(struct item_header *h, struct span body)
{
	struct item_header got;
	struct rd r;

	open_item(&r, body, ITEM_HEADER);
	rd_lit(&r, STREAM_MAGIC);
	got.anchor = rd_field(&r);
	got.checkpoint = rd_field(&r);
	got.reader = rd_field(&r);
	got.whole = rd_bool(&r);
	if (!rd_done(&r) || !is_header(&got))
		return ERR_FORMAT;
	*h = got;
	return ERR_OK;
}

enum err
item_counts_decode(struct item_counts *c, struct span body)
{
	struct item_counts got;
	struct rd r;

	open_item(&r, body, ITEM_COUNTS);
	got.entries = rd_count(&r);
	got.keys = rd_count(&r);
	if (!rd_done(&r))
		return ERR_FORMAT;
	*c = got;
	return ERR_OK;
}

enum err
item_key_decode(struct item_key *k, struct span body)
{
	struct item_key got;
	struct rd r;

	open_item(&r, body, ITEM_KEY);
	got.handle = rd_bytes(&r, HANDLE_LEN);
	got.box = rd_bytes(&r, KEY_BOX_LEN);
	if (!rd_done(&r))
		return ERR_FORMAT;
	*k = got;
	return ERR_OK;
}

enum err
item_clear_decode(struct item_clear *c, struct span body)
{
	struct item_clear got;
	struct rd r;

	open_item(&r, body, ITEM_CLEAR);
	got.index = rd_count(&r);
	got.okey = rd_field_of(&r, OKEY_LEN);
	got.payload = rd_field(&r);
	if (!rd_done(&r))
		return ERR_FORMAT;
	*c = got;
	return ERR_OK;
}

enum err
item_entry_decode(struct item_entry *e, struct span body)
{
	struct item_entry got;
	struct rd r;

	open_item(&r, body, ITEM_ENTRY);
	got.leaf = rd_field(&r);
	got.head = rd_field(&r);
	got.note = rd_field(&r);
	got.sealed = rd_field(&r);
	if (!rd_done(&r))
		return ERR_FORMAT;
	*e = got;
	return ERR_OK;
}

enum err
item_checkpoint_decode(struct span *note, struct span body)
{
	struct span got;
	struct rd r;

	open_item(&r, body, ITEM_CHECKPOINT);
	got = rd_field(&r);
	if (!rd_done(&r))
		return ERR_FORMAT;
	*note = got;
	return ERR_OK;
}

enum err
item_end_decode(struct item_end *e, struct span body)
{
	struct item_end got;
	struct span root;
	struct rd r;

	open_item(&r, body, ITEM_END);
	got.size = rd_count(&r);
	root = rd_bytes(&r, DIGEST_LEN);
	if (!rd_done(&r))
		return ERR_FORMAT;
	memcpy(got.root.b, root.p, DIGEST_LEN);
	*e = got;
	return ERR_OK;
}

static void
begin(struct wr *w, enum item t, void *buf, size_t cap)
{
	wr_init(w, buf, cap);
	wr_u32(w, 0); /* finish() writes the length here */
	wr_byte(w, (uint8_t)t);
}

static void
wr_field(struct wr *w, struct span s)
{
	wr_u32(w, (uint32_t)s.n);
	wr_span(w, s);
}

static enum err
finish(struct span *out, const struct wr *w)
{
	struct wr prefix;

	if (w->bad)
		return ERR_SPACE;
	if (w->n - STREAM_PREFIX > STREAM_ITEM_MAX)
		return ERR_RANGE;
	wr_init(&prefix, w->p, STREAM_PREFIX);
	wr_u32(&prefix, (uint32_t)(w->n - STREAM_PREFIX));
	*out = wr_done(w);
	return ERR_OK;
}

enum err
item_header_encode(struct span *out, const struct item_header *h, void *buf,
    size_t cap)
{
	struct wr w;

	if (!is_header(h))
		return ERR_RANGE;
	begin(&w, ITEM_HEADER, buf, cap);
	wr_lit(&w, STREAM_MAGIC);
	wr_field(&w, h->anchor);
	wr_field(&w, h->checkpoint);
	wr_field(&w, h->reader);
	wr_byte(&w, h->whole ? 1 : 0);
	return finish(out, &w);
}

enum err
item_counts_encode(struct span *out, const struct item_counts *c, void *buf,
    size_t cap)
{
	struct wr w;

	if (c->entries > NUMBER_MAX || c->keys > NUMBER_MAX)
		return ERR_RANGE;
	begin(&w, ITEM_COUNTS, buf, cap);
	wr_u64(&w, c->entries);
	wr_u64(&w, c->keys);
	return finish(out, &w);
}

enum err
item_key_encode(struct span *out, const struct item_key *k, void *buf,
    size_t cap)
{
	struct wr w;

	if (k->handle.n != HANDLE_LEN || k->box.n != KEY_BOX_LEN)
		return ERR_RANGE;
	begin(&w, ITEM_KEY, buf, cap);
	wr_span(&w, k->handle);
	wr_span(&w, k->box);
	return finish(out, &w);
}

enum err
item_clear_encode(struct span *out, const struct item_clear *c, void *buf,
    size_t cap)
{
	struct wr w;

	if (c->index > NUMBER_MAX || c->okey.n != OKEY_LEN)
		return ERR_RANGE;
	begin(&w, ITEM_CLEAR, buf, cap);
	wr_u64(&w, c->index);
	wr_field(&w, c->okey);
	wr_field(&w, c->payload);
	return finish(out, &w);
}

enum err
item_entry_encode(struct span *out, const struct item_entry *e, void *buf,
    size_t cap)
{
	struct wr w;

	begin(&w, ITEM_ENTRY, buf, cap);
	wr_field(&w, e->leaf);
	wr_field(&w, e->head);
	wr_field(&w, e->note);
	wr_field(&w, e->sealed);
	return finish(out, &w);
}

enum err
item_checkpoint_encode(struct span *out, struct span note, void *buf,
    size_t cap)
{
	struct wr w;

	begin(&w, ITEM_CHECKPOINT, buf, cap);
	wr_field(&w, note);
	return finish(out, &w);
}

enum err
item_end_encode(struct span *out, const struct item_end *e, void *buf,
    size_t cap)
{
	struct wr w;

	if (e->size > NUMBER_MAX)
		return ERR_RANGE;
	begin(&w, ITEM_END, buf, cap);
	wr_u64(&w, e->size);
	wr_span(&w, (struct span){e->root.b, DIGEST_LEN});
	return finish(out, &w);
}
