/*
 * streamcheck.c - leads the items of an audit stream to their checks, and ends
 * with the verdict.
 */
#include "streamcheck.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "streamwork.h"

static const struct check_name names[STREAM_CHECKS] = {
    [STREAM_ITEMS] = {"items", "FORMAT 10.1"},
    [STREAM_ANCHOR] = {"anchor", "FORMAT 7.4"},
    [STREAM_CHAIN] = {"chain", "FORMAT 2.4"},
    [STREAM_ENTRIES] = {"entries", "FORMAT 2.2"},
    [STREAM_TIME] = {"time", "FORMAT 2.3"},
    [STREAM_SEEN] = {"seen", "FORMAT 3.5"},
    [STREAM_IDS] = {"ids", "FORMAT 3.3"},
    [STREAM_AUTHORITY] = {"authority", "FORMAT 6.1"},
    [STREAM_SIGNATURES] = {"signatures", "FORMAT 3.7"},
    [STREAM_OPENINGS] = {"openings", "FORMAT 4.3"},
    [STREAM_SCHEMAS] = {"schemas", "FORMAT 6.7"},
    [STREAM_REFS] = {"references", "FORMAT 6.8"},
    [STREAM_VALUES] = {"values", "FORMAT 5.3"},
    [STREAM_TOTALS] = {"totals", "FORMAT 5.4"},
    [STREAM_ROOT] = {"root", "FORMAT 2.5"},
    [STREAM_CHECKPOINT] = {"checkpoint", "FORMAT 7.1"},
    [STREAM_HISTORY] = {"history", "FORMAT 7.2"},
    [STREAM_LENGTH] = {"length", "FORMAT 10.3"},
    [STREAM_WITNESSES] = {"witnesses", "FORMAT 8.5"},
    [STREAM_SEALED] = {"sealed", "FORMAT 10.2"},
    [STREAM_PAYLOADS] = {"payloads", "FORMAT 4.3"},
    [STREAM_KEPT] = {"kept", "FORMAT 6.33"},
    [STREAM_RULES] = {"rules", "FORMAT 6.8"},
};

void
stream_bad(struct streamcheck *s, enum stream_check check, enum err code,
    uint64_t index, const char *clause)
{
	const struct fault f = {code, index, clause};

	checks_fail(&s->r.checks, check, &f);
}

void
stream_fail(struct streamcheck *s, enum stream_check check,
    const struct fault *f)
{
	checks_fail(&s->r.checks, check, f);
}

void *
stream_grow(void *p, size_t *cap, size_t n, size_t size)
{
	const size_t want = *cap == 0 ? 256 : *cap * 2;
	void *q;

	if (n < *cap)
		return p;
	q = want > SIZE_MAX / size ? NULL : realloc(p, want * size);
	if (q != NULL)
		*cap = want;
	return q;
}

