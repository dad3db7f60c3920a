/*
 * publicdir.c - one published size after the other, each file once.
 */
#include "publicdir.h"

#include "canonical.h"
#include "checkpoint.h"
#include "clearfile.h"
#include "cosigned.h"
#include "fileio.h"
#include "hash.h"
#include "leaf.h"
#include "note.h"
#include "outdir.h"
#include "proof.h"
#include "receipt.h"
#include "schema.h"
#include "state.h"
#include "statement.h"
#include "store.h"
#include "text.h"
#include "tileput.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A clear entry that a published withdrawal takes back. */
struct gone {
	uint64_t target, by;
};

struct work {
	struct writer *w;
	struct tileput in;
	struct held held;
	struct span witnesses; /* lines of the policy */
	uint64_t old, size;    /* published before, and now */
	struct span note;      /* the signed checkpoint of size */
	struct gone *gone;
	size_t n_gone;
};

static bool
is_gone(const struct work *k, uint64_t index)
{
	size_t i;

	for (i = 0; i < k->n_gone; i++)
		if (k->gone[i].target == index)
			return true;
	return false;
}

static void
publication_name(char name[PUBLICDIR_NAME], const json_t *payload)
{
	(void)snprintf(name, PUBLICDIR_NAME, "publications/%s/v%d.json",
	    j_str(payload, "period"), (int)j_int(payload, "version"));
}

static enum err
put_publication(struct work *k, uint64_t index, const struct writer_entry *e)
{
	char name[PUBLICDIR_NAME];
	uint8_t *buf = malloc(RECEIPT_MAX);
	struct tlog_proof p;
	struct span out;
	const char *period = j_str(e->json, "period");
	int version = (int)j_int(e->json, "version");
	enum err err;

	memset(&p, 0, sizeof(p));
	p.index = index;
	p.checkpoint = k->note;
	err = buf == NULL
	    ? ERR_MEMORY
	    : inclusion_make(&p.proof, &k->in.hashes, index, k->size);
	if (err == ERR_OK)
		err = tlog_proof_encode(&out, &p, buf, RECEIPT_MAX);
	(void)snprintf(name, sizeof(name), "proofs/%s-v%d.tlog-proof", period,
	    version);
	if (err == ERR_OK)
		err = tileput_file(&k->in, name, out);
	publication_name(name, e->json);
	if (err == ERR_OK && !is_gone(k, index))
		err = tileput_file(&k->in, name, e->payload);
	free(buf);
	return err;
}

/* Most entries are sealed, and their leaves say so. */
static enum err
is_clear(bool *yes, struct work *k, uint64_t index)
{
	struct span bytes;
	struct leaf leaf;
	enum err e;

	e = tileput_leaf(&bytes, &k->in, index);
	if (e == ERR_OK)
		e = leaf_decode_fast(&leaf, bytes, NULL);
	if (e == ERR_OK)
		*yes = leaf.class == CLASS_CLEAR;
	return e;
}

/* FORMAT 8.2 for one clear entry; a publication's files beside it. */
static enum err
put_clear(struct work *k, uint64_t index)
{
	struct writer_entry entry;
	struct statement st;
	struct clear_file c;
	struct note note;
	char name[PUBLICDIR_NAME];
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	e = writer_entry_load(k->w, &entry, index);
	if (e != ERR_OK)
		return e;
	e = statement_note_decode(&st, &note, entry.note, NULL);
	if (e != ERR_OK || st.class != CLASS_CLEAR)
		goto out;
	memset(&c, 0, sizeof(c));
	c.head = sha256(entry.head);
	c.note = entry.note;
	c.okey = entry.okey;
	c.payload = entry.payload;
	e = clear_file_encode(&bytes, &n, &c);
	(void)snprintf(name, sizeof(name), "clear/%llu.json",
	    (unsigned long long)index);
	if (e == ERR_OK && !is_gone(k, index))
		e = tileput_file(&k->in, name, (struct span){bytes, n});
	if (e == ERR_OK && st.kind == KIND_PUBLICATION && index + 1 == k->size)
		e = put_publication(k, index, &entry);
out:
	free(bytes);
	writer_entry_release(&entry);
	return e;
}

