/*
 * open.c - a ledger opened, and what can be asked of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "erase.h"
#include "snapshot.h"

static enum err
path_in(char path[FILE_PATH_MAX], const char *dir, const char *name)
{
	int n;

	n = snprintf(path, FILE_PATH_MAX, "%s/%s", dir, name);
	return n < 0 || n >= FILE_PATH_MAX ? ERR_RANGE : ERR_OK;
}

void
writer_close(struct writer *w)
{
	if (w == NULL)
		return;
	snapshot_keep(w);
	view_release(&w->view);
	subjects_free(w->subjects);
	sodium_free(w->plain);
	vault_free(w->vault);
	boxkey_free(w->officer);
	keyring_release(&w->keyring);
	store_close(w->store);
	free(w);
}

/* No reader of the vault: perhaps an officer of a unit. */
static enum err
officer_open(struct writer *w, const struct boxkey *reader)
{
	uint8_t secret[32];
	enum err e;

	boxkey_copy(secret, reader);
	e = boxkey_new(&w->officer, secret);
	sodium_memzero(secret, sizeof(secret));
	return e;
}

/* The sponsor's officer that this reading key was granted to, or NULL. */
static const struct grant *
officer_grant(const struct writer *w)
{
	struct readkey key = boxkey_public(w->officer);
	const struct grant *g;
	size_t i;

	for (i = 0; (g = authority_grant(w->view.authority, i)) != NULL; i++) {
		if (grant_in_force(w, g) && g->has_reading &&
		    (g->roles & ROLE_SPONSOR) != 0 &&
		    memcmp(g->reading.b, key.b, sizeof(key.b)) == 0)
			return g;
	}
	return NULL;
}

/* Once the grants are known: is it one? */
static enum err
officer_check(const struct writer *w, struct fault *f)
{
	if (w->officer == NULL || officer_grant(w) != NULL)
		return ERR_OK;
	return fault_set(f, ERR_MISSING, FAULT_NO_INDEX,
	    "FORMAT 4.7: no reader of the vault, and no unit's officer");
}

static enum err
keyring_open(struct writer *w, struct boxkey *reader)
{
	enum err e;

	e = keyring_load(&w->keyring, w->keyring_path);
	if (e != ERR_OK)
		return e;
	if (!span_is(store_origin(w->store), w->keyring.origin))
		return ERR_KEY;
	if (reader == NULL)
		return ERR_OK;
	e = vault_unlock(&w->vault, &w->keyring, reader);
	if (e == ERR_MISSING)
		e = officer_open(w, reader);
	if (e == ERR_OK)
		e = subjects_new(&w->subjects);
	if (e != ERR_OK)
		return e;
	w->plain = sodium_malloc(sizeof(*w->plain));
	return w->plain == NULL ? ERR_SECRET : ERR_OK;
}

/* What a grant was committed for, but a crash kept from the keyring. */
static enum err
keyring_mend(struct writer *w)
{
	if (w->read_only || w->vault == NULL || w->view.size == 0)
		return ERR_OK;
	return keyring_sync(w);
}

enum how {
	OPEN_READ,
	OPEN_WRITE,
	OPEN_RESTORED
};

static enum err
open_mode(struct writer **out, const char *dir, struct boxkey *reader,
    enum how how, struct fault *f)
{
	enum store_mode mode = how == OPEN_READ ? STORE_READ : STORE_WRITE;
	char path[FILE_PATH_MAX];
	struct writer *w;
	enum err e;

	if (f != NULL)
		*f = (struct fault){ERR_OK, FAULT_NO_INDEX, ""};
	w = calloc(1, sizeof(*w));
	if (w == NULL)
		return ERR_MEMORY;
	keyring_init(&w->keyring);
	w->read_only = how == OPEN_READ;
	w->restored = how == OPEN_RESTORED;
	e = path_in(path, dir, WRITER_STORE);
	if (e == ERR_OK)
		e = path_in(w->keyring_path, dir, WRITER_KEYRING);
	if (e == ERR_OK)
		e = store_open(&w->store, path, mode);
	if (e == ERR_OK) {
		e = keyring_open(w, reader);
		if (e != ERR_OK)
			e = fault_set(f, e, FAULT_NO_INDEX,
			    "FORMAT 4.6: keyring or reading key");
	}
	if (e == ERR_OK)
		e = writer_replay(w, f);
	if (e == ERR_OK)
		e = officer_check(w, f);
	if (e == ERR_OK)
		e = keyring_mend(w);
	if (e == ERR_OK)
		e = writer_erase_finish(w);
	if (e == ERR_OK) {
		*out = w;
		return ERR_OK;
	}
	w->stopped = true; /* so that no snapshot is kept of it */
	writer_close(w);
	return e;
}

