/*
 * t_erase_kept.c - what an erasure keeps of a child's money (FORMAT 6.33): by
 * group of sponsors while the quarter is not published, and not a word more
 * than the sum after that.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world.h"

#include "calendar.h"
#include "erase.h"
#include "schema.h"

#define CHILD "TE-000001"

static void
paid_by(struct world *o, const char *sponsor, const char *group, int amount)
{
	static const uint8_t paper[32] = {1};

	must(o,
	    world_append(o, KIND_SPONSOR, CLASS_CLEAR,
		json_pack("{s:s,s:s,s:b,s:b,s:s,s:s,s:i}", "code", sponsor,
		    "group", group, "inside_commune", 1, "money_public", 0,
		    "name", sponsor, "type", "union", "v", 1),
		&o->registrar));
	must(o,
	    world_append(o, KIND_DISBURSEMENT, CLASS_SEALED,
		json_pack("{s:i,s:n,s:s,s:b,s:s,s:o,s:s,s:s,s:s,s:[i],s:s,s:s,"
			  "s:i,s:s}",
		    "amount", amount, "basis", "child", CHILD, "counts", 0,
		    "date", "2026-07-05", "evidence", json_base64(paper, 32),
		    "form", "ad-hoc", "from", "2026-Q3", "kind", "cash",
		    "parts", amount, "sponsor", sponsor, "to", "2026-Q3", "v",
		    1, "voucher", "01"),
		&o->registrar));
}

/* One child with 700.000 of group g2 and 200.000 of g5; its erasure's kept row,
 * a new reference. */
static json_t *
erase_when(struct world *o, uint32_t published)
{
	struct signer *by[2] = {o->registrar.signer, o->approver.signer};
	struct batch b = {.signer = by, .n_signer = 2, .time_ms = o->now};
	const struct erasing how = {"other", NULL, 0, published};
	struct writer_entry e;
	struct erasure x;
	uint64_t index;
	json_t *row;

	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(1),
		&o->registrar));
	paid_by(o, "hoi", "g2", 700000);
	paid_by(o, "quy", "g5", 200000);
	assert_int_equal(erasure_find(&x, o->w, CHILD), ERR_OK);
	must(o, writer_erase(o->w, &x, &how, &b, &index, &o->findings));
	assert_int_equal(writer_entry_load(o->w, &e, index), ERR_OK);
	assert_int_equal(json_array_size(j_list(e.json, "kept")), 1);
	row = json_incref(json_array_get(j_list(e.json, "kept"), 0));
	writer_entry_release(&e);
	erasure_release(&x);
	assert_int_equal(j_int(row, "amount"), 900000);
	assert_string_equal(j_str(row, "quarter"), "2026-Q3");
	return row;
}

static void
test_by_group(void **state)
{
	json_t *row = erase_when(*state, 0),
	       *want = json_pack("[{s:i,s:s},{s:i,s:s}]", "amount", 700000,
		   "group", "g2", "amount", 200000, "group", "g5");

	assert_true(json_equal(j_list(row, "groups"), want));
	json_decref(want);
	json_decref(row);
}

static void
test_published_already(void **state)
{
	json_t *row = erase_when(*state, quarter_make(2026, 3));

	assert_int_equal(json_array_size(j_list(row, "groups")), 0);
	json_decref(row);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_by_group),
	    TEST(test_published_already),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
