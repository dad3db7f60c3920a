/*
 * t_streamsealed.c - sealed entries for a reader: opened, erased, withheld or
 * missing, in a whole grant and in a partial one (FORMAT 10.2).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stream_run.h"

#include "calendar.h"

static void
test_reader(void **state)
{
	struct stream_options o = options();
	struct outcome out;
	size_t i;

	(void)state;
	o.reader = fx->reader;
	out = run(&o);
	for (i = 0; i < out.r.checks.n_finding; i++)
		print_message("%d: %s\n", (int)out.r.checks.finding[i].index,
		    out.r.checks.finding[i].clause);
	assert_int_equal(out.verdict, VERDICT_PROVED);
	assert_int_equal(out.r.opened, FX_SIZE - 4);
	assert_int_equal(out.r.checks.check[STREAM_RULES].result, CHECK_PASS);
}

/* A sealed byte: found with the key, not looked at without. */
static void
test_sealed(void **state)
{
	struct stream_options o = options();
	const size_t at = item_of(50);

	(void)state;
	fx->item[at][fx->len[at] - 40] ^= 1;
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
	o.reader = fx->reader;
	expect(&o, 50);
	fx_items(fx);
	fx->e[51].n_item = 0;
	fx_items(fx);
	expect(&o, 51);
	fx_seal(fx, &fx->e[51]);
	fx_items(fx);
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
}

/* Any byte of a handle: nothing is withheld in a whole grant; in another one
 * the subject may be kept from the reader. */
static void
test_handle(void **state)
{
	struct stream_options o = options();
	struct outcome out;
	size_t i;

	(void)state;
	o.reader = fx->reader;
	for (i = 0; i < HANDLE_LEN; i++) {
		fx->e[51].item[i] ^= 1;
		fx->partial = false;
		fx_items(fx);
		expect(&o, 51);
		assert_int_equal(run(&o).r.missing, 1);
		fx->partial = true;
		fx_items(fx);
		out = run(&o);
		assert_int_equal(out.verdict, VERDICT_UNDECIDED);
		assert_int_equal(out.r.withheld, 1);
		fx->e[51].item[i] ^= 1;
	}
	fx_items(fx);
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
	fx->partial = false;
	fx_items(fx);
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
}

/* The key is left out, or its handle or box was changed. */
static void
test_key(void **state)
{
	struct stream_options o = options();
	size_t i;

	(void)state;
	o.reader = fx->reader;
	fx->no_key = true;
	fx_items(fx);
	expect(&o, 4);
	fx->partial = true;
	fx_items(fx);
	assert_int_equal(run(&o).verdict, VERDICT_UNDECIDED);
	assert_int_equal(run(&o).r.withheld, FX_SIZE - 4);
	fx->no_key = false;
	fx->partial = false;
	fx_items(fx);
	assert_int_equal(fx->item[2][0], ITEM_KEY);
	for (i = 1; i < fx->len[2]; i += 5) {
		fx->item[2][i] ^= 1;
		expect(&o, 4);
		fx->item[2][i] ^= 1;
	}
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
}

/* Entry 60 erases 51: it may lack its item, and its subject the key. */
static void
test_erased(void **state)
{
	struct stream_options o = options();
	struct fx_entry *e = &fx->e[60];
	struct outcome out;
	uint64_t i;

	(void)state;
	o.reader = fx->reader;
	e->kind = KIND_ERASURE;
	assert_int_equal(e->n_by, 2);
	(void)snprintf(e->payload, sizeof(e->payload),
	    "{\"basis\":\"purpose-done\",\"entries\":[51],\"kept\":[],"
	    "\"request\":null,"
	    "\"v\":1}");
	fx_seal(fx, e);
	for (i = 60; i < FX_SIZE; i++) {
		fx_statement(fx, i);
		fx_leaf(fx, i);
	}
	fx->e[51].n_item = 0;
	fx_items(fx);
	out = run(&o);
	assert_int_equal(out.verdict, VERDICT_PROVED);
	assert_int_equal(out.r.erased, 1);
	assert_int_equal(out.r.unaudited, 1);
	fx_seal(fx, &fx->e[51]);
	fx->e[51].item[3] ^= 1;
	fx_items(fx);
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
	assert_int_equal(run(&o).r.erased, 1);
	fx->e[52].n_item = 0; /* another one, which it does not name */
	fx_items(fx);
	expect(&o, 52);
	renew();
}

/* Entry 60 erases 51 and 52, and keeps this of them; entries after follow. */
static struct outcome
erase_two(const struct stream_options *o, int64_t amount,
    const struct scalar *blind, const char *quarter, const char *groups)
{
	struct fx_entry *e = &fx->e[60];
	char b64[BASE64_LEN(32) + 1];
	uint64_t i;

	e->kind = KIND_ERASURE;
	(void)snprintf(e->payload, sizeof(e->payload),
	    "{\"basis\":\"purpose-done\",\"entries\":[51,52],\"kept\":[{"
	    "\"amount\":%lld,\"blind\":\"%s\",\"groups\":[%s],"
	    "\"quarter\":\"%s\"}],\"request\":null,\"v\":1}",
	    (long long)amount,
	    sodium_bin2base64(b64, sizeof(b64), blind->b, 32,
		sodium_base64_VARIANT_ORIGINAL),
	    groups, quarter);
	fx_seal(fx, e);
	for (i = 60; i < FX_SIZE; i++) {
		fx_statement(fx, i);
		fx_leaf(fx, i);
	}
	fx->e[51].n_item = fx->e[52].n_item = 0;
	fx_items(fx);
	return run(o);
}

/* What an erasure keeps is what the leaves of the erased allow, and no other. */
static void
test_kept(void **state)
{
	struct stream_options o = options();
	struct scalar blind = okey_blind(&fx->e[51].okey), other;
	char quarter[QUARTER_LEN];
	struct outcome out;
	const int64_t amount = 0; /* of these, the blinds are the sum */

	(void)state;
	o.reader = fx->reader;
	other = okey_blind(&fx->e[52].okey);
	scalar_add(&blind, &other);
	quarter_encode(quarter, time_quarter(FX_TIME + 51 * 1000));
	out = erase_two(&o, amount, &blind, quarter, "");
	assert_int_equal(out.verdict, VERDICT_PROVED);
	assert_int_equal(out.r.checks.check[STREAM_KEPT].result, CHECK_PASS);
	out = erase_two(&o, amount + 1, &blind, quarter, "");
	assert_int_equal(out.verdict, VERDICT_DISPROVED);
	expect(&o, 60);
	out = erase_two(&o, amount, &other, quarter, "");
	assert_int_equal(out.verdict, VERDICT_DISPROVED);
	out = erase_two(&o, amount, &blind, "2031-Q1", "");
	assert_int_equal(out.verdict, VERDICT_DISPROVED);
	out = erase_two(&o, amount, &blind, quarter,
	    "{\"amount\":7,\"group\":\"g1\"}");
	assert_int_equal(out.verdict, VERDICT_DISPROVED);
	o.quick = true; /* nobody asked */
	out = erase_two(&o, amount + 1, &blind, quarter, "");
	assert_int_equal(out.r.checks.check[STREAM_KEPT].result, CHECK_SKIP);
	renew();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_reader),
	    cmocka_unit_test(test_sealed),
	    cmocka_unit_test(test_handle),
	    cmocka_unit_test(test_key),
	    cmocka_unit_test(test_erased),
	    cmocka_unit_test(test_kept),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
