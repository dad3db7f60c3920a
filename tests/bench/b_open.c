/*
 * b_open.c - how long until a ledger is ready to be written to: everything in
 * it is replayed.  b_open [N [left]]: seconds of processor time for N entries
 * (10000), on a line that open.sh reads; "left" leaves the ledger there, and
 * says where.
 *
 * The ledger is that of the unit tests, filled by the writer itself.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define must_hold(x)                                                           \
	do {                                                                   \
		if (!(x)) {                                                    \
			(void)fprintf(stderr, "%s:%d: %s\n", __FILE__,         \
			    __LINE__, #x);                                     \
			exit(2);                                               \
		}                                                              \
	} while (0)
#define assert_true(x) must_hold(x)
#define assert_non_null(x) must_hold((x) != NULL)
#define assert_int_equal(a, b) must_hold((a) == (b))
#define fail_msg(...) must_hold(false)
#include "../unit/writer/world.h"

#include "note.h"

#define ROUNDS 5

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

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

/* A checkpoint, so that the ledger can be exported. */
static void
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

int
main(int argc, char **argv)
{
	size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000, i;
	double best = 0, t;
	void *state = NULL;
	struct world *o;

	(void)world_setup(&state);
	o = state;
	fill(o, n);
	for (i = 0; i < ROUNDS; i++) {
		t = now();
		world_reopen(o);
		t = now() - t;
		if (i == 0 || t < best)
			best = t;
	}
	(void)printf("ready to append after %llu entries: %.4f s\n",
	    (unsigned long long)writer_size(o->w), best);
	if (argc > 2) {
		seal(o);
		(void)printf("%s\n", o->top);
		return 0;
	}
	return world_teardown(&state);
}
