/*
 * again.c - find the entry with the natural key of a row, and compare.
 */
#include "again.h"

#include "column.h"
#include "names.h"
#include "state.h"

#include <stdio.h>
#include <string.h>

struct search {
	const struct form_ask *ask;
	size_t row;
	const json_t *payload;
	struct again_why *why;
	enum again best;
	enum err e;
};

/* The entry a reference leads to, or STATE_NONE. */
static size_t
target_of(const struct state *s, const json_t *o, const char *key)
{
	const struct state_entry *t = state_ref(s, o, key);

	return t == NULL ? STATE_NONE : (size_t)(t - s->entry);
}

/* Filled in by the program, or by the day of the command. */
static bool
is_given(const struct search *q, const char *key)
{
	const char *names[NAMES_MAX], *text;

	if (strcmp(key, "evidence") == 0 || strcmp(key, "v") == 0 ||
	    strcmp(key, "personal_index") == 0)
		return false;
	if (strcmp(key, "date") != 0 && strcmp(key, "known") != 0)
		return true;
	names_of(names, key);
	text = sheet_get(q->ask->table, q->row, names);
	return text != NULL && *text != '\0';
}

static void
value(char *out, size_t cap, const json_t *v)
{
	if (json_is_string(v))
		(void)snprintf(out, cap, "\"%s\"", json_string_value(v));
	else if (json_is_integer(v))
		(void)snprintf(out, cap, "%lld",
		    (long long)json_integer_value(v));
	else if (json_is_boolean(v))
		(void)snprintf(out, cap, "%d", json_is_true(v));
	else
		(void)snprintf(out, cap, "%s", json_is_null(v) ? "-" : "...");
}

static void
explain(struct search *q, uint64_t index, const char *key, const json_t *old,
    const json_t *new)
{
	struct again_why *w = q->why;
	char was[96] = "...", is[96] = "...";
	unsigned long long at = (unsigned long long)index;

	if (!column_private(q->ask->kind, key)) {
		value(was, sizeof(was), old);
		value(is, sizeof(is), new);
	}
	(void)snprintf(w->vi, sizeof(w->vi),
	    "đã dùng ở dòng sổ %llu với nội dung khác: %s trong sổ là %s, ở "
	    "đây là %s",
	    at, key, was, is);
	(void)snprintf(w->en, sizeof(w->en),
	    "is used by entry %llu, which differs: %s is %s there and %s here",
	    at, key, was, is);
}

/* One entry that has the key: is it the same? */
static void
look(struct search *q, uint64_t index, bool must_be_same)
{
	struct writer_entry old;
	const char *key;
	json_t *v;
	bool same = true, reversed;
	void *at;

	if (q->e != ERR_OK || q->best == AGAIN_SAME)
		return;
	q->e = writer_entry_load(q->ask->w, &old, index);
	if (q->e != ERR_OK)
		return;
	reversed = state_is_reversed(writer_state(q->ask->w), index);
	if (old.opened) {
		/* The library's loop wants an object that it may change. */
		json_t *o = old.json;

		for (at = json_object_iter(o); at != NULL && same;
		     at = json_object_iter_next(o, at)) {
			key = json_object_iter_key(at);
			v = json_object_get(q->payload, key);
			if (!is_given(q, key) ||
			    json_equal(json_object_iter_value(at), v))
				continue;
			same = false;
			if (must_be_same && q->best == AGAIN_NEW)
				explain(q, index, key,
				    json_object_iter_value(at), v);
		}
	}
	if (same)
		q->best = reversed ? AGAIN_REVERSED : AGAIN_SAME;
	else if (must_be_same && q->best == AGAIN_NEW)
		q->best = AGAIN_OTHER;
	writer_entry_release(&old);
}

/* Where the key stands in a row. */
static void
key_of(struct search *q, const char *column, const char *rule)
{
	q->why->column = column;
	q->why->rule = rule;
}

static int32_t
day_of(const json_t *o, const char *key)
{
	int32_t day;

	return date_decode(&day, j_span(o, key)) == ERR_OK ? day : DATE_NEVER;
}

