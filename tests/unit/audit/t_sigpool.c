/*
 * t_sigpool.c - the pool finds every bad signature, in order, and the same with
 * any number of threads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <string.h>

#include "sigpool.h"

/* More than the ring holds, and not a whole number of batches. */
#define MANY (SIGPOOL_BATCH * (SIGPOOL_SLOTS + 2) + 7)

static struct pubkey pub;
static uint8_t secret[crypto_sign_SECRETKEYBYTES];
static uint8_t text[SIGPOOL_TEXT];
static struct sig good;

static int
setup(void **state)
{
	(void)state;
	return sodium_init() < 0 || crypto_sign_keypair(pub.b, secret) != 0 ||
	    crypto_sign_detached(good.b, NULL, text, 10, secret) != 0;
}

/* MANY signatures, those of n indices (which ascend) wrong. */
static struct sigpool_result
run(unsigned threads, const uint64_t *bad, size_t n)
{
	struct sigpool_result r;
	struct sigpool *p;
	struct sig sig;
	uint64_t i;
	size_t k = 0;

	assert_int_equal(sigpool_new(&p, threads), ERR_OK);
	for (i = 0; i < MANY; i++) {
		sig = good;
		if (k < n && bad[k] == i) {
			sig.b[40] ^= 1;
			k++;
		}
		sigpool_add(p, i, &pub, &sig, (struct span){text, 10});
	}
	r = *sigpool_finish(p);
	/* A second end changes nothing. */
	assert_int_equal(sigpool_finish(p)->n_bad, r.n_bad);
	sigpool_free(p);
	return r;
}

static void
test_finds(void **state)
{
	static const uint64_t bad[] = {0, 1, SIGPOOL_BATCH - 1, SIGPOOL_BATCH,
	    1000, SIGPOOL_BATCH * SIGPOOL_SLOTS, MANY - 1};
	const size_t n = sizeof(bad) / sizeof(bad[0]);
	struct sigpool_result r;
	unsigned threads;

	(void)state;
	for (threads = 0; threads <= 4; threads++) {
		r = run(threads, bad, n);
		assert_int_equal(r.n_bad, n);
		assert_memory_equal(r.bad, bad, sizeof(bad));
		assert_int_equal(run(threads, NULL, 0).n_bad, 0);
	}
}

/* More bad ones than are kept: the lowest are, and all are counted. */
static void
test_many(void **state)
{
	static uint64_t bad[MANY];
	struct sigpool_result r;
	unsigned threads;
	uint64_t i;

	(void)state;
	for (i = 0; i < MANY; i++)
		bad[i] = i;
	for (threads = 1; threads <= 3; threads += 2) {
		r = run(threads, bad, MANY);
		assert_int_equal(r.n_bad, MANY);
		assert_memory_equal(r.bad, bad, sizeof(r.bad));
	}
}

/* Texts that fill a batch before its signatures do; and an end with nothing. */
static void
test_long(void **state)
{
	struct sigpool *p;
	struct sig sig;
	uint64_t i;

	(void)state;
	assert_int_equal(crypto_sign_detached(sig.b, NULL, text, sizeof(text),
			     secret),
	    0);
	assert_int_equal(sigpool_new(&p, 2), ERR_OK);
	assert_int_equal(sigpool_finish(p)->n_bad, 0);
	for (i = 0; i < 2 * SIGPOOL_SLOTS; i++)
		sigpool_add(p, i, &pub, i == 20 ? &good : &sig,
		    (struct span){text, sizeof(text)});
	assert_int_equal(sigpool_finish(p)->n_bad, 1);
	assert_int_equal(sigpool_finish(p)->bad[0], 20);
	/* Left without an end. */
	sigpool_add(p, i, &pub, &good, (struct span){text, 10});
	sigpool_free(p);
	sigpool_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_finds),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
