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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "keyring.h"

#define SUM_LINE 45
#define SUBJECT_LINE (8 + 24 + 1 + 128 + 1)
#define READER_LINE (7 + 2 + 1 + 44 + 1 + 108 + 1)

static void
fill(struct keyring *k, unsigned n)
{
	struct keyring_subject s = {.n_officer = 0};
	struct keyring_reader r;
	unsigned i;

	keyring_init(k);
	memcpy(k->origin, "a.example/b", 12);
	k->generation = 7;
	for (i = 0; i < n; i++) {
		randombytes_buf(s.handle.b, HANDLE_LEN);
		randombytes_buf(s.box, sizeof(s.box));
		assert_int_equal(keyring_put_subject(k, &s), ERR_OK);
		memset(&r, 0, sizeof(r));
		r.name[0] = (char)('z' - i % 26);
		r.name[1] = (char)('0' + i / 26);
		randombytes_buf(r.box, sizeof(r.box));
		assert_int_equal(keyring_put_reader(k, &r), ERR_OK);
	}
}

/* None for the first, one for the second ... */
static void
fill_officers(struct keyring *k)
{
	struct keyring_officer o = {.name = ""};
	unsigned i, j;

	for (i = 0; i < k->n_subject; i++) {
		for (j = 0; j < i % 4; j++) {
			o.name[0] = (char)('d' - j);
			randombytes_buf(o.key.b, sizeof(o.key.b));
			randombytes_buf(o.box, sizeof(o.box));
			assert_int_equal(keyring_put_officer(k,
					     &k->subject[i].handle, &o),
			    ERR_OK);
		}
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
		fill_officers(&k);
		assert_int_equal(keyring_encode(&a, &na, &k), ERR_OK);
		assert_int_equal(keyring_decode(&got, (struct span){a, na}),
		    ERR_OK);
		assert_int_equal(got.n_subject, n);
		if (n > 3)
			assert_int_equal(got.subject[3].n_officer, 3);
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
	struct keyring_subject s = {.n_officer = 0};
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

static void
test_officers(void **state)
{
	struct keyring_subject s = {.handle = {{1}}};
	struct keyring_officer o = {.name = "a-1", .key = {{7}}};
	struct readkey other = {{8}};
	struct handle none = {{2}};
	struct keyring k;
	unsigned i;

	(void)state;
	keyring_init(&k);
	assert_int_equal(keyring_put_subject(&k, &s), ERR_OK);
	assert_int_equal(keyring_put_officer(&k, &none, &o), ERR_MISSING);
	assert_int_equal(keyring_put_officer(&k, &s.handle, &o), ERR_OK);
	assert_int_equal(keyring_put_officer(&k, &s.handle, &o), ERR_EXISTS);
	assert_ptr_equal(keyring_officer_find(k.subject, &o.key),
	    k.subject[0].officer);
	assert_null(keyring_officer_find(k.subject, &other));
	o.name[0] = '-';
	o.name[1] = 'A';
	assert_int_equal(keyring_put_officer(&k, &s.handle, &o), ERR_FORMAT);
	for (i = 1; i < KEYRING_OFFICERS_MAX; i++) {
		(void)snprintf(o.name, sizeof(o.name), "b-%u", i);
		assert_int_equal(keyring_put_officer(&k, &s.handle, &o),
		    ERR_OK);
	}
	assert_int_equal(keyring_put_officer(&k, &s.handle,
			     &(struct keyring_officer){.name = "z"}),
	    ERR_RANGE);
	for (i = 1; i < KEYRING_OFFICERS_MAX; i++)
		assert_true(strcmp(k.subject[0].officer[i - 1].name,
				k.subject[0].officer[i].name) < 0);
	assert_int_equal(keyring_drop_officer(&k, &none, span_str("a-1")),
	    ERR_MISSING);
	assert_int_equal(keyring_drop_officer(&k, &s.handle, span_str("a-1")),
	    ERR_OK);
	assert_int_equal(keyring_drop_officer(&k, &s.handle, span_str("a-1")),
	    ERR_MISSING);
	/* A subject takes its officers with it. */
	assert_int_equal(keyring_drop_subject(&k, &s.handle), ERR_OK);
	assert_int_equal(keyring_put_subject(&k, &s), ERR_OK);
	assert_int_equal(k.subject[0].n_officer, 0);
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

/* Cut anywhere, or with any bit turned: refused. */
static void
all_bytes(uint8_t *a, size_t n)
{
	struct keyring got;
	size_t i;

	for (i = 0; i < n; i++)
		assert_int_not_equal(keyring_decode(&got, (struct span){a, i}),
		    ERR_OK);
	for (i = 0; i < n; i++) {
		a[i] ^= 1;
		assert_int_not_equal(keyring_decode(&got, (struct span){a, n}),
		    ERR_OK);
		a[i] ^= 1;
	}
}

#define OFFICER_LINE (8 + 1 + 1 + 44 + 1 + 128 + 1)

/* An officer's line stands below a subject's, in order of names, each once. */
static void
test_strict_officers(void **state)
{
	uint8_t *a, *one, *two, swap[OFFICER_LINE];
	struct keyring k;
	size_t n;

	(void)state;
	fill(&k, 3);
	fill_officers(&k);
	assert_int_equal(keyring_encode(&a, &n, &k), ERR_OK);
	all_bytes(a, n);
	two = a + n - SUM_LINE - 8 - OFFICER_LINE;
	one = two - OFFICER_LINE;
	assert_memory_equal(one, "officer c ", 10);
	assert_memory_equal(two, "officer d ", 10);
	two[8] = 'c';
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	two[8] = 'D';
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	two[8] = 'd';
	assert_int_equal(resummed(a, n), ERR_OK);
	memcpy(swap, one, OFFICER_LINE);
	memmove(one, two, OFFICER_LINE);
	memcpy(two, swap, OFFICER_LINE);
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	/* Of no subject: where the readers stand. */
	free(a);
	keyring_release(&k);
	fill(&k, 1);
	assert_int_equal(keyring_encode(&a, &n, &k), ERR_OK);
	one = a + n - SUM_LINE - 8 - SUBJECT_LINE - READER_LINE;
	assert_memory_equal(one, "reader ", 7);
	assert_memory_equal(one + READER_LINE, "subject ", 8);
	memcpy(one, "officer", 7);
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	free(a);
	keyring_release(&k);
}

static void
test_strict(void **state)
{
	uint8_t *a, *end, *line, *first;
	uint8_t swap[SUBJECT_LINE];
	struct keyring k;
	size_t n, len;

	(void)state;
	fill(&k, 3);
	assert_int_equal(keyring_encode(&a, &n, &k), ERR_OK);
	all_bytes(a, n);
	assert_int_equal(resummed(a, n), ERR_OK);
	end = a + n - SUM_LINE - 8; /* "end 3 3\n" */
	assert_memory_equal(end, "end 3 3\n", 8);
	end[4] = '2';
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	end[4] = '3';
	end[6] = '4';
	assert_int_equal(resummed(a, n), ERR_FORMAT);
	end[6] = '3';
	len = SUBJECT_LINE;
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
	    cmocka_unit_test(test_officers),
	    cmocka_unit_test(test_strict_officers),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
