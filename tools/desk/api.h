/*
 * api.h - what the pages ask, as JSON: who am I, what waits for me, here is my
 * signature.  Knows nothing of HTTP but its status.
 *
 *	POST /api/challenge	{} -> commune, nonce, origin, site
 *	POST /api/login		name, nonce, signature -> me, csrf
 *	POST /api/logout
 *	POST /api/waiting	{} -> files
 *	POST /api/sign		file, digest, signatures -> entered or next
 *
 * A refusal is {"vi":..., "en":..., "faults":[...]}.  Every request but the
 * first two needs the cookie of a session and its token; what a session may
 * see and do is asked of the ledger each time.
 */
#ifndef DESK_API_H
#define DESK_API_H

#include "desk.h"

#include <jansson.h>

#define API_BODY_MAX 1048576

struct api_ask {
	const char *path;
	const char *cookie, *csrf; /* "" if there is none */
	struct span body;
};

struct api_answer {
	unsigned status;
	json_t *json;			   /* the caller's */
	char cookie[LOGIN_TOKEN_TEXT + 1]; /* to be set; "" */
	bool forget;			   /* the cookie is to go */
};

/* Is there such a path? */
bool api_knows(const char *path);

/* Always an answer; json is NULL if memory ran out. */
void api_answer(struct api_answer *out, struct desk *d,
    const struct api_ask *ask);

#endif
