/*
 * fetch.h - bytes from an address of the web: capped, timed, believed by
 * nobody.  One connection is kept for one place.
 *
 * http and https alone; redirections are not followed, since the address that
 * a person named is the one that is asked; certificates are checked.
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include "base.h"

#define FETCH_ADDRESS_MAX 1024
#define FETCH_TYPE_LEN 64

struct fetch;

struct fetch_answer {
	long status;		   /* of HTTP */
	char type[FETCH_TYPE_LEN]; /* media type as sent, no parameters */
	uint8_t *bytes;		   /* never NULL after ERR_OK; free() */
	size_t n;
};

/* Is it an address, and no name of a file? */
bool fetch_is_address(const char *s);

/*
 * A place: names are asked for below it.
 * Errors:	ERR_FORMAT no http or https address, or one with a user,
 *		query or fragment; ERR_MEMORY
 */
MUST_CHECK enum err fetch_new(struct fetch **f, const char *address);
void fetch_free(struct fetch *f);

/* What went wrong last, in English, or "". */
const char *fetch_error(const struct fetch *f);

/*
 * Read one name, whole.  A server in trouble is asked again, twice.
 * Errors:	ERR_MISSING 404 or 410; ERR_RANGE longer than max; ERR_FORMAT a
 *		name that is none; ERR_IO anything else; ERR_MEMORY
 */
MUST_CHECK enum err fetch_get(struct fetch *f, struct fetch_answer *a,
    const char *name, size_t max);

/*
 * Send a body, once.  ERR_OK means that an answer came, whatever its status.
 * Errors:	ERR_RANGE the answer is longer than max; ERR_IO; ERR_MEMORY
 */
MUST_CHECK enum err fetch_post(struct fetch *f, struct fetch_answer *a,
    const char *name, struct span body, size_t max);

#endif
