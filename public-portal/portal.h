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

/* Serve until SIGTERM or SIGINT; answers the exit status. */
int portal_serve(const char *dir, const struct anchor *a, const char *listen);
int portal_export(const char *dir, const struct anchor *a, const char *site);

#endif
