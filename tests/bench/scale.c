/*
 * scale.c - one ledger of N entries, filled by the writer itself, and what it
 * costs: scale N [left] prints one line of name=value, times in seconds.
 *
 * The ledger is shaped like a commune's, only wider: a child for every hundred
 * entries, as 75 children make some ten thousand in ten years; all else are
 * payments to these children in turn.  "left" leaves it there, sealed, the
 * snapshot in it, and says where.
 */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "bench.h"

#include "calendar.h"
#include "proof.h"
#include "publicdir.h"
#include "publish.h"
#include "snapshot.h"

#define CHILD_EVERY 100
#define CHILDREN_MAX 8000 /* FACTS_CHILDREN_MAX is 8192 */
#define QUARTER_ROWS 1000 /* of the quarter that is published on top */
#define SINGLES 21
#define PROOFS 501
#define OPENS 3

/* Median and spread of what was measured, under a name. */
static void
tell(const char *name, double *v, size_t n)
{
	double middle = median(v, n);

	(void)printf("%s=%.9f %s_min=%.9f %s_max=%.9f ", name, middle, name,
	    v[0], name, v[n - 1]);
	(void)fflush(stdout);
}

static json_t *
sponsor_payload(const char *code)
{
	return json_pack("{s:s,s:s,s:b,s:b,s:s,s:s,s:i}", "code", code, "group",
	    "g1", "inside_commune", 1, "money_public", 1, "name", code, "type",
	    "police", "v", 1);
}

static json_t *
assignment_payload(unsigned n)
{
	char code[16];

	(void)snprintf(code, sizeof(code), "TE-%06u", n);
	return json_pack("{s:s,s:s,s:s,s:s,s:b,s:i,s:[],s:s,s:s,s:i}", "basis",
	    "01", "child", code, "form", "quarterly", "from", "2026-07-05",
	    "opening", 0, "pledged", 1000000, "share", "sponsor", "aa", "tie",
	    "do-dau", "v", 1);
}

/* Payment number i, of the quarter in which the ledger's clock is. */
static json_t *
give_payload(const struct world *o, size_t i, size_t children)
{
	char child[32], voucher[32], day[DATE_LEN], quarter[QUARTER_LEN];

	(void)snprintf(child, sizeof(child), "TE-%06zu", i % children + 1);
	(void)snprintf(voucher, sizeof(voucher), "PC-%08zu", i);
	date_encode(day, date_of_ms(o->now));
	quarter_encode(quarter, time_quarter(o->now));
	return json_pack("{s:i,s:n,s:s,s:b,s:s,s:o,s:s,s:s,s:s,s:[i],s:s,s:s,"
			 "s:s,s:i}",
	    "amount", 1000000, "basis", "child", child, "counts", 1, "date",
	    day, "evidence", json_base64(o->log.vkey.key.b, 32), "form",
	    "quarterly", "from", quarter, "kind", "cash", "parts", 1000000,
	    "sponsor", "aa", "to", quarter, "voucher", voucher, "v", 1);
}

struct bench {
	struct world *o;
	size_t n, children, given;
};

static void
enter(struct bench *b, struct draft *d, size_t n)
{
	struct signer *by[2] = {b->o->registrar.signer, b->o->approver.signer};
	struct batch batch = {.draft = d,
	    .n = n,
	    .signer = by,
	    .n_signer = d[0].kind == KIND_DISBURSEMENT ? 1 : 2,
	    .time_ms = b->o->now};
	size_t i;

	must(b->o, writer_append(b->o->w, &batch, NULL, &b->o->findings));
	for (i = 0; i < n; i++)
		json_decref(d[i].payload);
}

static struct draft
draft_of(enum kind kind, json_t *payload)
{
	must_hold(payload != NULL);
	return (struct draft){.kind = kind,
	    .class = kind == KIND_SPONSOR ? CLASS_CLEAR : CLASS_SEALED,
	    .payload = payload};
}

