/*
 * envelope_new.c - recovery keys that are made: the payload of their grant,
 * and the pages for their envelopes.
 */
#include "envelope.h"

#include "office.h"

#include "calendar.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

static json_t *
grant_json(const struct envelope_new *n, const struct vkey *k)
{
	char buf[VKEY_TEXT_MAX];
	struct span text;

	if (vkey_encode(&text, k, buf, sizeof(buf)) != ERR_OK)
		return NULL;
	return json_pack("{s:n, s:s, s:n, s:[s], s:s, s:i, s:s%}", "cosign_key",
	    "name", n->name, "reading_key", "roles", "recovery", "unit",
	    n->unit, "v", 1, "verify_key", (const char *)text.p, text.n);
}

enum err
envelope_make(struct envelope_new *n, const char *origin, const char *unit,
    unsigned number)
{
	uint8_t seed[32];
	struct pubkey key;
	struct vkey k;
	enum err e;

	memset(n, 0, sizeof(*n));
	if (!is_word(span_str(unit)))
		return ERR_FORMAT;
	(void)snprintf(n->unit, sizeof(n->unit), "%s", unit);
	if (snprintf(n->name, sizeof(n->name), "%s/%s-%u", origin, unit,
		number) >= (int)sizeof(n->name))
		return ERR_FORMAT;
	randombytes_buf(seed, sizeof(seed));
	e = key_of_seed(&key, seed);
	if (e == ERR_OK)
		e = vkey_init(&k, span_str(n->name), VKEY_SIGN, &key);
	if (e == ERR_OK) {
		n->grant = grant_json(n, &k);
		e = n->grant == NULL ? ERR_MEMORY : ERR_OK;
	}
	if (e == ERR_OK)
		recovery_encode(n->code, RECOVERY_SIGNS, seed);
	sodium_memzero(seed, sizeof(seed));
	return e;
}

static enum err
pages(struct session *s, const struct codes_shown *c,
    const struct paper_code *code, size_t n, const char *pdf)
{
	char text[SAY_NAME], over[SAY_NAME];
	struct paper_head h = {.over = over,
	    .day = date_of_ms(s->now),
	    .trial = c->trial};
	struct outfile f;
	enum err e;

	(void)snprintf(text, sizeof(text), "ủy ban nhân dân %s", c->commune);
	say_upper(over, text);
	e = outfile_open(&f);
	if (e == ERR_OK)
		e = paper_recovery_pdf(f.to, &h, code, n, s->now);
	return outfile_close(&f, pdf, e);
}

int
envelopes_show(struct session *s, const struct codes_shown *c, const char *pdf)
{
	struct paper_code code[BY_MAX + 1];
	size_t n = 0, i;
	enum err e = ERR_OK;

	if (c->reads != NULL)
		code[n++] = (struct paper_code){c->origin, c->reads, false};
	for (i = 0; i < c->n_sign && n < BY_MAX + 1; i++)
		code[n++] =
		    (struct paper_code){c->sign[i].name, c->sign[i].code, true};
	if (pdf != NULL)
		e = pages(s, c, code, n, pdf);
	for (i = 0; i < n && (pdf == NULL || e != ERR_OK); i++)
		(void)printf("%s=%s\n",
		    code[i].signs ? code[i].name : "recovery", code[i].code);
	return e == ERR_OK ? EXIT_DONE : say_err(s->cli, e, pdf, NULL);
}
