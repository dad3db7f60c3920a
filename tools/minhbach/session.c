/*
 * session.c - open what a command needs, in the one order that works: keys,
 * keyring, vault, ledger, clock.
 */
#include "session.h"
#include "trouble.h"

#include "envelope.h"
#include "fileio.h"
#include "invalid.h"
#include "keyfile.h"
#include "sealmake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

void
session_path(char *path, const struct cli *c, const char *name)
{
	(void)snprintf(path, FILE_PATH_MAX, "%s/%s", c->ledger, name);
}

enum err
session_passphrase(struct passphrase **p, struct cli *c, const char *path,
    bool twice)
{
	char prompt[512];

	if (c->next_fd < c->n_fd)
		return passphrase_read(p, c->fd[c->next_fd++]);
	(void)snprintf(prompt, sizeof(prompt), "Mật khẩu khóa %s: ", path);
	return passphrase_ask(p, prompt, twice ? "Nhập lại mật khẩu: " : NULL);
}

enum err
session_unlock(struct secret **secret, struct cli *c, const char *path)
{
	struct passphrase *p = NULL;
	enum err e;

	e = session_passphrase(&p, c, path, false);
	if (e == ERR_RANGE) /* no key was ever locked with so short a one */
		e = ERR_SECRET;
	if (e == ERR_OK)
		e = keyfile_unlock(secret, path, p);
	passphrase_free(p);
	return e;
}

static int
trouble(struct session *s, enum err e, const char *place)
{
	return say_err(s->cli, e, place, NULL);
}

/* Signers, and the reading key if one of them is the reader. */
static int
open_signers(struct session *s, bool *read)
{
	struct cli *c = s->cli;
	struct secret *secret = NULL;
	enum err e;
	size_t i;

	for (i = 0; i < c->n_key; i++) {
		bool reader = c->reader == NULL
		    ? i == 0
		    : strcmp(c->reader, c->key[i]) == 0;

		if (c->key[i] == NULL) {
			say(c, "thiếu --key FILE", "--key FILE is missing");
			return EXIT_TROUBLE;
		}
		e = session_unlock(&secret, c, c->key[i]);
		if (e == ERR_OK)
			e = signer_open(&s->signer[i], c->key[i], secret);
		if (e == ERR_OK && reader && s->reading == NULL &&
		    secret_has_reading(secret))
			e = secret_lend_reading(secret, boxkey_new,
			    &s->reading);
		secret_free(secret);
		secret = NULL;
		if (e != ERR_OK)
			return trouble_key(s, e, c->key[i]);
		s->n = i + 1;
		*read = *read || reader;
	}
	return EXIT_DONE;
}

static int
open_reader(struct session *s)
{
	struct cli *c = s->cli;
	const char *path = c->reader != NULL ? c->reader : c->key[0];
	struct secret *secret = NULL;
	enum err e;

	if (path == NULL) {
		say(c, "cần --key hoặc --reader FILE để đọc sổ",
		    "--key or --reader FILE is needed to read the ledger");
		return EXIT_TROUBLE;
	}
	e = session_unlock(&secret, c, path);
	if (e == ERR_OK)
		e = secret_lend_reading(secret, boxkey_new, &s->reading);
	secret_free(secret);
	return e == ERR_OK ? EXIT_DONE : trouble_key(s, e, path);
}

static int
open_ledger(struct session *s, bool write)
{
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	enum err e;

	e = write ? writer_open(&s->w, s->cli->ledger, s->reading, &f)
		  : writer_open_read(&s->w, s->cli->ledger, s->reading, &f);
	if (e == ERR_OK)
		return EXIT_DONE;
	return trouble_ledger(s, e, &f);
}

/* The codes of --paper; one of them may be for reading. */
static int
open_papers(struct session *s, bool *read)
{
	int status = envelopes_ask(&s->paper, s->cli);
	struct boxkey *box = NULL;
	enum err e;

	if (status != EXIT_DONE || s->paper == NULL)
		return status;
	if (s->cli->reader != NULL)
		return EXIT_DONE;
	e = envelopes_reading(&box, s->paper);
	if (e == ERR_MISSING)
		return EXIT_DONE;
	if (e != ERR_OK)
		return trouble(s, e, "--paper");
	boxkey_free(s->reading);
	s->reading = box;
	*read = true;
	return EXIT_DONE;
}

