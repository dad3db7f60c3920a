/*
 * reaper.h - cuts connections that do not get on.  The server's own timeout
 * counts silence only: one byte a second would live for ever.
 */
#ifndef NET_REAPER_H
#define NET_REAPER_H

#include "base.h"

#include <pthread.h>

#define REAPER_HEADER_S 10 /* to send a request, from the first byte on */
#define REAPER_IDLE_S 20   /* between two requests, the second included */
#define REAPER_ANSWER_S 120

struct reaped; /* one connection */

struct reaper {
	pthread_mutex_t lock;
	pthread_cond_t wake;
	pthread_t thread;
	struct reaped *first;
	bool stop;
};

MUST_CHECK enum err reaper_start(struct reaper *r);
void reaper_stop(struct reaper *r);

/* NULL if there is no memory: refuse the connection then. */
struct reaped *reaper_add(struct reaper *r, int fd);
void reaper_remove(struct reaper *r, struct reaped *c);
/* From now on it has so many seconds. */
void reaper_give(struct reaped *c, int seconds);

#endif
