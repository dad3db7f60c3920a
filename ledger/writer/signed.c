/*
 * signed.c - statements that were signed elsewhere (FORMAT 3.10): checked as
 * if they came from an enemy, then appended like any other; or only checked,
 * while some of their signatures are still to come.
 */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "owners.h"
#include "payload.h"
#include "run.h"

/* The two clocks may differ by ten minutes (FORMAT 2.3). */
static enum err
clocks_check(struct run *r)
{
	uint64_t now = r->b->time_ms, drafted = r->file->time_ms;

	if (!r->trial &&
	    (now > drafted ? now - drafted : drafted - now) > WRITER_BEHIND_MS)
		return run_refuse_words(r, ERR_RULE,
		    "giờ máy này lệch quá 10 phút so với giờ ghi trong tệp: "
		    "xem lại đồng hồ; nếu đồng hồ đúng, một người ký chạy lại "
		    "sign rồi append ngay (FORMAT 2.3)",
		    "this machine's clock is more than 10 minutes off the "
		    "file's: check it; if it is right, let a signer run sign "
		    "again and append at once (FORMAT 2.3)");
	return ERR_OK;
}

/* The same file again, or one that was entered under another name. */
static enum err
entered_check(struct run *r, const struct statement *s)
{
	struct writer *w = r->w;
	uint64_t at;
	enum err e;

	e = store_id(r->t, &at, &s->id);
	if (e == ERR_MISSING)
		return ERR_OK;
	if (e != ERR_OK)
		return e;
	(void)snprintf(w->words_vi, sizeof(w->words_vi),
	    "đã ghi vào sổ rồi, là dòng %llu; không ghi lần nữa",
	    (unsigned long long)at);
	(void)snprintf(w->words_en, sizeof(w->words_en),
	    "entered already, as entry %llu; not entered again",
	    (unsigned long long)at);
	return run_refuse_words(r, ERR_EXISTS, w->words_vi, w->words_en);
}

/*
 * A file that names another subject than its payload does is refused; of a
 * child any will do, for another may have been begun since (FORMAT 4.12).  It
 * names none for a subject that was not there when it was drafted.
 */
static enum err
handle_check(struct run *r, const struct made *m, const struct handle *given)
{
	const struct whose_subject *whose =
	    whose_find(&r->w->view.whose, given);
	struct owner o = {.child = STATE_NONE};
	bool child, same;
	enum err e = ERR_OK;

	if (m->class == CLASS_SEALED)
		e = owners_find(&o, r->w, r->t, m->kind, m->json);
	child = o.child != STATE_NONE;
	same = handle_is_zero(given)
	    ? child || run_is_fresh(r, &o.handle)
	    : child && whose != NULL && whose->child == o.child;
	if (e == ERR_OK && !same && !handle_eq(&o.handle, given))
		e = ERR_FORMAT;
	return e == ERR_OK
	    ? e
	    : run_refuse(r, e, "FORMAT 3.10: the subject is another one");
}

/* Sign again: what was seen is too old, or of another ledger. */
static enum err
stale_check(struct run *r, const struct statement *s)
{
	struct held held;
	struct hashes h = writer_hashes(&held, r->w, r->t);
	struct digest seen;
	uint64_t size = r->w->view.size;

	if (s->seen >= 1 && s->seen <= size && size - s->seen <= SEEN_WINDOW &&
	    h.get(h.arg, &seen, 0, s->seen - 1) == ERR_OK &&
	    digest_eq(&seen, &s->seen_hash))
		return ERR_OK;
	return run_refuse_words(r, ERR_STALE,
	    "người lập đã nhìn một cuốn sổ khác hoặc quá cũ: lập và ký lại "
	    "trên sổ này (FORMAT 3.5)",
	    "its author saw another ledger, or one too old: draft and sign it "
	    "again on this one (FORMAT 3.5)");
}

static enum err
line_missing(struct run *r, struct span name)
{
	struct writer *w = r->w;

	(void)snprintf(w->words_vi, sizeof(w->words_vi),
	    "thiếu chữ ký của %.*s: đưa tệp cho người ấy ký", (int)name.n,
	    (const char *)name.p);
	(void)snprintf(w->words_en, sizeof(w->words_en),
	    "the signature of %.*s is missing: have it signed", (int)name.n,
	    (const char *)name.p);
	return run_refuse_words(r, ERR_AUTHORITY, w->words_vi, w->words_en);
}

/*
 * The statement, and how many of its signers have signed.  Lines of the others
 * are put as zeros, if it is only looked at.
 */
static enum err
note_take(struct statement *s, struct made *m, struct run *r, struct span given,
    struct wr *padded)
{
	static const struct sig zero;
	const struct grant *g;
	struct note n;
	enum err e;
	size_t i;

	e = note_decode(&n, given);
	if (e == ERR_OK)
		e = statement_decode(s, n.text, &r->fault);
	if (e != ERR_OK)
		return e;
	for (i = 0; i < n.n; i++) {
		if (i >= s->n_by || !span_eq(n.sigs[i].name, s->by[i]))
			return run_refuse_words(r, ERR_SIGNATURE,
			    "các chữ ký không theo đúng thứ tự người ký",
			    "FORMAT 3.6: the lines are not those of `by`");
	}
	if (n.n < s->n_by && (n.n == 0 || !r->trial))
		return line_missing(r, s->by[n.n]);
	wr_span(padded, given);
	for (i = n.n; i < s->n_by; i++) {
		g = authority_find(r->w->view.authority, s->by[i],
		    r->w->view.size);
		if (g == NULL)
			return run_refuse(r, ERR_KEY,
			    "FORMAT 6.4: not a key in force here");
		note_sig_encode(padded, &g->key, zero.b, sizeof(zero.b));
	}
	m->note = wr_done(padded);
	m->n_there = n.n;
	return m->note.p == NULL ? ERR_SPACE : ERR_OK;
}

static enum err
part_append(struct run *r, const struct stfile_part *p, struct made *m,
    const struct statement *s, struct writer_result *out)
{
	enum err e;

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
	uint8_t note[STATEMENT_NOTE_MAX];
	struct made m = {.payload = p->payload, .okey = p->okey};
	struct statement s;
	json_t *json = NULL;
	struct wr padded;
	enum err e;

	wr_init(&padded, note, sizeof(note));
	e = note_take(&s, &m, r, p->note, &padded);
	if (e == ERR_OK && !span_eq(s.origin, store_origin(r->w->store)))
		e = run_refuse_words(r, ERR_KEY, "tệp này của một sổ khác",
		    "FORMAT 3.1: of another ledger");
	if (e == ERR_OK)
		e = entered_check(r, &s);
	if (e == ERR_OK)
		e = clocks_check(r);
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

static enum err
signed_run(struct run *r, struct writer_result *out)
{
	if (r->file->n < 1 || r->file->n > STFILE_PARTS_MAX)
		return ERR_RANGE;
	return run_batch(r, r->file->n, part_one, out);
}

enum err
writer_append_signed(struct writer *w, const struct batch *b,
    const struct stfile *file, struct writer_result *out,
    struct writer_findings *findings)
{
	struct run r = {.w = w, .b = b, .findings = findings, .file = file};

	return signed_run(&r, out);
}

enum err
writer_check(struct writer *w, const struct batch *b, const struct stfile *file,
    struct writer_findings *findings)
{
	struct run r = {.w = w,
	    .b = b,
	    .findings = findings,
	    .file = file,
	    .trial = true};

	return signed_run(&r, NULL);
}
