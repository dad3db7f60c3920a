/*
 * t_form.c - tables into drafts on a small ledger: every fault of every row is
 * found, also beside another in the same row; what was entered before is known
 * again; nothing is written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "correct.h"
#include "form.h"
#include "writer/world.h"

#define HEAD "date,sponsor,child,kind,amount,form,from,to,voucher,basis\n"
#define TODAY "2026-07-06"

/* A sponsor, a child, its assignment, and one payment under voucher 01. */
static int
setup(void **state)
{
	struct signer *two[2];
	struct world *o;
	json_t *gift;

	if (world_setup(state) != 0)
		return 1;
	o = *state;
	two[0] = o->registrar.signer;
	two[1] = o->approver.signer;
	must(o,
	    world_append(o, KIND_SPONSOR, CLASS_CLEAR,
		json_pack("{s:s,s:s,s:b,s:b,s:s,s:s,s:i}", "code", "cax",
		    "group", "g1", "inside_commune", 1, "money_public", 0,
		    "name", "Công an xã", "type", "police", "v", 1),
		&o->registrar));
	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(7),
		&o->registrar));
	must(o,
	    world_append_by(o, KIND_ASSIGNMENT, CLASS_SEALED,
		json_pack("{s:s,s:s,s:s,s:s,s:b,s:i,s:[],s:s,s:s,s:i}", "basis",
		    "KH", "child", "TE-000007", "form", "quarterly", "from",
		    "2026-07-05", "opening", 0, "pledged", 1000000, "share",
		    "sponsor", "cax", "tie", "do-dau", "v", 1),
		two, 2));
	gift = json_pack("{s:i,s:n,s:s,s:b,s:s,s:o,s:s,s:s,s:s,s:[i],s:s,s:s,"
			 "s:s,s:i}",
	    "amount", 300000, "basis", "child", "TE-000007", "counts", 1,
	    "date", "2026-07-05", "evidence",
	    json_base64(o->approver.reading.b, 32), "form", "monthly", "from",
	    "2026-Q3", "kind", "cash", "parts", 300000, "sponsor", "cax", "to",
	    "2026-Q3", "voucher", "01", "v", 1);
	must(o,
	    world_append(o, KIND_DISBURSEMENT, CLASS_SEALED, gift,
		&o->registrar));
	o->now = T0 + DAY;
	return 0;
}

struct trial {
	struct sheet t;
	struct form f;
};

/* A table made and judged; the ledger stays as it was. */
static void
try_as(struct trial *x, struct world *o, enum kind kind, const char *csv,
    bool drafted)
{
	const char *then = o->approver.name;
	const struct form_ask ask = {.w = o->w,
	    .kind = kind,
	    .table = &x->t,
	    .today = TODAY,
	    .signer = o->registrar.name};
	const struct batch how = {.signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now,
	    .then = &then,
	    .n_then = drafted ? 1 : 0};
	uint64_t size = writer_size(o->w);

	assert_int_equal(sheet_read_csv(&x->t, span_str(csv)), ERR_OK);
	assert_int_equal(form_make(&x->f, &ask), ERR_OK);
	assert_int_equal(form_judge(&x->f, &how, drafted), ERR_OK);
	assert_int_equal(writer_size(o->w), size);
}

static void
try(struct trial *x, struct world *o, const char *csv)
{
	try_as(x, o, KIND_DISBURSEMENT, csv, false);
}

static void
done(struct trial *x)
{
	form_release(&x->f);
	sheet_release(&x->t);
}

/* Is there a fault of the row in this column, by this rule? */
static const struct form_fault *
has(const struct trial *x, size_t row, const char *column, const char *rule)
{
	size_t i;

	for (i = 0; i < x->f.n_fault; i++) {
		const struct form_fault *f = &x->f.fault[i];

		if (f->row == row && strcmp(f->column, column) == 0 &&
		    strcmp(f->rule, rule) == 0) {
			assert_true(*f->vi != '\0' && *f->en != '\0');
			assert_true(f->refused == (*rule != '\0'));
			return f;
		}
	}
	fail_msg("no fault of row %zu, %s %s", row, column, rule);
	return NULL;
}

