/*
 * ledger.c - any sequence of random commands is refused with a reason, and
 * then changes nothing, or leaves a ledger whose state is the one recomputed
 * from its first entry.
 *
 *	ledger SEED STEPS
 *
 * An odd seed erases children, too.  What it leaves is for "run", which has it
 * exported and verified in full: a line says where it lies, with its keys and
 * its anchor.
 */
#include <stdlib.h>

#include "people.h"

#include "countersign.h"
#include "erase.h"
#include "said.h"
#include "sealmake.h"
#include "snapshot.h"

#define ROWS 6

static struct {
	struct world *o;
	struct people people;
	struct draw d;
	bool erases;
	unsigned steps, taken, refused, erased, signed_elsewhere;
	unsigned kinds[KIND_COUNT];
} run;

static void
prepare(void)
{
	run.d.s = writer_state(run.o->w);
	run.d.size = writer_size(run.o->w);
	date_encode(run.d.now, date_of_ms(run.o->now));
}

/* ---- what holds after each command ---- */

/* A refusal names the rule of the plan or the clause of FORMAT. */
static void
has_reason(enum err e)
{
	const struct writer_findings *said_of = &run.o->findings;
	const struct writer_finding *f;
	size_t i;

	for (i = 0; i < said_of->n; i++) {
		f = &said_of->f[i];
		if (f->code != e)
			continue;
		if (f->en != NULL && f->en[0] != '\0' &&
		    (f->rule[0] != '\0' || strstr(f->en, "FORMAT ") != NULL))
			return;
		fail_msg("refused (%s), and neither rule nor clause: %s",
		    err_word(e), f->en == NULL ? "" : f->en);
	}
	fail_msg("refused (%s) without a finding", err_word(e));
}

/* Nothing of it is left; before is freed. */
static void
is_unchanged(struct span before)
{
	struct span now = said(run.o);

	assert_true(span_eq(before, now));
	said_free(before);
	said_free(now);
	assert_false(run.o->w->stopped);
}

static void
same_when_opened(bool snapshot)
{
	struct span before = said(run.o), now;

	if (snapshot) {
		enum err e = snapshot_write(run.o->w);

		if (e != ERR_OK) /* entries were erased in this session */
			assert_int_equal(e, ERR_RULE);
	} else {
		assert_int_equal(writer_snapshot_forget(run.o->dir), ERR_OK);
	}
	world_reopen(run.o);
	if (!snapshot)
		assert_int_equal(run.o->w->snapshot.size, 0);
	now = said(run.o);
	if (!span_eq(before, now))
		fail_msg("opened %s, size %llu: another state",
		    snapshot ? "from a snapshot" : "by replay",
		    (unsigned long long)writer_size(run.o->w));
	said_free(before);
	said_free(now);
}

/* ---- commands ---- */

static void
judge(enum err e, struct span before, bool kept)
{
	if (e != ERR_OK) {
		has_reason(e);
		run.refused++;
	}
	if (e != ERR_OK || !kept)
		is_unchanged(before);
	else
		said_free(before);
	run.taken += e == ERR_OK && kept;
}

/* Something that an earlier draft of the same batch has made. */
static void
refer(struct draft *d, size_t i)
{
	static const struct {
		enum kind from, to;
		const char *field;
	} refs[] = {{KIND_ACCEPTANCE, KIND_ASSIGNMENT, "assignment"},
	    {KIND_CONFIRMATION, KIND_DISBURSEMENT, "disbursement"},
	    {KIND_REVERSAL, KIND_DISBURSEMENT, "target"}};
	struct ref r = {.index = 0};
	size_t j, k;

	for (j = 0; j < i; j++)
		for (k = 0; k < sizeof(refs) / sizeof(refs[0]); k++)
			if (d[i].kind == refs[k].from &&
			    d[j].kind == refs[k].to) {
				r.id = d[j].id;
				(void)json_object_set_new(d[i].payload,
				    refs[k].field, ref_json(&r));
			}
}

static size_t
draw_batch(struct draft d[ROWS], enum by *by)
{
	size_t n = draw_once(&run.d, 6) ? 1 + draw_dice(&run.d, ROWS) : 1, i;
	struct drawn x;

	for (i = 0; i < n; i++) {
		draw_command(&run.d, &x);
		if (draw_once(&run.d, 15))
			draw_spoil(&run.d, x.payload);
		d[i] = (struct draft){.kind = x.kind,
		    .class = x.class,
		    .payload = x.payload,
		    .has_id = n > 1,
		    .id = draft_id(x.class, run.o->now)};
		if (i == 0)
			*by = x.by;
		if (draw_once(&run.d, 2))
			refer(d, i);
	}
	return n;
}

static void
enter(void)
{
	struct signer *by[BY_MAX];
	struct draft d[ROWS];
	enum by who = BY_REGISTRAR;
	struct span before = said(run.o);
	size_t n = draw_batch(d, &who), i;
	struct batch b = {.draft = d,
	    .n = n,
	    .signer = by,
	    .n_signer = people_signers(&run.people, &run.d, who, by),
	    .time_ms = run.o->now,
	    .allow_gap = !draw_once(&run.d, 10),
	    .dry_run = draw_once(&run.d, 12)};
	enum err e = writer_append(run.o->w, &b, NULL, &run.o->findings);

	judge(e, before, !b.dry_run);
	for (i = 0; i < n; i++) {
		run.kinds[d[i].kind] += e == ERR_OK && !b.dry_run;
		json_decref(d[i].payload);
	}
}

