/*
 * readers.c - who may open the vault follows from the grants (FORMAT 4.7):
 * registrars, approvers, the founding admins until a registrar has a reading
 * key, and the recovery key on paper.
 */
#include <string.h>

#include "work.h"

static bool
in_force(const struct writer *w, const struct grant *g)
{
	return g->from < w->view.size && g->until >= w->view.size;
}

static bool
registrar_reads(const struct writer *w)
{
	const struct grant *g;
	size_t i;

	for (i = 0; (g = authority_grant(w->view.authority, i)) != NULL; i++) {
		if (in_force(w, g) && g->has_reading &&
		    (g->roles & ROLE_REGISTRAR) != 0)
			return true;
	}
	return false;
}

static bool
is_reader(const struct writer *w, const struct grant *g, bool founders)
{
	if (!in_force(w, g) || !g->has_reading)
		return false;
	return (g->roles & (ROLE_REGISTRAR | ROLE_APPROVER)) != 0 ||
	    (founders && g->from == 0);
}

/* The grant that lets this reader in, or NULL. */
static const struct grant *
grant_of(const struct writer *w, const struct keyring_reader *r, bool founders)
{
	const struct grant *g;
	size_t i;

	for (i = 0; (g = authority_grant(w->view.authority, i)) != NULL; i++) {
		if (is_reader(w, g, founders) &&
		    strcmp(g->name, r->name) == 0 &&
		    memcmp(g->reading.b, r->key.b, sizeof(r->key.b)) == 0)
			return g;
	}
	return NULL;
}

static enum err
readers_drop(struct writer *w, bool founders)
{
	const struct keyring_reader *r;
	enum err e = ERR_OK;
	size_t i = 0;

	while (i < w->keyring.n_reader && e == ERR_OK) {
		r = &w->keyring.reader[i];
		if (strcmp(r->name, KEYRING_RECOVERY) == 0 ||
		    grant_of(w, r, founders) != NULL) {
			i++;
			continue;
		}
		e = vault_remove_reader(&w->keyring, span_str(r->name));
		w->keyring_changed = true;
	}
	return e;
}

enum err
readers_sync(struct writer *w)
{
	const struct grant *g;
	bool founders;
	enum err e;
	size_t i;

	if (w->vault == NULL)
		return ERR_OK;
	founders = !registrar_reads(w);
	e = readers_drop(w, founders);
	for (i = 0; e == ERR_OK; i++) {
		g = authority_grant(w->view.authority, i);
		if (g == NULL)
			break;
		if (!is_reader(w, g, founders) ||
		    keyring_reader_find(&w->keyring, span_str(g->name)) != NULL)
			continue;
		e = vault_add_reader(&w->keyring, w->vault, span_str(g->name),
		    &g->reading);
		w->keyring_changed = true;
	}
	return e;
}
