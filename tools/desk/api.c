/*
 * api.c - each request opens the ledger, asks it who this is, and answers.
 */
#include "api.h"

#include "act.h"
#include "reply.h"

#include <string.h>

struct route {
	const char *path;
	bool public; /* without a session */
	enum {
		NOTHING,
		READ,
		WRITE
	} needs; /* of the ledger */
	void (*run)(struct act *a, const json_t *in, struct api_answer *out);
};

static const struct route routes[] = {
    {"/api/challenge", true, NOTHING, act_challenge},
    {"/api/login", true, READ, act_login},
    {"/api/logout", false, READ, act_logout},
    {"/api/sign", false, WRITE, act_sign},
    {"/api/waiting", false, READ, act_waiting},
};

static const struct route *
route_of(const char *path)
{
	size_t i;

	for (i = 0; i < sizeof(routes) / sizeof(routes[0]); i++)
		if (strcmp(routes[i].path, path) == 0)
			return &routes[i];
	return NULL;
}

bool
api_knows(const char *path)
{
	return route_of(path) != NULL;
}

/* The session of the cookie, with its token, and its key in force. */
static enum err
who(struct act *a, const struct api_ask *ask)
{
	const struct session *s =
	    login_find(a->desk->logins, ask->cookie, a->now_ms / 1000);

	if (s == NULL || !login_is_csrf(s, ask->csrf))
		return ERR_AUTHORITY;
	a->me = authority_find(writer_authority(a->w), span_str(s->name),
	    writer_size(a->w));
	if (a->me != NULL && a->me->from == s->from)
		return ERR_OK;
	login_close(a->desk->logins, ask->cookie, a->now_ms / 1000);
	return ERR_AUTHORITY;
}

static void
answer(struct api_answer *out, struct desk *d, const struct api_ask *ask,
    const json_t *in)
{
	const struct route *r = route_of(ask->path);
	struct act a = {.desk = d, .now_ms = desk_now(), .ask = ask};
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	enum err e;

	/* Before the ledger is opened: nobody is made to wait by strangers. */
	if (!r->public &&
	    login_find(d->logins, ask->cookie, a.now_ms / 1000) == NULL) {
		reply_words(out, 401, "chưa đăng nhập, hoặc đã quá giờ",
		    "not logged in, or no longer");
		return;
	}
	if (r->needs == NOTHING) {
		r->run(&a, in, out);
		return;
	}
	e = r->needs == WRITE
	    ? writer_open(&a.w, d->ledger, d->reader, &f)
	    : writer_open_read(&a.w, d->ledger, d->reader, &f);
	if (e == ERR_OK && writer_vault(a.w) == NULL) { /* not any more */
		writer_close(a.w);
		e = ERR_SECRET;
	}
	if (e != ERR_OK) {
		reply_err(out, e == ERR_EXISTS ? e : ERR_IO);
		return;
	}
	if (!r->public && who(&a, ask) != ERR_OK)
		reply_words(out, 401, "chưa đăng nhập, hoặc đã quá giờ",
		    "not logged in, or no longer");
	else
		r->run(&a, in, out);
	writer_close(a.w);
}

void
api_answer(struct api_answer *out, struct desk *d, const struct api_ask *ask)
{
	json_t *in;

	memset(out, 0, sizeof(*out));
	in = json_loadb((const char *)ask->body.p, ask->body.n,
	    JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(in)) {
		reply_err(out, ERR_FORMAT);
	} else {
		(void)pthread_mutex_lock(&d->lock);
		answer(out, d, ask, in);
		(void)pthread_mutex_unlock(&d->lock);
	}
	json_decref(in);
}
