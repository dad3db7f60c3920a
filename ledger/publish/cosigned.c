/*
 * cosigned.c - signatures are added to a published checkpoint and never taken
 * away from it.
 */
#include "cosigned.h"

#include "checkpoint.h"
#include "fileio.h"
#include "outdir.h"
#include "text.h"
#include "witness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_BYTES 64

static enum err
put_log(struct wr *w, const struct vkey *log)
{
	char buf[VKEY_TEXT_MAX];
	struct span key;
	enum err e = vkey_encode(&key, log, buf, sizeof(buf));

	if (e != ERR_OK)
		return e;
	wr_lit(w, "log ");
	wr_span(w, key);
	wr_byte(w, '\n');
	return ERR_OK;
}

enum err
cosigned_policy(uint8_t **bytes, size_t *n, struct trust *t, unsigned *line,
    const struct vkey *log, struct span witnesses)
{
	const unsigned logs = log != NULL;
	uint8_t *p = malloc(TRUST_FILE_MAX);
	struct wr w;
	enum err e = p == NULL ? ERR_MEMORY : ERR_OK;

	*line = 0;
	wr_init(&w, p, p == NULL ? 0 : TRUST_FILE_MAX);
	if (e == ERR_OK && log != NULL)
		e = put_log(&w, log);
	if (witnesses.n == 0)
		wr_lit(&w, "quorum none\n");
	wr_span(&w, witnesses);
	if (e == ERR_OK)
		e = w.bad ? ERR_RANGE : trust_decode(t, wr_done(&w), line);
	if (e == ERR_OK && t->n_log != logs)
		e = ERR_EXISTS;
	if (e != ERR_OK) {
		*line -= *line > logs ? logs : *line;
		free(p);
		return e;
	}
	*bytes = p;
	*n = w.n;
	return ERR_OK;
}

static enum err
read_note(uint8_t **bytes, size_t *n, const char *dir, const char *name)
{
	char path[FILE_PATH_MAX];
	int len = snprintf(path, sizeof(path), "%s/%s", dir, name);

	if (len <= 0 || (size_t)len >= sizeof(path))
		return ERR_RANGE;
	return file_read(bytes, n, path, NOTE_MAX);
}

bool
cosigned_holds(struct span more, struct span less)
{
	struct note a, b;
	size_t i, j;

	if (note_decode(&a, more) != ERR_OK ||
	    note_decode(&b, less) != ERR_OK || !span_eq(a.text, b.text))
		return false;
	for (i = 0; i < b.n; i++) {
		for (j = 0; j < a.n; j++)
			if (span_eq(a.sigs[j].name, b.sigs[i].name) &&
			    span_eq(a.sigs[j].base64, b.sigs[i].base64))
				break;
		if (j == a.n)
			return false;
	}
	return true;
}

enum err
cosigned_put(const char *dir, const char *name, struct span note)
{
	uint8_t *old = NULL;
	size_t n = 0;
	bool more = false;

	if (read_note(&old, &n, dir, name) == ERR_OK) {
		more = cosigned_holds((struct span){old, n}, note);
		file_free(old, n);
	}
	return more ? ERR_OK : outdir_put(dir, name, note);
}

static void
name_of(char name[NAME_BYTES], uint64_t size)
{
	(void)snprintf(name, NAME_BYTES, "checkpoints/%llu",
	    (unsigned long long)size);
}

enum err
cosigned_head(const char *dir, uint64_t size)
{
	char name[NAME_BYTES];
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	name_of(name, size);
	e = read_note(&bytes, &n, dir, name);
	if (e == ERR_OK)
		e = outdir_replace(dir, "checkpoint", (struct span){bytes, n});
	file_free(bytes, n);
	return e;
}

enum err
cosigned_add(size_t *good, const char *dir, struct span lines,
    const struct trust *t)
{
	static const char head[] = "checkpoint";
	uint8_t *old = NULL, *new = malloc(NOTE_MAX);
	const struct room room = {new, NOTE_MAX};
	char name[NAME_BYTES];
	struct checkpoint c;
	struct note note;
	struct span out;
	size_t n = 0;
	enum err e = new == NULL ? ERR_MEMORY : ERR_OK;

	if (e == ERR_OK)
		e = read_note(&old, &n, dir, head);
	if (e == ERR_OK)
		e = note_decode(&note, (struct span){old, n});
	if (e == ERR_OK)
		e = checkpoint_decode(&c, note.text);
	if (e == ERR_OK)
		e = witness_merge(&out, good, (struct span){old, n}, lines, t,
		    room);
	if (e == ERR_OK && !span_eq(out, (struct span){old, n})) {
		name_of(name, c.size);
		e = outdir_replace(dir, name, out);
		if (e == ERR_OK)
			e = outdir_replace(dir, head, out);
	}
	file_free(old, n);
	free(new);
	return e;
}