static void
test_good(void **state)
{
	struct trial x;

	try(&x, *state,
	    HEAD "06/07/2026,CAX,TE-000007,Tiền "
		 "mặt,1.000.000,monthly,2026-Q3,2026-Q3,02,\n"
		 "2026-07-06,cax,TE-000007,cash,5,monthly,2026-Q3,2026-Q3,03,"
		 "\n");
	assert_int_equal(x.f.n_fault, 0);
	assert_int_equal(x.f.drafts.n, 2);
	assert_int_equal(x.f.waiting, 0);
	assert_int_equal(form_sum(&x.f), 1000005);
	assert_string_equal(j_str(x.f.drafts.draft[0].payload, "date"),
	    "2026-07-06");
	done(&x);
}

/* Four faults of one row, four kinds of them, and rows that have one. */
static void
test_every_fault_of_a_row(void **state)
{
	const struct form_fault *f;
	struct trial x;

	try(&x, *state,
	    HEAD "06/07/2026,xyz,TE-999999,cash,một,monthly,2026-Q9,2026-Q3,02,"
		 "\n"
		 "07/07/2026,cax,TE-000007,cash,-1,monthly,2026-Q3,2026-Q3,03,"
		 "market-price\n"
		 "06/07/2026,cax,TE-000007,cash,0,monthly,2026-Q3,2026-Q3,04,"
		 "\n");
	f = has(&x, 0, "amount", "");
	assert_string_equal(form_value(&x.f, f), "một");
	(void)has(&x, 0, "from", "");
	(void)has(&x, 0, "child", "FORMAT 6.8");
	(void)has(&x, 0, "sponsor", "FORMAT 6.8");
	(void)has(&x, 1, "amount", "");
	(void)has(&x, 1, "basis", "");
	(void)has(&x, 1, "date", "E13");
	(void)has(&x, 2, "amount", "E9");
	assert_int_equal(x.f.n_fault, 8);
	assert_int_equal(x.f.waiting, 2);
	done(&x);
}

/* What stands in for a date is no voucher of the year, no day of a child. */
static void
test_nothing_is_told_of_stand_ins(void **state)
{
	struct trial x;

	try(&x, *state,
	    HEAD "hôm qua,cax,TE-000007,cash,1,monthly,2026-Q3,2026-Q3,01,\n"
		 "06/07/2026,?,TE-000007,cash,1,monthly,2026-Q3,2026-Q3,05,\n"
		 "06/07/2026,cax,TE-000007,cash,x,monthly,2026-Q3,2026-Q3,,\n"
		 "06/07/2026,cax,TE-000007,in-kind,x,monthly,2026-Q3,2026-Q3,6,"
		 "\n");
	(void)has(&x, 0, "date", "");
	(void)has(&x, 1, "sponsor", "");
	(void)has(&x, 2, "amount", "");
	(void)has(&x, 2, "voucher", "");
	(void)has(&x, 3, "amount", "");
	(void)has(&x, 3, "basis", "");
	assert_int_equal(x.f.n_fault, 6);
	done(&x);
}

static void
test_table(void **state)
{
	const struct form_fault *f;
	struct trial x;

	try(&x, *state,
	    "date,sponsor,child,kind,form,from,to,voucher,màu\n"
	    "06/07/2026,cax,TE-000007,cash,monthly,2026-Q3,2026-Q3,02,đỏ\n"
	    "06/07/2026,cax,TE-000009,cash,monthly,2026-Q3,2026-Q3,03,đỏ\n");
	f = has(&x, FORM_ALL, "", "");
	assert_string_equal(x.t.head[f->col], "màu");
	assert_null(form_value(&x.f, f));
	(void)has(&x, FORM_ALL, "amount", "");
	(void)has(&x, 1, "child", "FORMAT 6.8");
	assert_int_equal(x.f.n_fault, 3);
	done(&x);
	try(&x, *state, HEAD);
	(void)has(&x, FORM_ALL, "", "");
	assert_int_equal(x.f.n_fault, 1);
	done(&x);
}

static void
test_again(void **state)
{
	struct trial x;

	try(&x, *state,
	    HEAD "2026-07-05,cax,TE-000007,cash,300000,monthly,2026-Q3,2026-Q3,"
		 "01,\n"
		 "2026-07-05,cax,TE-000007,cash,300001,monthly,2026-Q3,2026-Q3,"
		 "01,\n"
		 "2026-07-05,cax,TE-000007,cash,3,monthly,2026-Q3,2026-Q3,02,\n"
		 "2026-07-05,cax,TE-000007,cash,4,monthly,2026-Q3,2026-Q3,02,"
		 "\n");
	assert_int_equal(x.f.known, 1);
	assert_int_equal(x.f.drafts.n, 2);
	assert_non_null(strstr(has(&x, 1, "voucher", "E10")->en, "300001"));
	(void)has(&x, 3, "voucher", "E10");
	assert_int_equal(x.f.n_fault, 2);
	done(&x);
}