static void
made(struct streamcheck *s)
{
	static const enum stream_check always[] = {STREAM_ITEMS, STREAM_CHAIN,
	    STREAM_ENTRIES, STREAM_TIME, STREAM_SEEN, STREAM_AUTHORITY,
	    STREAM_SIGNATURES, STREAM_OPENINGS, STREAM_SCHEMAS, STREAM_REFS};
	size_t i;

	for (i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		checks_made(&s->r.checks, always[i]);
	if (!s->o->quick) {
		checks_made(&s->r.checks, STREAM_VALUES);
		checks_made(&s->r.checks, STREAM_TOTALS);
	}
	if (s->o->reader == NULL)
		return;
	checks_made(&s->r.checks, STREAM_SEALED);
	checks_made(&s->r.checks, STREAM_PAYLOADS);
}

enum err
streamcheck_new(struct streamcheck **out, const struct stream_options *o)
{
	struct streamcheck *s;
	enum err e;

	s = calloc(1, sizeof(*s));
	if (s == NULL)
		return ERR_MEMORY;
	s->o = o;
	checks_init(&s->r.checks, names, STREAM_CHECKS);
	s->r.checks.overflow = o->overflow;
	totals_init(&s->totals);
	edge_init(&s->edge);
	recent_init(&s->recent);
	e = authority_new(&s->authority);
	if (e == ERR_OK)
		e = vouch_new(&s->vouch);
	if (e == ERR_OK)
		e = sigpool_new(&s->pool, o->threads);
	if (e == ERR_OK)
		e = subjects_new(&s->subjects);
	if (e == ERR_OK && o->reader != NULL)
		e = rulecheck_new(&s->rules);
	if (e != ERR_OK) {
		streamcheck_free(s);
		return e;
	}
	*out = s;
	return ERR_OK;
}

void
streamcheck_free(struct streamcheck *s)
{
	if (s == NULL)
		return;
	rulecheck_free(s->rules);
	subjects_free(s->subjects);
	vouch_free(s->vouch);
	sigpool_free(s->pool); /* before the keys that it lends */
	authority_free(s->authority);
	totals_release(&s->totals);
	recent_release(&s->recent);
	free(s->id);
	free(s->clear);
	free(s->absent);
	free(s->hidden);
	free(s->erased);
	free(s->r.note);
	free(s);
}

static enum err
broken(struct streamcheck *s, const char *clause)
{
	stream_bad(s, STREAM_ITEMS, ERR_FORMAT, s->edge.size, clause);
	s->stage = STAGE_BROKEN;
	return ERR_FORMAT;
}

static enum err
take_counts(struct streamcheck *s, struct span body)
{
	struct item_counts c;

	if (item_counts_decode(&c, body) != ERR_OK)
		return ERR_FORMAT;
	s->r.promised = c.entries;
	s->keys_promised = c.keys;
	s->stage = STAGE_KEYS;
	return ERR_OK;
}

/* May an item of this type stand here? */
static bool
is_expected(const struct streamcheck *s, enum item t)
{
	switch (t) {
	case ITEM_HEADER:
		return s->stage == STAGE_HEADER;
	case ITEM_COUNTS:
		return s->stage == STAGE_COUNTS;
	case ITEM_KEY:
		return s->stage == STAGE_KEYS;
	case ITEM_ENTRY:
		return s->stage == STAGE_KEYS || s->stage == STAGE_ENTRIES ||
		    s->stage == STAGE_CHECKPOINT;
	case ITEM_CLEAR:
		return s->stage == STAGE_CLEAR;
	case ITEM_CHECKPOINT:
		return s->stage == STAGE_ENTRIES;
	case ITEM_END:
		return s->stage == STAGE_ENTRIES ||
		    s->stage == STAGE_CHECKPOINT;
	}
	return false;
}

static enum err
take(struct streamcheck *s, enum item t, struct span body)
{
	switch (t) {
	case ITEM_HEADER:
		return stream_header(s, body);
	case ITEM_COUNTS:
		return take_counts(s, body);
	case ITEM_KEY:
		return stream_key(s, body);
	case ITEM_ENTRY:
		if (s->edge.size == 0)
			made(s);
		return stream_entry(s, body);
	case ITEM_CLEAR:
		return stream_clear(s, body);
	case ITEM_CHECKPOINT:
		return stream_note(s, body);
	case ITEM_END:
		return stream_end(s, body);
	}
	return ERR_FORMAT;
}

enum err
streamcheck_item(struct streamcheck *s, struct span body)
{
	enum item t;
	enum err e;

	if (s->stage == STAGE_BROKEN)
		return ERR_FORMAT;
	if (stream_type(&t, body) != ERR_OK)
		return broken(s, "FORMAT 10.1: an unknown item");
	if (!is_expected(s, t))
		return broken(s, "FORMAT 10.1: an item out of order");
	e = take(s, t, body);
	if (e == ERR_FORMAT)
		return broken(s, "FORMAT 10.1: an item that is none");
	return e;
}

static void
check_counts(struct streamcheck *s)
{
	if (s->r.promised != s->edge.size)
		stream_bad(s, STREAM_ITEMS, ERR_RANGE, s->edge.size,
		    "FORMAT 10.1: not as many entries as announced");
	if (s->keys_promised != s->keys)
		stream_bad(s, STREAM_ITEMS, ERR_RANGE, FAULT_NO_INDEX,
		    "FORMAT 10.1: not as many subject keys as announced");
}

static void
bad_author(void *arg, uint64_t index)
{
	stream_bad(arg, STREAM_SIGNATURES, ERR_SIGNATURE, index,
	    "FORMAT 3.9: a signature is not good");
}

enum err
streamcheck_finish(struct streamcheck *s)
{
	s->r.size = s->edge.size;
	s->r.root = edge_root(&s->edge);
	s->r.trial = authority_is_trial(s->authority);
	stream_finish_signatures(s);
	s->r.verified += vouch_finish(s->vouch, bad_author, s);
	s->r.vouched = vouch_dropped(s->vouch, NULL);
	if (s->r.ended)
		check_counts(s);
	stream_finish_notes(s);
	stream_finish_sealed(s);
	return s->o->quick ? ERR_OK : stream_finish_ids(s);
}

const struct stream_result *
streamcheck_result(const struct streamcheck *s)
{
	return &s->r;
}

enum verdict
streamcheck_verdict(const struct streamcheck *s)
{
	const struct stream_result *r = &s->r;

	if (r->note == NULL) /* no stream of ours at all */
		return VERDICT_UNDECIDED;
	if (checks_failed(&r->checks))
		return VERDICT_DISPROVED;
	if (!r->ended || !r->anchored || r->needs_full || r->not_for_reader ||
	    r->withheld > 0)
		return VERDICT_UNDECIDED;
	return VERDICT_PROVED;
}
