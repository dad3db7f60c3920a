/*
 * act_login.c - a challenge, its answer, and the end of a session.
 */
#include "act.h"

#include "reply.h"
#include "schema.h"

#include <string.h>

void
act_challenge(struct act *a, const json_t *in, struct api_answer *out)
{
	const struct desk *d = a->desk;
	char nonce[LOGIN_NONCE_TEXT + 1];

	(void)in;
	login_challenge(d->logins, nonce, a->now_ms / 1000);
	reply_json(out,
	    json_pack("{s:s,s:s,s:s,s:s,s:b}", "commune", d->commune, "nonce",
		nonce, "origin", d->origin, "site", d->site, "trial",
		(int)d->trial));
}

static json_t *
roles_of(const struct grant *g)
{
	json_t *list = json_array();
	unsigned i;

	for (i = 0; i < ROLE_COUNT; i++)
		if ((g->roles & 1U << i) != 0)
			(void)json_array_append_new(list,
			    json_string(role_word((enum role)(1U << i))));
	return list;
}

void
act_login(struct act *a, const json_t *in, struct api_answer *out)
{
	struct login_try t = {.site = a->desk->site,
	    .name = j_span(in, "name"),
	    .nonce = j_span(in, "nonce")};
	const struct grant *g =
	    authority_find(writer_authority(a->w), t.name, writer_size(a->w));
	const struct session *s = NULL;
	enum err e;

	e = base64_decode(t.sig.b, sizeof(t.sig.b), j_span(in, "signature"));
	if (e == ERR_OK)
		e = login_open(&s, a->desk->logins, g, a->desk->origin, &t,
		    a->now_ms / 1000);
	if (e != ERR_OK) {
		reply_err(out, e);
		return;
	}
	memcpy(out->cookie, s->cookie, sizeof(out->cookie));
	reply_json(out,
	    json_pack("{s:s,s:s,s:s,s:o}", "csrf", s->csrf, "name", s->name,
		"unit", g->unit, "roles", roles_of(g)));
}

void
act_logout(struct act *a, const json_t *in, struct api_answer *out)
{
	(void)in;
	login_close(a->desk->logins, a->ask->cookie, a->now_ms / 1000);
	out->forget = true;
	reply_json(out, json_object());
}
