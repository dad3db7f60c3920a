/*
 * witness.c - requests to witnesses, and their signatures.
 */
#include "witness.h"

#include <string.h>

#include "text.h"

#define DASH "\xe2\x80\x94 "

enum err
witness_request(struct span *out, uint64_t old_size, const struct proof *p,
    struct span checkpoint, void *buf, size_t cap)
{
	struct wr w;
	size_t i;

	wr_init(&w, buf, cap);
	wr_lit(&w, "old ");
	wr_decimal(&w, old_size);
	wr_byte(&w, '\n');
	for (i = 0; i < p->n; i++) {
		wr_base64(&w, p->h[i].b, DIGEST_LEN);
		wr_byte(&w, '\n');
	}
	wr_byte(&w, '\n');
	wr_span(&w, checkpoint);
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

enum err
witness_size_decode(uint64_t *size, struct span body)
{
	struct rd r;
	uint64_t v;

	rd_init(&r, body);
	v = rd_decimal(&r, '\n');
	if (!rd_done(&r))
		return ERR_FORMAT;
	*size = v;
	return ERR_OK;
}

/* Signature lines alone are read as a note's, behind the text they sign. */
static enum err
lines_decode(struct note *n, struct span text, struct span lines, uint8_t *buf,
    size_t cap)
{
	struct wr w;

	if (note_decode(n, lines) == ERR_OK)
		return span_eq(n->text, text) ? ERR_OK : ERR_STALE;
	wr_init(&w, buf, cap);
	wr_span(&w, text);
	wr_byte(&w, '\n');
	wr_span(&w, lines);
	return w.bad ? ERR_SPACE : note_decode(n, wr_done(&w));
}

static const struct vkey *
witness_of(const struct trust *t, const struct note_sig *s)
{
	const struct trust_node *node;
	size_t i;

	for (i = 0; i < t->n_node; i++) {
		node = &t->node[i];
		if (!node->is_group && node->key.key_id == s->key_id &&
		    span_is(s->name, node->key.name))
			return &node->key;
	}
	return NULL;
}

static bool
is_same_key(const struct note_sig *a, const struct note_sig *b)
{
	return a->key_id == b->key_id && span_eq(a->name, b->name);
}

/* When a line of a witness was made, if it is good. */
static enum err
line_time(uint64_t *time_s, const struct note *n, size_t i,
    const struct vkey *k)
{
	struct note one = {.text = n->text, .n = 1};

	one.sigs[0] = n->sigs[i];
	return note_verify_cosign(&one, k, time_s);
}

/* The line joins those of *all, or takes the place of an older one. */
static enum err
take(struct note *all, const struct note *from, size_t i, const struct vkey *k)
{
	uint64_t now, before;
	size_t at;
	enum err e = line_time(&now, from, i, k);

	if (e != ERR_OK)
		return e == ERR_MISSING ? ERR_SIGNATURE : e;
	for (at = 0; at < all->n; at++)
		if (is_same_key(&all->sigs[at], &from->sigs[i]))
			break;
	if (at == NOTE_SIGS_MAX)
		return ERR_RANGE;
	if (at < all->n && line_time(&before, all, at, k) == ERR_OK &&
	    before >= now)
		return ERR_OK;
	if (at == all->n)
		all->n++;
	all->sigs[at] = from->sigs[i];
	return ERR_OK;
}

static void
put_note(struct wr *w, const struct note *n)
{
	size_t i;

	wr_span(w, n->text);
	wr_byte(w, '\n');
	for (i = 0; i < n->n; i++) {
		wr_lit(w, DASH);
		wr_span(w, n->sigs[i].name);
		wr_byte(w, ' ');
		wr_span(w, n->sigs[i].base64);
		wr_byte(w, '\n');
	}
}

enum err
witness_merge(struct span *out, size_t *good, struct span checkpoint,
    struct span lines, const struct trust *t, struct room room)
{
	uint8_t joined[NOTE_MAX];
	const struct vkey *k;
	struct note all, from;
	size_t i, n = 0;
	struct wr w;
	enum err e;

	e = note_decode(&all, checkpoint);
	if (e == ERR_OK)
		e = lines_decode(&from, all.text, lines, joined,
		    sizeof(joined));
	for (i = 0; e == ERR_OK && i < from.n; i++) {
		k = witness_of(t, &from.sigs[i]);
		if (k == NULL)
			continue;
		e = take(&all, &from, i, k);
		n++;
	}
	if (e != ERR_OK)
		return e;
	wr_init(&w, room.p, room.n);
	put_note(&w, &all);
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	*good = n;
	return ERR_OK;
}
