/*
 * erase_finish.c - what is destroyed once an erasure stands (FORMAT 4.10), in
 * an order in which any step may be the last before a crash: the key and the
 * vault, the sealed items, the pages they lay in, the copies of the keyring.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "erase.h"
#include "erase_part.h"
#include "keycopies.h"

#define HEAD "minhbach/erasing/v1\n"
#define ERASING_MAX 128

struct begun {
	uint64_t size; /* of the ledger before the erasure */
	struct handle subject;
};

static enum err
path_beside(char path[FILE_PATH_MAX], const struct writer *w, const char *name)
{
	size_t dir = strlen(w->keyring_path) - strlen(WRITER_KEYRING);
	int n;

	n = snprintf(path, FILE_PATH_MAX, "%.*s%s", (int)dir, w->keyring_path,
	    name);
	return n < 0 || n >= FILE_PATH_MAX ? ERR_RANGE : ERR_OK;
}

enum err
erasing_begin(struct writer *w, const struct handle *subject)
{
	char path[FILE_PATH_MAX];
	uint8_t buf[ERASING_MAX];
	struct wr out;
	enum err e = path_beside(path, w, WRITER_ERASING);

	wr_init(&out, buf, sizeof(buf));
	wr_span(&out, span_str(HEAD));
	wr_decimal(&out, w->view.size);
	wr_span(&out, span_str("\n"));
	wr_base64(&out, subject->b, HANDLE_LEN);
	wr_span(&out, span_str("\n"));
	if (e == ERR_OK)
		e = out.bad ? ERR_SPACE
			    : file_create(path, wr_done(&out), 0600);
	return e;
}

void
erasing_end(struct writer *w)
{
	char path[FILE_PATH_MAX];

	if (path_beside(path, w, WRITER_ERASING) == ERR_OK)
		(void)unlink(path);
}

/* ERR_MISSING: nothing was begun. */
static enum err
erasing_load(struct begun *b, const struct writer *w)
{
	char path[FILE_PATH_MAX];
	uint8_t *bytes = NULL;
	size_t n = 0;
	struct rd r;
	enum err e = path_beside(path, w, WRITER_ERASING);

	if (e == ERR_OK)
		e = file_read(&bytes, &n, path, ERASING_MAX);
	if (e != ERR_OK)
		return e;
	rd_init(&r, (struct span){bytes, n});
	rd_lit(&r, HEAD);
	b->size = rd_decimal(&r, '\n');
	rd_base64(&r, b->subject.b, HANDLE_LEN, '\n');
	if (!rd_done(&r) || handle_is_zero(&b->subject))
		e = ERR_FORMAT;
	file_free(bytes, n);
	return e;
}

/* Or did a crash keep the entry from the ledger? */
static bool
was_entered(const struct writer *w, const struct begun *b)
{
	const struct state *s = w->view.state;
	uint64_t i;

	for (i = b->size; i < s->n_entry; i++)
		if (s->entry[i].kind == KIND_ERASURE)
			return true;
	return false;
}

/* The record goes, and with it the vault that it was boxed to. */
static enum err
key_destroy(struct writer *w, const struct handle *h)
{
	enum err e = vault_drop_subject(&w->keyring, h);

	if (e == ERR_MISSING)
		return ERR_OK;
	if (e == ERR_OK)
		e = vault_renew(&w->keyring, &w->vault);
	if (e != ERR_OK)
		return e;
	subjects_free(w->subjects);
	w->subjects = NULL;
	sodium_memzero(w->plain, sizeof(*w->plain));
	e = subjects_new(&w->subjects);
	if (e != ERR_OK)
		return e;
	w->keyring.generation++;
	return keyring_supplant(&w->keyring, w->keyring_path);
}

static enum err
items_forget(struct writer *w, const struct handle *subject)
{
	struct store_txn *t = NULL;
	struct handle h;
	uint64_t i;
	enum err e = store_begin(&t, w->store, true);

	for (i = 0; i < w->view.size && e == ERR_OK; i++) {
		e = subject_of(&h, w, t, i);
		if (e == ERR_MISSING)
			e = ERR_OK;
		else if (e == ERR_OK && handle_eq(&h, subject))
			e = store_forget(t, i);
	}
	if (e == ERR_OK)
		return store_commit(t);
	store_abort(t);
	return e;
}

static enum err
pages_destroy(struct writer *w)
{
	char path[FILE_PATH_MAX];
	enum err e = path_beside(path, w, WRITER_STORE);

	return e == ERR_OK ? store_compact(&w->store, path) : e;
}

/* A copy that cannot be reached now is told by copies_look(), later too. */
static enum err
copies_destroy(struct writer *w)
{
	char path[FILE_PATH_MAX];
	struct copies c;
	enum err e = path_beside(path, w, COPIES_NAME);

	if (e == ERR_OK)
		e = copies_load(&c, path);
	if (e != ERR_OK)
		return e == ERR_FORMAT || e == ERR_RANGE ? ERR_OK : e;
	copies_renew(&c, &w->keyring);
	copies_release(&c);
	return ERR_OK;
}

/* It has the child in it, and whoever opens next makes another. */
static enum err
snapshot_destroy(const struct writer *w)
{
	char dir[FILE_PATH_MAX];
	enum err e = path_beside(dir, w, ".");

	return e == ERR_OK ? writer_snapshot_forget(dir) : e;
}

static enum err
destroy(struct writer *w, const struct begun *b)
{
	enum err e = snapshot_destroy(w);

	if (e == ERR_OK)
		e = key_destroy(w, &b->subject);
	if (e == ERR_OK)
		e = items_forget(w, &b->subject);
	if (e == ERR_OK)
		e = pages_destroy(w);
	if (e == ERR_OK)
		e = writer_replay(w, NULL);
	if (e == ERR_OK)
		e = copies_destroy(w);
	return e;
}

enum err
writer_erase_finish(struct writer *w)
{
	struct begun b;
	enum err e;

	if (w->read_only || w->vault == NULL)
		return ERR_OK;
	e = erasing_load(&b, w);
	if (e == ERR_MISSING)
		return ERR_OK;
	if (e == ERR_OK && was_entered(w, &b))
		e = destroy(w, &b);
	if (e == ERR_OK)
		erasing_end(w);
	else
		w->stopped = true;
	return e;
}
