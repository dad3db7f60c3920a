/*
 * t_streamcheck.c - a good stream is proved; what is changed, moved, repeated
 * or cut off in it is found, at its place (FORMAT 10).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stream_run.h"

static void
test_good(void **state)
{
	struct stream_options o = options();
	struct outcome out;
	size_t i;

	(void)state;
	out = run(&o);
	for (i = 0; i < out.r.checks.n_finding; i++)
		print_message("%d: %s\n", (int)out.r.checks.finding[i].index,
		    out.r.checks.finding[i].clause);
	assert_int_equal(out.verdict, VERDICT_PROVED);
	assert_int_equal(out.r.size, FX_SIZE);
	assert_int_equal(out.r.clear, 4);
	assert_int_equal(out.r.vouched, 0);
	o.quick = true;
	out = run(&o);
	assert_int_equal(out.verdict, VERDICT_PROVED);
	assert_true(out.r.vouched > 80);
	o.anchor = NULL;
	assert_int_equal(run(&o).verdict, VERDICT_UNDECIDED);
}

static struct digest
root_at(uint64_t size)
{
	struct edge edge;
	uint64_t i;

	edge_init(&edge);
	for (i = 0; i < size; i++)
		edge_append(&edge, &fx->hash[i], NULL, NULL);
	return edge_root(&edge);
}

/* Any byte of any entry, its sealed item apart. */
static void
test_flips(void **state)
{
	static const uint64_t places[] = {0, 1, 3, 4, 50, 60, 99};
	struct stream_options o = options();
	size_t i, k, at, end;

	(void)state;
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		at = item_of(places[i]);
		end = fx->len[at] - fx->e[places[i]].n_item -
		    (places[i] < 4 ? 0 : 4);
		for (k = 5; k < end; k += 37) {
			fx->item[at][k] ^= 1;
			if (run(&o).verdict != VERDICT_DISPROVED ||
			    run(&o).first > places[i])
				fail_msg("entry %d, byte %d: %d",
				    (int)places[i], (int)k, (int)run(&o).first);
			fx->item[at][k] ^= 1;
		}
	}
	for (i = 0; i < fx->n; i += i < 12 ? 1 : 20)
		for (k = 0; k < fx->len[i]; k += fx->len[i] / 3 + 1) {
			if (fx->item[i][0] == ITEM_ENTRY ||
			    fx->item[i][0] == ITEM_KEY)
				continue;
			fx->item[i][k] ^= 1;
			/* An unverified reading key is no fault. */
			assert_true(run(&o).verdict != VERDICT_PROVED ||
			    fx->item[i][0] == ITEM_HEADER);
			fx->item[i][k] ^= 1;
		}
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
}

static void
swap(size_t a, size_t b)
{
	uint8_t *p = fx->item[a];
	size_t n = fx->len[a];

	fx->item[a] = fx->item[b];
	fx->len[a] = fx->len[b];
	fx->item[b] = p;
	fx->len[b] = n;
}

static void
test_order(void **state)
{
	struct stream_options o = options();
	const size_t n = fx->n;
	size_t i;

	(void)state;
	swap(item_of(50), item_of(51));
	expect(&o, 50);
	fx_items(fx);
	for (i = item_of(50); i + 1 < fx->n; i++)
		swap(i, i + 1);
	fx->n--; /* entry 50 dropped */
	expect(&o, 50);
	fx->n++;
	fx_items(fx);
	/* an entry for the second time */
	for (i = fx->n; i > item_of(50); i--) {
		fx->item[i] = fx->item[i - 1];
		fx->len[i] = fx->len[i - 1];
	}
	fx->item[i] = malloc(fx->len[i + 1]);
	memcpy(fx->item[i], fx->item[i + 1], fx->len[i]);
	fx->n++;
	expect(&o, 51);
	fx_items(fx);
	swap(3, 5);
	assert_int_equal(run(&o).verdict, VERDICT_DISPROVED);
	swap(3, 5);
	swap(0, 1); /* no header: no stream of ours */
	assert_int_equal(run(&o).verdict, VERDICT_UNDECIDED);
	fx_items(fx);
	assert_int_equal(fx->n, n);
}

