/*
 * stream_entry.c - one entry of an audit stream: its place in the chain, its
 * statement, its signers, and of a clear entry the opening that follows.
 */
#include "streamwork.h"

#include <stdlib.h>
#include <string.h>

#include "book.h"
#include "clearcheck.h"
#include "hash.h"
#include "schema.h"

static enum err
add_hash(struct streamcheck *s, struct span leaf)
{
	const struct digest hash = leaf_hash(leaf);
	enum err e;

	e = recent_add(&s->recent, &hash);
	if (e != ERR_OK)
		return e;
	if (s->edge.size == 0)
		s->first = hash;
	edge_append(&s->edge, &hash, NULL, NULL);
	stream_mark(s);
	return ERR_OK;
}

static enum err
add_clear(struct streamcheck *s, const struct statement *st, uint64_t index)
{
	struct stream_clear_entry *p;

	p = stream_grow(s->clear, &s->clear_cap, s->n_clear, sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	s->clear = p;
	p[s->n_clear++] = (struct stream_clear_entry){st->id, index, st->kind};
	return ERR_OK;
}

/* Chain, and in full the value, which adding it up tests; *good if the leaf can
 * be read. */
static enum err
take_leaf(struct streamcheck *s, struct leaf *l, struct span bytes, bool *good)
{
	const uint64_t index = s->edge.size;
	const struct digest *before =
	    index == 0 ? NULL : recent_at(&s->recent, index - 1);
	struct fault f = {.index = index};
	enum err e;

	*good = leaf_decode_fast(l, bytes, &f) == ERR_OK;
	if (!*good || leaf_follows(l, index, before, &f) != ERR_OK) {
		f.index = index;
		stream_fail(s, STREAM_CHAIN, &f);
	}
	if (*good && !s->o->quick) {
		e = totals_add(&s->totals, &l->value);
		if (e == ERR_MEMORY)
			return e;
		if (e != ERR_OK)
			stream_bad(s, STREAM_VALUES, ERR_VALUE, index,
			    "FORMAT 5.3: the value is no commitment");
	}
	return add_hash(s, bytes);
}

static void
take_head(struct streamcheck *s, struct span bytes, uint64_t index)
{
	struct head h;

	if (head_decode(&h, bytes) != ERR_OK) {
		stream_bad(s, STREAM_ENTRIES, ERR_FORMAT, index,
		    "FORMAT 2.1: not a head");
		return;
	}
	if (h.index != index)
		stream_bad(s, STREAM_TIME, ERR_RANGE, index,
		    "FORMAT 2.3: the head has another index");
	if (h.time_ms < s->time_ms && !s->after_clock)
		stream_bad(s, STREAM_TIME, ERR_RANGE, index,
		    "FORMAT 2.3: time goes back");
	s->time_ms = h.time_ms;
}

static bool
take_statement(struct streamcheck *s, struct statement *st, struct note *n,
    const struct item_entry *e, const struct leaf *l, uint64_t index)
{
	struct fault f = {.index = index};
	struct digest head;
	enum err err;

	head = sha256(e->head);
	err = statement_note_decode_fast(st, n, e->note, &f);
	if (err == ERR_OK)
		err = entry_check(l, &head, e->note, st, &f);
	if (err == ERR_OK && !span_is(st->origin, s->r.checkpoint.origin))
		err = fault_set(&f, ERR_KEY, index,
		    "FORMAT 3.1: a statement of another origin");
	if (err == ERR_OK)
		return true;
	f.index = index;
	stream_fail(s, STREAM_ENTRIES, &f);
	return false;
}

/* Its opening comes next. */
static void
expect_clear(struct streamcheck *s, const struct leaf *l, struct span note)
{
	s->leaf = *l;
	memcpy(s->note, note.p, note.n);
	s->n_note = note.n;
}

/*
 * An entry that does not belong to its leaf says nothing; its opening is then
 * read over.
 */
enum err
stream_entry(struct streamcheck *s, struct span body)
{
	const uint64_t index = s->edge.size;
	struct item_entry item;
	struct statement st;
	struct leaf l;
	struct note n;
	bool good;
	enum err e;

	if (item_entry_decode(&item, body) != ERR_OK)
		return ERR_FORMAT;
	s->stage = STAGE_ENTRIES;
	e = take_leaf(s, &l, item.leaf, &good);
	if (e != ERR_OK)
		return e;
	take_head(s, item.head, index);
	s->after_clock = false;
	if (good && l.class == CLASS_CLEAR) {
		s->stage = STAGE_CLEAR;
		s->n_note = 0;
	}
	good = good && take_statement(s, &st, &n, &item, &l, index);
	if (!s->o->quick) {
		e = stream_id(s, good ? &st.id : NULL);
		if (e != ERR_OK)
			return e;
	}
	if (!good) {
		rulecheck_stop(s->rules);
		return ERR_OK;
	}
	if (l.class == CLASS_CLEAR) {
		if (item.sealed.n > 0)
			stream_bad(s, STREAM_ITEMS, ERR_EXISTS, index,
			    "FORMAT 10.1: a sealed item of a clear entry");
		expect_clear(s, &l, item.note);
		return add_clear(s, &st, index);
	}
	s->r.sealed++;
	e = stream_signers(s, &st, &n, item.note, NULL, &good);
	return e == ERR_OK ? stream_sealed(s, &st, item.sealed, good) : e;
}

static bool
look_up(void *arg, enum kind *kind, struct id *id, uint64_t index)
{
	const struct streamcheck *s = arg;
	size_t low = 0, high = s->n_clear, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (s->clear[mid].index < index)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == s->n_clear || s->clear[low].index != index)
		return false;
	*kind = s->clear[low].kind;
	*id = s->clear[low].id;
	return true;
}

