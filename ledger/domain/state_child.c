/*
 * state_child.c - children, and who holds them when: spans are made anew from
 * the child's own few events, so that a reversal needs no case of its own.
 */
#include "state_part.h"

#include <stdlib.h>
#include <string.h>

static const char *const change_words[CHANGES] = {"suspend", "resume",
    "transfer", "end", "reinstate", "attributes"};
static const char *const form_words[SUPPORT_FORMS] = {"monthly", "quarterly",
    "school-year", "ad-hoc"};

static void
set_attributes(struct child_attributes *a, const json_t *o)
{
	if (!j_null(o, "category"))
		a->category = (unsigned)j_int(o, "category");
	if (!j_null(o, "cluster"))
		state_copy(a->cluster, STATE_WORD, j_str(o, "cluster"));
	if (!j_null(o, "hamlet"))
		state_copy(a->hamlet, STATE_WORD, j_str(o, "hamlet"));
	if (!j_null(o, "level"))
		state_copy(a->level, STATE_WORD, j_str(o, "level"));
	if (!j_null(o, "school"))
		state_copy(a->school, STATE_WORD, j_str(o, "school"));
}

enum err
state_add_child(struct state *s, const struct record *r)
{
	const json_t *o = r->payload, *flags = j_list(o, "flags");
	struct state_child *c;
	enum err e;
	size_t i;

	e = state_grow(&s->child, s->n_child, sizeof(*s->child));
	if (e == ERR_OK)
		e = keymap_put(&s->map, MAP_CHILD, j_span(o, "child"),
		    s->n_child);
	if (e == ERR_OK && !j_null(o, "personal_index"))
		e = keymap_put(&s->map, MAP_PERSONAL,
		    j_span(o, "personal_index"), s->n_child);
	if (e != ERR_OK)
		return e;
	c = &s->child[s->n_child];
	memset(c, 0, sizeof(*c));
	state_copy(c->code, sizeof(c->code), j_str(o, "child"));
	state_copy(c->household, sizeof(c->household), j_str(o, "household"));
	state_copy(c->name, sizeof(c->name), j_str(o, "name"));
	state_copy(c->guardian, sizeof(c->guardian), j_str(o, "guardian"));
	c->birth = state_date(o, "birth");
	for (i = 0; i < json_array_size(flags); i++)
		c->flags |= 1U
		    << (unsigned)json_integer_value(json_array_get(flags, i));
	c->special_known = !j_null(o, "special");
	c->special = c->special_known && j_bool(o, "special");
	set_attributes(&c->entry, o);
	c->now = c->entry;
	c->index = r->index;
	c->event = c->last_event = STATE_NONE;
	s->entry[r->index].at = s->n_child++;
	return ERR_OK;
}

static enum err
event_add(struct state *s, size_t child, uint64_t index)
{
	struct state_child *c = &s->child[child];
	enum err e;

	e = state_grow(&s->event, s->n_event, sizeof(*s->event));
	if (e != ERR_OK)
		return e;
	s->event[s->n_event] = (struct state_event){index, STATE_NONE};
	if (c->event == STATE_NONE)
		c->event = s->n_event;
	else
		s->event[c->last_event].next = s->n_event;
	c->last_event = s->n_event++;
	return ERR_OK;
}

enum err
state_add_assignment(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_assignment a = {.index = r->index,
	    .id = r->st->id,
	    .child = state_child_find(s, j_str(o, "child")),
	    .sponsor = state_sponsor_find(s, j_str(o, "sponsor")),
	    .from = state_date(o, "from"),
	    .pledged = j_int(o, "pledged"),
	    .form = (enum support_form)state_word(o, "form", form_words,
		SUPPORT_FORMS),
	    .opening = j_bool(o, "opening")};
	enum err e;

	if (a.child == STATE_NONE || a.sponsor == STATE_NONE)
		return ERR_MISSING;
	e = state_grow(&s->assignment, s->n_assignment, sizeof(a));
	if (e == ERR_OK)
		e = event_add(s, a.child, r->index);
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->n_assignment;
	s->assignment[s->n_assignment++] = a;
	return state_child_rebuild(s, a.child);
}

enum err
state_add_change(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_change c = {.index = r->index,
	    .child = state_child_find(s, j_str(o, "child")),
	    .change =
		(enum change)state_word(o, "change", change_words, CHANGES),
	    .effective = state_date(o, "effective"),
	    .known = state_date(o, "known"),
	    .to_sponsor = STATE_NONE};
	enum err e;

	if (!j_null(o, "to_sponsor")) {
		c.to_sponsor = state_sponsor_find(s, j_str(o, "to_sponsor"));
		if (c.to_sponsor == STATE_NONE)
			return ERR_MISSING;
	}
	if (c.child == STATE_NONE)
		return ERR_MISSING;
	state_copy(c.reason, sizeof(c.reason), j_str(o, "reason"));
	if (!j_null(o, "set"))
		set_attributes(&c.set, json_object_get(o, "set"));
	e = state_grow(&s->change, s->n_change, sizeof(c));
	if (e == ERR_OK)
		e = event_add(s, c.child, r->index);
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->n_change;
	s->change[s->n_change++] = c;
	return state_child_rebuild(s, c.child);
}

