/*
 * t_streamforge.c - entries forged by who holds the log key, or an officer's,
 * and makes the chain anew: full finds them, and quick as FORMAT 3.9 says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stream_run.h"

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
	renew();
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
	renew();
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
	renew();
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
	renew();
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
	renew();
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
	renew();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cosignature),
	    cmocka_unit_test(test_rechained),
	    cmocka_unit_test(test_last),
	    cmocka_unit_test(test_ids),
	    cmocka_unit_test(test_authority),
	    cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
