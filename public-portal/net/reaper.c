/*
 * reaper.c - a thread that looks at all connections each second.
 */
#include "reaper.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

struct reaped {
	struct reaped *prev, *next;
	int fd;
	_Atomic time_t until;
};

static time_t
reaper_now(void)
{
	struct timespec t = {0, 0};

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* The descriptor stays ours until reaper_remove, which waits for the lock. */
static void
reaper_sweep(const struct reaper *r)
{
	const struct reaped *c;
	time_t now;

	now = reaper_now();
	for (c = r->first; c != NULL; c = c->next) {
		if (now >=
		    atomic_load_explicit(&c->until, memory_order_relaxed))
			(void)shutdown(c->fd, SHUT_RDWR);
	}
}

static void *
reaper_run(void *arg)
{
	struct reaper *r = arg;
	struct timespec t;

	(void)pthread_mutex_lock(&r->lock);
	while (!r->stop) {
		reaper_sweep(r);
		(void)clock_gettime(CLOCK_MONOTONIC, &t);
		t.tv_sec += 1;
		(void)pthread_cond_timedwait(&r->wake, &r->lock, &t);
	}
	(void)pthread_mutex_unlock(&r->lock);
	return NULL;
}

enum err
reaper_start(struct reaper *r)
{
	pthread_condattr_t a;

	r->first = NULL;
	r->stop = false;
	if (pthread_condattr_init(&a) != 0)
		return ERR_MEMORY;
	(void)pthread_condattr_setclock(&a, CLOCK_MONOTONIC);
	(void)pthread_mutex_init(&r->lock, NULL);
	(void)pthread_cond_init(&r->wake, &a);
	(void)pthread_condattr_destroy(&a);
	if (pthread_create(&r->thread, NULL, reaper_run, r) == 0)
		return ERR_OK;
	(void)pthread_cond_destroy(&r->wake);
	(void)pthread_mutex_destroy(&r->lock);
	return ERR_MEMORY;
}

void
reaper_stop(struct reaper *r)
{
	(void)pthread_mutex_lock(&r->lock);
	r->stop = true;
	(void)pthread_cond_signal(&r->wake);
	(void)pthread_mutex_unlock(&r->lock);
	(void)pthread_join(r->thread, NULL);
	(void)pthread_cond_destroy(&r->wake);
	(void)pthread_mutex_destroy(&r->lock);
}

struct reaped *
reaper_add(struct reaper *r, int fd)
{
	struct reaped *c;

	c = malloc(sizeof(*c));
	if (c == NULL)
		return NULL;
	(void)pthread_mutex_lock(&r->lock);
	c->prev = NULL;
	c->next = r->first;
	c->fd = fd;
	atomic_init(&c->until, reaper_now() + REAPER_HEADER_S);
	if (r->first != NULL)
		r->first->prev = c;
	r->first = c;
	(void)pthread_mutex_unlock(&r->lock);
	return c;
}

void
reaper_remove(struct reaper *r, struct reaped *c)
{
	if (c == NULL)
		return;
	(void)pthread_mutex_lock(&r->lock);
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		r->first = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	(void)pthread_mutex_unlock(&r->lock);
	free(c);
}

/* Twice for each request: without the lock. */
void
reaper_give(struct reaped *c, int seconds)
{
	if (c != NULL)
		atomic_store_explicit(&c->until, reaper_now() + seconds,
		    memory_order_relaxed);
}
