/*
 * envelope.c - codes that are asked for, and the signers and the reader that
 * they make for one command.
 */
#include "envelope.h"

#include "ask.h"
#include "authority.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#define TRIES 3

/* Which line, as it stands on the paper. */
static void
say_wrong(const struct cli *c, enum err e, unsigned line)
{
	char vi[160], en[160];

	if (e == ERR_HASH) {
		(void)snprintf(vi, sizeof(vi),
		    "dòng %u của mã gõ sai (nhóm cuối mỗi dòng để dò lỗi); "
		    "chưa làm gì",
		    line);
		(void)snprintf(en, sizeof(en),
		    "line %u of the code is mistyped (the last group of each "
		    "line shows it); nothing was done",
		    line);
	} else {
		(void)snprintf(vi, sizeof(vi),
		    "mã khôi phục có 4 dòng, mỗi dòng 5 nhóm 4 ký tự 0-9 a-f; "
		    "chưa làm gì");
		(void)snprintf(en, sizeof(en),
		    "a recovery code has 4 lines of 5 groups of 4 digits 0-9 "
		    "a-f; nothing was done");
	}
	say(c, vi, en);
}

static enum err
code_ask(struct envelopes *e, struct cli *c, size_t i)
{
	struct passphrase *p = NULL;
	unsigned line = 0;
	char prompt[64];
	enum err err;

	(void)snprintf(prompt, sizeof(prompt), "(mã khôi phục, phong bì %zu)",
	    i + 1);
	err = session_passphrase(&p, c, prompt, false);
	if (err == ERR_OK) {
		err = recovery_decode(e->code[i].secret, &e->code[i].use, &line,
		    passphrase_unlock(p));
		passphrase_lock(p);
	}
	if (err == ERR_FORMAT || err == ERR_HASH || err == ERR_RANGE)
		say_wrong(c, err, line);
	passphrase_free(p);
	return err;
}

int
envelopes_ask(struct envelopes **out, struct cli *c)
{
	struct envelopes *e;
	enum err err = ERR_OK;
	unsigned try;
	bool typed;

	*out = NULL;
	if (c->n_paper == 0)
		return EXIT_DONE;
	e = sodium_malloc(sizeof(*e));
	if (e == NULL)
		return say_err(c, ERR_SECRET, "--paper", NULL);
	memset(e, 0, sizeof(*e));
	for (; e->n < c->n_paper && err == ERR_OK; e->n++) {
		typed = c->next_fd == c->n_fd;
		err = code_ask(e, c, e->n);
		for (try = 1; try < TRIES && typed &&
		     (err == ERR_FORMAT || err == ERR_HASH || err == ERR_RANGE);
		     try++)
			err = code_ask(e, c, e->n);
	}
	if (err == ERR_OK) {
		*out = e;
		return EXIT_DONE;
	}
	envelopes_free(e);
	return err == ERR_FORMAT || err == ERR_HASH || err == ERR_RANGE
	    ? EXIT_TROUBLE
	    : say_err(c, err, "--paper", NULL);
}

void
envelopes_free(struct envelopes *e)
{
	sodium_free(e);
}

enum err
envelopes_reading(struct boxkey **k, const struct envelopes *e)
{
	size_t i;

	for (i = 0; e != NULL && i < e->n; i++)
		if (e->code[i].use == RECOVERY_READS)
			return boxkey_new(k, e->code[i].secret);
	return ERR_MISSING;
}

/* The recovery key in force that this is, or NULL. */
static const struct grant *
grant_of(const struct session *s, const struct pubkey *k)
{
	const struct authority *a = writer_authority(s->w);
	const struct grant *g;
	size_t i;

	for (i = 0; (g = authority_grant(a, i)) != NULL; i++)
		if ((g->roles & ROLE_RECOVERY) != 0 &&
		    memcmp(g->key.key.b, k->b, sizeof(k->b)) == 0 &&
		    authority_find(a, span_str(g->name), writer_size(s->w)) ==
			g)
			return g;
	return NULL;
}

static int
sign_one(struct session *s, const uint8_t secret[32])
{
	const struct grant *g;
	struct pubkey k;
	enum err e = key_of_seed(&k, secret);

	if (e != ERR_OK)
		return say_err(s->cli, e, "--paper", NULL);
	g = grant_of(s, &k);
	if (g == NULL) {
		say(s->cli,
		    "mã đúng, nhưng khóa của phong bì này sổ không cấp, hoặc "
		    "đã thay: tìm phong bì mới nhất (xem status)",
		    "the code is right, but this ledger does not grant its "
		    "key, or no longer: find the newest envelope (see status)");
		return EXIT_REFUSED;
	}
	if (s->n == BY_MAX)
		return say_err(s->cli, ERR_RANGE, "--paper", NULL);
	e = signer_of_seed(&s->signer[s->n], &g->key, secret);
	if (e != ERR_OK)
		return say_err(s->cli, e, g->name, NULL);
	s->n++;
	return EXIT_DONE;
}

int
envelopes_sign(struct session *s, const struct envelopes *e)
{
	int status = EXIT_DONE;
	size_t i;

	for (i = 0; e != NULL && i < e->n && status == EXIT_DONE; i++)
		if (e->code[i].use == RECOVERY_SIGNS)
			status = sign_one(s, e->code[i].secret);
	return status;
}
