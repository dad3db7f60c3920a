/*
 * restore.c - a ledger out of a backup and a copy of the keyring: nothing is
 * believed that was not compared, hashed and replayed, and nothing has the
 * ledger's name before all of it held.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include "backup.h"
#include "checkpoint.h"
#include "keycopies.h"
#include "keyring.h"
#include "leaf.h"
#include "sealed.h"
#include "shelf.h"
#include "store.h"

#define SUFFIX ".restoring"

static enum err
refuse(struct restoring *r, enum err e, enum backup_why why)
{
	r->why = why;
	return e;
}

static enum err
path_from(char path[FILE_PATH_MAX], const struct restore_ask *a,
    const char *name)
{
	int n = snprintf(path, FILE_PATH_MAX, "%s/%s", a->from, name);

	return n < 0 || n >= FILE_PATH_MAX ? ERR_RANGE : ERR_OK;
}

static enum err
manifest_take(struct restoring *r, const struct restore_ask *a)
{
	char path[FILE_PATH_MAX];
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e = path_from(path, a, MANIFEST_NAME);

	if (e == ERR_OK)
		e = file_read(&bytes, &n, path, MANIFEST_MAX);
	if (e == ERR_OK)
		e = manifest_decode(&r->m, (struct span){bytes, n});
	r->m.note = (struct span){NULL, 0}; /* the store has it, verified */
	file_free(bytes, n);
	if (e == ERR_OK && r->m.expires < a->today && !a->expired_too)
		return refuse(r, ERR_RULE, BACKUP_EXPIRED);
	return e;
}

/* Copied, and then compared as it came out. */
static enum err
part_take(struct restoring *r, const struct restore_ask *a, enum part p)
{
	const struct manifest_part *want = &r->m.part[p];
	char from[FILE_PATH_MAX], to[FILE_PATH_MAX];
	struct digest sum;
	uint64_t bytes;
	enum err e = path_from(from, a, part_name(p));

	if (e == ERR_OK)
		e = place_name(to, &r->place, part_name(p));
	if (e == ERR_OK)
		e = file_copy(to, from);
	if (e == ERR_MISSING || e == ERR_FORMAT)
		return refuse(r, ERR_HASH, BACKUP_DAMAGED);
	if (e == ERR_OK)
		e = file_sum(&sum, &bytes, to);
	if (e == ERR_OK &&
	    (bytes != want->bytes || !digest_eq(&sum, &want->sum)))
		return refuse(r, ERR_HASH, BACKUP_DAMAGED);
	return e;
}

static enum err
parts_take(struct restoring *r, const struct restore_ask *a)
{
	char dir[FILE_PATH_MAX];
	size_t i;
	enum err e = place_name(dir, &r->place, WRITER_STORE);

	if (e == ERR_OK && mkdir(dir, 0700) != 0)
		e = ERR_IO;
	for (i = 0; i < PART_COUNT && e == ERR_OK; i++)
		if (r->m.part[i].there)
			e = part_take(r, a, (enum part)i);
	return e;
}

/* One that has the keys of all that the backup holds, but for what was erased
 * since: an older one may have the keys of what was. */
static enum err
keyring_take(struct keyring *k, struct restoring *r, const char *from)
{
	char to[FILE_PATH_MAX];
	enum err e = keyring_load(k, from);

	if (e != ERR_OK)
		return e;
	if (strcmp(k->origin, r->m.origin) != 0)
		return refuse(r, ERR_KEY, BACKUP_ORIGIN);
	if (k->generation < r->m.generation)
		return refuse(r, ERR_STALE, BACKUP_KEYRING);
	e = place_name(to, &r->place, WRITER_KEYRING);
	return e == ERR_OK ? file_copy(to, from) : e;
}

/* Is it sealed, and is the key that sealed it gone? */
static enum err
is_orphan(bool *yes, struct store_txn *t, const struct keyring *k, uint64_t i,
    struct fault *f)
{
	struct span bytes, item;
	struct handle h;
	struct leaf leaf;
	enum err e = store_leaf(t, &bytes, i);

	*yes = false;
	if (e == ERR_OK)
		e = leaf_decode_fast(&leaf, bytes, f);
	if (e != ERR_OK) {
		f->index = i;
		return e;
	}
	if (leaf.class == CLASS_CLEAR)
		return ERR_OK;
	e = store_item(t, &item, i);
	if (e == ERR_MISSING)
		return ERR_OK;
	if (e == ERR_OK)
		e = sealed_handle(&h, item);
	*yes = e == ERR_OK && keyring_find(k, &h) == NULL;
	return e;
}

