/*
 * b_append.c - what the writer costs above what cannot be saved: the crypto of
 * an entry, and one durable commit of its bytes.
 *
 * Both sides run in turns within one process, so that a busy machine slows
 * them alike; medians are compared, one line each.  The last line is for
 * information.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lmdb.h>

#include "bench.h"

#include "sealmake.h"

#define SINGLES 201
#define BATCHES 5
#define ROWS WRITER_BATCH_MAX
#define TABLES 5

/* The bytes of one real entry, as both sides store them. */
struct sample {
	struct span leaf, entry, payload;
	struct writer_entry e;
	struct statement s;
	struct note n;
	struct subject_key key;
	struct sealed_place place;
};

static void
sample_take(struct sample *s, struct world *o, uint64_t index)
{
	must_hold(writer_entry_load(o->w, &s->e, index) == ERR_OK);
	must_hold(
	    statement_note_decode(&s->s, &s->n, s->e.note, NULL) == ERR_OK);
	s->leaf = s->e.leaf;
	s->entry = (struct span){s->e.head.p, s->e.head.n + s->e.note.n};
	s->payload = s->e.payload;
	s->place.origin = span_str(ORIGIN);
	s->place.handle = writer_keyring(o->w)->office;
	s->place.id = s->s.id;
	randombytes_buf(s->key.b, sizeof(s->key.b));
}

/* The crypto of one entry and nothing else; the item goes to buf. */
static struct span
crypto(const struct sample *s, struct signer *signer, uint8_t buf[SEALED_MAX])
{
	struct okey okey = okey_new();
	struct scalar blind = okey_blind(&okey);
	struct digest d, l = payload_commit(&okey, s->payload);
	struct point v;
	struct span item;
	struct sig sig;

	must_hold(value_commit(&v, &blind, 0) == ERR_OK);
	must_hold(signer_sign(&sig, signer, s->n.text) == ERR_OK);
	must_hold(sealed_make(&item, &s->place, &s->key, &okey, s->payload,
		      buf) == ERR_OK);
	d = sha256(s->e.head);
	d = entry_digest(&d, s->e.note);
	l = leaf_hash(s->leaf);
	(void)node_hash(&d, &l);
	return item;
}

struct bare {
	MDB_env *env;
	MDB_dbi dbi[TABLES];
	uint64_t n;
};

static void
bare_open(struct bare *b, const char *dir)
{
	static const char *const names[TABLES] = {"leaf", "entry", "item",
	    "hash", "id"};
	MDB_txn *txn;
	size_t i;

	must_hold(mkdir(dir, 0700) == 0);
	must_hold(mdb_env_create(&b->env) == 0);
	must_hold(mdb_env_set_mapsize(b->env, (size_t)1 << 34) == 0);
	must_hold(mdb_env_set_maxdbs(b->env, TABLES) == 0);
	must_hold(mdb_env_open(b->env, dir, 0, 0600) == 0);
	must_hold(mdb_txn_begin(b->env, NULL, 0, &txn) == 0);
	for (i = 0; i < TABLES; i++)
		must_hold(
		    mdb_dbi_open(txn, names[i], MDB_CREATE, &b->dbi[i]) == 0);
	must_hold(mdb_txn_commit(txn) == 0);
	b->n = 0;
}

static void
bare_put(MDB_txn *txn, MDB_dbi dbi, uint64_t n, const void *p, size_t len)
{
	uint8_t key[8], copy[SEALED_MAX];
	MDB_val k = {sizeof(key), key}, v = {len, copy};
	struct wr w;

	memcpy(copy, p, len);
	wr_init(&w, key, sizeof(key));
	wr_u64(&w, n);
	must_hold(mdb_put(txn, dbi, &k, &v, MDB_APPEND) == 0);
}