static void
disbursement(struct search *q, const struct state *s)
{
	int32_t day = day_of(q->payload, "date");
	size_t at = state_voucher_find(s, j_str(q->payload, "sponsor"),
	    date_year(day), j_str(q->payload, "voucher"));

	key_of(q, "voucher", "E10");
	if (at != STATE_NONE)
		look(q, s->disbursement[at].index, true);
}

static void
confirmation(struct search *q, const struct state *s)
{
	size_t target = target_of(s, q->payload, "disbursement"), i;
	int32_t day = day_of(q->payload, "date");

	key_of(q, "disbursement", "");
	for (i = 0; i < s->n_confirmation; i++) {
		const struct state_confirmation *c = &s->confirmation[i];

		if (s->disbursement[c->disbursement].index == target &&
		    c->date == day &&
		    strcmp(c->confirmer, j_str(q->payload, "confirmer")) == 0)
			look(q, c->index, false);
	}
}

static void
child(struct search *q, const struct state *s)
{
	size_t at = state_child_find(s, j_str(q->payload, "child"));

	key_of(q, "child", "");
	if (at != STATE_NONE)
		look(q, s->child[at].index, true);
}

/* Other content is a later word on the same sponsor, not a fault. */
static void
sponsor(struct search *q, const struct state *s)
{
	size_t at = state_sponsor_find(s, j_str(q->payload, "code"));

	if (at != STATE_NONE)
		look(q, s->sponsor[at].index, false);
}

static void
assignment(struct search *q, const struct state *s)
{
	size_t c = state_child_find(s, j_str(q->payload, "child"));
	size_t sp = state_sponsor_find(s, j_str(q->payload, "sponsor"));
	int32_t from = day_of(q->payload, "from");
	size_t i;

	key_of(q, "child", "");
	for (i = 0; i < s->n_assignment; i++) {
		const struct state_assignment *a = &s->assignment[i];

		if (a->child == c && a->sponsor == sp && a->from == from)
			look(q, a->index, !state_is_reversed(s, a->index));
	}
}

static void
visit(struct search *q, const struct state *s)
{
	size_t c = state_child_find(s, j_str(q->payload, "child"));
	size_t sp = state_sponsor_find(s, j_str(q->payload, "sponsor"));
	int32_t day = day_of(q->payload, "date");
	size_t i;

	for (i = 0; i < s->n_visit; i++)
		if (s->visit[i].child == c && s->visit[i].sponsor == sp &&
		    s->visit[i].date == day)
			look(q, s->visit[i].index, false);
}

static void
change(struct search *q, const struct state *s)
{
	size_t c = state_child_find(s, j_str(q->payload, "child"));
	int32_t day = day_of(q->payload, "effective");
	size_t i;

	for (i = 0; i < s->n_change; i++)
		if (s->change[i].child == c && s->change[i].effective == day)
			look(q, s->change[i].index, false);
}

static void
reversal(struct search *q, const struct state *s)
{
	size_t t = target_of(s, q->payload, "target");

	key_of(q, "target", "E11");
	if (t != STATE_NONE && s->entry[t].reversed_by != UINT64_MAX)
		look(q, s->entry[t].reversed_by, true);
}

static const struct {
	enum kind kind;
	void (*find)(struct search *q, const struct state *s);
} finders[] = {
    {KIND_DISBURSEMENT, disbursement},
    {KIND_CONFIRMATION, confirmation},
    {KIND_CHILD, child},
    {KIND_SPONSOR, sponsor},
    {KIND_ASSIGNMENT, assignment},
    {KIND_VISIT, visit},
    {KIND_CHANGE, change},
    {KIND_REVERSAL, reversal},
};

enum err
again_find(enum again *what, struct again_why *why, const struct form_ask *ask,
    size_t row, json_t *payload)
{
	struct search q = {ask, row, payload, why, AGAIN_NEW, ERR_OK};
	size_t i;

	memset(why, 0, sizeof(*why));
	key_of(&q, "", "");
	q.e = payload_nfc(payload);
	for (i = 0; i < sizeof(finders) / sizeof(finders[0]); i++)
		if (finders[i].kind == ask->kind && q.e == ERR_OK)
			finders[i].find(&q, writer_state(ask->w));
	*what = q.best;
	return q.e;
}