static enum err
check_total(struct streamcheck *s, const json_t *payload, uint64_t index)
{
	struct fault f = {.index = index};
	struct opening o;
	enum err e;

	if (!opening_read(&o, payload))
		return ERR_OK;
	e = totals_open(&s->totals, &o, index, &f);
	if (e == ERR_MEMORY)
		return e;
	if (e != ERR_OK)
		stream_fail(s, STREAM_TOTALS, &f);
	return ERR_OK;
}

/* What it passed may be erased later, and somebody has seen it whole. */
static void
audit_take(struct streamcheck *s, const json_t *payload)
{
	uint64_t size = (uint64_t)j_int(payload, "size");

	if (strcmp(j_str(payload, "result"), "passed") == 0 &&
	    size < s->edge.size && size > s->audited)
		s->audited = size;
}

/* What a clear entry does to all that come after it. */
static enum err
apply(struct streamcheck *s, const struct statement *st, const json_t *payload,
    uint64_t index)
{
	const struct clear_lookup look = {look_up, s};
	struct fault f = {.index = index};
	const struct grant *g;
	enum err e = ERR_OK;

	if (clear_refs(st->kind, payload, index, &look, &f) != ERR_OK)
		stream_fail(s, STREAM_REFS, &f);
	if (st->kind == KIND_PUBLICATION && !s->o->quick)
		e = check_total(s, payload, index);
	if ((st->kind == KIND_PUBLICATION || st->kind == KIND_WITHDRAWAL) &&
	    index % TOTALS_BLOCK != 0)
		stream_bad(s, STREAM_TOTALS, ERR_RANGE, index,
		    "FORMAT 5.6: not after a multiple of 64");
	if (st->kind == KIND_AUDIT)
		audit_take(s, payload);
	s->after_clock = st->kind == KIND_CLOCK;
	if (e != ERR_OK || st->kind == KIND_GENESIS)
		return e;
	g = st->kind == KIND_KEY_REVOKE
	    ? authority_find(s->authority, j_span(payload, "name"), index)
	    : NULL;
	if (authority_apply(s->authority, st, index, payload, &f) != ERR_OK) {
		if (f.code == ERR_MEMORY)
			return ERR_MEMORY;
		stream_fail(s, STREAM_AUTHORITY, &f);
	}
	if (g != NULL && g->compromised && vouch_dropped(s->vouch, g) > 0)
		s->r.needs_full = true;
	return ERR_OK;
}

enum err
stream_rules(struct streamcheck *s, const struct statement *st, bool good,
    const json_t *payload)
{
	const struct rule_entry entry = {s->edge.size - 1, s->time_ms, st,
	    s->authority, s->grants, payload};
	struct fault f = {.index = entry.index};
	enum err e;

	if (s->rules == NULL)
		return ERR_OK;
	if (!good) {
		rulecheck_stop(s->rules);
		return ERR_OK;
	}
	e = s->o->book == NULL
	    ? ERR_OK
	    : book_take(s->o->book,
		  &(struct record){entry.index, entry.time_ms, st, payload,
		      s->grants});
	if (e != ERR_OK)
		return e;
	e = rulecheck_entry(s->rules, &entry, &f);
	if (e == ERR_MEMORY)
		return e;
	if (e != ERR_OK)
		stream_fail(s, STREAM_RULES, &f);
	return ERR_OK;
}

static enum err
take_payload(struct streamcheck *s, const struct statement *st,
    const struct note *n, const struct item_clear *c)
{
	const uint64_t index = s->leaf.index;
	struct fault f = {.index = index};
	json_t *payload = NULL;
	struct okey okey;
	bool good;
	enum err e;

	memcpy(okey.b, c->okey.p, sizeof(okey.b));
	if (clear_open(st, &okey, c->payload, index, &f) != ERR_OK)
		stream_fail(s, STREAM_OPENINGS, &f);
	e = clear_payload(&payload, st->kind, c->payload, false, index, &f);
	if (e == ERR_MEMORY)
		return e;
	if (e != ERR_OK) {
		stream_fail(s, STREAM_SCHEMAS, &f);
		rulecheck_stop(s->rules);
		return ERR_OK;
	}
	e = stream_signers(s, st, n, (struct span){s->note, s->n_note}, payload,
	    &good);
	if (e == ERR_OK && good)
		e = apply(s, st, payload, index);
	if (e == ERR_OK)
		e = stream_rules(s, st, good, payload);
	json_decref(payload);
	return e;
}

enum err
stream_clear(struct streamcheck *s, struct span body)
{
	struct item_clear c;
	struct statement st;
	struct note n;

	if (item_clear_decode(&c, body) != ERR_OK ||
	    c.okey.n != sizeof(struct okey))
		return ERR_FORMAT;
	s->stage = STAGE_ENTRIES;
	s->r.clear++;
	if (c.index != s->edge.size - 1)
		stream_bad(s, STREAM_ITEMS, ERR_RANGE, s->edge.size - 1,
		    "FORMAT 10.1: the opening of another entry");
	else if (s->n_note > 0 &&
	    statement_note_decode_fast(&st, &n,
		(struct span){s->note, s->n_note}, NULL) == ERR_OK)
		return take_payload(s, &st, &n, &c);
	return ERR_OK;
}