/* Each checkpoint stands once, after the entry that completes its size, and
 * is of this tree. */
static void
test_checkpoints(void **state)
{
	struct stream_options o = options();
	const size_t at = item_of(FX_SEALED - 1) + 1;
	struct checkpoint seen;
	uint8_t *p;
	size_t n;

	(void)state;
	assert_int_equal(fx->item[at][0], ITEM_CHECKPOINT);
	swap(at, at + 1);
	expect(&o, FAULT_NO_INDEX);
	assert_int_equal(run(&o).r.checks.check[STREAM_HISTORY].result,
	    CHECK_FAIL);
	swap(at, at + 1);
	/* the last one in the place of the first, and for the second time */
	swap(at, fx->n - 2);
	expect(&o, FAULT_NO_INDEX);
	swap(at, fx->n - 2);
	p = fx->item[fx->n - 1];
	n = fx->len[fx->n - 1];
	fx->item[fx->n - 1] = fx->item[fx->n - 2];
	fx->len[fx->n - 1] = fx->len[fx->n - 2];
	assert_int_equal(run(&o).verdict, VERDICT_DISPROVED);
	fx->item[fx->n - 1] = p;
	fx->len[fx->n - 1] = n;
	/* its root, which is another tree's */
	p = &fx->item[at][5 + sizeof(FX_ORIGIN) + 10];
	*p = *p == 'A' ? 'B' : 'A';
	expect(&o, FAULT_NO_INDEX);
	fx_items(fx);
	/* a state of the earlier size */
	seen = run(&o).r.checkpoint;
	seen.size = FX_SEALED;
	o.seen = &seen;
	assert_int_equal(run(&o).verdict, VERDICT_DISPROVED);
	seen.root = root_at(FX_SEALED);
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
}

/* Every cut is undecided, and never proved. */
static void
test_cut(void **state)
{
	struct stream_options o = options();
	struct checkpoint seen;
	const size_t n = fx->n;

	(void)state;
	for (fx->n = 0; fx->n < n; fx->n += 7)
		assert_int_equal(run(&o).verdict, VERDICT_UNDECIDED);
	fx->n = n - 1;
	assert_int_equal(run(&o).verdict, VERDICT_UNDECIDED);
	fx->n = n;
	seen = run(&o).r.checkpoint;
	o.seen = &seen;
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
	seen.root.b[0] ^= 1;
	assert_int_equal(run(&o).verdict, VERDICT_DISPROVED);
	seen.root.b[0] ^= 1;
	seen.size++;
	expect(&o, FX_SIZE);
}

/* Well-formed to the end, but the last entries are gone. */
static void
test_shorter(void **state)
{
	struct stream_options o = options();
	uint8_t buf[256];
	struct item_end z = {.size = 90};
	struct span out;
	size_t n;

	(void)state;
	z.root = root_at(90);
	assert_int_equal(item_end_encode(&out, &z, buf, sizeof(buf)), ERR_OK);
	n = fx->n;
	while (fx->n > item_of(90))
		free(fx->item[--fx->n]);
	fx_push(fx, out);
	expect(&o, 90);
	fx_items(fx);
	assert_int_equal(fx->n, n);
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
}

/* A ruined stream gives the same report with any number of threads. */
static void
test_threads(void **state)
{
	struct stream_options o = options();
	struct outcome one, more;
	uint64_t i;

	(void)state;
	for (i = 40; i < FX_SIZE; i += 7)
		forge(i);
	fx_rechain(fx, 40, FX_LOG);
	fx->item[item_of(60)][20] ^= 1;
	one = run(&o);
	assert_int_equal(one.first, 40);
	assert_true(one.r.checks.n_finding > 10);
	for (o.threads = 1; o.threads <= 4; o.threads++) {
		more = run(&o);
		assert_int_equal(more.verdict, one.verdict);
		assert_memory_equal(&more.r.checks, &one.r.checks,
		    sizeof(one.r.checks));
		assert_int_equal(more.r.verified, one.r.verified);
	}
	renew();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_flips),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_checkpoints),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_shorter),
	    cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
