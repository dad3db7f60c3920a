/*
 * t_draft.c - statement files drafted here, signed by another key, entered:
 * nothing is kept on the way, later statements of a file may name earlier
 * ones, and each is judged after those before it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "countersign.h"
#include "sealmake.h"

#define ROWS 4

static json_t *
ref_to(const struct id *id)
{
	return json_pack("{s:o,s:n}", "id", json_base64(id->b, ID_LEN),
	    "index");
}

/* A sponsor, a child, its assignment, and the acceptance of that. */
static void
family(struct draft d[ROWS], struct world *o)
{
	static const enum kind kinds[ROWS] = {KIND_SPONSOR, KIND_CHILD,
	    KIND_ASSIGNMENT, KIND_ACCEPTANCE};
	size_t i;

	for (i = 0; i < ROWS; i++) {
		d[i].kind = kinds[i];
		d[i].class = i == 0 ? CLASS_CLEAR : CLASS_SEALED;
		d[i].has_id = true;
		d[i].id = draft_id(d[i].class, o->now);
	}
	d[0].payload = json_pack("{s:s,s:s,s:b,s:b,s:s,s:s,s:i}", "code", "cax",
	    "group", "g1", "inside_commune", 1, "money_public", 0, "name",
	    "Công an xã", "type", "police", "v", 1);
	d[1].payload = child_payload(7);
	d[2].payload = json_pack("{s:s,s:s,s:s,s:s,s:b,s:i,s:[],s:s,s:s,s:i}",
	    "basis", "KH", "child", "TE-000007", "form", "quarterly", "from",
	    "2026-07-05", "opening", 0, "pledged", 1000000, "share", "sponsor",
	    "cax", "tie", "do-dau", "v", 1);
	d[3].payload = json_pack("{s:b,s:o,s:s,s:o,s:i}", "accepted", 1,
	    "assignment", ref_to(&d[2].id), "date", "2026-07-05", "evidence",
	    json_base64(o->approver.reading.b, 32), "v", 1);
}

static enum err
draft(struct writer_drafted *out, struct world *o, struct draft *d, size_t n,
    const char *then)
{
	struct batch b = {.draft = d,
	    .n = n,
	    .signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now,
	    .then = &then,
	    .n_then = then == NULL ? 0 : 1};

	return writer_draft(out, o->w, &b, &o->findings);
}

static enum err
enter(struct world *o, const struct stfile *f, bool trial)
{
	struct batch b = {.signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now};

	return trial ? writer_check(o->w, &b, f, &o->findings)
		     : writer_append_signed(o->w, &b, f, NULL, &o->findings);
}

static void
drafts_free(struct draft *d, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		json_decref(d[i].payload);
}

static void
test_family(void **state)
{
	static uint8_t notes[ROWS * STATEMENT_NOTE_MAX];
	struct world *o = *state;
	struct draft d[ROWS] = {{.has_id = false}};
	uint8_t *bytes = NULL;
	struct writer_drafted x;
	struct stfile f;
	size_t n = 0, i;

	family(d, o);
	must(o, draft(&x, o, d, ROWS, o->approver.name));
	assert_int_equal(writer_size(o->w), 3);
	assert_int_equal(writer_keyring(o->w)->n_subject, 2);
	assert_int_equal(x.file.n, ROWS);
	assert_int_equal(x.n_to, 3); /* vault, registrar, approver */
	for (i = 0; i < ROWS; i++)
		assert_true(handle_is_zero(&x.file.part[i].handle));
	assert_int_equal(stfile_seal(&bytes, &n, &x.file, x.to, x.n_to), 0);
	stfile_release(&x.file);
	/* The approver has it now. */
	assert_int_equal(stfile_open(&f, (struct span){bytes, n},
			     o->approver.box),
	    ERR_OK);
	must(o, enter(o, &f, true));
	assert_int_equal(enter(o, &f, false), ERR_AUTHORITY);
	assert_non_null(strstr(o->findings.f[0].en, o->approver.name));
	countersign(&f, &o->approver, notes);
	must(o, enter(o, &f, true));
	assert_int_equal(writer_size(o->w), 3);
	must(o, world_object(o, "chen vào giữa"));
	must(o, enter(o, &f, false));
	assert_int_equal(writer_size(o->w), 4 + ROWS);
	assert_int_equal(writer_keyring(o->w)->n_subject, 4);
	assert_int_equal(enter(o, &f, false), ERR_EXISTS);
	assert_non_null(strstr(o->findings.f[0].en, "entry 4"));
	world_reopen(o);
	assert_int_equal(writer_size(o->w), 4 + ROWS);
	free(bytes);
	stfile_release(&f);
	drafts_free(d, ROWS);
}