static void
give(struct bench *b, size_t rows)
{
	struct draft *d = calloc(WRITER_BATCH_MAX, sizeof(*d));
	size_t i, n;

	must_hold(d != NULL);
	for (; rows > 0; rows -= n) {
		n = rows < WRITER_BATCH_MAX ? rows : WRITER_BATCH_MAX;
		for (i = 0; i < n; i++)
			d[i] = draft_of(KIND_DISBURSEMENT,
			    give_payload(b->o, b->given++, b->children));
		enter(b, d, n);
	}
	free(d);
}

/* Sponsor, children, their assignments, payments up to n entries. */
static void
fill(struct bench *b)
{
	struct draft *d = calloc(CHILDREN_MAX, sizeof(*d));
	double t = seconds(CLOCK_MONOTONIC);
	size_t i, before;

	must_hold(d != NULL);
	d[0] = draft_of(KIND_SPONSOR, sponsor_payload("aa"));
	enter(b, d, 1);
	b->children = b->n / CHILD_EVERY;
	b->children = b->children < CHILDREN_MAX ? b->children : CHILDREN_MAX;
	for (i = 0; i < b->children; i++)
		d[i] = draft_of(KIND_CHILD, child_payload((unsigned)i + 1));
	enter(b, d, b->children);
	for (i = 0; i < b->children; i++)
		d[i] = draft_of(KIND_ASSIGNMENT,
		    assignment_payload((unsigned)i + 1));
	enter(b, d, b->children);
	free(d);
	t = seconds(CLOCK_MONOTONIC);
	before = writer_size(b->o->w);
	give(b, b->n - before);
	(void)printf("batch=%.9f ",
	    (seconds(CLOCK_MONOTONIC) - t) / (double)(b->n - before));
}

static void
singles(struct bench *b)
{
	double v[SINGLES];
	struct draft d;
	size_t i;

	for (i = 0; i < SINGLES; i++) {
		d = draft_of(KIND_DISBURSEMENT,
		    give_payload(b->o, b->given++, b->children));
		v[i] = seconds(CLOCK_MONOTONIC);
		enter(b, &d, 1);
		v[i] = seconds(CLOCK_MONOTONIC) - v[i];
	}
	tell("single", v, SINGLES);
}

/* An inclusion proof in the whole tree, each hash of it held. */
static void
proofs(struct bench *b)
{
	uint64_t size = writer_size(b->o->w);
	struct store_txn *t;
	struct held held;
	struct hashes h;
	struct proof p;
	double v[PROOFS];
	size_t i;

	for (i = 0; i < PROOFS; i++) {
		v[i] = seconds(CLOCK_MONOTONIC);
		must_hold(
		    store_begin(&t, writer_store(b->o->w), false) == ERR_OK);
		h = writer_hashes(&held, b->o->w, t);
		must_hold(inclusion_make(&p, &h, i * 7919 * 104729 % size,
			      size) == ERR_OK);
		store_abort(t);
		v[i] = seconds(CLOCK_MONOTONIC) - v[i];
	}
	tell("proof", v, PROOFS);
}

static void
opens(struct bench *b, bool snapshot, const char *name)
{
	double v[OPENS];
	size_t i;

	for (i = 0; i < OPENS; i++) {
		if (snapshot)
			must_hold(snapshot_write(b->o->w) == ERR_OK);
		b->o->w->stopped = true; /* it shall not write another */
		writer_close(b->o->w);
		if (!snapshot)
			must_hold(writer_snapshot_forget(b->o->dir) == ERR_OK);
		v[i] = seconds(CLOCK_MONOTONIC);
		world_open(b->o);
		v[i] = seconds(CLOCK_MONOTONIC) - v[i];
		must_hold((b->o->w->snapshot.size > 0) == snapshot);
	}
	tell(name, v, OPENS);
}

