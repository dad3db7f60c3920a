/*
 * t_compare.c - what was done to a copy is what is found, at its place.
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

#include "compare.h"

#define N 60

/* An entry in words, its parts of the shape of FORMAT 2 and 3. */
struct entry {
	int id;
	char leaf[200], head[100], note[200], item[20];
};

static struct entry before[N], after[2 * N];
static size_t n_after;
static const uint8_t key[16] = "sixteen letters";

/* Leaf and head at place i, after a leaf of that many marks. */
static void
place(struct entry *e, int i, int chain)
{
	(void)snprintf(e->leaf, sizeof(e->leaf),
	    "minhbach/leaf/v1\n%d\nsealed\nprev %d\nentry %d at %d\nvalue "
	    "%d\n",
	    i, chain, e->id, i, e->id);
	(void)snprintf(e->head, sizeof(e->head),
	    "minhbach/entry/v1\n%d\ntime %d\nsalt\n", i, e->id);
}

static void
fill(void)
{
	int i;

	for (i = 0; i < N; i++) {
		before[i].id = i;
		place(&before[i], i, 0);
		(void)snprintf(before[i].note, sizeof(before[i].note),
		    "origin\nid %d\nseen %d x\nvalue\n\nsignature\n", i, i);
		(void)snprintf(before[i].item, sizeof(before[i].item), "i%d",
		    i);
	}
	memcpy(after, before, sizeof(before));
	n_after = N;
}

/* As somebody does who makes the chain anew. */
static void
rechain(size_t from)
{
	for (; from < n_after; from++)
		place(&after[from], (int)from, 1);
}

static void
drop(size_t at, size_t n)
{
	memmove(after + at, after + at + n,
	    (n_after - at - n) * sizeof(after[0]));
	n_after -= n;
}

static void
insert(size_t at, int id)
{
	memmove(after + at + 1, after + at, (n_after - at) * sizeof(after[0]));
	after[at] = before[0];
	after[at].id = id;
	place(&after[at], (int)at, 0);
	n_after++;
}

static void
exchange(size_t i, size_t k)
{
	const struct entry e = after[i];

	after[i] = after[k];
	after[k] = e;
}

static struct compare_copy *
copy(const struct entry *e, size_t n)
{
	struct compare_copy *c;
	struct compare_bytes b;
	size_t i;

	assert_int_equal(compare_copy_new(&c, key), ERR_OK);
	for (i = 0; i < n; i++) {
		b = (struct compare_bytes){.leaf = span_str(e[i].leaf),
		    .head = span_str(e[i].head),
		    .note = span_str(e[i].note),
		    .item = span_str(e[i].item)};
		assert_int_equal(compare_copy_add(c, &b), ERR_OK);
	}
	assert_int_equal(compare_copy_size(c), n);
	return c;
}

static struct compare_result
run(void)
{
	struct compare_copy *a = copy(before, N), *b = copy(after, n_after);
	struct compare_result r;

	assert_int_equal(compare_copies(&r, a, b), ERR_OK);
	compare_copy_free(a);
	compare_copy_free(b);
	return r;
}

/* The findings are these, in text: "changed 5 5 1". */
static void
expect(const char *want)
{
	static const char *const words[] = {"changed", "dropped", "inserted",
	    "exchanged", "moved"};
	struct compare_result r = run();
	char got[4096] = "";
	size_t i, n = 0;

	for (i = 0; i < r.n && n < sizeof(got) - 64; i++)
		n += (size_t)snprintf(got + n, sizeof(got) - n, "%s %d %d %x; ",
		    words[r.f[i].what], (int)r.f[i].old, (int)r.f[i].new,
		    r.f[i].parts);
	if (r.added > 0)
		(void)snprintf(got + n, sizeof(got) - n, "added %d; ",
		    (int)r.added);
	assert_string_equal(got, want);
	compare_release(&r);
}

static void
test_same(void **state)
{
	struct compare_result r;

	(void)state;
	fill();
	expect("");
	rechain(30); /* another entry before them, say */
	after[29].item[0] = 'x';
	expect("changed 29 29 20; changed 30 30 10; ");
	fill();
	insert(N, 100);
	insert(N + 1, 101);
	expect("added 2; ");
	n_after = 0;
	r = run();
	assert_int_equal(r.n, N);
	compare_release(&r);
}

