/*
 * officers.c - who opens which subject without the vault follows from the
 * entries (FORMAT 4.12): the officers of the units that held a child open what
 * was entered about it while they did.
 */
#include <stdlib.h>
#include <string.h>

#include "work.h"

/* An officer of a sponsor, by the grants. */
struct officer {
	const struct grant *grant;
	size_t sponsor;
};
struct officers {
	struct officer *o;
	size_t n;
};

/* Readers of the vault need no box of their own. */
static bool
is_officer(const struct writer *w, const struct grant *g)
{
	return grant_in_force(w, g) && g->has_reading &&
	    (g->roles & ROLE_SPONSOR) != 0 &&
	    keyring_reader_find(&w->keyring, span_str(g->name)) == NULL;
}

static enum err
officers_list(struct officers *out, const struct writer *w)
{
	const struct grant *g;
	struct officer *list;
	size_t i, n = 0, at;

	for (i = 0; authority_grant(w->view.authority, i) != NULL; i++)
		;
	list = calloc(i + 1, sizeof(*list));
	if (list == NULL)
		return ERR_MEMORY;
	for (i = 0; (g = authority_grant(w->view.authority, i)) != NULL; i++) {
		at = state_sponsor_find(w->view.state, g->unit);
		if (at != STATE_NONE && is_officer(w, g))
			list[n++] = (struct officer){g, at};
	}
	*out = (struct officers){list, n};
	return ERR_OK;
}

/* Is the line one of an officer who may open it? */
static bool
stays(const struct writer *w, const struct whose_subject *whose,
    const struct keyring_officer *line, const struct officers *all)
{
	const struct grant *g;
	size_t i;

	for (i = 0; whose != NULL && i < all->n; i++) {
		g = all->o[i].grant;
		if (strcmp(line->name, g->name) == 0 &&
		    memcmp(line->key.b, g->reading.b, sizeof(line->key.b)) == 0)
			return whose_opens(whose, w->view.state,
			    all->o[i].sponsor);
	}
	return false;
}

static enum err
lines_drop(struct writer *w, const struct keyring_subject *s,
    const struct whose_subject *whose, const struct officers *all)
{
	enum err e = ERR_OK;
	size_t i = 0;

	while (e == ERR_OK && i < s->n_officer) {
		if (stays(w, whose, s->officer + i, all)) {
			i++;
			continue;
		}
		e = keyring_drop_officer(&w->keyring, &s->handle,
		    span_str(s->officer[i].name));
		w->keyring_changed = true;
		w->keyring_renewed = true;
	}
	return e;
}

/* Above the most that a subject takes, the later names do without. */
static enum err
lines_add(struct writer *w, const struct keyring_subject *s,
    const struct whose_subject *whose, const struct officers *all)
{
	const struct grant *g;
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; e == ERR_OK && i < all->n; i++) {
		g = all->o[i].grant;
		if (s->n_officer == KEYRING_OFFICERS_MAX ||
		    !whose_opens(whose, w->view.state, all->o[i].sponsor) ||
		    keyring_officer_find(s, &g->reading) != NULL)
			continue;
		e = vault_add_officer(&w->keyring, w->vault, &s->handle,
		    span_str(g->name), &g->reading);
		w->keyring_changed = true;
		if (e == ERR_KEY) /* no key at all: its own harm */
			e = ERR_OK;
	}
	return e;
}

enum err
officers_sync(struct writer *w)
{
	const struct whose_subject *whose;
	const struct keyring_subject *s;
	struct officers all;
	enum err e;
	size_t i;

	if (w->vault == NULL)
		return ERR_OK;
	e = officers_list(&all, w);
	if (e != ERR_OK)
		return e;
	for (i = 0; e == ERR_OK && i < w->keyring.n_subject; i++) {
		s = w->keyring.subject + i;
		if (s->n_officer == 0 && all.n == 0)
			continue;
		whose = whose_find(&w->view.whose, &s->handle);
		e = lines_drop(w, s, whose, &all);
		if (e == ERR_OK && whose != NULL)
			e = lines_add(w, s, whose, &all);
	}
	free(all.o);
	return e;
}
