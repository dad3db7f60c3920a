/*
 * signed.c - statements that were signed elsewhere (FORMAT 3.10): checked as
 * if they came from an enemy, then appended like any other.
 */
#include <sodium.h>

#include "payload.h"
#include "run.h"

/* The two clocks may differ by ten minutes (FORMAT 2.3). */
static enum err
clocks_check(struct run *r, uint64_t drafted)
{
	uint64_t now = r->b->time_ms;

	if ((now > drafted ? now - drafted : drafted - now) > WRITER_BEHIND_MS)
		return run_refuse(r, ERR_RULE,
		    "FORMAT 2.3: more than 10 minutes off the drafting clock");
	return ERR_OK;
}

/* A file that names another subject than its payload does is refused. */
static enum err
handle_check(struct run *r, const struct made *m, const struct handle *given)
{
	struct handle h = {{0}};
	enum err e = ERR_OK;

	if (m->class == CLASS_SEALED)
		e = owners_find(&h, r->w, r->t, m->kind, m->json);
	if (e == ERR_OK && !handle_eq(&h, given))
		e = ERR_FORMAT;
	return e == ERR_OK
	    ? e
	    : run_refuse(r, e, "FORMAT 3.10: the subject is another one");
}

/* Sign again: what was seen is too old, or of another ledger. */
static enum err
stale_check(struct run *r, const struct statement *s)
{
	struct hashes h = store_hashes(r->t);
	struct digest seen;
	uint64_t size = r->w->view.size;

	if (s->seen >= 1 && s->seen <= size && size - s->seen <= SEEN_WINDOW &&
	    h.get(h.arg, &seen, 0, s->seen - 1) == ERR_OK &&
	    digest_eq(&seen, &s->seen_hash))
		return ERR_OK;
	return run_refuse(r, ERR_STALE,
	    "FORMAT 3.5: it saw an older or another ledger: sign again");
}

static enum err
part_append(struct run *r, const struct stfile_part *p, struct made *m,
    const struct statement *s, struct writer_result *out)
{
	uint64_t at;
	enum err e;

	if (!span_eq(s->origin, store_origin(r->w->store)))
		return run_refuse(r, ERR_KEY, "FORMAT 3.1: of another ledger");
	if (store_id(r->t, &at, &s->id) != ERR_MISSING)
		return run_refuse(r, ERR_EXISTS,
		    "FORMAT 3.3: this id is in the ledger already");
	e = run_time(r, &m->time_ms, s->kind);
	if (e == ERR_OK)
		e = run_fillers(r, s->kind, m->time_ms);
	if (e == ERR_OK)
		e = stale_check(r, s);
	if (e == ERR_OK)
		e = run_rules(r, m, s);
	if (e == ERR_OK)
		e = handle_check(r, m, &p->handle);
	if (e == ERR_OK)
		e = run_made(r, m, out);
	return e;
}

static enum err
part_one(struct run *r, size_t i, struct writer_result *out)
{
	const struct stfile_part *p = &r->file->part[i];
	struct made m = {.payload = p->payload,
	    .okey = p->okey,
	    .note = p->note};
	struct statement s;
	json_t *json = NULL;
	struct note n;
	enum err e;

	e = statement_note_decode(&s, &n, p->note, &r->fault);
	if (e == ERR_OK)
		e = payload_decode(&json, s.kind, s.class, p->payload,
		    &r->fault);
	if (e == ERR_OK) {
		m.kind = s.kind;
		m.class = s.class;
		m.id = s.id;
		m.json = json;
		e = part_append(r, p, &m, &s, out);
	}
	json_decref(json);
	sodium_memzero(&m.okey, sizeof(m.okey));
	return e;
}

enum err
writer_append_signed(struct writer *w, const struct batch *b,
    const struct stfile *file, struct writer_result *out,
    struct writer_findings *findings)
{
	struct run r = {.w = w, .b = b, .findings = findings, .file = file};
	enum err e;

	if (file->n < 1 || file->n > STFILE_PARTS_MAX)
		return ERR_RANGE;
	if (findings != NULL)
		*findings = (struct writer_findings){.n = 0};
	e = clocks_check(&r, file->time_ms);
	return e == ERR_OK ? run_batch(&r, file->n, part_one, out) : e;
}