static enum err
through_file(struct writer_drafted *x, struct batch *b)
{
	static uint8_t notes[ROWS * STATEMENT_NOTE_MAX];
	struct stfile f = {.part = NULL};
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	assert_int_equal(stfile_seal(&bytes, &n, &x->file, x->to, x->n_to),
	    ERR_OK);
	stfile_release(&x->file);
	assert_int_equal(stfile_open(&f, (struct span){bytes, n},
			     run.o->approver.box),
	    ERR_OK);
	countersign(&f, &run.o->approver, notes);
	run.o->now += draw_dice(&run.d, 800000); /* 10 minutes are allowed */
	if (draw_once(&run.d, 3)) /* somebody else comes in between, or not */
		(void)world_object(run.o, "chen vào");
	b->time_ms = run.o->now;
	e = writer_append_signed(run.o->w, b, &f, NULL, &run.o->findings);
	stfile_release(&f);
	free(bytes);
	return e;
}

/* Two signatures on two machines. */
static void
enter_from_file(void)
{
	const char *then = run.o->approver.name;
	struct draft d[ROWS];
	struct batch b = {.draft = d,
	    .signer = &run.o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = run.o->now,
	    .allow_gap = true,
	    .then = &then,
	    .n_then = 1};
	struct writer_drafted x;
	enum by who;
	struct span before = said(run.o);
	enum err e;
	size_t i;

	b.n = draw_batch(d, &who);
	e = writer_draft(&x, run.o->w, &b, &run.o->findings);
	judge(e, before, false);
	if (e == ERR_OK) {
		e = through_file(&x, &b);
		if (e != ERR_OK)
			has_reason(e);
		run.signed_elsewhere += e == ERR_OK;
	}
	for (i = 0; i < b.n; i++)
		json_decref(d[i].payload);
}

static void
erase(void)
{
	static const struct erasing how = {"request", NULL, 0, 0};
	struct signer *by[] = {run.o->registrar.signer, run.o->approver.signer};
	struct batch b = {.signer = by,
	    .n_signer = draw_once(&run.d, 4) ? 1 : 2,
	    .time_ms = run.o->now,
	    .allow_gap = true};
	struct span before;
	char child[16];
	struct erasure x;
	uint64_t index = 0;
	enum err e;

	(void)snprintf(child, sizeof(child), "TE-%06u",
	    1 + draw_dice(&run.d, DRAW_CHILDREN));
	e = erasure_find(&x, run.o->w, child);
	if (e != ERR_OK) {
		assert_int_equal(e, ERR_MISSING);
		return;
	}
	before = said(run.o);
	e = writer_erase(run.o->w, &x, &how, &b, &index, &run.o->findings);
	judge(e, before, true);
	run.erased += e == ERR_OK;
	erasure_release(&x);
}

/* ---- the walk ---- */

static void
time_passes(void)
{
	unsigned how = draw_dice(&run.d, 40);

	run.o->now = writer_last_time(run.o->w);
	if (how == 0)
		run.o->now -= draw_dice(&run.d, 3000000);
	else if (how == 1)
		run.o->now += 36 * DAY;
	else if (how < 8)
		run.o->now += draw_dice(&run.d, 6) * DAY;
	else
		run.o->now += draw_dice(&run.d, 9000000);
}

static void
step(void)
{
	unsigned what = draw_dice(&run.d, 100);

	time_passes();
	prepare();
	if (what < 2)
		same_when_opened(false);
	else if (what < 5)
		same_when_opened(true);
	else if (what < 7)
		people_seal(&run.people);
	else if (what < 8 && run.erases)
		erase();
	else if (what < 14)
		enter_from_file();
	else
		enter();
	run.d.s = writer_state(run.o->w);
}

/* The year begins with something to go by. */
static void
begin(void)
{
	static const enum kind first[] = {KIND_SPONSOR, KIND_SPONSOR,
	    KIND_SPONSOR, KIND_CHILD, KIND_CHILD, KIND_CHILD, KIND_CHILD,
	    KIND_ASSIGNMENT, KIND_ASSIGNMENT, KIND_DISBURSEMENT};
	size_t i;
	struct drawn x;

	for (i = 0; i < 3 * sizeof(first) / sizeof(first[0]); i++) {
		struct signer *by[] = {run.o->registrar.signer,
		    run.o->approver.signer};

		prepare();
		draw_kind(&run.d, &x, first[i / 3]);
		(void)world_append_by(run.o, x.kind, x.class, x.payload, by, 2);
	}
}

static void
test_any_sequence(void **state)
{
	unsigned i;

	run.o = *state;
	(void)printf("%s\n", run.o->top);
	people_begin(&run.people, run.o, &run.d);
	begin();
	for (i = 0; i < run.steps; i++)
		step();
	same_when_opened(true);
	same_when_opened(false);
	people_seal(&run.people);
	people_anchor(&run.people);
	/* else it would say little */
	assert_true(run.taken > run.steps / 5);
	assert_true(run.refused > run.steps / 10);
	(void)printf("%u taken, %u refused, %u erased, %u signed elsewhere;",
	    run.taken, run.refused, run.erased, run.signed_elsewhere);
	for (i = 0; i < KIND_COUNT; i++)
		if (run.kinds[i] > 0)
			(void)printf(" %s %u", kind_word((enum kind)i),
			    run.kinds[i]);
	(void)printf("\n");
}

/* As world_teardown(), but the ledger stays. */
static int
leave(void **state)
{
	struct world *o = *state;

	people_end(&run.people);
	world_close(o);
	free(o);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_any_sequence, world_setup,
		leave)};

	if (argc != 3)
		return 2;
	run.d.seed = strtoull(argv[1], NULL, 10);
	run.erases = run.d.seed % 2 == 1;
	run.d.seed *= UINT64_C(0x9e3779b97f4a7c15);
	run.steps = (unsigned)strtoul(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
