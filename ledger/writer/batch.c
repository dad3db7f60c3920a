/*
 * batch.c - many drafts, one transaction: all of it or nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "calendar.h"
#include "needs.h"
#include "owners.h"
#include "payload.h"
#include "run.h"
#include "sealmake.h"

void
findings_add(struct writer_findings *out, const struct writer_finding *f)
{
	if (out == NULL)
		return;
	if (out->tell != NULL)
		out->tell(out->arg, f);
	if (out->n == WRITER_FINDINGS_MAX)
		out->dropped++;
	else
		out->f[out->n++] = *f;
}

enum err
run_refuse(struct run *r, enum err code, const char *clause)
{
	struct writer_finding f = {.draft = r->draft,
	    .code = code,
	    .rule = "",
	    .en = clause};

	findings_add(r->findings, &f);
	r->said = true;
	return code;
}

enum err
run_refuse_words(struct run *r, enum err code, const char *vi, const char *en)
{
	struct writer_finding f = {.draft = r->draft,
	    .code = code,
	    .rule = "",
	    .vi = vi,
	    .en = en};

	findings_add(r->findings, &f);
	r->said = true;
	return code;
}

/* FORMAT 2.3.  A clock entry stands at the time that it corrects. */
enum err
run_time(struct run *r, uint64_t *time_ms, enum kind kind)
{
	const struct view *v = &r->w->view;
	uint64_t now = r->b->time_ms;

	if (now > NUMBER_MAX)
		return run_refuse(r, ERR_RANGE, "FORMAT 1.4: no such time");
	if (v->size > 0 && now < v->time_ms && v->kind != KIND_CLOCK) {
		if (kind != KIND_CLOCK)
			return run_refuse(r, ERR_RULE,
			    "FORMAT 2.3: the clock is before the last entry");
		now = v->time_ms;
	}
	if (v->size > 0 && now > v->time_ms &&
	    now - v->time_ms > WRITER_AHEAD_MS && !r->b->allow_gap)
		return run_refuse(r, ERR_RULE,
		    "FORMAT 2.3: more than 35 days after the last entry");
	*time_ms = now;
	return ERR_OK;
}

/* The signer who may make fillers, or NULL. */
static struct signer *const *
registrar_of(const struct run *r)
{
	const struct grant *g;
	size_t i;

	for (i = 0; i < r->b->n_signer; i++) {
		g = authority_find(r->w->view.authority,
		    span_str(signer_vkey(r->b->signer[i])->name),
		    r->w->view.size);
		if (g != NULL && (g->roles & ROLE_REGISTRAR) != 0)
			return &r->b->signer[i];
	}
	return NULL;
}

/* One filler, which is a sealed entry like any other. */
static enum err
filler_append(struct run *r, struct signer *const *registrar, uint64_t time_ms)
{
	struct made m = {.kind = KIND_FILLER,
	    .class = CLASS_SEALED,
	    .id = draft_id(CLASS_SEALED, time_ms),
	    .okey = okey_new(),
	    .handle = r->w->keyring.office,
	    .payload = span_str("{\"v\":1}"),
	    .time_ms = time_ms,
	    .signer = registrar,
	    .n_signer = 1};
	enum err e;

	e = made_append(r->w, r->t, &m, &r->fault);
	sodium_memzero(&m.okey, sizeof(m.okey));
	return e;
}

/* FORMAT 5.6: up to the next multiple of 64, where a range may end. */
enum err
run_fillers(struct run *r, enum kind kind, uint64_t time_ms)
{
	const struct view *v = &r->w->view;
	struct signer *const *registrar;
	enum err e = ERR_OK;

	if (kind == KIND_FILLER || is_of_admins(kind) ||
	    v->size % FILLER_STEP == 0 || r->trial)
		return ERR_OK;
	if (kind != KIND_PUBLICATION && kind != KIND_WITHDRAWAL &&
	    !(v->any && time_quarter(time_ms) > v->quarter))
		return ERR_OK;
	registrar = registrar_of(r);
	if (registrar == NULL)
		return run_refuse(r, ERR_AUTHORITY,
		    "FORMAT 5.6: fillers are due, and they need a registrar");
	while (e == ERR_OK && v->size % FILLER_STEP != 0) {
		r->touched = true;
		e = filler_append(r, registrar, time_ms);
	}
	return e;
}

