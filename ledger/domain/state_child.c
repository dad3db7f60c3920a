/*
 * state_child.c - children, their assignments and changes as they are entered.
 */
#include "state_part.h"

#include <string.h>

static const char *const change_words[CHANGES] = {"suspend", "resume",
    "transfer", "end", "reinstate", "attributes"};
static const char *const form_words[SUPPORT_FORMS] = {"monthly", "quarterly",
    "school-year", "ad-hoc"};
static const char *const tie_words[] = {"do-dau", "ho-tro"};

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
	c->legal_known = !j_null(o, "legal");
	c->legal = c->legal_known && j_bool(o, "legal");
	c->numbered = !j_null(o, "personal_index");
	set_attributes(&c->entry, o);
	c->now = c->entry;
	c->index = r->index;
	c->event = c->last_event = STATE_NONE;
	c->support = c->guidance = c->followup = c->consent = STATE_NONE;
	s->entry[r->index].at = s->n_child++;
	return state_index_likeness(s);
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

static enum err
set_share(struct state_assignment *a, struct state *s, const json_t *o,
    uint64_t index)
{
	const json_t *x;
	size_t i;
	enum err e = ERR_OK;

	json_array_foreach(j_list(o, "share"), i, x)
	{
		if (e == ERR_OK && i < SHARE_MAX) {
			e = state_need_sponsor(&a->share[i], s,
			    json_string_value(x), index);
			a->n_share = i + 1;
		}
	}
	return e;
}

enum err
state_add_assignment(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_assignment a = {.index = r->index,
	    .id = r->st->id,
	    .from = state_date(o, "from"),
	    .pledged = j_int(o, "pledged"),
	    .form = (enum support_form)state_word(o, "form", form_words,
		SUPPORT_FORMS),
	    .tie = (enum tie)state_word(o, "tie", tie_words, 2),
	    .opening = j_bool(o, "opening"),
	    .level = STATE_NONE,
	    .acceptance = STATE_NONE};
	enum err e;

	e = state_need_child(&a.child, s, j_str(o, "child"));
	if (e != ERR_OK || a.child == STATE_NONE)
		return e;
	e = state_need_sponsor(&a.sponsor, s, j_str(o, "sponsor"), r->index);
	if (e == ERR_OK)
		e = set_share(&a, s, o, r->index);
	if (e == ERR_OK)
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
	    .change =
		(enum change)state_word(o, "change", change_words, CHANGES),
	    .effective = state_date(o, "effective"),
	    .known = state_date(o, "known"),
	    .to_sponsor = STATE_NONE};
	enum err e;

	e = state_need_child(&c.child, s, j_str(o, "child"));
	if (e != ERR_OK || c.child == STATE_NONE)
		return e;
	if (!j_null(o, "to_sponsor")) {
		e = state_need_sponsor(&c.to_sponsor, s, j_str(o, "to_sponsor"),
		    r->index);
		if (e != ERR_OK)
			return e;
	}
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