/* FORMAT 8.2 for what was withdrawn: that it was there, and by whom it went. */
static enum err
put_tombstone(struct work *k, const struct gone *g)
{
	struct writer_entry entry;
	struct clear_file c = {.is_withdrawn = true, .withdrawn = g->by};
	char name[PUBLICDIR_NAME];
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	e = writer_entry_load(k->w, &entry, g->target);
	if (e != ERR_OK)
		return e;
	c.head = sha256(entry.head);
	c.note = entry.note;
	e = clear_file_encode(&bytes, &n, &c);
	(void)snprintf(name, sizeof(name), "clear/%llu.json",
	    (unsigned long long)g->target);
	if (e == ERR_OK)
		e = outdir_replace(k->in.dir, name, (struct span){bytes, n});
	if (e == ERR_OK &&
	    writer_state(k->w)->entry[g->target].kind == KIND_PUBLICATION) {
		publication_name(name, entry.json);
		e = outdir_remove(k->in.dir, name);
	}
	free(bytes);
	writer_entry_release(&entry);
	return e;
}

/* "policy": the log key in force, and the witnesses (FORMAT 8.5). */
static enum err
put_policy(struct work *k)
{
	const struct vkey *log =
	    authority_log_key(writer_authority(k->w), k->old);
	uint8_t *bytes = NULL;
	struct trust t;
	unsigned line;
	size_t n = 0;
	enum err e;

	e = cosigned_policy(&bytes, &n, &t, &line, log, k->witnesses);
	if (e == ERR_OK)
		e = outdir_replace(k->in.dir, "policy",
		    (struct span){bytes, n});
	free(bytes);
	return e;
}

static enum err
put_anchor(struct work *k)
{
	struct writer_entry genesis;
	struct anchor a;
	char buf[ANCHOR_MAX];
	struct span text;
	enum err e;

	e = writer_entry_load(k->w, &genesis, 0);
	if (e != ERR_OK)
		return e;
	memset(&a, 0, sizeof(a));
	(void)snprintf(a.origin, sizeof(a.origin), "%s",
	    j_str(genesis.json, "origin"));
	a.genesis = leaf_hash(genesis.leaf);
	e = vkey_decode(&a.log_key, j_span(genesis.json, "log_key"));
	if (e == ERR_OK)
		e = anchor_encode(&text, &a, buf, sizeof(buf));
	if (e == ERR_OK)
		e = tileput_file(&k->in, "anchor", text);
	writer_entry_release(&genesis);
	return e;
}

static enum err
put_size(struct work *k)
{
	char name[PUBLICDIR_NAME];
	uint64_t i;
	bool yes = false;
	enum err e = tileput_new(&k->in, k->old, k->size);

	for (i = k->old; i < k->size && e == ERR_OK; i++) {
		e = is_clear(&yes, k, i);
		if (e == ERR_OK && yes)
			e = put_clear(k, i);
	}
	(void)snprintf(name, sizeof(name), "checkpoints/%llu",
	    (unsigned long long)k->size);
	if (e == ERR_OK)
		e = cosigned_put(k->in.dir, name, k->note);
	if (e != ERR_OK && *k->in.at == '\0')
		(void)snprintf(k->in.at, PUBLICDIR_NAME, "%s", name);
	return e;
}

/* What changes, once all that it speaks of is there: never back to an older
 * size, not even for a moment. */
static enum err
put_head(struct work *k)
{
	enum err e = put_anchor(k);

	if (e == ERR_OK)
		e = put_policy(k);
	return e == ERR_OK ? cosigned_head(k->in.dir, k->old) : e;
}

/* Is a checkpoint of this size one that people may see? */
static enum err
is_published(bool *yes, struct work *k)
{
	struct writer_entry e;
	struct statement st;
	struct note note;
	enum err err = writer_entry_load(k->w, &e, k->size - 1);

	if (err != ERR_OK)
		return err;
	err = statement_note_decode(&st, &note, e.note, NULL);
	*yes = err == ERR_OK &&
	    (st.kind == KIND_PUBLICATION || st.kind == KIND_WITHDRAWAL);
	writer_entry_release(&e);
	return err;
}

