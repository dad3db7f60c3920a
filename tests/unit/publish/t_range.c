/*
 * t_range.c - the total of a range is proven before it is published: a value
 * that is not that of its amount, and a sum that an erasure kept wrongly, are
 * named by their entry.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../writer/world.h"

#include "erase.h"
#include "range.h"
#include "work.h"

/* A sealed entry of the office whose value is one of this amount. */
static void
enter_false(struct world *o, int64_t amount)
{
	struct fault f = {ERR_OK, 0, ""};
	struct made m = {.kind = KIND_FILLER,
	    .class = CLASS_SEALED,
	    .id = draft_id(CLASS_SEALED, o->now),
	    .handle = writer_keyring(o->w)->office,
	    .payload = span_str("{\"v\":1}"),
	    .amount = amount,
	    .time_ms = o->now,
	    .signer = &o->registrar.signer,
	    .n_signer = 1};
	struct store_txn *t;

	randombytes_buf(m.okey.b, sizeof(m.okey.b));
	assert_int_equal(store_begin(&t, writer_store(o->w), true), ERR_OK);
	assert_int_equal(made_append(o->w, t, &m, &f), ERR_OK);
	assert_int_equal(store_commit(t), ERR_OK);
}

static enum err
sum(struct world *o, struct fault *f)
{
	struct pub_opening x;

	*f = (struct fault){ERR_OK, 0, ""};
	return range_sum(&x, o->w, 0, writer_size(o->w), f);
}

static void
test_a_false_value_is_named(void **state)
{
	struct world *o = *state;
	struct pub_opening x = {.from = 7}, was = x;
	struct fault f;
	uint64_t bad;

	must(o, world_object(o, "một"));
	assert_int_equal(sum(o, &f), ERR_OK);
	bad = writer_size(o->w);
	enter_false(o, 5);
	must(o, world_object(o, "hai"));
	assert_int_equal(range_sum(&x, o->w, 0, writer_size(o->w), &f),
	    ERR_VALUE);
	assert_int_equal(f.index, bad);
	assert_non_null(strstr(f.clause, "FORMAT 5.2"));
	assert_memory_equal(&x, &was, sizeof(x));
	assert_int_equal(range_sum(&x, o->w, 0, bad, &f), ERR_OK);
	assert_int_equal(x.amount, 0);
	/* Two that make up for each other prove: nobody could tell them from
	 * the truth, and the total is right. */
	enter_false(o, -5);
	assert_int_equal(sum(o, &f), ERR_OK);
}

/* What the erasure of a child with one payment keeps, as bytes to damage. */
static void
erase_keeping(struct world *o, int64_t more, bool spoil)
{
	struct signer *by[2] = {o->registrar.signer, o->approver.signer};
	struct erasure x;
	struct taken e;
	struct store_txn *t;
	struct scalar blind, sum_blind = {{0}};
	json_t *entries = json_array();
	size_t i;

	assert_int_equal(erasure_find(&x, o->w, "TE-000001"), ERR_OK);
	assert_int_equal(store_begin(&t, writer_store(o->w), false), ERR_OK);
	for (i = 0; i < x.n; i++) {
		assert_int_equal(entry_take(&e, o->w, t, x.entry[i], NULL),
		    ERR_OK);
		blind = okey_blind(&e.okey);
		scalar_add(&sum_blind, &blind);
		taken_release(&e);
		json_array_append_new(entries,
		    json_integer((json_int_t)x.entry[i]));
	}
	store_abort(t);
	sum_blind.b[0] ^= spoil ? 1 : 0;
	must(o,
	    world_append_by(o, KIND_ERASURE, CLASS_SEALED,
		json_pack("{s:s,s:o,s:[{s:I,s:o,s:[],s:s}],s:n,s:i}", "basis",
		    "other", "entries", entries, "kept", "amount",
		    (json_int_t)more, "blind", json_base64(sum_blind.b, 32),
		    "groups", "quarter", "2026-Q3", "request", "v", 1),
		by, 2));
	erasure_release(&x);
}

static void
kept_is_checked(struct world *o, int64_t more, bool spoil, enum err want)
{
	struct fault f;
	uint64_t erasure;

	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(1),
		&o->registrar));
	must(o, world_object(o, "một"));
	erasure = writer_size(o->w);
	erase_keeping(o, more, spoil);
	assert_int_equal(sum(o, &f), want);
	if (want == ERR_OK)
		return;
	assert_int_equal(f.index, erasure);
	assert_non_null(strstr(f.clause, "FORMAT 6.33"));
}

static void
test_kept_as_it_was(void **state)
{
	kept_is_checked(*state, 0, false, ERR_OK);
}

static void
test_a_false_kept_amount_is_named(void **state)
{
	kept_is_checked(*state, 1, false, ERR_VALUE);
}

static void
test_a_false_kept_blind_is_named(void **state)
{
	kept_is_checked(*state, 0, true, ERR_VALUE);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_a_false_value_is_named),
	    TEST(test_kept_as_it_was),
	    TEST(test_a_false_kept_amount_is_named),
	    TEST(test_a_false_kept_blind_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
