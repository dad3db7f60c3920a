/*
 * minhbach sign FILE - the second signature on a statement file (FORMAT 3.10).
 * Opened and shown first; the file is replaced by one that has the new lines.
 */
#include "session.h"

#include "fileio.h"
#include "note.h"
#include "sealmake.h"
#include "statement.h"
#include "stfile.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Our line behind those that are there; only if it is our turn. */
static enum err
add_line(struct span *out, const struct stfile_part *p, struct signer *me,
    uint8_t *buf, size_t cap)
{
	const struct vkey *k = signer_vkey(me);
	struct statement st;
	struct note n;
	struct sig sig;
	struct wr w;
	enum err e;

	e = note_decode(&n, p->note);
	if (e == ERR_OK)
		e = statement_decode(&st, n.text, NULL);
	if (e != ERR_OK)
		return e;
	if (n.n >= st.n_by || !span_is(st.by[n.n], k->name))
		return ERR_AUTHORITY;
	e = signer_sign(&sig, me, n.text);
	if (e == ERR_OK)
		e = signer_saw(me, st.seen, &st.seen_hash);
	wr_init(&w, buf, cap);
	wr_span(&w, p->note);
	note_sig_encode(&w, k, sig.b, sizeof(sig.b));
	*out = wr_done(&w);
	return e == ERR_OK && out->p == NULL ? ERR_SPACE : e;
}

static void
show(const struct stfile *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		(void)printf("%zu: %.*s\n%.*s\n", i + 1,
		    (int)f->part[i].payload.n,
		    (const char *)f->part[i].payload.p, (int)f->part[i].note.n,
		    (const char *)f->part[i].note.p);
}

/* The reading keys of the file's boxes stay the same. */
static enum err
boxes(struct readkey to[STFILE_BOXES_MAX], size_t *n, struct span bytes)
{
	struct stfile_head h;
	struct span rest;
	enum err e = stfile_head_decode(&h, &rest, bytes);
	size_t i;

	for (i = 0; e == ERR_OK && i < h.n_box; i++)
		to[i] = h.box[i].key;
	*n = h.n_box;
	return e;
}

static enum err
sign_all(struct session *s, struct stfile *f, uint8_t *notes)
{
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < f->n && e == ERR_OK; i++)
		e = add_line(&f->part[i].note, &f->part[i], s->signer[0],
		    notes + i * STATEMENT_NOTE_MAX, STATEMENT_NOTE_MAX);
	return e;
}

static int
run(struct session *s, const char *path)
{
	struct readkey to[STFILE_BOXES_MAX];
	struct stfile f;
	uint8_t *bytes = NULL, *sealed = NULL, *notes = NULL;
	size_t n = 0, n_to = 0, n_sealed = 0;
	struct fault fault = {ERR_OK, FAULT_NO_INDEX, ""};
	enum err e;

	memset(&f, 0, sizeof(f));
	e = file_read(&bytes, &n, path, STFILE_MAX);
	if (e == ERR_OK)
		e = boxes(to, &n_to, (struct span){bytes, n});
	else
		return say_err(s->cli, e, path, NULL);
	if (e == ERR_OK)
		e = stfile_open(&f, (struct span){bytes, n}, s->reading);
	if (e != ERR_OK) {
		file_free(bytes, n);
		return session_unopened(s, e, path);
	}
	e = writer_vouch(s->w, s->signer[0], &fault);
	if (e == ERR_OK) {
		show(&f);
		notes = calloc(f.n, STATEMENT_NOTE_MAX);
		e = notes == NULL ? ERR_MEMORY : sign_all(s, &f, notes);
	}
	if (e == ERR_OK)
		e = stfile_seal(&sealed, &n_sealed, &f, to, n_to);
	if (e == ERR_OK)
		e = file_replace(path, (struct span){sealed, n_sealed}, 0600);
	stfile_release(&f);
	file_free(bytes, n);
	free(sealed);
	free(notes);
	return e == ERR_OK ? EXIT_DONE : say_err(s->cli, e, path, fault.clause);
}

int
cmd_sign(struct cli *c, int argc, char **argv)
{
	static const struct command me = {"sign", "sign FILE", "", cmd_sign};
	struct session s;
	int status;

	if (argc != 2)
		return usage(c, &me);
	status = session_open(&s, c, SESSION_SIGN | SESSION_VAULT);
	if (status == EXIT_DONE)
		status = run(&s, argv[1]);
	return session_close(&s, status);
}
