/*
 * http.h - the desk's HTTP server: pages by GET, the API by POST.
 *
 * Refused before anything is looked at: another Host than ours, a POST from
 * another origin, a body that is no JSON or too long, an escape in the path.
 * A connection that does not get on is cut.
 */
#ifndef DESK_HTTP_H
#define DESK_HTTP_H

#include "desk.h"

struct http;

/*
 * fd		listening socket of TCP; the server owns it from now on
 * site		of d is filled in with the address, if it is ""
 *
 * Owns:	http_stop
 * Errors:	ERR_FORMAT of the socket; ERR_IO; ERR_MEMORY
 */
MUST_CHECK enum err http_start(struct http **out, int fd, struct desk *d);
void http_stop(struct http *h);

#endif
