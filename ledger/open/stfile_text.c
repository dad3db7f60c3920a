/*
 * stfile_text.c - the lines of a statement file and the body under its seal,
 * both ways.
 */
#include <stdlib.h>
#include <string.h>

#include "statement.h"
#include "stfile.h"

static bool
is_box_next(const struct rd *r)
{
	return !r->bad && r->rest.n >= 4 && memcmp(r->rest.p, "box ", 4) == 0;
}

/* Is it one of the first n?  Each reading key has one box. */
static bool
has_box(const struct stfile_head *h, size_t n, const struct readkey *key)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (memcmp(h->box[i].key.b, key->b, sizeof(key->b)) == 0)
			return true;
	}
	return false;
}

static void
box_decode(struct rd *r, struct stfile_head *h)
{
	struct stfile_box *box;

	if (h->n_box == STFILE_BOXES_MAX) {
		r->bad = true;
		return;
	}
	box = h->box + h->n_box;
	rd_lit(r, "box ");
	rd_base64(r, box->key.b, sizeof(box->key.b), ' ');
	rd_base64(r, box->box, sizeof(box->box), '\n');
	if (has_box(h, h->n_box, &box->key))
		r->bad = true;
	h->n_box++;
}

enum err
stfile_head_decode(struct stfile_head *h, struct span *rest, struct span bytes)
{
	struct stfile_head got;
	struct span origin;
	struct rd r;

	if (bytes.n > STFILE_MAX)
		return ERR_RANGE;
	memset(&got, 0, sizeof(got));
	rd_init(&r, bytes);
	rd_lit(&r, "minhbach/statement/v1\n");
	origin = rd_line(&r, NAME_MAX_LEN);
	got.time_ms = rd_decimal(&r, '\n');
	while (is_box_next(&r))
		box_decode(&r, &got);
	rd_base64(&r, got.nonce, sizeof(got.nonce), '\n');
	if (r.bad || got.n_box == 0 || !is_name(origin))
		return ERR_FORMAT;
	memcpy(got.origin, origin.p, origin.n);
	*h = got;
	*rest = r.rest;
	return ERR_OK;
}

enum err
stfile_head_encode(struct wr *w, const struct stfile_head *h)
{
	size_t i;

	if (!is_name(span_str(h->origin)))
		return ERR_FORMAT;
	if (h->n_box < 1 || h->n_box > STFILE_BOXES_MAX ||
	    h->time_ms > NUMBER_MAX)
		return ERR_RANGE;
	wr_lit(w, "minhbach/statement/v1\n");
	wr_lit(w, h->origin);
	wr_lit(w, "\n");
	wr_decimal(w, h->time_ms);
	wr_lit(w, "\n");
	for (i = 0; i < h->n_box; i++) {
		if (has_box(h, i, &h->box[i].key))
			return ERR_EXISTS;
		wr_lit(w, "box ");
		wr_base64(w, h->box[i].key.b, sizeof(h->box[i].key.b));
		wr_lit(w, " ");
		wr_base64(w, h->box[i].box, sizeof(h->box[i].box));
		wr_lit(w, "\n");
	}
	wr_base64(w, h->nonce, sizeof(h->nonce));
	wr_lit(w, "\n");
	return w->bad ? ERR_SPACE : ERR_OK;
}

static struct span
sized(struct rd *r, size_t max)
{
	uint32_t n;

	n = rd_u32(r);
	if (n > max)
		r->bad = true;
	return rd_bytes(r, n);
}

static void
part_decode(struct rd *r, struct stfile_part *p)
{
	struct span okey, handle;

	okey = rd_bytes(r, sizeof(p->okey.b));
	handle = rd_bytes(r, HANDLE_LEN);
	p->payload = sized(r, STFILE_PAYLOAD_MAX);
	p->note = sized(r, STATEMENT_NOTE_MAX);
	if (r->bad)
		return;
	memcpy(p->okey.b, okey.p, okey.n);
	memcpy(p->handle.b, handle.p, handle.n);
}

enum err
stfile_body_decode(struct stfile_part **part, size_t *n, struct span body)
{
	struct stfile_part *got;
	struct rd r;
	size_t i, count;

	rd_init(&r, body);
	count = rd_u32(&r);
	if (r.bad || count < 1 || count > STFILE_PARTS_MAX)
		return ERR_FORMAT;
	got = calloc(count, sizeof(*got));
	if (got == NULL)
		return ERR_MEMORY;
	for (i = 0; i < count && !r.bad; i++)
		part_decode(&r, got + i);
	if (!rd_done(&r)) {
		free(got);
		return ERR_FORMAT;
	}
	*part = got;
	*n = count;
	return ERR_OK;
}

enum err
stfile_body_encode(struct wr *w, const struct stfile_part *part, size_t n)
{
	size_t i;

	if (n < 1 || n > STFILE_PARTS_MAX)
		return ERR_RANGE;
	wr_u32(w, (uint32_t)n);
	for (i = 0; i < n; i++) {
		if (part[i].payload.n > STFILE_PAYLOAD_MAX ||
		    part[i].note.n > STATEMENT_NOTE_MAX)
			return ERR_RANGE;
		wr_span(w, (struct span){part[i].okey.b, 32});
		wr_span(w, (struct span){part[i].handle.b, HANDLE_LEN});
		wr_u32(w, (uint32_t)part[i].payload.n);
		wr_span(w, part[i].payload);
		wr_u32(w, (uint32_t)part[i].note.n);
		wr_span(w, part[i].note);
	}
	return w->bad ? ERR_SPACE : ERR_OK;
}
