/*
 * note.c - splitting, verifying and writing C2SP signed notes.
 */
#include "note.h"

#include <string.h>

#include "text.h"

#define DASH "\xe2\x80\x94 " /* em dash and space begin a signature line */
#define KEY_ID_LEN 4
#define SIG_LEN 64
#define COSIG_LEN (8 + SIG_LEN) /* u64 time before the signature */

#define COSIGN_HEAD_MAX 64 /* the two lines before the text */

/* The white space of Unicode that is not a control character. */
static const char *const spaces[] = {"\xc2\x85", "\xc2\xa0", "\xe1\x9a\x80",
    "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83",
    "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87",
    "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
    "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80"};

static bool
is_text(struct span s)
{
	unsigned control = 0;
	size_t i;

	for (i = 0; i < s.n; i++)
		control |= (unsigned)(s.p[i] < 0x20) & (s.p[i] != '\n');
	return control == 0 && is_utf8(s);
}

static bool
starts_with_space(struct span s)
{
	size_t i, n;

	for (i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++) {
		n = strlen(spaces[i]);
		if (s.n >= n && memcmp(s.p, spaces[i], n) == 0)
			return true;
	}
	return false;
}

/* Names of foreign keys are wider than ours: neither space nor plus. */
static bool
is_key_name(struct span s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '+')
			return false;
		if (s.p[i] >= 0x80 &&
		    starts_with_space((struct span){s.p + i, s.n - i}))
			return false;
	}
	return s.n > 0;
}

static enum err
sig_decode(struct note_sig *s, struct rd *r)
{
	uint8_t b[6];
	size_t n;
	struct rd id;

	rd_lit(r, DASH);
	s->name = rd_until(r, ' ', NOTE_MAX);
	s->base64 = rd_line(r, BASE64_LEN(KEY_ID_LEN + NOTE_SIG_MAX));
	if (r->bad || !is_key_name(s->name) ||
	    base64_size(&s->size, s->base64) != ERR_OK ||
	    s->size <= KEY_ID_LEN || s->size > KEY_ID_LEN + NOTE_SIG_MAX)
		return ERR_FORMAT;
	s->size -= KEY_ID_LEN;
	/* The key id is in the first eight characters. */
	n = sizeof(b);
	if (base64_decode_any(b, &n, (struct span){s->base64.p, 8}) != ERR_OK)
		return ERR_FORMAT;
	rd_init(&id, (struct span){b, KEY_ID_LEN});
	s->key_id = rd_u32(&id);
	return ERR_OK;
}

enum err
note_decode(struct note *n, struct span bytes)
{
	struct note out;
	struct rd r;
	size_t i;

	if (bytes.n > NOTE_MAX || !is_text(bytes))
		return ERR_FORMAT;
	/* The text may hold empty lines: the last one is the border. */
	for (i = bytes.n; i >= 2; i--) {
		if (bytes.p[i - 1] == '\n' && bytes.p[i - 2] == '\n')
			break;
	}
	if (i < 2)
		return ERR_FORMAT;
	memset(&out, 0, sizeof(out));
	out.text = (struct span){bytes.p, i - 1};
	rd_init(&r, (struct span){bytes.p + i, bytes.n - i});
	do {
		if (out.n == NOTE_SIGS_MAX ||
		    sig_decode(&out.sigs[out.n], &r) != ERR_OK)
			return ERR_FORMAT;
		out.n++;
	} while (!rd_done(&r));
	*n = out;
	return ERR_OK;
}

enum err
note_sig_bytes(uint8_t *out, size_t size, const struct note_sig *s)
{
	uint8_t b[KEY_ID_LEN + NOTE_SIG_MAX];
	size_t n;

	n = sizeof(b);
	if (s->size != size || base64_decode_any(b, &n, s->base64) != ERR_OK ||
	    n != KEY_ID_LEN + size)
		return ERR_FORMAT;
	memcpy(out, b + KEY_ID_LEN, size);
	return ERR_OK;
}

/* A key is its name and its id together. */
static bool
is_by(const struct note_sig *s, const struct vkey *k)
{
	return s->key_id == k->key_id && span_is(s->name, k->name);
}

enum err
note_verify(const struct note *n, const struct vkey *k)
{
	struct sig sig;
	enum err e;
	size_t i;

	if (k->type != VKEY_SIGN)
		return ERR_KEY;
	e = ERR_MISSING;
	for (i = 0; i < n->n; i++) {
		if (!is_by(&n->sigs[i], k))
			continue;
		e = note_sig_bytes(sig.b, sizeof(sig.b), &n->sigs[i]);
		if (e != ERR_OK)
			return ERR_SIGNATURE;
		e = pubkey_verify(&k->key, &sig, n->text);
		if (e != ERR_OK)
			return e;
	}
	return e;
}

/* One cosignature: u64 seconds, then the signature over them and the text. */
static enum err
cosig_verify(uint64_t *time_s, const struct note_sig *s, struct span text,
    const struct vkey *k)
{
	uint8_t b[COSIG_LEN], buf[COSIGN_HEAD_MAX + NOTE_MAX];
	struct span msg;
	struct sig sig;
	struct rd r;
	uint64_t t;

	if (note_sig_bytes(b, sizeof(b), s) != ERR_OK)
		return ERR_SIGNATURE;
	rd_init(&r, (struct span){b, sizeof(b)});
	t = rd_u64(&r);
	memcpy(sig.b, b + sizeof(t), sizeof(sig.b));
	if (t > INT64_MAX ||
	    cosign_message(&msg, t, text, buf, sizeof(buf)) != ERR_OK)
		return ERR_SIGNATURE;
	if (pubkey_verify(&k->key, &sig, msg) != ERR_OK)
		return ERR_SIGNATURE;
	*time_s = t;
	return ERR_OK;
}

enum err
note_verify_cosign(const struct note *n, const struct vkey *k, uint64_t *time_s)
{
	uint64_t t, latest;
	enum err e;
	size_t i;

	if (k->type != VKEY_COSIGN)
		return ERR_KEY;
	e = ERR_MISSING;
	latest = 0;
	for (i = 0; i < n->n; i++) {
		if (!is_by(&n->sigs[i], k))
			continue;
		e = cosig_verify(&t, &n->sigs[i], n->text, k);
		if (e != ERR_OK)
			return e;
		latest = t > latest ? t : latest;
	}
	if (e == ERR_OK)
		*time_s = latest;
	return e;
}

enum err
cosign_message(struct span *msg, uint64_t time_s, struct span text, void *buf,
    size_t cap)
{
	struct wr w;

	wr_init(&w, buf, cap);
	wr_lit(&w, "cosignature/v1\ntime ");
	wr_decimal(&w, time_s);
	wr_byte(&w, '\n');
	wr_span(&w, text);
	if (w.bad)
		return ERR_SPACE;
	*msg = wr_done(&w);
	return ERR_OK;
}

void
note_sig_encode(struct wr *w, const struct vkey *k, const uint8_t *sig,
    size_t n)
{
	uint8_t b[KEY_ID_LEN + COSIG_LEN];
	struct wr id;

	wr_init(&id, b, sizeof(b));
	wr_u32(&id, k->key_id);
	wr_span(&id, (struct span){sig, n});
	wr_lit(w, DASH);
	wr_lit(w, k->name);
	wr_byte(w, ' ');
	wr_base64(w, b, id.n);
	wr_byte(w, '\n');
	if (id.bad)
		w->bad = true;
}
