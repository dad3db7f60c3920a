/*
 * make.c - a backup: the store as one transaction sees it, the files beside
 * it, and the manifest, which is written last.
 */
#include "backup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "erase.h"
#include "keyring.h"
#include "store.h"

#define SUFFIX ".partial"

struct making {
	const struct backup_ask *ask;
	struct place place;
	struct manifest m;
	struct readkey vault; /* before it began: an erasure makes another */
	enum backup_why why;
	uint8_t *note;
};

static enum err
refuse(struct making *k, enum err e, enum backup_why why)
{
	k->why = why;
	return e;
}

static enum err
in_ledger(char path[FILE_PATH_MAX], const struct making *k, const char *name)
{
	int n = snprintf(path, FILE_PATH_MAX, "%s/%s", k->ask->ledger, name);

	return n < 0 || n >= FILE_PATH_MAX ? ERR_RANGE : ERR_OK;
}

/*
 * A store from amid an erasure holds what is about to be destroyed, and says
 * that it was.  Asked before and after the copy; the vault, which an erasure
 * renews, tells of one that came and went in between.
 */
static enum err
calm(struct making *k, bool first)
{
	char path[FILE_PATH_MAX];
	struct keyring ring;
	bool same;
	enum err e = in_ledger(path, k, WRITER_ERASING);

	if (e != ERR_OK)
		return e;
	if (access(path, F_OK) == 0)
		return refuse(k, ERR_RULE, BACKUP_ERASING);
	e = in_ledger(path, k, WRITER_KEYRING);
	keyring_init(&ring);
	if (e == ERR_OK)
		e = keyring_load(&ring, path);
	if (e != ERR_OK)
		return e;
	if (first)
		k->vault = ring.vault;
	same = memcmp(&k->vault, &ring.vault, sizeof(k->vault)) == 0;
	/* Read after the copy, it is enough for every entry in it: keys are
	 * written before the commit that needs them. */
	k->m.generation = ring.generation;
	keyring_release(&ring);
	return same ? ERR_OK : refuse(k, ERR_RULE, BACKUP_ERASING);
}

static enum err
store_take(struct making *k)
{
	char from[FILE_PATH_MAX], to[FILE_PATH_MAX];
	struct store *s = NULL;
	struct span origin;
	enum err e = in_ledger(from, k, WRITER_STORE);

	if (e == ERR_OK)
		e = place_name(to, &k->place, WRITER_STORE);
	if (e == ERR_OK)
		e = store_open(&s, from, STORE_READ);
	if (e == ERR_OK)
		e = store_copy(s, to);
	if (e == ERR_OK) {
		origin = store_origin(s);
		memcpy(k->m.origin, origin.p, origin.n);
	}
	store_close(s);
	return e;
}

static enum err
note_take(struct making *k, struct store_txn *t)
{
	uint64_t size;
	struct span note;
	enum err e = store_checkpoint_last(t, &size, &note);

	if (e == ERR_MISSING) /* nothing was sealed yet */
		return ERR_OK;
	if (e != ERR_OK)
		return e;
	k->note = malloc(note.n);
	if (k->note == NULL)
		return ERR_MEMORY;
	memcpy(k->note, note.p, note.n);
	k->m.note = (struct span){k->note, note.n};
	return ERR_OK;
}

/* The copy as it came out: its tree hashed again from its leaves. */
static enum err
store_look(struct making *k)
{
	char path[FILE_PATH_MAX], lock[FILE_PATH_MAX];
	struct store *s = NULL;
	struct store_txn *t = NULL;
	struct edge edge;
	struct fault f;
	enum err e = place_name(path, &k->place, WRITER_STORE);

	edge_init(&edge);
	if (e == ERR_OK)
		e = place_name(lock, &k->place, WRITER_STORE "/lock.mdb");
	if (e == ERR_OK)
		e = store_open(&s, path, STORE_READ);
	if (e == ERR_OK)
		e = store_begin(&t, s, false);
	if (e == ERR_OK)
		e = store_verify(t, &edge, store_size(t), &f);
	if (e == ERR_OK) {
		k->m.size = edge.size;
		k->m.root = edge_root(&edge);
		e = note_take(k, t);
	}
	store_abort(t);
	store_close(s);
	if (e == ERR_OK && unlink(lock) != 0) /* of this look alone */
		e = ERR_IO;
	return e;
}

static enum err
parts_take(struct making *k)
{
	char from[FILE_PATH_MAX], to[FILE_PATH_MAX];
	struct manifest_part *p;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < PART_COUNT && e == ERR_OK; i++) {
		p = &k->m.part[i];
		e = in_ledger(from, k, part_name((enum part)i));
		if (e == ERR_OK)
			e = place_name(to, &k->place, part_name((enum part)i));
		if (e == ERR_OK && i != PART_STORE)
			e = file_copy(to, from);
		if (e == ERR_MISSING) { /* a ledger may be without */
			e = ERR_OK;
			continue;
		}
		if (e == ERR_OK)
			e = file_sum(&p->sum, &p->bytes, to);
		p->there = e == ERR_OK;
	}
	return e;
}

static enum err
manifest_put(struct making *k)
{
	char path[FILE_PATH_MAX];
	uint8_t *buf = malloc(MANIFEST_MAX);
	struct span text;
	enum err e = buf == NULL ? ERR_MEMORY : ERR_OK;

	k->m.made_ms = k->ask->now_ms;
	k->m.expires = k->ask->expires;
	if (e == ERR_OK)
		e = manifest_encode(&text, &k->m, buf, MANIFEST_MAX);
	if (e == ERR_OK)
		e = place_name(path, &k->place, MANIFEST_NAME);
	if (e == ERR_OK)
		e = file_create(path, text, 0600);
	free(buf);
	return e;
}

static enum err
make(struct making *k)
{
	enum err e = calm(k, true);

	if (e == ERR_OK)
		e = place_begin(&k->place, k->ask->to, SUFFIX);
	if (e == ERR_EXISTS)
		return refuse(k, e, BACKUP_TAKEN);
	if (e == ERR_STALE)
		return refuse(k, e, BACKUP_BUSY);
	if (e == ERR_OK)
		e = store_take(k);
	if (e == ERR_OK)
		e = store_look(k);
	if (e == ERR_OK)
		e = parts_take(k);
	if (e == ERR_OK)
		e = calm(k, false);
	if (e == ERR_OK)
		e = manifest_put(k);
	if (e == ERR_OK)
		e = place_commit(&k->place);
	return e;
}

enum err
backup_make(struct manifest *m, const struct backup_ask *a,
    enum backup_why *why)
{
	struct making k = {.ask = a, .place = {.fd = -1}};
	enum err e = make(&k);

	*why = k.why;
	k.m.note = (struct span){NULL, 0};
	if (e == ERR_OK)
		*m = k.m;
	else
		place_abandon(&k.place);
	free(k.note);
	return e;
}
