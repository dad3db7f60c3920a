/*
 * erase_finish.c - what is destroyed once an erasure stands (FORMAT 4.10), in
 * an order in which any step may be the last before a crash: the key and the
 * vault, the sealed items, the pages they lay in, the copies of the keyring.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "erase_part.h"
#include "keycopies.h"
#include "owners.h"

#define HEAD "minhbach/erasing/v1\n"
#define LINE (BASE64_LEN(HANDLE_LEN) + 1)
#define ERASING_MAX (64 + ERASURE_SUBJECTS_MAX * LINE)

struct begun {
	uint64_t size; /* of the ledger before the erasure */
	struct handle *subject;
	size_t n;
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
erasing_begin(struct writer *w, const struct erasure *x)
{
	size_t i, cap = 64 + x->n_subject * LINE;
	char path[FILE_PATH_MAX];
	uint8_t *buf = malloc(cap);
	struct wr out;
	enum err e =
	    buf == NULL ? ERR_MEMORY : path_beside(path, w, WRITER_ERASING);

	wr_init(&out, buf, buf == NULL ? 0 : cap);
	wr_span(&out, span_str(HEAD));
	wr_decimal(&out, w->view.size);
	wr_span(&out, span_str("\n"));
	for (i = 0; i < x->n_subject; i++) {
		wr_base64(&out, x->subject[i].b, HANDLE_LEN);
		wr_span(&out, span_str("\n"));
	}
	if (e == ERR_OK)
		e = out.bad ? ERR_SPACE
			    : file_replace(path, wr_done(&out), 0600);
	free(buf);
	return e;
}

enum err
erasing_end(struct writer *w)
{
	char path[FILE_PATH_MAX];
	enum err e = path_beside(path, w, WRITER_ERASING);

	return e == ERR_OK ? file_destroy(path) : e;
}

/* At least one subject, and none zero. */
static enum err
erasing_decode(struct begun *b, struct span bytes)
{
	struct rd r;

	b->subject = calloc(bytes.n / LINE + 1, sizeof(*b->subject));
	if (b->subject == NULL)
		return ERR_MEMORY;
	rd_init(&r, bytes);
	rd_lit(&r, HEAD);
	b->size = rd_decimal(&r, '\n');
	do {
		rd_base64(&r, b->subject[b->n].b, HANDLE_LEN, '\n');
		if (r.bad || handle_is_zero(&b->subject[b->n++]))
			return ERR_FORMAT;
	} while (r.rest.n > 0);
	return rd_done(&r) ? ERR_OK : ERR_FORMAT;
}

/* ERR_MISSING: nothing was begun.  b->subject is the caller's. */
static enum err
erasing_load(struct begun *b, const struct writer *w)
{
	char path[FILE_PATH_MAX];
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e = path_beside(path, w, WRITER_ERASING);

	if (e == ERR_OK)
		e = file_read(&bytes, &n, path, ERASING_MAX);
	if (e != ERR_OK)
		return e;
	e = erasing_decode(b, (struct span){bytes, n});
	file_free(bytes, n);
	return e;
}

static bool
is_begun(const struct begun *b, const struct handle *h)
{
	size_t i;

	for (i = 0; i < b->n; i++) {
		if (handle_eq(&b->subject[i], h))
			return true;
	}
	return false;
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

/* The records go, and with them the vault that they were boxed to. */
static enum err
keys_destroy(struct writer *w, const struct begun *b)
{
	bool any = false;
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < b->n && e == ERR_OK; i++) {
		e = vault_drop_subject(&w->keyring, &b->subject[i]);
		any = any || e == ERR_OK;
		if (e == ERR_MISSING)
			e = ERR_OK;
	}
	if (e == ERR_OK && !any)
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
items_forget(struct writer *w, const struct begun *b)
{
	struct store_txn *t = NULL;
	struct handle h;
	uint64_t i;
	enum err e = store_begin(&t, w->store, true);

	for (i = 0; i < w->view.size && e == ERR_OK; i++) {
		e = subject_of(&h, w, t, i);
		if (e == ERR_MISSING)
			e = ERR_OK;
		else if (e == ERR_OK && is_begun(b, &h))
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
enum err
copies_bring(struct writer *w)
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
		e = keys_destroy(w, b);
	if (e == ERR_OK) /* older keyrings, that a crash kept half written */
		e = file_sweep(w->keyring_path);
	if (e == ERR_OK)
		e = items_forget(w, b);
	if (e == ERR_OK)
		e = pages_destroy(w);
	if (e == ERR_OK)
		e = writer_replay(w, NULL);
	if (e == ERR_OK)
		e = copies_bring(w);
	return e;
}

enum err
writer_erase_finish(struct writer *w)
{
	struct begun b = {.subject = NULL};
	enum err e;

	if (w->read_only || w->vault == NULL)
		return ERR_OK;
	e = erasing_load(&b, w);
	if (e == ERR_MISSING)
		return ERR_OK;
	if (e == ERR_OK && was_entered(w, &b))
		e = destroy(w, &b);
	if (e == ERR_OK)
		e = erasing_end(w);
	if (e != ERR_OK)
		w->stopped = true;
	free(b.subject);
	return e;
}
