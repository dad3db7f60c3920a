/*
 * guard.h - is a request one that the desk takes?  Asked of its headers alone.
 *
 * Pure.
 */
#ifndef DOOR_GUARD_H
#define DOOR_GUARD_H

#include "base.h"

#define GUARD_COOKIE "minhbach_desk"

struct guard_headers {
	const char *host, *origin, *type, *length, *cookie; /* NULL: none */
	size_t n_host, n_length;
	bool chunked; /* a Transfer-Encoding of any kind */
};

/* The status to refuse with, and why; 0: taken.  post: else it is a GET. */
unsigned guard_refuses(const char **why, const struct guard_headers *h,
    const char *site, bool post, uint64_t body_max);

/* The desk's cookie out of a Cookie header; "" if it is not there or does not
 * fit. */
void guard_cookie(char *out, size_t cap, const char *header);

#endif
