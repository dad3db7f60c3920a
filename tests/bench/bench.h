/*
 * bench.h - what the benches of the writer share: the small ledger of the unit
 * tests, a clock, a median, and a seal for what is to be exported.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <time.h>

#include "must.h"

#include "../unit/writer/world.h"

#include "note.h"

static inline double
seconds(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static inline double
median(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_value);
	return v[n / 2];
}

/* A checkpoint of all of it. */
static inline void
seal(struct world *o)
{
	char buf[512], note[1024];
	struct span text;
	struct fault f;
	struct sig sig;
	struct wr w;

	must_hold(
	    writer_checkpoint_text(o->w, &text, buf, sizeof(buf)) == ERR_OK);
	must_hold(signer_sign(&sig, o->log.signer, text) == ERR_OK);
	wr_init(&w, note, sizeof(note));
	wr_span(&w, text);
	wr_byte(&w, '\n');
	note_sig_encode(&w, &o->log.vkey, sig.b, sizeof(sig.b));
	must_hold(writer_put_checkpoint(o->w, wr_done(&w), &f) == ERR_OK);
}

#endif