/* One durable commit of one entry: five tables, two hashes. */
static void
bare_commit(struct bare *b, const struct sample *s, struct span item)
{
	MDB_txn *txn;

	must_hold(mdb_txn_begin(b->env, NULL, 0, &txn) == 0);
	bare_put(txn, b->dbi[0], b->n, s->leaf.p, s->leaf.n);
	bare_put(txn, b->dbi[1], b->n, s->entry.p, s->entry.n);
	bare_put(txn, b->dbi[2], b->n, item.p, item.n);
	bare_put(txn, b->dbi[3], 2 * b->n, s->key.b, DIGEST_LEN);
	bare_put(txn, b->dbi[3], 2 * b->n + 1, s->key.b, DIGEST_LEN);
	bare_put(txn, b->dbi[4], b->n, s->place.id.b, ID_LEN);
	must_hold(mdb_txn_commit(txn) == 0);
	b->n++;
}

static void
bench_single(struct world *o, const struct sample *s)
{
	static double ours[SINGLES], bare[SINGLES];
	uint8_t buf[SEALED_MAX];
	struct bare b;
	char dir[256];
	double t, x, y;
	size_t i;

	(void)snprintf(dir, sizeof(dir), "%s/bare", o->top);
	bare_open(&b, dir);
	for (i = 0; i < SINGLES; i++) {
		t = seconds(CLOCK_MONOTONIC);
		must_hold(world_object(o, "một dòng để đo") == ERR_OK);
		ours[i] = seconds(CLOCK_MONOTONIC) - t;
		t = seconds(CLOCK_MONOTONIC);
		bare_commit(&b, s, crypto(s, o->registrar.signer, buf));
		bare[i] = seconds(CLOCK_MONOTONIC) - t;
	}
	mdb_env_close(b.env);
	x = median(ours, SINGLES);
	y = median(bare, SINGLES);
	(void)printf("append one: %.0f us, bare commit and crypto %.0f us, "
		     "ratio %.2f (at most 1.5)\n",
	    x * 1e6, y * 1e6, x / y);
}

static double
batch_time(struct world *o, struct draft *d)
{
	struct batch b = {.draft = d,
	    .n = ROWS,
	    .signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now};
	double t = seconds(CLOCK_MONOTONIC);

	must_hold(writer_append(o->w, &b, NULL, &o->findings) == ERR_OK);
	return seconds(CLOCK_MONOTONIC) - t;
}

static void
bench_batch(struct world *o, const struct sample *s)
{
	double ours[BATCHES], bare[BATCHES], t, x, y;
	uint8_t buf[SEALED_MAX];
	struct draft *d;
	size_t i, k;

	d = calloc(ROWS, sizeof(*d));
	must_hold(d != NULL);
	for (i = 0; i < ROWS; i++)
		d[i] = (struct draft){.kind = KIND_OBJECTION,
		    .class = CLASS_SEALED,
		    .payload = objection_payload("một dòng để đo")};
	for (k = 0; k < BATCHES; k++) {
		ours[k] = batch_time(o, d);
		t = seconds(CLOCK_MONOTONIC);
		for (i = 0; i < ROWS; i++)
			(void)crypto(s, o->registrar.signer, buf);
		bare[k] = seconds(CLOCK_MONOTONIC) - t;
	}
	for (i = 0; i < ROWS; i++)
		json_decref(d[i].payload);
	free(d);
	x = ROWS / median(ours, BATCHES);
	y = ROWS / median(bare, BATCHES);
	(void)printf("append %d: %.0f rows/s, bare crypto %.0f rows/s, "
		     "ratio %.2f (at least 0.5)\n",
	    ROWS, x, y, x / y);
}

/* How long until a ledger is open: everything is hashed and opened again. */
static void
bench_open(struct world *o)
{
	double t = seconds(CLOCK_MONOTONIC);

	world_reopen(o);
	t = seconds(CLOCK_MONOTONIC) - t;
	(void)printf("open %llu entries: %.2f s, %.0f entries/s\n",
	    (unsigned long long)writer_size(o->w), t,
	    (double)writer_size(o->w) / t);
}

int
main(void)
{
	struct sample s;
	struct world *o;
	void *state = NULL;

	(void)world_setup(&state);
	o = state;
	must_hold(world_object(o, "một dòng để đo") == ERR_OK);
	sample_take(&s, o, 3);
	bench_single(o, &s);
	bench_batch(o, &s);
	bench_open(o);
	writer_entry_release(&s.e);
	return world_teardown(&state);
}