/* On the way to another signer all is told, too. */
static void
test_drafted(void **state)
{
	struct trial x;

	try_as(&x, *state, KIND_ASSIGNMENT,
	    "child,sponsor,from,form,pledged,basis,opening\n"
	    "TE-000007,cax,2026-07-05,quarterly,1,KH,0\n"
	    "TE-000007,xyz,2026-07-06,quarterly,x,KH,0\n"
	    "TE-000008,cax,2026-07-06,quarterly,5,KH,0\n"
	    "TE-000009,cax,2026-07-06,quarterly,5,KH,0\n",
	    true);
	(void)has(&x, 1, "pledged", "");
	(void)has(&x, 1, "sponsor", "FORMAT 6.8");
	(void)has(&x, 2, "child", "FORMAT 6.8");
	(void)has(&x, 3, "child", "FORMAT 6.8");
	done(&x);
}

/* Who a child is stays where it is; the copy for correction has all. */
static void
test_private_and_marked(void **state)
{
	const struct form_fault *f;
	struct world *o = *state;
	uint8_t *bytes = NULL;
	struct trial x;
	size_t n = 0;

	try_as(&x, o, KIND_CHILD,
	    "child,name,birth,household,cluster,hamlet,category,level,school\n"
	    "TE-000010,Trẻ,2027-02-22,H1,C3,T01,9,TH,TR2\n",
	    false);
	f = has(&x, 0, "category", "");
	assert_string_equal(form_value(&x.f, f), "9");
	f = has(&x, 0, "birth", "E13");
	assert_null(form_value(&x.f, f));
	assert_null(strstr(f->vi, "2027"));
	assert_int_equal(x.f.n_fault, 2);
	assert_int_equal(form_marked(&bytes, &n, &x.f, o->now), ERR_OK);
	assert_true(n > 1000 && memcmp(bytes, "PK", 2) == 0);
	free(bytes);
	done(&x);
}

/* A correction: what is given stands over what was, under a new number. */
static void
test_correction(void **state)
{
	struct world *o = *state;
	struct correction k = {.index = writer_size(o->w) - 1};
	struct misfit m;
	struct sheet t;

	assert_int_equal(correction_load(&k, o->w), ERR_OK);
	assert_int_equal(sheet_read_pairs(&t,
			     span_str("amount=400.000\n"
				      "correction=sai-so-tien\n")),
	    ERR_OK);
	assert_int_equal(correction_make(&k, o->w, TODAY, &t, &m), ERR_OK);
	assert_int_equal(j_int(k.draft[0].payload, "amount"), 300000);
	assert_int_equal(j_int(k.draft[1].payload, "amount"), 400000);
	assert_string_equal(j_str(k.draft[1].payload, "voucher"), "01-2");
	sheet_release(&t);
	assert_int_equal(sheet_read_pairs(&t,
			     span_str("amount=x\ncorrection=sai-so-tien\n")),
	    ERR_OK);
	assert_int_equal(correction_make(&k, o->w, TODAY, &t, &m), ERR_FORMAT);
	assert_string_equal(m.column, "amount");
	sheet_release(&t);
	assert_int_equal(sheet_read_pairs(&t, span_str("amount=5\n")), ERR_OK);
	assert_int_equal(correction_make(&k, o->w, TODAY, &t, &m), ERR_MISSING);
	assert_string_equal(m.column, "correction");
	sheet_release(&t);
	correction_release(&k);
	k = (struct correction){.index = 0};
	assert_int_equal(correction_load(&k, o->w), ERR_RULE);
	k.index = writer_size(o->w);
	assert_int_equal(correction_load(&k, o->w), ERR_MISSING);
	correction_release(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_good, setup, world_teardown),
	    cmocka_unit_test_setup_teardown(test_every_fault_of_a_row, setup,
		world_teardown),
	    cmocka_unit_test_setup_teardown(test_nothing_is_told_of_stand_ins,
		setup, world_teardown),
	    cmocka_unit_test_setup_teardown(test_table, setup, world_teardown),
	    cmocka_unit_test_setup_teardown(test_again, setup, world_teardown),
	    cmocka_unit_test_setup_teardown(test_drafted, setup,
		world_teardown),
	    cmocka_unit_test_setup_teardown(test_private_and_marked, setup,
		world_teardown),
	    cmocka_unit_test_setup_teardown(test_correction, setup,
		world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