/* A draft becomes an entry. */
static enum err
draft_append(struct run *r, const struct draft *d, struct writer_result *out)
{
	struct made m = {.kind = d->kind,
	    .class = d->class,
	    .json = d->payload,
	    .okey = okey_new(),
	    .signer = r->b->signer,
	    .n_signer = r->b->n_signer};
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	e = run_time(r, &m.time_ms, d->kind);
	if (e == ERR_OK)
		e = run_fillers(r, d->kind, m.time_ms);
	if (e == ERR_OK)
		e = run_encode(&bytes, &n, r, d);
	m.payload = (struct span){bytes, n};
	m.id = d->has_id ? d->id : draft_id(d->class, m.time_ms);
	if (r->drafted != NULL)
		drafted_begin(r, &m);
	if (e == ERR_OK)
		e = run_rules(r, &m, NULL);
	if (e == ERR_OK)
		e = run_made(r, &m, out);
	if (e == ERR_OK && r->drafted != NULL)
		e = drafted_end(r, &m);
	if (bytes != NULL)
		sodium_memzero(bytes, n);
	free(bytes);
	sodium_memzero(&m.okey, sizeof(m.okey));
	return e;
}

bool
run_is_fresh(const struct run *r, const struct handle *h)
{
	size_t i;

	for (i = 0; i < r->n_fresh; i++) {
		if (handle_eq(&r->fresh[i], h))
			return true;
	}
	return false;
}

static enum err
fresh_add(struct run *r, const struct handle *h)
{
	struct handle *more;

	more = realloc(r->fresh, (r->n_fresh + 1) * sizeof(*more));
	if (more == NULL)
		return ERR_MEMORY;
	r->fresh = more;
	r->fresh[r->n_fresh++] = *h;
	return ERR_OK;
}

/* What both kinds of batches do with an entry that passed the rules. */
enum err
run_made(struct run *r, struct made *m, struct writer_result *out)
{
	struct owner owner = {.handle = {{0}}};
	enum err e = ERR_OK;
	bool fresh;

	if (out != NULL)
		*out = (struct writer_result){r->w->view.size, m->id};
	if (m->class == CLASS_SEALED)
		e = owners_find(&owner, r->w, r->t, m->kind, m->json);
	if (e != ERR_OK)
		return run_refuse(r, e,
		    "FORMAT 6.8: a child or entry that is not there");
	m->handle = owner.handle;
	m->amount = payload_amount(m->kind, m->json, r->w->view.state);
	r->touched = true;
	fresh = m->class == CLASS_SEALED && handle_is_zero(&m->handle);
	e = made_append(r->w, r->t, m, &r->fault);
	return e == ERR_OK && fresh ? fresh_add(r, &m->handle) : e;
}

/* Of what the transaction holds, nothing is left but what was before. */
static void
run_undo(struct run *r)
{
	struct writer *w = r->w;
	enum err e = ERR_OK;

	store_abort(r->t);
	r->t = NULL;
	if (w->keyring_changed) {
		keyring_release(&w->keyring);
		e = keyring_load(&w->keyring, w->keyring_path);
		w->keyring_changed = w->keyring_renewed = false;
	}
	if (e == ERR_OK && r->touched)
		e = writer_replay(w, NULL);
	if (e != ERR_OK)
		w->stopped = true;
}

/*
 * After the commit, not before: a memory that is ahead of the ledger would
 * refuse it for ever.
 */
static void
signers_saw(struct run *r)
{
	struct writer *w = r->w;
	size_t i;

	for (i = 0; i < r->b->n_signer && w->seen > 0; i++) {
		vouched_set(w, r->b->signer[i]);
		if (signer_saw(r->b->signer[i], w->view.size, &w->view.last) !=
		    ERR_OK)
			w->stopped = true;
	}
}

/*
 * Read-back: entries were taken in one by one; here the tree is made again
 * from the stored leaves, on top of the one that was believed before.  The keyring goes first: a key without its entry
 * harms nobody, an entry without its key is lost.
 */
static enum err
run_commit(struct run *r)
{
	struct writer *w = r->w;
	struct edge edge = w->edge;
	enum err e;

	e = store_verify(r->t, &edge, w->view.size, &r->fault);
	if (e == ERR_OK)
		e = keyring_sync(w);
	if (e != ERR_OK)
		return e;
	e = store_commit(r->t);
	r->t = NULL;
	if (e != ERR_OK) {
		w->stopped = true;
		return e;
	}
	w->edge = edge;
	signers_saw(r);
	return ERR_OK;
}