static enum err
orphans_forget(struct restoring *r, struct store *s, const struct keyring *k)
{
	struct store_txn *t = NULL;
	enum err e = store_begin(&t, s, true);
	bool yes = false;
	uint64_t i;

	for (i = 0; e == ERR_OK && i < store_size(t); i++) {
		e = is_orphan(&yes, t, k, i, &r->fault);
		if (e == ERR_OK && yes) {
			e = store_forget(t, i);
			r->forgotten++;
		}
	}
	if (e == ERR_OK)
		return store_commit(t);
	store_abort(t);
	return e;
}

/* Nobody has a key for them any more, and nobody is to have their bytes. */
static enum err
erased_forget(struct restoring *r, const struct keyring *k)
{
	char path[FILE_PATH_MAX];
	struct store *s = NULL;
	enum err e = place_name(path, &r->place, WRITER_STORE);

	if (e == ERR_OK)
		e = store_open(&s, path, STORE_WRITE);
	if (e == ERR_OK && !span_is(store_origin(s), r->m.origin))
		e = refuse(r, ERR_KEY, BACKUP_ORIGIN);
	if (e == ERR_OK)
		e = orphans_forget(r, s, k);
	if (e == ERR_OK && r->forgotten > 0)
		e = store_compact(&s, path);
	store_close(s);
	return e;
}

enum err
restore_begin(struct restoring *r, const struct restore_ask *a)
{
	struct keyring k;
	enum err e;

	memset(r, 0, sizeof(*r));
	r->ask = a;
	r->place.fd = -1;
	r->fault = (struct fault){ERR_OK, FAULT_NO_INDEX, ""};
	keyring_init(&k);
	e = manifest_take(r, a);
	if (e != ERR_OK)
		return e;
	e = place_begin(&r->place, a->to, SUFFIX);
	if (e == ERR_EXISTS)
		return refuse(r, e, BACKUP_TAKEN);
	if (e == ERR_STALE)
		return refuse(r, e, BACKUP_BUSY);
	if (e == ERR_OK)
		e = parts_take(r, a);
	if (e == ERR_OK)
		e = keyring_take(&k, r, a->keyring);
	if (e == ERR_OK)
		e = erased_forget(r, &k);
	keyring_release(&k);
	return e;
}

enum err
restore_open(struct restoring *r, struct boxkey *reader)
{
	struct checkpoint c = {.size = r->m.size, .root = r->m.root};
	enum err e;

	if (reader == NULL) /* who cannot read cannot say what was erased */
		return ERR_SECRET;
	e = writer_open_restored(&r->w, r->place.path, reader, &r->fault);
	if (e != ERR_OK)
		return e;
	memcpy(c.origin, r->m.origin, sizeof(c.origin));
	if (writer_size(r->w) != r->m.size || writer_holds(r->w, &c) != ERR_OK)
		return refuse(r, ERR_HASH, BACKUP_DAMAGED);
	return writer_checkpoints(r->w, &r->fault);
}

enum err
restore_against(struct restoring *r, const struct checkpoint *c)
{
	enum err e = writer_holds(r->w, c);

	if (e == ERR_KEY)
		return refuse(r, e, BACKUP_ORIGIN);
	if (e == ERR_STALE)
		return refuse(r, e, BACKUP_BEHIND);
	return e == ERR_HASH ? refuse(r, e, BACKUP_FORKED) : e;
}

/* The keyring that it came from is a copy, and the backup is still there. */
static enum err
lists_put(struct restoring *r)
{
	char path[FILE_PATH_MAX], words[2 * DATE_LEN];
	enum err e = place_name(path, &r->place, COPIES_NAME);

	date_encode(words, r->ask->today);
	if (e == ERR_OK)
		e = list_put(path, words, r->ask->keyring);
	date_encode(words, date_of_ms(r->m.made_ms));
	words[DATE_LEN - 1] = ' ';
	date_encode(words + DATE_LEN, r->m.expires);
	if (e == ERR_OK)
		e = place_name(path, &r->place, SHELF_NAME);
	return e == ERR_OK ? list_put(path, words, r->ask->from) : e;
}

enum err
restore_commit(struct restoring *r)
{
	enum err e;

	if (r->w == NULL || writer_unnamed(r->w) > 0)
		return ERR_RULE;
	writer_close(r->w);
	r->w = NULL;
	e = lists_put(r);
	if (e == ERR_OK)
		e = place_commit(&r->place);
	return e == ERR_EXISTS ? refuse(r, e, BACKUP_TAKEN) : e;
}

void
restore_abandon(struct restoring *r)
{
	writer_close(r->w);
	r->w = NULL;
	place_abandon(&r->place);
}
