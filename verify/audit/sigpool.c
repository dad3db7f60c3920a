/*
 * sigpool.c - a ring of batches.  The caller fills them in order, anyone
 * verifies them, and the caller takes the outcome back in the same order.
 * Where the ring is full the caller verifies a batch itself instead of
 * waiting, so that one thread and several go the same way.
 */
#include "sigpool.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct job {
	uint64_t index;
	const struct pubkey *key;
	struct sig sig;
	size_t at, n; /* of the text */
	bool good;
};

struct batch {
	struct job job[SIGPOOL_BATCH];
	size_t n;
	uint8_t text[SIGPOOL_TEXT];
	size_t n_text;
	bool done;
};

/* Batches are counted from 0 and live in slot number % SIGPOOL_SLOTS.  Those
 * below taken are free, those below next are being verified or done, those
 * below filled wait for it; the caller fills number filled. */
struct sigpool {
	struct batch *slot;
	uint64_t taken, next, filled;
	bool stop;
	pthread_mutex_t lock; /* of the four above, and of done */
	pthread_cond_t work, done;
	pthread_t thread[SIGPOOL_THREADS_MAX];
	unsigned n_thread;
	struct sigpool_result result;
};

static struct batch *
slot(struct sigpool *p, uint64_t number)
{
	return &p->slot[number % SIGPOOL_SLOTS];
}

static void
verify(struct batch *b)
{
	struct job *j;
	size_t i;

	for (i = 0; i < b->n; i++) {
		j = &b->job[i];
		j->good = pubkey_verify(j->key, &j->sig,
			      (struct span){b->text + j->at, j->n}) == ERR_OK;
	}
}

/* Verify the next batch; the lock is held, but not meanwhile. */
static void
work_one(struct sigpool *p)
{
	struct batch *b = slot(p, p->next++);

	(void)pthread_mutex_unlock(&p->lock);
	verify(b);
	(void)pthread_mutex_lock(&p->lock);
	b->done = true;
	(void)pthread_cond_signal(&p->done);
}

static void *
worker(void *arg)
{
	struct sigpool *p = arg;

	(void)pthread_mutex_lock(&p->lock);
	for (;;) {
		while (!p->stop && p->next == p->filled)
			(void)pthread_cond_wait(&p->work, &p->lock);
		if (p->stop)
			break;
		work_one(p);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return NULL;
}

enum err
sigpool_new(struct sigpool **out, unsigned threads)
{
	struct sigpool *p;

	p = calloc(1, sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	p->slot = calloc(SIGPOOL_SLOTS, sizeof(*p->slot));
	if (p->slot == NULL) {
		free(p);
		return ERR_MEMORY;
	}
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_cond_init(&p->work, NULL);
	(void)pthread_cond_init(&p->done, NULL);
	while (p->n_thread + 1 < threads && p->n_thread < SIGPOOL_THREADS_MAX &&
	    pthread_create(&p->thread[p->n_thread], NULL, worker, p) == 0)
		p->n_thread++;
	*out = p;
	return ERR_OK;
}

void
sigpool_free(struct sigpool *p)
{
	unsigned i;

	if (p == NULL)
		return;
	(void)pthread_mutex_lock(&p->lock);
	p->stop = true;
	(void)pthread_cond_broadcast(&p->work);
	(void)pthread_mutex_unlock(&p->lock);
	for (i = 0; i < p->n_thread; i++)
		(void)pthread_join(p->thread[i], NULL);
	(void)pthread_cond_destroy(&p->done);
	(void)pthread_cond_destroy(&p->work);
	(void)pthread_mutex_destroy(&p->lock);
	free(p->slot);
	free(p);
}

static void
take(struct sigpool *p, struct batch *b)
{
	struct sigpool_result *r = &p->result;
	size_t i;

	for (i = 0; i < b->n; i++) {
		if (b->job[i].good)
			continue;
		if (r->n_bad < CHECK_FINDINGS_MAX)
			r->bad[r->n_bad] = b->job[i].index;
		r->n_bad++;
	}
	b->n = 0;
	b->n_text = 0;
	b->done = false;
}

/* Take back until no more than so many batches are out; help or wait. */
static void
settle(struct sigpool *p, uint64_t out)
{
	(void)pthread_mutex_lock(&p->lock);
	while (p->filled - p->taken > out) {
		if (slot(p, p->taken)->done)
			take(p, slot(p, p->taken++));
		else if (p->next < p->filled)
			work_one(p);
		else
			(void)pthread_cond_wait(&p->done, &p->lock);
	}
	(void)pthread_mutex_unlock(&p->lock);
}

static void
hand_out(struct sigpool *p)
{
	(void)pthread_mutex_lock(&p->lock);
	p->filled++;
	(void)pthread_cond_signal(&p->work);
	(void)pthread_mutex_unlock(&p->lock);
	settle(p, SIGPOOL_SLOTS - 1);
}

void
sigpool_add(struct sigpool *p, uint64_t index, const struct pubkey *key,
    const struct sig *sig, struct span text)
{
	struct batch *b = slot(p, p->filled);

	assert(text.n <= SIGPOOL_TEXT);
	if (b->n == SIGPOOL_BATCH || SIGPOOL_TEXT - b->n_text < text.n) {
		hand_out(p);
		b = slot(p, p->filled);
	}
	b->job[b->n++] =
	    (struct job){index, key, *sig, b->n_text, text.n, false};
	memcpy(b->text + b->n_text, text.p, text.n);
	b->n_text += text.n;
}

const struct sigpool_result *
sigpool_finish(struct sigpool *p)
{
	if (slot(p, p->filled)->n > 0)
		hand_out(p);
	settle(p, 0);
	return &p->result;
}