/* Who signs, and with it perhaps who reads. */
static int
open_who(struct session *s, unsigned what, bool *read)
{
	struct cli *c = s->cli;
	int status = EXIT_DONE;

	if ((what & SESSION_SIGN) != 0) {
		if (c->n_key == 0 && c->n_paper == 0) {
			say(c, "thiếu --key FILE (khóa của người ký)",
			    "--key FILE (the signer's key) is missing");
			return EXIT_TROUBLE;
		}
		status = open_signers(s, read);
	}
	return status == EXIT_DONE ? open_papers(s, read) : status;
}

/* Without a reader where none is needed: admins act when nobody reads. */
static int
open_ledger_if(struct session *s)
{
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	enum err e = ERR_MISSING;

	if (s->reading != NULL)
		e = writer_open(&s->w, s->cli->ledger, s->reading, &f);
	if (e == ERR_MISSING || e == ERR_SECRET || e == ERR_KEY) {
		boxkey_free(s->reading);
		s->reading = NULL;
	}
	return e == ERR_OK ? EXIT_DONE : open_ledger(s, true);
}

int
session_open(struct session *s, struct cli *c, unsigned what)
{
	bool read = false, needed;
	int status;

	memset(s, 0, sizeof(*s));
	s->cli = c;
	needed = (what & SESSION_VAULT) != 0 ||
	    ((what & SESSION_READ_IF) != 0 && c->reader != NULL);
	status = open_who(s, what, &read);
	if (status == EXIT_DONE && needed && !(read && s->reading != NULL))
		status = open_reader(s);
	if (status != EXIT_DONE)
		return status;
	if (!needed && (what & SESSION_READ_IF) == 0) {
		boxkey_free(s->reading); /* nobody reads: no reader's key */
		s->reading = NULL;
	}
	if ((what & SESSION_ALONE) != 0)
		return cli_time(c, true, &s->now) ? EXIT_DONE : EXIT_TROUBLE;
	status = (what & SESSION_READ_IF) != 0 && !needed
	    ? open_ledger_if(s)
	    : open_ledger(s, (what & SESSION_WRITE) != 0);
	if (status == EXIT_DONE)
		status = session_part(s,
		    (what & (SESSION_PART | SESSION_READ_IF)) != 0);
	if (status == EXIT_DONE)
		status = envelopes_sign(s, s->paper);
	if (status != EXIT_DONE)
		return status;
	if (!cli_time(c, authority_is_trial(writer_authority(s->w)), &s->now))
		return EXIT_TROUBLE;
	date_encode(s->today, date_of_ms(s->now));
	return EXIT_DONE;
}

int
session_found(struct session *s, struct cli *c, bool trial)
{
	bool read = false;
	int status;

	memset(s, 0, sizeof(*s));
	s->cli = c;
	status = open_signers(s, &read);
	if (status != EXIT_DONE)
		return status;
	return cli_time(c, trial, &s->now) ? EXIT_DONE : EXIT_TROUBLE;
}

int
session_close(struct session *s, int status)
{
	enum err e;
	size_t i;

	writer_close(s->w);
	boxkey_free(s->reading);
	envelopes_free(s->paper);
	s->paper = NULL;
	for (i = 0; i < s->n; i++) {
		e = signer_close(s->signer[i]);
		if (e != ERR_OK)
			status = trouble(s, e, s->cli->key[i]);
	}
	return status;
}

/* "tệp.csv:7, amount = "0"", or the number of the item; the disk is to blame
 * for all of a batch, not for the item that it had come to. */
static void
place_of(char *buf, size_t cap, const struct session *s,
    const struct writer_finding *x, const struct origin *from)
{
	size_t n;

	if (x->code == ERR_IO || x->code == ERR_STALE)
		(void)snprintf(buf, cap, "%s", s->cli->ledger);
	else if (from != NULL)
		from->place(from->arg, buf, cap, x->draft, x->field);
	else
		(void)snprintf(buf, cap, "mục / item %zu%s%s", x->draft + 1,
		    *x->field != '\0' ? ", " : "", x->field);
	n = strlen(buf);
	if (*x->rule != '\0')
		(void)snprintf(buf + n, cap - n, ", %s", x->rule);
}