enum err
writer_open(struct writer **w, const char *dir, struct boxkey *reader,
    struct fault *f)
{
	return open_mode(w, dir, reader, OPEN_WRITE, f);
}

enum err
writer_open_restored(struct writer **w, const char *dir, struct boxkey *reader,
    struct fault *f)
{
	return open_mode(w, dir, reader, OPEN_RESTORED, f);
}

uint64_t
writer_unnamed(const struct writer *w)
{
	return w->view.n_missing;
}

enum err
writer_open_read(struct writer **w, const char *dir, struct boxkey *reader,
    struct fault *f)
{
	return open_mode(w, dir, reader, OPEN_READ, f);
}

uint64_t
writer_size(const struct writer *w)
{
	return w->view.size;
}

uint64_t
writer_last_time(const struct writer *w)
{
	return w->view.time_ms;
}

const struct edge *
writer_edge(const struct writer *w)
{
	return &w->edge;
}

const struct authority *
writer_authority(const struct writer *w)
{
	return w->view.authority;
}

struct state *
writer_state(struct writer *w)
{
	return w->view.state;
}

const struct keyring *
writer_keyring(const struct writer *w)
{
	return &w->keyring;
}

struct vault *
writer_vault(struct writer *w)
{
	return w->vault;
}

struct store *
writer_store(struct writer *w)
{
	return w->store;
}

uint64_t
writer_erased(const struct writer *w)
{
	return w->view.erased;
}

const char *
writer_unit(const struct writer *w)
{
	const struct grant *g = w->officer == NULL ? NULL : officer_grant(w);

	return g == NULL ? NULL : g->unit;
}

uint64_t
writer_withheld(const struct writer *w)
{
	return w->view.withheld;
}

const char *
writer_error(const struct writer *w)
{
	return w->why;
}

static struct span
copy_in(uint8_t **at, struct span s)
{
	struct span out = {*at, s.n};

	if (s.n > 0)
		memcpy(*at, s.p, s.n);
	*at += s.n;
	return out;
}

static enum err
entry_copy(struct writer_entry *out, struct taken *k)
{
	struct span note = {k->head_bytes.p + k->head_bytes.n, 0};
	struct writer_entry e;
	uint8_t *at;

	memset(&e, 0, sizeof(e));
	note.n = k->entry_n - k->head_bytes.n;
	e.n_heap = k->leaf_bytes.n + k->entry_n + k->payload.n;
	e.heap = malloc(e.n_heap);
	if (e.heap == NULL)
		return ERR_MEMORY;
	at = e.heap;
	e.leaf = copy_in(&at, k->leaf_bytes);
	e.head = copy_in(&at, k->head_bytes);
	e.note = copy_in(&at, note);
	e.opened = k->how == OPENED;
	if (e.opened) {
		e.okey = k->okey;
		e.payload = copy_in(&at, k->payload);
		e.json = json_incref(k->json);
	}
	*out = e;
	return ERR_OK;
}

enum err
writer_entry_load(struct writer *w, struct writer_entry *out, uint64_t index)
{
	struct store_txn *t = NULL;
	struct taken k;
	enum err e;

	if (index >= w->view.size)
		return ERR_MISSING;
	e = store_begin(&t, w->store, false);
	if (e == ERR_OK)
		e = entry_take(&k, w, t, index, NULL);
	if (e == ERR_OK) {
		e = entry_copy(out, &k);
		taken_release(&k);
	}
	store_abort(t);
	return e;
}

void
writer_entry_release(struct writer_entry *e)
{
	json_decref(e->json);
	if (e->heap != NULL)
		sodium_memzero(e->heap, e->n_heap);
	free(e->heap);
	sodium_memzero(e, sizeof(*e));
}
