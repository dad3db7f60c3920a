/*
 * portal.h - the two commands.
 */
#ifndef PORTAL_PORTAL_H
#define PORTAL_PORTAL_H

#include "checkpoint.h"

enum {
	EXIT_DONE = 0,
	EXIT_UNPROVEN = 1,
	EXIT_TROUBLE = 2
};

struct portal_options {
	/* NULL: the socket that a service manager passes on, or else
	 * 127.0.0.1:8080 */
	const char *listen;
	const char *site; /* "https://example.vn", or NULL */
	bool no_sandbox;
};

/* Serve until SIGTERM or SIGINT; answers the exit status. */
int portal_serve(const char *dir, const struct anchor *a,
    const struct portal_options *o);
int portal_export(const char *dir, const struct anchor *a, const char *site,
    const struct portal_options *o);

#endif
