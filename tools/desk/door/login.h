/*
 * login.h - who is at the other end: a challenge that is signed by a key in
 * force (FORMAT 3.11) opens a session, which lives in memory alone.
 *
 * A challenge is not kept: it carries its time and a MAC of ours, so that
 * asking for many of them costs nobody anything.  One that was answered is
 * remembered until it is too old to be answered again.
 *
 * Not for several threads at once: the desk has one lock.
 */
#ifndef DOOR_LOGIN_H
#define DOOR_LOGIN_H

#include "authority.h"

#define LOGIN_NONCE_LEN 40 /* u64 seconds, 16 random bytes, 16 of a MAC */
#define LOGIN_NONCE_TEXT BASE64_LEN(LOGIN_NONCE_LEN)
#define LOGIN_TOKEN_TEXT 44 /* base64 of 32 bytes */
#define LOGIN_SESSIONS_MAX 64
#define LOGIN_CHALLENGE_S 120
#define LOGIN_IDLE_S 900
#define LOGIN_MAX_S 28800
#define LOGIN_TEXT_MAX 512

struct logins;

struct session {
	char name[NAME_MAX_LEN + 1]; /* of the key */
	uint64_t from;		     /* index of its grant */
	char cookie[LOGIN_TOKEN_TEXT + 1];
	char csrf[LOGIN_TOKEN_TEXT + 1]; /* in each request beside the cookie */
	uint64_t since, last;		 /* seconds; 0: no session */
};

/* What an attempt to log in says. */
struct login_try {
	const char *site;	 /* what the browser called us */
	struct span name, nonce; /* as they were sent */
	struct sig sig;
};

/* Errors: ERR_MEMORY */
MUST_CHECK enum err logins_new(struct logins **l);
void logins_free(struct logins *l); /* wiped; NULL is fine */

/* A new challenge, base64 and NUL. */
void login_challenge(struct logins *l, char out[LOGIN_NONCE_TEXT + 1],
    uint64_t now_s);

/* The text that is signed, FORMAT 3.11.  Errors: ERR_SPACE */
MUST_CHECK enum err login_text(struct span *text, const char *origin,
    const struct login_try *t, void *buf, size_t cap);

/*
 * Open a session.  The one that was used least lately makes room.
 * g		grant in force of the name that was sent, or NULL
 * Errors:	ERR_STALE the challenge is not ours, too old or was answered;
 *		ERR_KEY not a key in force; ERR_SIGNATURE
 */
MUST_CHECK enum err login_open(const struct session **s, struct logins *l,
    const struct grant *g, const char *origin, const struct login_try *t,
    uint64_t now_s);

/* Of this cookie, at this time; NULL: none.  It lives until the next call. */
const struct session *login_find(struct logins *l, const char *cookie,
    uint64_t now_s);
/* Is this its token?  In constant time. */
bool login_is_csrf(const struct session *s, const char *csrf);
void login_close(struct logins *l, const char *cookie, uint64_t now_s);

#endif