/* What names something later, or nothing, is refused whole. */
static void
test_order(void **state)
{
	struct world *o = *state;
	struct draft d[ROWS] = {{.has_id = false}}, swap;
	struct writer_drafted x;

	family(d, o);
	swap = d[3];
	d[3] = d[2];
	d[2] = swap;
	assert_int_not_equal(draft(&x, o, d, ROWS, o->approver.name), ERR_OK);
	assert_int_equal(o->findings.f[o->findings.n - 1].draft, 2);
	assert_int_equal(writer_size(o->w), 3);
	assert_int_equal(writer_keyring(o->w)->n_subject, 2);
	must(o, world_object(o, "sổ vẫn dùng được"));
	drafts_free(d, ROWS);
}

/* An older subject that a file calls a new one, or the other way. */
static void
test_subject(void **state)
{
	struct world *o = *state;
	struct draft d[2] = {{.kind = KIND_OBJECTION,
				 .class = CLASS_SEALED,
				 .payload = objection_payload("một")},
	    {.kind = KIND_CHILD,
		.class = CLASS_SEALED,
		.payload = child_payload(8)}};
	struct writer_drafted x;

	must(o, draft(&x, o, d, 2, NULL));
	assert_true(
	    handle_eq(&x.file.part[0].handle, &writer_keyring(o->w)->office));
	assert_true(handle_is_zero(&x.file.part[1].handle));
	memset(&x.file.part[0].handle, 0, HANDLE_LEN);
	assert_int_equal(enter(o, &x.file, false), ERR_FORMAT);
	x.file.part[0].handle = writer_keyring(o->w)->office;
	x.file.part[1].handle = writer_keyring(o->w)->office;
	assert_int_equal(enter(o, &x.file, false), ERR_FORMAT);
	memset(&x.file.part[1].handle, 0, HANDLE_LEN);
	must(o, enter(o, &x.file, false));
	assert_int_equal(writer_size(o->w), 5);
	stfile_release(&x.file);
	drafts_free(d, 2);
}

/* Who is named must be able to open it, and to sign such a thing. */
static void
test_named(void **state)
{
	struct world *o = *state;
	struct draft d[ROWS] = {{.has_id = false}};
	struct writer_drafted x;
	json_t *g;

	family(d, o);
	assert_int_equal(draft(&x, o, d, ROWS, ORIGIN "/ai-do-1"), ERR_KEY);
	assert_non_null(strstr(o->findings.f[0].vi, "ai-do-1"));
	g = grant_payload(&o->spare, "school");
	json_object_set_new(g, "reading_key", json_null());
	must(o, world_append(o, KIND_KEY_GRANT, CLASS_CLEAR, g, &o->admin));
	assert_int_equal(draft(&x, o, d, ROWS, o->spare.name), ERR_KEY);
	assert_int_equal(draft(&x, o, d, ROWS, NULL), ERR_AUTHORITY);
	assert_int_equal(draft(&x, o, d, ROWS, o->admin.name), ERR_AUTHORITY);
	assert_int_equal(draft(&x, o, d, 0, o->approver.name), ERR_RANGE);
	assert_int_equal(writer_size(o->w), 4);
	drafts_free(d, ROWS);
}

/* Fillers are made by whoever enters it, when they are due. */
static void
test_quarter(void **state)
{
	struct world *o = *state;
	struct draft d = {.kind = KIND_OBJECTION,
	    .class = CLASS_SEALED,
	    .payload = objection_payload("quý sau")};
	struct writer_drafted x;
	struct batch b = {.signer = &o->registrar.signer,
	    .n_signer = 1,
	    .allow_gap = true};

	must(o, world_object(o, "quý này"));
	o->now += 30 * DAY;
	must(o, world_object(o, "tháng tám"));
	o->now += 30 * DAY;
	must(o, world_object(o, "tháng chín"));
	o->now += 30 * DAY;
	must(o, draft(&x, o, &d, 1, NULL));
	assert_int_equal(writer_size(o->w), 6);
	b.time_ms = o->now;
	must(o, writer_append_signed(o->w, &b, &x.file, NULL, &o->findings));
	assert_int_equal(writer_size(o->w), 65);
	stfile_release(&x.file);
	drafts_free(&d, 1);
}

#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(test_family),
	    T(test_order),
	    T(test_subject),
	    T(test_named),
	    T(test_quarter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