/* d: the drafts they are about; NULL if they came as a statement file. */
static void
say_found(const struct session *s, const struct writer_findings *f,
    const struct draft *d, const struct origin *from)
{
	size_t i;

	for (i = 0; i < f->n; i++) {
		const struct writer_finding *x = &f->f[i];
		char at[600], place[640], vi[INVALID_MAX], en[INVALID_MAX];

		if (from != NULL && from->later != NULL && from->later(x))
			continue;
		place_of(at, sizeof(at), s, x, from);
		(void)snprintf(place, sizeof(place), "%s%s",
		    x->code == ERR_OK ? "lưu ý / note: " : "", at);
		(void)snprintf(vi, sizeof(vi), "không ghi được (%s)",
		    invalid_clause(x->en));
		(void)snprintf(en, sizeof(en), "cannot be entered (%s)", x->en);
		if (x->code == ERR_FORMAT)
			invalid_say(vi, en,
			    d == NULL ? KIND_GENESIS : d[x->draft].kind,
			    d == NULL ? "" : x->field, x->en);
		say_at(s->cli, place, x->vi != NULL ? x->vi : vi,
		    x->vi != NULL ? x->en : en);
	}
	if (f->dropped > 0 && (from == NULL || from->later == NULL))
		(void)fprintf(stderr, "... +%zu\n", f->dropped);
}

void
session_say(const struct session *s, const struct writer_findings *f)
{
	say_found(s, f, NULL, NULL);
}

/* The file, and who is to sign it next. */
static enum err
draft_write(struct session *s, const struct writer_drafted *d)
{
	const struct cli *c = s->cli;
	uint8_t *bytes = NULL;
	size_t n = 0, i;
	enum err e;

	e = stfile_seal(&bytes, &n, &d->file, d->to, d->n_to);
	if (e == ERR_OK)
		e = file_create(c->draft, (struct span){bytes, n}, 0600);
	free(bytes);
	if (e != ERR_OK)
		return e;
	(void)printf("%s: %zu dòng chờ ghi sổ, ", c->draft, d->file.n);
	if (c->n_then == 0)
		(void)printf("đã đủ chữ ký\n");
	for (i = 0; i < c->n_then; i++)
		(void)printf("%s%s%s", i == 0 ? "còn chờ chữ ký của " : ", ",
		    c->then[i], i + 1 == c->n_then ? "\n" : "");
	return ERR_OK;
}

static int
draft_batch(struct session *s, struct batch *b, struct writer_findings *f,
    const struct origin *from)
{
	struct writer_drafted d;
	enum err e;

	b->then = s->cli->then;
	b->n_then = s->cli->n_then;
	e = writer_draft(&d, s->w, b, f);
	say_found(s, f, b->draft, from);
	if (e != ERR_OK)
		return f->n > 0 ? err_status(e)
				: say_err(s->cli, e, s->cli->ledger, NULL);
	e = draft_write(s, &d);
	stfile_release(&d.file);
	if (e == ERR_OK && session_unit(s) != NULL)
		say(s->cli,
		    "mới xét theo những gì khóa này mở được; văn phòng xét đủ "
		    "khi ghi vào sổ",
		    "judged by what this key opens; the office judges all of "
		    "it when it is entered");
	return e == ERR_OK ? EXIT_DONE
			   : say_err(s->cli, e, s->cli->draft, NULL);
}

int
session_append(struct session *s, const struct draft *d, size_t n, bool dry_run,
    const struct origin *from)
{
	struct writer_findings *f = calloc(1, sizeof(*f));
	struct batch b = {.draft = d,
	    .n = n,
	    .signer = s->signer,
	    .n_signer = s->n,
	    .time_ms = s->now,
	    .allow_gap = s->cli->allow_gap,
	    .dry_run = dry_run};
	enum err e;
	int status;

	if (f == NULL)
		return trouble(s, ERR_MEMORY, NULL);
	if (s->cli->draft != NULL && !dry_run) {
		status = draft_batch(s, &b, f, from);
		free(f);
		return status;
	}
	e = writer_append(s->w, &b, NULL, f);
	say_found(s, f, d, from);
	free(f);
	if (e == ERR_OK)
		return EXIT_DONE;
	return say_err(s->cli, e, s->cli->ledger, NULL); /* f has said why */
}