static void
test_parts(void **state)
{
	static const struct {
		size_t part; /* offset in struct entry */
		size_t at;
		const char *want;
	} cases[] = {
	    {offsetof(struct entry, leaf), 0, "changed 7 7 10; "},
	    {offsetof(struct entry, leaf), 19, "changed 7 7 10; "},
	    {offsetof(struct entry, leaf), 28, "changed 7 7 10; "},
	    {offsetof(struct entry, leaf), 50, "changed 7 7 10; "},
	    {offsetof(struct entry, head), 3, "changed 7 7 8; "},
	    {offsetof(struct entry, head), 18, "changed 7 7 8; "},
	    {offsetof(struct entry, head), 21, "changed 7 7 8; "},
	    {offsetof(struct entry, note), 2, "changed 7 7 1; "},
	    {offsetof(struct entry, note), 19, "changed 7 7 2; "},
	    {offsetof(struct entry, note), 24, "changed 7 7 1; "},
	    {offsetof(struct entry, note), 35, "changed 7 7 4; "},
	    {offsetof(struct entry, item), 0, "changed 7 7 20; "},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fill();
		((char *)&after[7])[cases[i].part + cases[i].at] ^= 1;
		expect(cases[i].want);
		if (cases[i].part == offsetof(struct entry, leaf) ||
		    cases[i].part == offsetof(struct entry, item))
			continue;
		after[7].leaf[40] ^= 1; /* its entry digest follows */
		rechain(8);
		expect(cases[i].want);
	}
}

static void
test_order(void **state)
{
	(void)state;
	fill();
	drop(20, 1);
	expect("dropped 20 -1 0; ");
	rechain(20);
	expect("dropped 20 -1 0; ");
	fill();
	insert(20, 100);
	rechain(20);
	expect("inserted -1 20 0; ");
	fill();
	insert(20, 19); /* a copy of what stands before it */
	expect("inserted -1 20 0; ");
	fill();
	exchange(20, 21);
	expect("exchanged 20 21 0; ");
	rechain(20);
	expect("exchanged 20 21 0; ");
	fill();
	exchange(5, 50);
	expect("exchanged 5 50 0; ");
	fill();
	insert(40, 10);
	after[40] = before[10];
	drop(10, 1);
	rechain(10);
	expect("moved 10 39 0; ");
	fill();
	n_after = 55;
	expect("dropped 55 -1 0; dropped 56 -1 0; dropped 57 -1 0; "
	       "dropped 58 -1 0; dropped 59 -1 0; ");
}

/* Everything at once, and the value, by which entries are known, too. */
static void
test_many(void **state)
{
	(void)state;
	fill();
	after[3].item[0] = 'x';
	exchange(8, 9);
	after[15].id = 200;
	drop(30, 2);
	insert(50, 201); /* before what was entry 52 */
	rechain(8);
	insert(n_after, 202);
	expect("changed 3 3 20; exchanged 8 9 0; changed 15 15 8; "
	       "dropped 30 -1 0; dropped 31 -1 0; inserted -1 50 0; "
	       "added 1; ");
}

/* Whatever order they come in, nothing is lost, and putting the two copies the
 * other way round finds as much. */
static void
test_random(void **state)
{
	struct compare_result r;
	size_t i, k, gone, came;

	(void)state;
	for (i = 0; i < 500; i++) {
		fill();
		for (k = randombytes_uniform(6); k > 0; k--)
			exchange(randombytes_uniform((uint32_t)n_after),
			    randombytes_uniform((uint32_t)n_after));
		for (k = randombytes_uniform(4); k > 0; k--)
			drop(randombytes_uniform((uint32_t)n_after), 1);
		for (k = randombytes_uniform(4); k > 0; k--)
			insert(randombytes_uniform((uint32_t)n_after),
			    (int)(300 + k));
		r = run();
		gone = came = 0;
		for (k = 0; k < r.n; k++) {
			gone += r.f[k].what == COMPARE_DROPPED;
			came += r.f[k].what == COMPARE_INSERTED;
		}
		assert_int_equal(N - gone + came + r.added, n_after);
		compare_release(&r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_same),
	    cmocka_unit_test(test_parts),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_random),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
