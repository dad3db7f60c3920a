/*
 * receipt.c - what a person can carry away: an inclusion proof as a file, an
 * entry inside it, and a slip for one amount.
 */
#include "receipt.h"

#include <sodium.h>
#include <string.h>

#include "entry.h"
#include "hash.h"
#include "text.h"

#define BLIND_TEXT 43 /* base64url of 32 bytes without padding */

/* What the lines may hold; encoder and decoder share it. */
static enum err
tlog_proof_check(const struct tlog_proof *t)
{
	struct note note;
	size_t n;

	if (t->proof.n > PROOF_MAX || t->index > NUMBER_MAX)
		return ERR_RANGE;
	if (t->extra.n > RECEIPT_MAX || base64_size(&n, t->extra) != ERR_OK)
		return ERR_FORMAT;
	return note_decode(&note, t->checkpoint);
}

enum err
tlog_proof_decode(struct tlog_proof *t, struct span bytes)
{
	struct tlog_proof out;
	struct rd r, peek;

	if (bytes.n > RECEIPT_MAX)
		return ERR_FORMAT;
	memset(&out, 0, sizeof(out));
	rd_init(&r, bytes);
	rd_lit(&r, "c2sp.org/tlog-proof@v1\n");
	peek = r;
	rd_lit(&peek, "extra ");
	if (!peek.bad) {
		r = peek;
		out.extra = rd_line(&r, RECEIPT_MAX);
		if (out.extra.n == 0)
			return ERR_FORMAT;
	}
	rd_lit(&r, "index ");
	out.index = rd_decimal(&r, '\n');
	while (!r.bad && r.rest.n > 0 && r.rest.p[0] != '\n') {
		if (out.proof.n == PROOF_MAX)
			return ERR_FORMAT;
		rd_base64(&r, out.proof.h[out.proof.n++].b, DIGEST_LEN, '\n');
	}
	rd_lit(&r, "\n");
	out.checkpoint = r.rest;
	if (r.bad || tlog_proof_check(&out) != ERR_OK)
		return ERR_FORMAT;
	*t = out;
	return ERR_OK;
}

