/*
 * readers.c - who may open the vault follows from the grants (FORMAT 4.7):
 * registrars, approvers, the founding admins until a registrar has a reading
 * key, and the recovery key on paper.
 */
#include <string.h>

#include <sodium.h>

#include "keycopies.h"
#include "work.h"

bool
grant_in_force(const struct writer *w, const struct grant *g)
{
	return g->from < w->view.size && g->until >= w->view.size;
}

static bool
registrar_reads(const struct writer *w)
{
	const struct grant *g;
	size_t i;

	for (i = 0; (g = authority_grant(w->view.authority, i)) != NULL; i++) {
		if (grant_in_force(w, g) && g->has_reading &&
		    (g->roles & ROLE_REGISTRAR) != 0)
			return true;
	}
	return false;
}

static bool
is_reader(const struct writer *w, const struct grant *g, bool founders)
{
	if (!grant_in_force(w, g) || !g->has_reading)
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
readers_drop(struct writer *w, bool *any, bool founders)
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
		*any = true;
	}
	return e;
}

/*
 * A reader went, and may have kept what it opened: what is boxed and sealed
 * from now on is to another vault, and the office's under another key.
 */
static enum err
vault_change(struct writer *w)
{
	struct subject_key office;
	enum err e;

	w->keyring_changed = true;
	w->keyring_renewed = true;
	e = vault_new_subject(&w->keyring.office, &office, &w->keyring);
	sodium_memzero(&office, sizeof(office));
	return e == ERR_OK ? vault_renew(&w->keyring, &w->vault) : e;
}

enum err
readers_sync(struct writer *w)
{
	const struct grant *g;
	bool founders, gone = false;
	enum err e;
	size_t i;

	if (w->vault == NULL)
		return ERR_OK;
	founders = !registrar_reads(w);
	e = readers_drop(w, &gone, founders);
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
	return e == ERR_OK && gone ? vault_change(w) : e;
}

/* The old file's bytes are overwritten when they still open something. */
static enum err
keyring_put(struct writer *w)
{
	enum err e;

	if (!w->keyring_renewed)
		return keyring_save(&w->keyring, w->keyring_path);
	w->keyring.generation++;
	e = keyring_supplant(&w->keyring, w->keyring_path);
	return e == ERR_OK ? copies_bring(w) : e;
}

enum err
keyring_sync(struct writer *w)
{
	enum err e;

	e = readers_sync(w);
	if (e == ERR_OK)
		e = officers_sync(w);
	if (e == ERR_OK && w->keyring_changed)
		e = keyring_put(w);
	if (e == ERR_OK)
		w->keyring_changed = w->keyring_renewed = false;
	return e;
}

enum err
writer_renew_recovery(struct writer *w, char recovery[RECOVERY_LEN + 1])
{
	enum err e;

	if (w->vault == NULL)
		return ERR_SECRET;
	if (w->read_only || w->stopped)
		return ERR_IO;
	e = vault_renew_recovery(&w->keyring, w->vault, recovery);
	if (e == ERR_OK)
		e = vault_change(w);
	if (e == ERR_OK)
		e = keyring_sync(w);
	if (e != ERR_OK) {
		w->stopped = true;
		sodium_memzero(recovery, RECOVERY_LEN + 1);
	}
	return e;
}
