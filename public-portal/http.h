/*
 * http.h - the portal's HTTP server: GET and HEAD of the pages in memory, and
 * nothing else.  http.c alone knows libmicrohttpd.
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
 * listen	"127.0.0.1:8080" or "[::1]:8080"; port 0 takes a free one
 * site		shown until http_show; the server owns it from now on
 *
 * Owns:	http_stop
 * Errors:	ERR_FORMAT of listen; ERR_IO the address cannot be had;
 *		ERR_MEMORY.  The site is then freed, too.
 */
MUST_CHECK enum err http_start(struct http **out, const char *listen,
    struct site *site);
void http_stop(struct http *h);

/* Exchange the site; the old one is freed when nobody reads it. */
void http_show(struct http *h, struct site *site, bool failing);

/* "http://127.0.0.1:8080", with the port that was taken. */
const char *http_address(const struct http *h);

#endif
