/*
 * t_streamcheck.c - a good stream is proved; every way to tamper with it is
 * found, at its place (FORMAT 10).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "streamcheck.h"
#include "verify_fixture.h"

static struct fx *fx;

struct outcome {
	enum verdict verdict;
	uint64_t first;
	struct stream_result r;
};

static struct outcome
run(const struct stream_options *o)
{
	struct outcome out;
	struct streamcheck *s;
	size_t i;

	assert_int_equal(streamcheck_new(&s, o), ERR_OK);
	for (i = 0; i < fx->n; i++)
		if (streamcheck_item(s,
			(struct span){fx->item[i], fx->len[i]}) != ERR_OK)
			break;
	assert_int_equal(streamcheck_finish(s), ERR_OK);
	out.verdict = streamcheck_verdict(s);
	out.r = *streamcheck_result(s);
	out.r.note = NULL;
	out.first = checks_first_bad(&out.r.checks);
	streamcheck_free(s);
	return out;
}

static struct stream_options
options(void)
{
	return (struct stream_options){.anchor = &fx->anchor};
}

static int
setup(void **state)
{
	(void)state;
	if (sodium_init() < 0)
		return 1;
	fx = fx_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	fx_free(fx);
	return 0;
}

/* The item of entry i; the opening of a clear one follows. */
static size_t
item_of(uint64_t i)
{
	return 3 + (size_t)i + (size_t)(i < 4 ? i : 4);
}

static void
expect(const struct stream_options *o, uint64_t first)
{
	struct outcome out = run(o);

	if (out.verdict != VERDICT_DISPROVED || out.first != first)
		fail_msg("verdict %d at %lld, not at %lld: %s",
		    (int)out.verdict, (long long)out.first, (long long)first,
		    out.r.checks.n_finding > 0 ? out.r.checks.finding[0].clause
					       : "");
}

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
	fx->e[51].item[0] ^= 1;
	fx_items(fx);
	assert_int_equal(run(&o).verdict, VERDICT_UNDECIDED);
	assert_int_equal(run(&o).r.withheld, 1);
	fx_seal(fx, &fx->e[51]);
	fx_items(fx);
	assert_int_equal(run(&o).verdict, VERDICT_PROVED);
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
	struct edge edge;
	struct span out;
	size_t n;

	(void)state;
	edge_init(&edge);
	for (n = 0; n < 90; n++)
		edge_append(&edge, &fx->hash[n], NULL, NULL);
	z.root = edge_root(&edge);
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

/* Change a letter in the last signature line of entry i, in place. */
static void
forge(uint64_t i)
{
	struct fx_entry *e = &fx->e[i];

	e->note[e->n_note - 20] = e->note[e->n_note - 20] == 'A' ? 'B' : 'A';
}

static void
test_cosignature(void **state)
{
	struct stream_options o = options();

	(void)state;
	forge(50);
	/* with the log key, and the leaves made anew */
	fx_rechain(fx, 50, FX_LOG);
	expect(&o, 50);
	o.quick = true;
	expect(&o, 50);
	fx_free(fx);
	fx = fx_new();
}

/*
 * An entry of registrar B is changed by who holds the log key and the key of
 * registrar A.  In full its signature is wrong; quick sees that the next entry
 * of B had seen another ledger.
 */
static void
test_rechained(void **state)
{
	struct stream_options o = options();

	(void)state;
	assert_int_equal(fx->e[41].by[0], FX_REG_B);
	forge(41);
	fx_rechain(fx, 41, FX_REG_A);
	expect(&o, 41);
	o.quick = true;
	expect(&o, 43);
	fx_free(fx);
	fx = fx_new();
}

/* Left unsigned at the end of B's entries, quick verifies it, too. */
static void
test_last(void **state)
{
	struct stream_options o = options();

	(void)state;
	forge(99);
	fx_rechain(fx, 99, FX_REG_A);
	o.quick = true;
	expect(&o, 99);
	fx_free(fx);
	fx = fx_new();
}