/* Bytes of this process that no file stands behind. */
static double
anonymous(void)
{
	char line[256];
	FILE *f = fopen("/proc/self/status", "r");
	unsigned long kb = 0;

	must_hold(f != NULL);
	while (fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, "RssAnon:", 8) == 0)
			kb = strtoul(line + 8, NULL, 10);
	(void)fclose(f);
	return (double)kb * 1024;
}

/* What an open writer holds, in a process that has done nothing else. */
static void
memory(struct bench *b)
{
	double before;
	pid_t pid;

	(void)fflush(stdout);
	b->o->w->stopped = true;
	writer_close(b->o->w);
	b->o->w = NULL;
	(void)malloc_trim(0);
	pid = fork();
	must_hold(pid >= 0);
	if (pid == 0) {
		before = anonymous();
		world_open(b->o);
		(void)printf("memory=%.1f ",
		    (anonymous() - before) / (double)b->n);
		(void)fflush(stdout);
		_exit(0);
	}
	must_hold(waitpid(pid, NULL, 0) == pid);
	world_open(b->o);
}

/* The quarter before now, on paper and in the directory. */
static void
publish(struct bench *b, const char *name)
{
	const struct office office = {"UBND", NULL, NULL, "18001567"};
	struct signer *by[2] = {b->o->registrar.signer, b->o->approver.signer};
	struct publishing p = {.w = b->o->w,
	    .office = &office,
	    .period = time_quarter(b->o->now) - 1,
	    .signer = by,
	    .n_signer = 2,
	    .time_ms = b->o->now,
	    .allow_gap = true};
	struct published out;
	char dir[256], at[PUBLICDIR_NAME];
	uint64_t size;
	double t[3];
	enum err e;

	(void)snprintf(dir, sizeof(dir), "%s/public", b->o->top);
	t[0] = seconds(CLOCK_MONOTONIC);
	e = publish_append(&out, &p, &b->o->findings);
	if (e != ERR_OK)
		(void)fprintf(stderr, "publish: %s %s\n", err_word(e), out.why);
	must_hold(e == ERR_OK);
	published_release(&out);
	seal(b->o);
	t[1] = seconds(CLOCK_MONOTONIC);
	must_hold(publicdir_write(b->o->w, dir, false, SPAN_LIT(""), &size,
		      at) == ERR_OK);
	t[2] = seconds(CLOCK_MONOTONIC);
	(void)printf("%s=%.9f %s_dir=%.9f ", name, t[1] - t[0], name,
	    t[2] - t[1]);
	(void)fflush(stdout);
}

static uint64_t
file_size(const struct world *o, const char *name)
{
	char path[256];
	struct stat st;

	(void)snprintf(path, sizeof(path), "%s/%s", o->dir, name);
	must_hold(stat(path, &st) == 0);
	return (uint64_t)st.st_size;
}

int
main(int argc, char **argv)
{
	struct bench b = {.n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000};
	void *state = NULL;

	must_hold(b.n >= 1000);
	(void)world_setup(&state);
	b.o = state;
	(void)printf("n=%zu ", b.n);
	fill(&b);
	singles(&b);
	opens(&b, false, "replay");
	opens(&b, true, "snapshot");
	memory(&b);
	proofs(&b);
	(void)printf("bytes=%.1f snapshot_bytes=%.1f ",
	    (double)file_size(b.o, WRITER_STORE "/data.mdb") / (double)b.n,
	    (double)file_size(b.o, WRITER_SNAPSHOT) / (double)b.n);
	if (argc > 2) {
		seal(b.o);
		must_hold(snapshot_write(b.o->w) == ERR_OK);
		(void)printf("\n%s\n", b.o->top);
		return 0;
	}
	/* the quarter with all of it, then one of a fixed size on top */
	b.o->now += 92 * DAY;
	publish(&b, "first");
	give(&b, QUARTER_ROWS);
	b.o->now += 92 * DAY;
	publish(&b, "next");
	(void)printf("\n");
	return world_teardown(&state);
}
