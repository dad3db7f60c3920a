/*
 * login.c - challenges without memory, sessions in memory.
 */
#include "login.h"

#include <sodium.h>
#include <string.h>

#define MAC_FROM 24 /* bytes of a challenge that the MAC covers */
#define MAC_LEN (LOGIN_NONCE_LEN - MAC_FROM)

struct logins {
	uint8_t key[crypto_generichash_KEYBYTES]; /* of the MAC */
	struct session session[LOGIN_SESSIONS_MAX];
	struct {
		uint8_t nonce[LOGIN_NONCE_LEN];
		uint64_t until;
	} answered[LOGIN_SESSIONS_MAX];
};

enum err
logins_new(struct logins **l)
{
	*l = sodium_malloc(sizeof(**l));
	if (*l == NULL)
		return ERR_MEMORY;
	memset(*l, 0, sizeof(**l));
	randombytes_buf((*l)->key, sizeof((*l)->key));
	return ERR_OK;
}

void
logins_free(struct logins *l)
{
	sodium_free(l);
}

static void
mac(uint8_t out[MAC_LEN], const struct logins *l, const uint8_t *nonce)
{
	(void)crypto_generichash(out, MAC_LEN, nonce, MAC_FROM, l->key,
	    sizeof(l->key));
}

static void
base64_text(char *out, const uint8_t *p, size_t n)
{
	struct wr w;

	wr_init(&w, out, BASE64_LEN(n));
	wr_base64(&w, p, n);
	out[BASE64_LEN(n)] = '\0';
}

void
login_challenge(struct logins *l, char out[LOGIN_NONCE_TEXT + 1],
    uint64_t now_s)
{
	uint8_t nonce[LOGIN_NONCE_LEN];
	size_t i;

	for (i = 0; i < 8; i++)
		nonce[i] = (uint8_t)(now_s >> (56 - 8 * i));
	randombytes_buf(nonce + 8, MAC_FROM - 8);
	mac(nonce + MAC_FROM, l, nonce);
	base64_text(out, nonce, sizeof(nonce));
}

enum err
login_text(struct span *text, const char *origin, const struct login_try *t,
    void *buf, size_t cap)
{
	struct wr w;

	wr_init(&w, buf, cap);
	wr_lit(&w, "minhbach/desk-login/v1\n");
	wr_lit(&w, origin);
	wr_lit(&w, "\n");
	wr_lit(&w, t->site);
	wr_lit(&w, "\n");
	wr_span(&w, t->name);
	wr_lit(&w, "\n");
	wr_span(&w, t->nonce);
	wr_lit(&w, "\n");
	*text = wr_done(&w);
	return text->p == NULL ? ERR_SPACE : ERR_OK;
}

/* Ours, of the last two minutes, and not answered yet. */
static enum err
nonce_check(uint8_t nonce[LOGIN_NONCE_LEN], const struct logins *l,
    struct span text, uint64_t now_s)
{
	uint8_t want[MAC_LEN];
	uint64_t made = 0;
	size_t i;

	if (base64_decode(nonce, LOGIN_NONCE_LEN, text) != ERR_OK)
		return ERR_STALE;
	mac(want, l, nonce);
	if (sodium_memcmp(want, nonce + MAC_FROM, MAC_LEN) != 0)
		return ERR_STALE;
	for (i = 0; i < 8; i++)
		made = made << 8 | nonce[i];
	if (made > now_s || now_s - made > LOGIN_CHALLENGE_S)
		return ERR_STALE;
	for (i = 0; i < LOGIN_SESSIONS_MAX; i++)
		if (l->answered[i].until >= now_s &&
		    memcmp(l->answered[i].nonce, nonce, LOGIN_NONCE_LEN) == 0)
			return ERR_STALE;
	return ERR_OK;
}

/* Without room to remember it, an answer is not taken. */
static enum err
remember(struct logins *l, const uint8_t nonce[LOGIN_NONCE_LEN], uint64_t now_s)
{
	size_t i;

	for (i = 0; i < LOGIN_SESSIONS_MAX; i++) {
		if (l->answered[i].until >= now_s && l->answered[i].until != 0)
			continue;
		memcpy(l->answered[i].nonce, nonce, LOGIN_NONCE_LEN);
		l->answered[i].until = now_s + LOGIN_CHALLENGE_S;
		return ERR_OK;
	}
	return ERR_STALE;
}

static bool
is_over(const struct session *s, uint64_t now_s)
{
	return s->last == 0 || now_s - s->last > LOGIN_IDLE_S ||
	    now_s - s->since > LOGIN_MAX_S;
}

/* Where a new session goes. */
static struct session *
room(struct logins *l, uint64_t now_s)
{
	struct session *s = &l->session[0];
	size_t i;

	for (i = 0; i < LOGIN_SESSIONS_MAX; i++) {
		if (is_over(&l->session[i], now_s))
			return &l->session[i];
		if (l->session[i].last < s->last)
			s = &l->session[i];
	}
	return s;
}

enum err
login_open(const struct session **out, struct logins *l, const struct grant *g,
    const char *origin, const struct login_try *t, uint64_t now_s)
{
	uint8_t buf[LOGIN_TEXT_MAX], nonce[LOGIN_NONCE_LEN], token[32];
	struct session *s;
	struct span text;
	enum err e;

	e = nonce_check(nonce, l, t->nonce, now_s);
	if (e == ERR_OK && g == NULL)
		e = ERR_KEY;
	if (e == ERR_OK)
		e = login_text(&text, origin, t, buf, sizeof(buf));
	if (e == ERR_OK)
		e = pubkey_verify(&g->key.key, &t->sig, text);
	if (e == ERR_OK)
		e = remember(l, nonce, now_s);
	if (e != ERR_OK)
		return e;
	s = room(l, now_s);
	memset(s, 0, sizeof(*s));
	memcpy(s->name, g->name, sizeof(s->name));
	s->from = g->from;
	s->since = s->last = now_s;
	randombytes_buf(token, sizeof(token));
	base64_text(s->cookie, token, sizeof(token));
	randombytes_buf(token, sizeof(token));
	base64_text(s->csrf, token, sizeof(token));
	sodium_memzero(token, sizeof(token));
	*out = s;
	return ERR_OK;
}

static bool
is_token(const char *a, const char *b)
{
	return strlen(b) == LOGIN_TOKEN_TEXT &&
	    sodium_memcmp(a, b, LOGIN_TOKEN_TEXT) == 0;
}

static struct session *
find(struct logins *l, const char *cookie, uint64_t now_s)
{
	struct session *found = NULL;
	size_t i;

	for (i = 0; i < LOGIN_SESSIONS_MAX; i++)
		if (!is_over(&l->session[i], now_s) &&
		    is_token(l->session[i].cookie, cookie))
			found = &l->session[i];
	return found;
}

const struct session *
login_find(struct logins *l, const char *cookie, uint64_t now_s)
{
	struct session *s = find(l, cookie, now_s);

	if (s != NULL)
		s->last = now_s;
	return s;
}

bool
login_is_csrf(const struct session *s, const char *csrf)
{
	return is_token(s->csrf, csrf);
}

void
login_close(struct logins *l, const char *cookie, uint64_t now_s)
{
	struct session *s = find(l, cookie, now_s);

	if (s != NULL)
		sodium_memzero(s, sizeof(*s));
}
