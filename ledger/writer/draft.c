/*
 * draft.c - drafts on their way to signers on other machines (FORMAT 3.10).
 *
 * Each goes through all that an entry goes through, in a transaction that is
 * always undone, with zeros where signatures are still to come; so a draft is
 * refused here for every reason for which it would be refused at the end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"

/* Each reading key has one box. */
static void
reader_add(struct writer_drafted *d, const struct readkey *key)
{
	size_t i;

	for (i = 0; i < d->n_to; i++) {
		if (memcmp(d->to[i].b, key->b, sizeof(key->b)) == 0)
			return;
	}
	d->to[d->n_to++] = *key;
}

/* An author without a reading key does without; the vault opens it too. */
static void
authors_read(struct run *r)
{
	const struct grant *g;
	size_t i;

	reader_add(r->drafted, &r->w->keyring.vault);
	for (i = 0; i < r->b->n_signer; i++) {
		g = authority_find(r->w->view.authority,
		    span_str(signer_vkey(r->b->signer[i])->name),
		    r->w->view.size);
		if (g != NULL && g->has_reading)
			reader_add(r->drafted, &g->reading);
	}
}

/* Whoever is to sign elsewhere must be able to look at it first. */
static enum err
later_read(struct run *r)
{
	struct writer *w = r->w;
	size_t i;

	for (i = 0; i < r->b->n_then; i++) {
		const char *name = r->b->then[i];
		const struct grant *g = authority_find(w->view.authority,
		    span_str(name), w->view.size);

		if (g == NULL || !g->has_reading) {
			(void)snprintf(w->words_vi, sizeof(w->words_vi),
			    g == NULL ? "%s: sổ chưa cấp khóa này"
				      : "%s: chưa cấp khóa đọc, nên không mở "
					"được tệp để xem rồi ký",
			    name);
			(void)snprintf(w->words_en, sizeof(w->words_en),
			    g == NULL
				? "%s: not a key in force here"
				: "%s: no reading key was granted, so it could "
				  "not open the file to see what it signs",
			    name);
			return run_refuse_words(r, ERR_KEY, w->words_vi,
			    w->words_en);
		}
		r->then[i] = g;
		reader_add(r->drafted, &g->reading);
	}
	return ERR_OK;
}

void
drafted_begin(struct run *r, struct made *m)
{
	struct stfile_part *p = &r->drafted->file.part[r->draft];

	m->seen = &r->base;
	m->then = r->then;
	m->n_then = r->b->n_then;
	m->keep = &r->body;
	p->okey = m->okey;
	p->payload = (struct span){r->body.p + r->body.n, m->payload.n};
	wr_span(&r->body, m->payload);
	p->note = (struct span){r->body.p + r->body.n, 0};
}

/* A subject that is not in the ledger yet has no handle there (3.10). */
enum err
drafted_end(struct run *r, const struct made *m)
{
	struct stfile_part *p = &r->drafted->file.part[r->draft];

	if (r->body.bad)
		return run_refuse(r, ERR_RANGE,
		    "FORMAT 3.10: too much for one file");
	if (m->class == CLASS_SEALED && !run_is_fresh(r, &m->handle))
		p->handle = m->handle;
	p->note.n = (size_t)(r->body.p + r->body.n - p->note.p);
	return ERR_OK;
}

static enum err
drafted_init(struct run *r)
{
	struct stfile *f = &r->drafted->file;
	struct span origin = store_origin(r->w->store);

	memcpy(f->origin, origin.p, origin.n);
	f->time_ms = r->b->time_ms;
	f->n = r->b->n;
	f->part = calloc(f->n, sizeof(*f->part));
	f->body = calloc(1, STFILE_MAX);
	f->n_body = STFILE_MAX;
	if (f->part == NULL || f->body == NULL)
		return ERR_MEMORY;
	wr_init(&r->body, f->body, STFILE_MAX);
	authors_read(r);
	return later_read(r);
}

enum err
writer_draft(struct writer_drafted *out, struct writer *w,
    const struct batch *b, struct writer_findings *findings)
{
	struct writer_drafted got;
	struct run r = {.w = w,
	    .b = b,
	    .findings = findings,
	    .trial = true,
	    .drafted = &got};
	enum err e;
	size_t i;

	memset(&got, 0, sizeof(got));
	if (findings != NULL)
		memset(findings, 0, sizeof(*findings));
	if (b->n < 1 || b->n > STFILE_PARTS_MAX || b->n_signer < 1 ||
	    b->n_signer > BY_MAX || b->n_then > BY_MAX - b->n_signer)
		return run_refuse_words(&r, ERR_RANGE,
		    "một tệp chờ ký có tối đa 4096 dòng và 4 người ký",
		    "a statement file holds at most 4096 statements and 4 "
		    "signers (FORMAT 3.2, 3.10)");
	e = drafted_init(&r);
	if (e == ERR_OK)
		e = run_batch(&r, b->n, run_draft, NULL);
	for (i = 0; i < b->n_signer && e == ERR_OK; i++)
		e = signer_saw(b->signer[i], r.base.n, &r.base.hash);
	if (e == ERR_OK)
		*out = got;
	else
		stfile_release(&got.file);
	return e;
}