static enum err
span_add(struct state_child *c, struct state_span x)
{
	enum err e;

	e = state_grow(&c->span, c->n_span, sizeof(x));
	if (e == ERR_OK)
		c->span[c->n_span++] = x;
	return e;
}

/* From that day on nobody holds the child. */
static void
span_cut(struct state_child *c, int32_t day)
{
	size_t i;

	for (i = 0; i < c->n_span; i++)
		if (c->span[i].until > day)
			c->span[i].until = day;
}

static void
attributes_put(struct child_attributes *a, const struct child_attributes *set)
{
	if (set->category != 0)
		a->category = set->category;
	if (set->cluster[0] != '\0')
		memcpy(a->cluster, set->cluster, STATE_WORD);
	if (set->hamlet[0] != '\0')
		memcpy(a->hamlet, set->hamlet, STATE_WORD);
	if (set->level[0] != '\0')
		memcpy(a->level, set->level, STATE_WORD);
	if (set->school[0] != '\0')
		memcpy(a->school, set->school, STATE_WORD);
}

static enum err
change_put(struct state_child *c, const struct state_change *x)
{
	size_t a;

	switch (x->change) {
	case CHANGE_END:
		span_cut(c, x->effective);
		return ERR_OK;
	case CHANGE_TRANSFER:
	case CHANGE_REINSTATE:
		a = c->n_span == 0 ? STATE_NONE
				   : c->span[c->n_span - 1].assignment;
		span_cut(c, x->effective);
		return span_add(c,
		    (struct state_span){x->to_sponsor, a, x->effective,
			DATE_NEVER});
	case CHANGE_ATTRIBUTES:
		attributes_put(&c->now, &x->set);
		return ERR_OK;
	case CHANGE_SUSPEND:
	case CHANGE_RESUME:
		return ERR_OK;
	}
	return ERR_OK;
}

enum err
state_child_rebuild(struct state *s, size_t child)
{
	struct state_child *c = &s->child[child];
	enum err e = ERR_OK;
	size_t i;

	c->n_span = 0;
	free(c->span);
	c->span = NULL;
	c->now = c->entry;
	for (i = c->event; e == ERR_OK && i != STATE_NONE;
	     i = s->event[i].next) {
		const struct state_entry *x = &s->entry[s->event[i].index];

		if (x->reversed_by != UINT64_MAX)
			continue;
		if (x->kind == KIND_ASSIGNMENT)
			e = span_add(c,
			    (struct state_span){s->assignment[x->at].sponsor,
				x->at, s->assignment[x->at].from, DATE_NEVER});
		else
			e = change_put(c, &s->change[x->at]);
	}
	return e;
}

const struct state_span *
state_child_span(const struct state *s, size_t child, int32_t day)
{
	const struct state_child *c = &s->child[child];
	size_t i;

	for (i = c->n_span; i-- > 0;)
		if (c->span[i].from <= day && day < c->span[i].until)
			return &c->span[i];
	return NULL;
}

size_t
state_child_holder(const struct state *s, size_t child, int32_t day)
{
	const struct state_span *x;

	x = state_child_span(s, child, day);
	return x == NULL ? STATE_NONE : x->sponsor;
}

int32_t
state_age_date(const struct state *s, size_t child, int32_t day)
{
	int64_t years;

	years = policy_value(s, PARAM_END_AGE, quarter_of_date(day));
	return date_add_years(s->child[child].birth,
	    (int32_t)(years > 200 ? 200 : years));
}

bool
state_child_supported(const struct state *s, size_t child, int32_t day)
{
	return state_child_holder(s, child, day) != STATE_NONE &&
	    day < state_age_date(s, child, day);
}

/* The latest standing change up to that day of a pair that undo each other. */
static const struct state_change *
latest(const struct state *s, size_t child, int32_t day, enum change a,
    enum change b)
{
	const struct state_change *best = NULL;
	size_t i;

	for (i = s->child[child].event; i != STATE_NONE; i = s->event[i].next) {
		const struct state_entry *x = &s->entry[s->event[i].index];
		const struct state_change *c;

		if (x->kind != KIND_CHANGE || x->reversed_by != UINT64_MAX)
			continue;
		c = &s->change[x->at];
		if ((c->change == a || c->change == b) && c->effective <= day &&
		    (best == NULL || c->effective >= best->effective))
			best = c;
	}
	return best;
}

bool
state_child_suspended(const struct state *s, size_t child, int32_t day)
{
	const struct state_change *c;

	c = latest(s, child, day, CHANGE_SUSPEND, CHANGE_RESUME);
	return c != NULL && c->change == CHANGE_SUSPEND;
}

const struct state_change *
state_child_end(const struct state *s, size_t child, int32_t day)
{
	const struct state_change *c;

	c = latest(s, child, day, CHANGE_END, CHANGE_REINSTATE);
	return c != NULL && c->change == CHANGE_END ? c : NULL;
}
