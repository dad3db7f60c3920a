/*
 * statefile.c - codec of the verifier's memory.
 */
#include "statefile.h"

#include <string.h>

#include "text.h"

static enum err
read_note(struct checkpoint *c, struct span note, const struct anchor *a)
{
	struct note n;

	if (note.n > NOTE_MAX || note_decode(&n, note) != ERR_OK ||
	    checkpoint_decode(c, n.text) != ERR_OK ||
	    strcmp(c->origin, a->origin) != 0)
		return ERR_FORMAT;
	return ERR_OK;
}

enum err
statefile_decode(struct statefile *s, struct span bytes)
{
	struct statefile t;
	struct span mode, rest, line;
	struct rd r;
	size_t i, n = 0;
	enum err e;

	rd_init(&r, bytes);
	rd_lit(&r, "minhbach/state/v1\n");
	mode = rd_line(&r, 5);
	rest = r.rest;
	for (i = 0; i < 3; i++) {
		line = rd_line(&r, ANCHOR_MAX);
		n += line.n + 1;
	}
	if (r.bad || (!span_is(mode, "full") && !span_is(mode, "quick")))
		return ERR_FORMAT;
	t.quick = span_is(mode, "quick");
	t.note = r.rest;
	e = anchor_decode(&t.anchor, (struct span){rest.p, n});
	if (e == ERR_OK)
		e = read_note(&t.checkpoint, t.note, &t.anchor);
	if (e == ERR_OK)
		*s = t;
	return e;
}

enum err
statefile_encode(struct span *out, const struct statefile *s, void *buf,
    size_t cap)
{
	struct checkpoint c;
	struct span anchor;
	char text[ANCHOR_MAX];
	struct wr w;
	enum err e;

	e = anchor_encode(&anchor, &s->anchor, text, sizeof(text));
	if (e == ERR_OK)
		e = read_note(&c, s->note, &s->anchor);
	if (e != ERR_OK)
		return e;
	wr_init(&w, buf, cap);
	wr_lit(&w, "minhbach/state/v1\n");
	wr_lit(&w, s->quick ? "quick\n" : "full\n");
	wr_span(&w, anchor);
	wr_span(&w, s->note);
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}
