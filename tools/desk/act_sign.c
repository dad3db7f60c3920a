/*
 * act_sign.c - what waits for a signature, and a signature that was made.
 *
 * The page has recomputed both commitments from the payload that it showed,
 * and signed the text; here the signature is verified with the key that the
 * ledger granted, and the statement goes the way of any other that was signed
 * elsewhere (FORMAT 3.10).
 */
#include "act.h"

#include "reply.h"
#include "schema.h"
#include "state.h"
#include "text.h"
#include "vaultkey.h"
#include "waiting.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static json_t *
text_json(struct span s)
{
	return json_stringn((const char *)s.p, s.n);
}

static json_t *
base64_json(const uint8_t *p, size_t n)
{
	char buf[BASE64_LEN(DIGEST_LEN)];
	struct wr w;

	wr_init(&w, buf, sizeof(buf));
	wr_base64(&w, p, n);
	return json_stringn(buf, w.n);
}

/* ---- what waits ---- */

/* All that the page needs to check what it shows. */
static json_t *
statements_json(const struct waiting *x)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < x->file.n; i++) {
		const struct stfile_part *p = &x->file.part[i];

		(void)json_array_append_new(list,
		    json_pack("{s:o,s:o,s:o,s:I}", "okey",
			base64_json(p->okey.b, sizeof(p->okey.b)), "payload",
			text_json(p->payload), "text",
			text_json(x->view[i].note.text), "signed",
			(json_int_t)x->view[i].note.n));
	}
	return list;
}

/* The one whose turn it is, or null: all have signed. */
static json_t *
next_json(const struct waiting *x)
{
	const struct stview *v = &x->view[0];

	return v->note.n < v->s.n_by ? text_json(v->s.by[v->note.n])
				     : json_null();
}

/* NULL: nothing of this key's. */
static json_t *
file_json(const struct act *a, const struct waiting *x, const char *name)
{
	enum err e = waiting_turn(x, span_str(a->me->name));
	json_t *o;

	if (e == ERR_KEY || x->file.n == 0)
		return NULL;
	o = json_pack("{s:s,s:o,s:I,s:o}", "file", name, "digest",
	    base64_json(x->digest.b, sizeof(x->digest.b)), "n",
	    (json_int_t)x->file.n, "next", next_json(x));
	if (e == ERR_OK)
		(void)json_object_set_new(o, "statements", statements_json(x));
	return o;
}

/* The names of sponsors are no secret of a child. */
static json_t *
sponsors_json(const struct state *st)
{
	json_t *o = json_object();
	size_t i;

	for (i = 0; i < st->n_sponsor; i++)
		if (!st->sponsor[i].person)
			(void)json_object_set_new(o, st->sponsor[i].code,
			    json_string(st->sponsor[i].name));
	return o;
}

void
act_waiting(struct act *a, const json_t *in, struct api_answer *out)
{
	const struct state *st = writer_state(a->w);
	struct waiting_names *names = calloc(1, sizeof(*names));
	json_t *list = json_array();
	struct waiting x;
	size_t i;
	enum err e =
	    names == NULL ? ERR_MEMORY : waiting_list(names, a->desk->ledger);

	(void)in;
	for (i = 0; e == ERR_OK && i < names->n; i++) {
		/* One that does not open is nobody's here. */
		if (waiting_open(&x, a->desk->ledger, names->name[i],
			vault_boxkey(writer_vault(a->w)), st) == ERR_OK) {
			json_t *o = file_json(a, &x, names->name[i]);

			if (o != NULL && waiting_is_entered(&x, st)) {
				(void)unlink(x.path); /* a kill left it */
				json_decref(o);
			} else if (o != NULL) {
				(void)json_array_append_new(list, o);
			}
		}
		waiting_release(&x);
	}
	free(names);
	if (e == ERR_OK) {
		reply_json(out,
		    json_pack("{s:o,s:o,s:s}", "files", list, "sponsors",
			sponsors_json(st), "name", a->me->name));
		return;
	}
	json_decref(list);
	reply_err(out, e);
}

/* ---- a signature ---- */

/* One for each statement, or none where all have signed. */
static enum err
signatures_take(struct waiting *x, const struct act *a, const json_t *list)
{
	bool renew = x->view[0].note.n == x->view[0].s.n_by;
	struct sig sig;
	enum err e = ERR_OK;
	size_t i;

	if (json_array_size(list) != (renew ? 0 : x->file.n))
		return ERR_FORMAT;
	for (i = 0; i < json_array_size(list) && e == ERR_OK; i++) {
		const json_t *v = json_array_get(list, i);

		if (!json_is_string(v))
			return ERR_FORMAT;
		e = base64_decode(sig.b, sizeof(sig.b),
		    span_str(json_string_value(v)));
		if (e == ERR_OK)
			e = waiting_sign(x, i, &a->me->key, &sig);
	}
	return e;
}

/* The last signature enters it; any other is checked and kept. */
static void
enter(struct act *a, struct waiting *x, struct api_answer *out)
{
	const struct stview *v = &x->view[0];
	size_t done = v->note.n + (v->note.n < v->s.n_by ? 1 : 0);
	struct writer_findings *found = calloc(1, sizeof(*found));
	const struct batch b = {.time_ms = a->now_ms};
	bool last = done == v->s.n_by;
	enum err e = ERR_MEMORY;

	x->file.time_ms = a->now_ms;
	if (found != NULL)
		e = last ? writer_append_signed(a->w, &b, &x->file, NULL, found)
			 : writer_check(a->w, &b, &x->file, found);
	if (e != ERR_OK && found != NULL && found->n > 0) {
		reply_found(out, v->s.kind, found);
		free(found);
		return;
	}
	free(found);
	if (e == ERR_OK && !last)
		e = waiting_save(x, a->now_ms);
	if (e != ERR_OK) {
		reply_err(out, e);
	} else if (last) {
		(void)unlink(x->path); /* else act_waiting() does */
		reply_json(out,
		    json_pack("{s:I,s:I}", "entered", (json_int_t)x->file.n,
			"to", (json_int_t)writer_size(a->w) - 1));
	} else {
		reply_json(out,
		    json_pack("{s:o}", "next", text_json(v->s.by[done])));
	}
}

/* The file that was shown, at this key's turn. */
static void
sign_shown(struct act *a, const json_t *in, struct waiting *x,
    struct api_answer *out)
{
	struct digest d;
	enum err e;

	if (j_digest(&d, in, "digest") != ERR_OK ||
	    !digest_eq(&d, &x->digest)) {
		reply_err(out, ERR_STALE);
		return;
	}
	e = waiting_turn(x, span_str(a->me->name));
	if (e == ERR_EXISTS || e == ERR_MISSING) {
		reply_words(out, 409, "chưa đến lượt, hoặc đã ký rồi",
		    "it is not your turn, or you have signed");
		return;
	}
	if (e == ERR_OK)
		e = signatures_take(x, a, json_object_get(in, "signatures"));
	if (e == ERR_OK)
		enter(a, x, out);
	else
		reply_err(out, e);
}

void
act_sign(struct act *a, const json_t *in, struct api_answer *out)
{
	struct waiting x;
	enum err e;

	e = waiting_open(&x, a->desk->ledger, j_str(in, "file"),
	    vault_boxkey(writer_vault(a->w)), writer_state(a->w));
	if (e == ERR_OK)
		sign_shown(a, in, &x, out);
	else
		reply_err(out, e);
	waiting_release(&x);
}