static void
test_ids(void **state)
{
	struct stream_options o = options();
	uint64_t i;

	(void)state;
	fx->e[70].id = fx->e[30].id;
	fx_seal(fx, &fx->e[70]);
	for (i = 70; i < FX_SIZE; i++) {
		fx_statement(fx, i);
		fx_leaf(fx, i);
	}
	fx_items(fx);
	expect(&o, 70);
	fx_free(fx);
	fx = fx_new();
}

/* Signed by a key that holds no fitting role. */
static void
test_authority(void **state)
{
	struct stream_options o = options();
	uint64_t i;

	(void)state;
	fx->e[61].by[0] = FX_APPROVER;
	for (i = 61; i < FX_SIZE; i++) {
		fx_statement(fx, i);
		fx_leaf(fx, i);
	}
	fx_items(fx);
	expect(&o, 61);
	o.quick = true;
	expect(&o, 61);
	fx_free(fx);
	fx = fx_new();
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
	fx_free(fx);
	fx = fx_new();
}

/* Put 32 bytes that are no point where a text that ends in a value has it. */
static void
spoil(uint8_t *text, size_t n)
{
	memset(text + n - 45, '/', 42);
	memcpy(text + n - 3, "8=", 2);
}

/* Entry i says and signs a value that is no point; its leaf repeats it. */
static void
spoil_value(uint64_t i)
{
	struct fx_entry *e = &fx->e[i];
	const struct fx_key *k = &fx->key[e->by[0]];
	struct leaf l = {.index = i, .class = CLASS_SEALED};
	uint8_t text[STATEMENT_TEXT_MAX];
	struct digest head;
	struct span t;
	struct sig sig;
	struct note n;
	struct wr w;

	assert_int_equal(note_decode(&n, (struct span){e->note, e->n_note}),
	    ERR_OK);
	t = (struct span){text, n.text.n};
	memcpy(text, n.text.p, t.n);
	spoil(text, t.n);
	sig = fx_sign(k, t);
	wr_init(&w, e->note, sizeof(e->note));
	assert_int_equal(statement_note_encode(&w, t, &k->vkey, &sig, 1),
	    ERR_OK);
	e->n_note = w.n;
	head = sha256((struct span){e->head, e->n_head});
	l.prev = fx->hash[i - 1];
	l.entry = entry_digest(&head, (struct span){e->note, e->n_note});
	l.value = value_generator();
	assert_int_equal(leaf_encode(&t, &l, e->leaf, sizeof(e->leaf)), ERR_OK);
	spoil(e->leaf, t.n);
	fx->hash[i] = leaf_hash(t);
}

/* What the fast decoders leave out is seen in full, and said not to be looked
 * at in quick. */
static void
test_values(void **state)
{
	struct stream_options o = options();
	struct outcome out;
	uint64_t i;

	(void)state;
	assert_int_equal(fx->e[71].n_by, 1);
	spoil_value(71);
	for (i = 72; i < FX_SIZE; i++) {
		fx_statement(fx, i);
		fx_leaf(fx, i);
	}
	fx_items(fx);
	expect(&o, 71);
	out = run(&o);
	assert_int_equal(out.r.checks.check[STREAM_VALUES].first_bad, 71);
	assert_int_equal(out.r.checks.n_finding, 1);
	o.quick = true;
	out = run(&o);
	assert_int_equal(out.verdict, VERDICT_PROVED);
	assert_int_equal(out.r.checks.check[STREAM_VALUES].result, CHECK_SKIP);
	assert_int_equal(out.r.checks.check[STREAM_TOTALS].result, CHECK_SKIP);
	assert_int_equal(out.r.checks.check[STREAM_IDS].result, CHECK_SKIP);
	fx_free(fx);
	fx = fx_new();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_reader),
	    cmocka_unit_test(test_sealed),
	    cmocka_unit_test(test_flips),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_shorter),
	    cmocka_unit_test(test_cosignature),
	    cmocka_unit_test(test_rechained),
	    cmocka_unit_test(test_last),
	    cmocka_unit_test(test_ids),
	    cmocka_unit_test(test_authority),
	    cmocka_unit_test(test_threads),
	    cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
