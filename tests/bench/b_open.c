/*
 * b_open.c - how long until a ledger is ready to be written to: when
 * everything in it is replayed, and from a sealed snapshot of all of it.
 * b_open [N [left]]: seconds of processor time for N entries (10000); "left"
 * leaves the ledger there, the snapshot beside it, and says where.
 *
 * The ledger is that of the unit tests, filled by the writer itself.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench.h"

#include "snapshot.h"

#define ROUNDS 5

static void
fill(struct world *o, size_t n)
{
	struct draft *d = calloc(WRITER_BATCH_MAX, sizeof(*d));
	struct batch b = {.draft = d,
	    .signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now};
	json_t *payload = objection_payload("một dòng để đo");
	size_t i;

	must_hold(d != NULL && payload != NULL);
	for (i = 0; i < WRITER_BATCH_MAX; i++)
		d[i] = (struct draft){.kind = KIND_OBJECTION,
		    .class = CLASS_SEALED,
		    .payload = payload};
	for (; n > 0; n -= b.n) {
		b.n = n < WRITER_BATCH_MAX ? n : WRITER_BATCH_MAX;
		must_hold(
		    writer_append(o->w, &b, NULL, &o->findings) == ERR_OK);
	}
	json_decref(payload);
	free(d);
}

/* Where open.sh takes it from when it wants one. */
static void
put_aside(const struct world *o)
{
	char from[256], to[256];

	(void)snprintf(from, sizeof(from), "%s/snapshot", o->dir);
	(void)snprintf(to, sizeof(to), "%s/snapshot", o->top);
	must_hold(rename(from, to) == 0);
}

/* The best of some, each with or without the snapshot that is there. */
static double
opened(struct world *o, bool snapshot)
{
	double best = 0, t;
	size_t i;

	for (i = 0; i < ROUNDS; i++) {
		writer_close(o->w);
		if (!snapshot)
			must_hold(writer_snapshot_forget(o->dir) == ERR_OK);
		t = seconds(CLOCK_PROCESS_CPUTIME_ID);
		world_open(o);
		t = seconds(CLOCK_PROCESS_CPUTIME_ID) - t;
		must_hold((o->w->snapshot.size > 0) == snapshot);
		if (i == 0 || t < best)
			best = t;
	}
	return best;
}

int
main(int argc, char **argv)
{
	size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;
	double all, sealed;
	void *state = NULL;
	struct world *o;

	(void)world_setup(&state);
	o = state;
	fill(o, n);
	all = opened(o, false);
	must_hold(snapshot_write(o->w) == ERR_OK);
	sealed = opened(o, true);
	(void)printf("ready to append after %llu entries: %.4f s, from a "
		     "snapshot %.4f s, ratio %.3f\n",
	    (unsigned long long)writer_size(o->w), all, sealed, sealed / all);
	if (argc > 2) {
		put_aside(o);
		seal(o);
		(void)printf("%s\n", o->top);
		return 0;
	}
	return world_teardown(&state);
}
