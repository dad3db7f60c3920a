/*
 * desk.h - the officers' desk: one ledger, one lock, and who is logged in.
 *
 * Between two requests the desk holds a reading key of the vault, in guarded
 * memory, and no key that signs.  Each request opens the ledger anew, so that
 * the command line and the desk can work on it by turns.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "boxkey.h"
#include "login.h"

#include <pthread.h>

#define DESK_SITE_MAX 128
#define DESK_COMMUNE_MAX 256

struct desk {
	const char *ledger;
	struct boxkey *reader; /* opens the vault */
	struct logins *logins;
	char origin[NAME_MAX_LEN + 1], commune[DESK_COMMUNE_MAX];
	bool trial;
	pthread_mutex_t lock;	  /* of all of it */
	char site[DESK_SITE_MAX]; /* "http://127.0.0.1:8090": what browsers
				     call us, and the only origin that acts */
};

/* Milliseconds since 1970. */
uint64_t desk_now(void);

#endif
