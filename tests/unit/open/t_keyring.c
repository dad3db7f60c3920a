/*
 * t_keyring.c - the keyring file (FORMAT 4.6): order, counts, sum, and the
 * records in memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "keyring.h"

#define SUM_LINE 45

static void
fill(struct keyring *k, unsigned n)
{
	struct keyring_subject s;
	struct keyring_reader r;
	unsigned i;

	keyring_init(k);
	memcpy(k->origin, "a.example/b", 12);
	k->generation = 7;
	for (i = 0; i < n; i++) {
		randombytes_buf(&s, sizeof(s));
		assert_int_equal(keyring_put_subject(k, &s), ERR_OK);
		memset(&r, 0, sizeof(r));
		r.name[0] = (char)('z' - i % 26);
		r.name[1] = (char)('0' + i / 26);
		randombytes_buf(r.box, sizeof(r.box));
		assert_int_equal(keyring_put_reader(k, &r), ERR_OK);
	}
}

static void
test_round(void **state)
{
	struct keyring k, got;
	uint8_t *a, *b;
	size_t na, nb;
	unsigned n;

	(void)state;
	for (n = 0; n < 40; n += 3) {
		fill(&k, n);
		assert_int_equal(keyring_encode(&a, &na, &k), ERR_OK);
		assert_int_equal(keyring_decode(&got, (struct span){a, na}),
		    ERR_OK);
		assert_int_equal(got.n_subject, n);
		assert_int_equal(keyring_encode(&b, &nb, &got), ERR_OK);
		assert_true(
		    span_eq((struct span){a, na}, (struct span){b, nb}));
		keyring_release(&got);
		keyring_release(&k);
		free(a);
		free(b);
	}
}

static void
test_records(void **state)
{
	struct keyring_subject s;
	struct keyring_reader r;
	struct keyring k;
	size_t i;

	(void)state;
	fill(&k, 30);
	for (i = 1; i < k.n_subject; i++)
		assert_true(memcmp(k.subject[i - 1].handle.b,
				k.subject[i].handle.b, HANDLE_LEN) < 0);
	while (k.n_subject > 0) {
		s = k.subject[k.n_subject / 2];
		assert_ptr_equal(keyring_find(&k, &s.handle),
		    k.subject + k.n_subject / 2);
		assert_int_equal(keyring_put_subject(&k, &s), ERR_EXISTS);
		assert_int_equal(keyring_drop_subject(&k, &s.handle), ERR_OK);
		assert_null(keyring_find(&k, &s.handle));
		assert_int_equal(keyring_drop_subject(&k, &s.handle),
		    ERR_MISSING);
	}
	memset(&s, 0, sizeof(s));
	assert_int_equal(keyring_put_subject(&k, &s), ERR_FORMAT);
	r = k.reader[3];
	assert_ptr_equal(keyring_reader_find(&k, span_str(r.name)),
	    k.reader + 3);
	assert_int_equal(keyring_put_reader(&k, &r), ERR_EXISTS);
	assert_int_equal(keyring_drop_reader(&k, span_str(r.name)), ERR_OK);
	assert_int_equal(keyring_drop_reader(&k, span_str(r.name)),
	    ERR_MISSING);
	r.name[0] = ' ';
	assert_int_equal(keyring_put_reader(&k, &r), ERR_FORMAT);
	keyring_release(&k);
}

/* The sum is made good again, so that the lines themselves are judged. */
static enum err
resummed(uint8_t *a, size_t n)
{
	struct digest sum;
	struct keyring k;
	struct wr w;
	enum err e;

	sum = sha256((struct span){a, n - SUM_LINE});
	wr_init(&w, a + n - SUM_LINE, SUM_LINE);
	wr_base64(&w, sum.b, DIGEST_LEN);
	e = keyring_decode(&k, (struct span){a, n});
	if (e == ERR_OK)
		keyring_release(&k);
	return e;
}

static void
test_strict(void **state)
{
	uint8_t *a, *end, *line, *first;
	struct keyring k, got;
	uint8_t swap[160];
	size_t i, n, len;

	(void)state;
	fill(&k, 3);
	assert_int_equal(keyring_encode(&a, &n, &k), ERR_OK);
	for (i = 0; i < n; i++)
		assert_int_not_equal(keyring_decode(&got, (struct span){a, i}),
		    ERR_OK);
	for (i = 0; i < n; i++) {
		a[i] ^= 1;
		assert_int_not_equal(keyring_decode(&got, (struct span){a, n}),
		    ERR_OK);
		a[i] ^= 1;
	}
	assert_int_equal(resummed(a, n), ERR_OK);
	end = a + n - SUM_LINE - 8; /* "end 3 3\n" */
	assert_memory_equal(end, "end 3 3\n", 8);
	end[4] = '2';
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	end[4] = '3';
	end[6] = '4';
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	end[6] = '3';
	len = 8 + 24 + 1 + 128 + 1;
	assert_true(len - 2 <= sizeof(swap));
	line = end - len;
	first = line - len;
	memcpy(swap, first, len - 2);
	memcpy(first, line, len - 2); /* now twice the same handle */
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	memcpy(line, swap, len - 2); /* and now in the wrong order */
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	free(a);
	k.generation = 0;
	assert_int_equal(keyring_encode(&a, &n, &k), ERR_RANGE);
	keyring_release(&k);
	assert_int_equal(keyring_load(&k, "/nonexistent/keyring"), ERR_MISSING);
	assert_int_equal(keyring_load(&k, "/"), ERR_FORMAT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_round),
	    cmocka_unit_test(test_records),
	    cmocka_unit_test(test_strict),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