/* *next: the first published size above after, or 0 if there is none. */
static enum err
next_size(uint64_t *next, struct work *k, uint64_t after)
{
	uint64_t at = after + 1;
	bool yes = false;
	enum err e;

	for (*next = 0; *next == 0; at++) {
		e = store_checkpoint_next(k->in.txn, &at, &k->note);
		if (e == ERR_MISSING)
			return ERR_OK;
		k->size = at;
		if (e == ERR_OK)
			e = is_published(&yes, k);
		if (e != ERR_OK)
			return e;
		if (yes)
			*next = at;
	}
	return ERR_OK;
}

/* What the withdrawals below the last published size take back. */
static enum err
find_gone(struct work *k)
{
	const struct state *st = writer_state(k->w);
	struct writer_entry e;
	struct ref ref;
	uint64_t last = 0, next = 0, i;
	enum err err;

	while ((err = next_size(&next, k, last)) == ERR_OK && next > 0)
		last = next;
	k->gone = calloc(last + 1, sizeof(*k->gone));
	if (k->gone == NULL)
		return ERR_MEMORY;
	for (i = 0; i < last && err == ERR_OK; i++) {
		if (st->entry[i].kind != KIND_WITHDRAWAL)
			continue;
		err = writer_entry_load(k->w, &e, i);
		if (err != ERR_OK)
			break;
		err = j_ref(&ref, e.json, "target");
		if (err == ERR_OK && ref.has_index && ref.index < i)
			k->gone[k->n_gone++] = (struct gone){ref.index, i};
		writer_entry_release(&e);
	}
	return err;
}

/*
 * The size that the directory has: its checkpoint is put when all that it
 * speaks of is there, so that only what is new is gone through.  Whatever is
 * not just as the store has it begins at 0.
 */
static enum err
find_old(struct work *k)
{
	struct checkpoint c;
	struct note note;
	struct span kept;
	uint8_t *bytes;
	char path[FILE_PATH_MAX];
	size_t n;
	uint64_t at;
	int len = snprintf(path, sizeof(path), "%s/checkpoint", k->in.dir);
	enum err e;

	if (len < 0 || len >= (int)sizeof(path))
		return ERR_RANGE;
	if (file_read(&bytes, &n, path, NOTE_MAX) != ERR_OK)
		return ERR_OK;
	e = note_decode(&note, (struct span){bytes, n});
	if (e == ERR_OK)
		e = checkpoint_decode(&c, note.text);
	if (e == ERR_OK) {
		at = c.size;
		e = store_checkpoint_next(k->in.txn, &at, &kept);
	}
	if (e == ERR_OK && at == c.size &&
	    cosigned_holds((struct span){bytes, n}, kept))
		k->old = at;
	file_free(bytes, n);
	return e == ERR_IO ? e : ERR_OK;
}

static enum err
put_all(struct work *k)
{
	uint64_t next = 0;
	size_t i;
	enum err e = find_gone(k);

	while (e == ERR_OK && (e = next_size(&next, k, k->old)) == ERR_OK &&
	    next > 0) {
		k->size = next;
		e = put_size(k);
		k->old = next;
	}
	for (i = 0; i < k->n_gone && e == ERR_OK; i++)
		e = put_tombstone(k, &k->gone[i]);
	return e == ERR_OK && k->old > 0 ? put_head(k) : e;
}

enum err
publicdir_write(struct writer *w, const char *dir, bool all,
    struct span witnesses, uint64_t *size, char at[PUBLICDIR_NAME])
{
	struct work k = {.w = w,
	    .in.dir = dir,
	    .in.at = at,
	    .witnesses = witnesses};
	enum err e;

	*size = 0;
	at[0] = '\0';
	e = outdir_sweep(dir);
	if (e != ERR_OK)
		return e;
	e = store_begin(&k.in.txn, writer_store(w), false);
	if (e != ERR_OK)
		return e;
	k.in.hashes = writer_hashes(&k.held, w, k.in.txn);
	e = all ? ERR_OK : find_old(&k);
	if (e == ERR_OK)
		e = put_all(&k);
	*size = k.old;
	free(k.gone);
	store_abort(k.in.txn);
	return e;
}
