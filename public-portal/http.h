/*
 * http.h - the portal's HTTP server: GET and HEAD of the pages in memory, and
 * nothing else.
 *
 * Everything that is not a plain request is refused before it is looked at:
 * another method, a body, no Host or two, an escape in the path.  A
 * connection that does not get on is cut.
 */
#ifndef PORTAL_HTTP_H
#define PORTAL_HTTP_H

#include "site.h"

#define HTTP_ADDRESS_LEN 80

struct http;

/*
 * fd		listening socket of TCP; the server owns it from now on
 * site		shown until http_show; the server owns it, too
 *
 * Owns:	http_stop
 * Errors:	ERR_FORMAT of the socket; ERR_IO; ERR_MEMORY.  Socket and site
 *		are then gone, too.
 */
MUST_CHECK enum err http_start(struct http **out, int fd, struct site *site);
void http_stop(struct http *h);

/*
 * Exchange the site; the old one is freed when nobody reads it.
 * Errors:	ERR_MEMORY; the site is then gone, and the old one stays
 */
MUST_CHECK enum err http_show(struct http *h, struct site *site, bool failing);

/* "http://127.0.0.1:8080", with the port that was taken. */
const char *http_address(const struct http *h);

#endif