enum err
tlog_proof_encode(struct span *out, const struct tlog_proof *t, void *buf,
    size_t cap)
{
	struct wr w;
	enum err e;
	size_t i;

	e = tlog_proof_check(t);
	if (e != ERR_OK)
		return e;
	wr_init(&w, buf, cap < RECEIPT_MAX ? cap : RECEIPT_MAX);
	wr_lit(&w, "c2sp.org/tlog-proof@v1\n");
	if (t->extra.n > 0) {
		wr_lit(&w, "extra ");
		wr_span(&w, t->extra);
		wr_byte(&w, '\n');
	}
	wr_lit(&w, "index ");
	wr_decimal(&w, t->index);
	wr_byte(&w, '\n');
	for (i = 0; i < t->proof.n; i++) {
		wr_base64(&w, t->proof.h[i].b, DIGEST_LEN);
		wr_byte(&w, '\n');
	}
	wr_byte(&w, '\n');
	wr_span(&w, t->checkpoint);
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

static bool
receipt_fits(const struct receipt *r)
{
	return r->leaf.n <= LEAF_MAX && r->head.n <= HEAD_MAX &&
	    r->note.n <= STATEMENT_NOTE_MAX &&
	    r->okey.n == sizeof(struct okey) &&
	    r->payload.n <= RECEIPT_PAYLOAD_MAX;
}

static struct span
rd_part(struct rd *r)
{
	return rd_bytes(r, rd_u32(r));
}

enum err
receipt_decode(struct receipt *r, struct span extra)
{
	struct receipt out;
	struct rd in;

	rd_init(&in, extra);
	out.leaf = rd_part(&in);
	out.head = rd_part(&in);
	out.note = rd_part(&in);
	out.okey = rd_part(&in);
	out.payload = rd_part(&in);
	if (!rd_done(&in) || !receipt_fits(&out))
		return ERR_FORMAT;
	*r = out;
	return ERR_OK;
}

enum err
receipt_encode(struct span *out, const struct receipt *r, void *buf, size_t cap)
{
	const struct span parts[] = {r->leaf, r->head, r->note, r->okey,
	    r->payload};
	struct wr w;
	size_t i;

	if (!receipt_fits(r))
		return ERR_RANGE;
	wr_init(&w, buf, cap);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		wr_u32(&w, (uint32_t)parts[i].n);
		wr_span(&w, parts[i]);
	}
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

/* Does okey open both commitments of the statement? */
static enum err
opening_check(const struct receipt *r, const struct statement *s,
    int64_t amount, uint64_t index, struct fault *f)
{
	struct scalar blind;
	struct digest d;
	struct okey k;
	enum err e;

	memcpy(k.b, r->okey.p, sizeof(k.b));
	d = payload_commit(&k, r->payload);
	blind = okey_blind(&k);
	e = ERR_OK;
	if (!digest_eq(&d, &s->payload))
		e = fault_set(f, ERR_HASH, index,
		    "FORMAT 4.3: the payload is another");
	else if (value_check(&s->value, &blind, amount) != ERR_OK)
		e = fault_set(f, ERR_VALUE, index,
		    "FORMAT 5.2: the amount is another");
	sodium_memzero(&k, sizeof(k));
	sodium_memzero(&blind, sizeof(blind));
	return e;
}

enum err
receipt_check(const struct receipt *r, const struct tlog_proof *t,
    const struct checkpoint *c, int64_t amount, struct fault *f)
{
	struct statement s;
	struct digest d;
	struct leaf leaf;
	struct head head;
	struct note note;
	enum err e;

	e = leaf_decode(&leaf, r->leaf, f);
	if (e != ERR_OK)
		return e;
	e = head_decode(&head, r->head);
	if (e != ERR_OK)
		return fault_set(f, e, leaf.index, "FORMAT 2.1: not a head");
	e = statement_note_decode(&s, &note, r->note, f);
	if (e != ERR_OK)
		return e;
	if (leaf.index != t->index || head.index != t->index)
		return fault_set(f, ERR_RANGE, t->index,
		    "FORMAT 9.1: the indices differ");
	d = leaf_hash(r->leaf);
	e = inclusion_check(&c->root, &d, t->index, c->size, t->proof.h,
	    t->proof.n);
	if (e != ERR_OK)
		return fault_set(f, e, t->index,
		    "FORMAT 9.1: the leaf is not in the tree");
	d = sha256(r->head);
	e = entry_check(&leaf, &d, r->note, &s, f);
	if (e != ERR_OK)
		return e;
	return opening_check(r, &s, amount, t->index, f);
}

/*
 * base64url by way of base64: two letters differ, and the pad is left out.
 * (libsodium's decoder takes bytes above 0x7f for letters.)
 */
static enum err
blind_decode(struct scalar *blind, struct span text)
{
	uint8_t b[BLIND_TEXT + 1];
	size_t i;

	if (text.n != BLIND_TEXT)
		return ERR_FORMAT;
	for (i = 0; i < BLIND_TEXT; i++) {
		if (text.p[i] == '+' || text.p[i] == '/')
			return ERR_FORMAT;
		b[i] = text.p[i] == '-' ? '+'
		    : text.p[i] == '_'	? '/'
					: text.p[i];
	}
	b[BLIND_TEXT] = '=';
	return base64_decode(blind->b, sizeof(blind->b),
	    (struct span){b, sizeof(b)});
}

static void
wr_blind(struct wr *w, const struct scalar *blind)
{
	uint8_t b[BLIND_TEXT + 1];
	struct wr text;
	size_t i;

	wr_init(&text, b, sizeof(b));
	wr_base64(&text, blind->b, sizeof(blind->b));
	for (i = 0; i < BLIND_TEXT; i++)
		wr_byte(w, b[i] == '+' ? '-' : b[i] == '/' ? '_' : b[i]);
}

enum err
slip_encode(struct span *out, const struct slip *s, void *buf, size_t cap)
{
	struct wr w;

	if (s->index > NUMBER_MAX)
		return ERR_RANGE;
	if (scalar_check(&s->blind) != ERR_OK)
		return ERR_VALUE;
	wr_init(&w, buf, cap);
	wr_lit(&w, "/xac-minh#");
	wr_decimal(&w, s->index);
	wr_byte(&w, '.');
	wr_blind(&w, &s->blind);
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

enum err
slip_decode(struct slip *s, struct span text)
{
	struct span blind;
	struct slip out;
	struct rd r;

	rd_init(&r, text);
	rd_lit(&r, "/xac-minh#");
	out.index = rd_decimal(&r, '.');
	blind = rd_bytes(&r, BLIND_TEXT);
	if (!rd_done(&r) || blind_decode(&out.blind, blind) != ERR_OK)
		return ERR_FORMAT;
	if (scalar_check(&out.blind) != ERR_OK)
		return ERR_VALUE;
	*s = out;
	return ERR_OK;
}