/* What the store would put new leaves on, is it what was believed? */
static enum err
edge_is_stored(struct run *r)
{
	struct hashes h = store_hashes(r->t);
	struct edge edge;
	enum err e;

	e = edge_load(&edge, &h, r->w->edge.size);
	if (e != ERR_OK || edge_eq(&edge, &r->w->edge))
		return e;
	return fault_set(&r->fault, ERR_HASH, FAULT_NO_INDEX,
	    "FORMAT 2.5: the tree of the store is another than when opened");
}

static enum err
run_begin(struct run *r)
{
	const struct batch *b = r->b;
	struct writer *w = r->w;
	enum err e = ERR_OK;
	size_t i;

	r->fault = (struct fault){ERR_OK, FAULT_NO_INDEX, ""};
	r->base = (struct seen){w->view.size, w->view.last};
	w->seen = 0;
	if (r->findings != NULL) {
		memset(r->findings, 0, sizeof(*r->findings));
		r->findings->tell = b->tell;
		r->findings->arg = b->tell_arg;
	}
	if (w->read_only || w->stopped)
		return run_refuse(r, ERR_IO,
		    "the writer has stopped, or only reads: open it again");
	if (w->officer != NULL && !r->trial)
		return run_refuse_words(r, ERR_SECRET,
		    "khóa này chỉ mở được các em của đơn vị, nên không ghi "
		    "thẳng vào sổ: thêm --draft TỆP, gửi tệp cho văn phòng",
		    "this key opens its unit's children alone, and enters "
		    "nothing: add --draft FILE, and send that to the office");
	if (b->n_signer > BY_MAX)
		return run_refuse(r, ERR_RANGE, "FORMAT 3.2: too many signers");
	for (i = 0; i < b->n_signer && e == ERR_OK; i++)
		e = writer_vouch(w, b->signer[i], &r->fault);
	if (e == ERR_OK)
		e = store_begin(&r->t, w->store, true);
	if (e == ERR_OK && store_size(r->t) != w->view.size)
		e = ERR_STALE;
	/* Other leaves than those that were taken in are not gone on with. */
	if (e == ERR_OK)
		e = edge_is_stored(r);
	return e;
}

/* Every refusal has a finding; what has none comes from below. */
static void
run_explain(struct run *r, enum err e)
{
	const char *clause = r->fault.code == e ? r->fault.clause : err_word(e);

	if (e == ERR_IO && r->fault.code != e)
		clause = store_error(r->w->store);
	(void)snprintf(r->w->why, sizeof(r->w->why), "%s", clause);
	if (!r->said)
		(void)run_refuse(r, e, r->w->why);
}

/* A draft that was refused before anything of it was stored. */
static bool
goes_on(const struct run *r, enum err e)
{
	return r->b->dry_run && r->said && (e == ERR_RULE || e == ERR_FORMAT);
}

/* Run a batch of n, each by one(). */
enum err
run_batch(struct run *r, size_t n,
    enum err (*one)(struct run *, size_t, struct writer_result *),
    struct writer_result *out)
{
	bool dry = r->b->dry_run || r->trial;
	enum err e, refused = ERR_OK;
	size_t i;

	e = run_begin(r);
	for (i = 0; i < n && e == ERR_OK; i++) {
		r->draft = i;
		r->said = false;
		e = one(r, i, out == NULL ? NULL : &out[i]);
		if (goes_on(r, e)) {
			refused = e;
			e = ERR_OK;
		}
	}
	if (e == ERR_OK && refused != ERR_OK) {
		e = refused;
		r->said = true;
	}
	if (e == ERR_OK && !dry)
		e = run_commit(r);
	if (e != ERR_OK)
		run_explain(r, e);
	if (e != ERR_OK || dry)
		run_undo(r);
	free(r->fresh);
	r->fresh = NULL;
	return e;
}

enum err
run_draft(struct run *r, size_t i, struct writer_result *out)
{
	return draft_append(r, &r->b->draft[i], out);
}

enum err
writer_append(struct writer *w, const struct batch *b,
    struct writer_result *out, struct writer_findings *findings)
{
	struct run r = {.w = w, .b = b, .findings = findings};

	if (b->n < 1 || b->n > WRITER_BATCH_MAX || b->n_signer < 1)
		return ERR_RANGE;
	return run_batch(&r, b->n, run_draft, out);
}
