/*
 * waiting.c - read, opened, signed, put back.
 */
#include "waiting.h"

#include "fileio.h"
#include "hash.h"
#include "sealmake.h"
#include "state.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_waiting_name(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
	size_t n = strlen(s), end = sizeof(WAITING_SUFFIX) - 1;

	return n > end && n <= WAITING_NAME_MAX && s[0] != '.' &&
	    strspn(s, letters) == n && strcmp(s + n - end, WAITING_SUFFIX) == 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

enum err
waiting_list(struct waiting_names *names, const char *ledger)
{
	char path[FILE_PATH_MAX];
	const struct dirent *d;
	DIR *dir;

	names->n = 0;
	(void)snprintf(path, sizeof(path), "%s/" WAITING_DIR, ledger);
	dir = opendir(path);
	if (dir == NULL)
		return errno == ENOENT ? ERR_OK : ERR_IO;
	while (names->n < WAITING_FILES_MAX && (d = readdir(dir)) != NULL)
		if (is_waiting_name(d->d_name))
			(void)snprintf(names->name[names->n++],
			    WAITING_NAME_MAX + 1, "%.*s", WAITING_NAME_MAX,
			    d->d_name);
	(void)closedir(dir);
	qsort(names->name, names->n, sizeof(names->name[0]), by_name);
	return ERR_OK;
}

static enum err
views_open(struct waiting *x, const struct state *st)
{
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	enum err e = ERR_OK;
	size_t i;

	x->view = calloc(x->file.n + 1, sizeof(*x->view));
	x->notes = calloc(x->file.n + 1, STATEMENT_NOTE_MAX);
	if (x->view == NULL || x->notes == NULL)
		return ERR_MEMORY;
	for (i = 0; i < x->file.n && e == ERR_OK; i++)
		e = stview_open(&x->view[i], &x->file.part[i], st, &f);
	return e;
}

enum err
waiting_open(struct waiting *x, const char *ledger, const char *name,
    struct boxkey *vault, const struct state *st)
{
	struct stfile_head h;
	uint8_t *bytes = NULL;
	struct span rest, all;
	size_t n = 0, i;
	enum err e;

	memset(x, 0, sizeof(*x));
	if (!is_waiting_name(name))
		return ERR_FORMAT;
	(void)snprintf(x->path, sizeof(x->path), "%.4000s/" WAITING_DIR "/%s",
	    ledger, name);
	e = file_read(&bytes, &n, x->path, STFILE_MAX);
	if (e != ERR_OK)
		return e;
	all = (struct span){bytes, n};
	x->digest = sha256(all);
	e = stfile_head_decode(&h, &rest, all);
	if (e == ERR_OK)
		e = stfile_open(&x->file, all, vault);
	if (e == ERR_OK) {
		x->n_to = h.n_box;
		for (i = 0; i < h.n_box; i++)
			x->to[i] = h.box[i].key;
		e = views_open(x, st);
	}
	file_free(bytes, n);
	return e;
}

void
waiting_release(struct waiting *x)
{
	size_t i;

	for (i = 0; x->view != NULL && i < x->file.n; i++)
		stview_release(&x->view[i]);
	free(x->view);
	free(x->notes);
	stfile_release(&x->file);
	memset(x, 0, sizeof(*x));
}

bool
waiting_is_entered(const struct waiting *x, const struct state *st)
{
	size_t i;

	for (i = 0; i < st->n_entry && x->file.n > 0; i++)
		if (memcmp(st->entry[i].id.b, x->view[0].s.id.b, ID_LEN) == 0)
			return true;
	return false;
}

enum err
waiting_turn(const struct waiting *x, struct span name)
{
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < x->file.n && e == ERR_OK; i++) {
		e = stview_turn(&x->view[i], name);
		if (e == ERR_OK && x->view[i].note.n != x->view[0].note.n)
			e = ERR_SIGNATURE;
	}
	return e;
}

enum err
waiting_sign(struct waiting *x, size_t i, const struct vkey *key,
    const struct sig *sig)
{
	struct stfile_part *p = &x->file.part[i];
	struct wr w;
	enum err e;

	e = pubkey_verify(&key->key, sig, x->view[i].note.text);
	if (e != ERR_OK)
		return e;
	wr_init(&w, x->notes + i * STATEMENT_NOTE_MAX, STATEMENT_NOTE_MAX);
	wr_span(&w, p->note);
	note_sig_encode(&w, key, sig->b, sizeof(sig->b));
	p->note = wr_done(&w);
	return p->note.p == NULL ? ERR_SPACE : ERR_OK;
}

enum err
waiting_save(struct waiting *x, uint64_t now_ms)
{
	uint8_t *sealed = NULL;
	size_t n = 0;
	enum err e;

	x->file.time_ms = now_ms;
	e = stfile_seal(&sealed, &n, &x->file, x->to, x->n_to);
	if (e == ERR_OK)
		e = file_replace(x->path, (struct span){sealed, n}, 0600);
	free(sealed);
	return e;
}
