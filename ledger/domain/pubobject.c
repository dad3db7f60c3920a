/*
 * pubobject.c - FORMAT 11 key by key.
 */
#include "pubobject.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 512

/* Append and give away; false if either is missing. */
static bool
push(json_t *list, json_t *item)
{
	return json_array_append_new(list, item) == 0;
}

static json_t *
quarters_json(const struct range *r)
{
	char word[FACTS_QUARTER_LEN];
	json_t *list;
	size_t i;

	list = json_array();
	for (i = 0; i < r->n; i++) {
		facts_quarter_encode(word, r->quarter[i]);
		if (!push(list, json_string(word))) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static json_t *
keys_json(const struct cell *c)
{
	json_t *list;
	size_t i;

	list = json_array();
	for (i = 0; i < c->n_key; i++)
		if (!push(list, json_string(c->key[i]))) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static json_t *
table_json(const struct table *t)
{
	char word[FACTS_QUARTER_LEN];
	json_t *cells;
	size_t i;

	cells = json_array();
	for (i = 0; i < t->n_cell; i++)
		if (!push(cells,
			json_pack("{s:o,s:I}", "keys", keys_json(&t->cell[i]),
			    "n", (json_int_t)t->cell[i].n))) {
			json_decref(cells);
			return NULL;
		}
	facts_quarter_encode(word, t->released);
	return json_pack("{s:o,s:s,s:s?,s:s?}", "cells", cells, "id", t->id,
	    "released", t->withheld ? NULL : word, "withheld",
	    t->withheld ? "too-few" : NULL);
}

static json_t *
tables_json(const struct gate_result *g)
{
	json_t *list;
	size_t i;

	list = json_array();
	for (i = 0; i < CELLS_TABLES; i++)
		if (!push(list, table_json(&g->table[i]))) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static json_t *
members_json(const struct money_cell *c, const char *(*word)(unsigned))
{
	json_t *list;
	size_t i;

	list = json_array();
	for (i = 0; i < c->n_member; i++)
		if (!push(list, json_string(word(c->member[i])))) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static json_t *
purses_json(const struct money_cell *c, size_t n, const char *key,
    const char *(*word)(unsigned))
{
	json_t *list;
	size_t i;

	list = json_array();
	for (i = 0; i < n; i++)
		if (!push(list,
			json_pack("{s:o,s:o}", key, members_json(&c[i], word),
			    "million",
			    c[i].none ? json_null()
				      : json_integer(c[i].million)))) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static json_t *
integer_or_null(bool given, int64_t n)
{
	return given ? json_integer(n) : json_null();
}

static json_t *
money_json(const struct gate_result *g, const struct pub_frame *p)
{
	const struct money *m;
	json_t *kinds, *notes, *year;
	bool exact;

	m = &g->money;
	exact = g->exact.opened && g->exact.range.n == 1;
	kinds = json_pack("{s:o,s:s?}", "cells",
	    purses_json(m->kind, m->n_kind, "kinds", money_kind_word),
	    "withheld", m->n_kind == 0 ? "too-few" : NULL);
	notes = m->lump ? json_pack("[{s:s,s:I}]", "id", "school-year-lump",
			      "million", (json_int_t)m->lump_million)
			: json_array();
	year = g->has_year
	    ? json_pack("{s:I,s:I}", "exact", (json_int_t)g->year_exact, "year",
		  (json_int_t)g->year)
	    : json_null();
	return json_pack("{s:o,s:o,s:o,s:{s:o,s:I},s:{s:I,s:s,s:I},s:o}",
	    "groups",
	    purses_json(m->group, m->n_group, "groups", money_group_word),
	    "kinds", kinds, "notes", notes, "quarter", "exact",
	    integer_or_null(exact, g->exact.amount), "million",
	    (json_int_t)m->million, "since", "exact",
	    (json_int_t)g->since_exact, "from", p->start, "million",
	    (json_int_t)g->since_million, "year", year);
}

static json_t *
indicators_json(const struct gate_result *g)
{
	const struct gate_indicator *x;
	json_t *list;
	size_t i;

	list = json_array();
	for (i = 0; i < g->n_indicator; i++) {
		x = &g->indicator[i];
		if (!push(list,
			json_pack("{s:s,s:o,s:b}", "id", x->id, "n",
			    integer_or_null(!x->small, (int64_t)x->n), "small",
			    x->small))) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static json_t *
opening_json(const struct gate_result *g, const struct pub_opening *o)
{
	char text[BASE64_LEN(32)];
	struct wr w;

	if (o == NULL)
		return json_null();
	wr_init(&w, text, sizeof(text));
	wr_base64(&w, o->blind.b, sizeof(o->blind.b));
	return json_pack("{s:I,s:s#,s:I,s:o,s:I}", "amount",
	    (json_int_t)o->amount, "blind", text, (int)sizeof(text), "from",
	    (json_int_t)o->from, "quarters", quarters_json(&g->exact.range),
	    "to", (json_int_t)o->to);
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of organisations in the order of their code points, which is that of
 * their bytes in UTF-8. */
static json_t *
sponsors_json(const struct facts *f)
{
	const char *name[NAMES_MAX];
	json_t *list;
	size_t i, n;

	n = 0;
	for (i = 0; i < f->n_sponsor; i++)
		if (f->sponsor[i].counted && !f->sponsor[i].person) {
			if (n == NAMES_MAX)
				return NULL;
			name[n++] = f->sponsor[i].name;
		}
	/* cppcheck-suppress uninitvar */
	qsort(name, n, sizeof(name[0]), by_bytes);
	list = json_array();
	for (i = 0; i < n; i++)
		if (!push(list, json_string(name[i]))) {
			json_decref(list);
			return NULL;
		}
	return list;
}

/* What the office says: texts, dates, constants. */
static json_t *
frame_json(const struct facts *f, const struct pub_frame *p)
{
	char period[FACTS_QUARTER_LEN];

	facts_quarter_encode(period, f->period);
	return json_pack("{s:i,s:s,s:s,s:s,s:s,s:s,s:b,s:i,s:s?,s:o,"
			 "s:{s:s?,s:s,s:s?},s:{s:i,s:s,s:I,s:s,s:i}}",
	    "v", 1, "as_of", p->as_of, "commune", p->commune, "next_due",
	    p->next_due, "period", period, "published", p->published, "trial",
	    p->trial, "version", (int)p->version, "why", p->why, "previous",
	    p->previous == NULL ? json_null() : ref_json(p->previous),
	    "contact", "hours", p->hours, "office", p->office, "phone",
	    p->phone, "constants", "end_age", (int)p->end_age, "hotline",
	    p->hotline, "minimum", (json_int_t)p->minimum, "start", p->start,
	    "under", (int)limits()->cell);
}

static json_t *
figures_json(const struct gate_result *g, const struct facts *f,
    const struct pub_frame *p)
{
	return json_pack("{s:o,s:{s:[],s:s},s:{s:o,s:I,s:I,s:I},"
			 "s:o,s:o,s:o,s:I,s:o,s:o}",
	    "carried",
	    g->exact.opened ? json_array() : quarters_json(&g->exact.range),
	    "check", "attacks", "rules", limits()->id, "heads",
	    "confirmed_percent",
	    integer_or_null(g->has_percent, (int64_t)g->percent), "sponsors",
	    (json_int_t)g->sponsors, "supported", (json_int_t)f->supported,
	    "waiting", (json_int_t)f->waiting, "indicators", indicators_json(g),
	    "money", money_json(g, p), "opening", opening_json(g, p->opening),
	    "persons", (json_int_t)g->persons, "sponsors", sponsors_json(f),
	    "tables", tables_json(g));
}

enum err
pubobject_build(json_t **out, const struct gate_result *g,
    const struct facts *f, const struct pub_frame *p)
{
	json_t *figures, *object;

	if ((p->opening != NULL) != g->exact.opened)
		return ERR_VALUE;
	if (p->opening != NULL && p->opening->amount != g->exact.amount)
		return ERR_VALUE;
	if (g->sponsors - g->persons > NAMES_MAX)
		return ERR_RANGE;
	object = frame_json(f, p);
	figures = figures_json(g, f, p);
	if (object == NULL || figures == NULL ||
	    json_object_update(object, figures) != 0) {
		json_decref(object);
		json_decref(figures);
		return ERR_FORMAT;
	}
	json_decref(figures);
	*out = object;
	return ERR_OK;
}

enum err
pubobject_set_check(json_t *publication, const struct attack *a, size_t n)
{
	json_t *check, *list;
	const char *note;
	bool warn;
	size_t i;

	if (attack_failed(a, n) != NULL)
		return ERR_RULE;
	list = json_array();
	for (i = 0; i < n; i++) {
		warn = a[i].result == ATTACK_WARN;
		note = a[i].figure[0] != '\0' ? a[i].figure : NULL;
		if (!push(list,
			json_pack("{s:s,s:s?,s:s}", "id", a[i].id, "note", note,
			    "result", warn ? "warn" : "pass"))) {
			json_decref(list);
			return ERR_MEMORY;
		}
	}
	check = json_object_get(publication, "check");
	return json_object_set_new(check, "attacks", list) == 0 ? ERR_OK
								: ERR_MEMORY;
}
