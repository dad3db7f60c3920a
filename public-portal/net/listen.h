/*
 * listen.h - "127.0.0.1:8080" as a socket address.
 */
#ifndef NET_LISTEN_H
#define NET_LISTEN_H

#include "base.h"

#include <netinet/in.h>

union listen_addr {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

/* Numbers only, no name is looked up.  Errors: ERR_FORMAT */
MUST_CHECK enum err listen_decode(union listen_addr *a, const char *text);

/*
 * A listening socket.  listen_inherit takes the one that a service manager
 * holds (LISTEN_PID, LISTEN_FDS), which must be of TCP.
 *
 * Owns:	*fd, close()
 * Errors:	ERR_IO; ERR_MISSING if none was passed on; ERR_FORMAT more
 *		than one, or not of TCP
 */
MUST_CHECK enum err listen_open(int *fd, const union listen_addr *a);
MUST_CHECK enum err listen_inherit(int *fd);
/* text; if that is NULL, the inherited one, or else usual. */
MUST_CHECK enum err listen_socket(int *fd, const char *text, const char *usual);
/* What it listens on.  Errors: ERR_FORMAT */
MUST_CHECK enum err listen_name(union listen_addr *a, int fd);

bool listen_is_local(const union listen_addr *a);

/* "http://127.0.0.1:8080", NUL-terminated; cut if it does not fit. */
void listen_encode(char *out, size_t cap, const union listen_addr *a);

#endif
