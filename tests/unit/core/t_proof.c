/*
 * t_proof.c - every proof that is built checks, and nothing near it does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "memtree.h"
#include "proof.h"
#include "text.h"

static struct memtree tree;
static struct digest root[MEMTREE_MAX + 1]; /* of each size */

static int
setup(void **state)
{
	uint64_t size;

	(void)state;
	memtree_init(&tree);
	for (size = 0; size <= MEMTREE_MAX; size++) {
		memtree_fill(&tree, size);
		root[size] = edge_root(&tree.edge);
	}
	return 0;
}

static enum err
check_inclusion(const struct proof *p, uint64_t index, uint64_t size)
{
	return inclusion_check(&root[size], &tree.leaf[index], index, size,
	    p->h, p->n);
}

static enum err
check_consistency(const struct proof *p, uint64_t old_size, uint64_t size)
{
	return consistency_check(&root[old_size], old_size, &root[size], size,
	    p->h, p->n);
}

static struct proof
make_inclusion(uint64_t index, uint64_t size)
{
	struct hashes h = memtree_hashes(&tree);
	struct proof p;

	assert_int_equal(inclusion_make(&p, &h, index, size), ERR_OK);
	assert_int_equal(check_inclusion(&p, index, size), ERR_OK);
	return p;
}

static struct proof
make_consistency(uint64_t old_size, uint64_t size)
{
	struct hashes h = memtree_hashes(&tree);
	struct proof p;

	assert_int_equal(consistency_make(&p, &h, old_size, size), ERR_OK);
	assert_int_equal(check_consistency(&p, old_size, size), ERR_OK);
	return p;
}

/* A proof of another length: cut at either end, grown at either end. */
static struct proof
bend(const struct proof *p, int how)
{
	struct proof q = *p;

	switch (how) {
	case 0:
		q.n--;
		break;
	case 1:
		q.n--;
		memmove(q.h, q.h + 1, q.n * sizeof(q.h[0]));
		break;
	case 2:
		q.h[q.n++] = root[3];
		break;
	default:
		memmove(q.h + 1, q.h, q.n * sizeof(q.h[0]));
		q.n++;
		q.h[0] = root[3];
	}
	return q;
}

static void
test_inclusion_all(void **state)
{
	uint64_t i, n;
	struct proof p, q;
	int how;

	(void)state;
	for (n = 1; n <= 130; n++) {
		for (i = 0; i < n; i++) {
			p = make_inclusion(i, n);
			for (how = p.n == 0 ? 2 : 0; how < 4; how++) {
				q = bend(&p, how);
				assert_int_equal(check_inclusion(&q, i, n),
				    ERR_PROOF);
			}
			assert_int_equal(inclusion_check(&root[n + 1],
					     &tree.leaf[i], i, n, p.h, p.n),
			    ERR_PROOF);
		}
	}
}

static void
test_inclusion_big(void **state)
{
	uint64_t i, n, k, seed = 1;
	struct proof p;

	(void)state;
	for (k = 0; k < 2000; k++) {
		n = 1 + memtree_random(&seed) % MEMTREE_MAX;
		i = memtree_random(&seed) % n;
		p = make_inclusion(i, n);
		if (p.n == 0)
			continue;
		p.h[memtree_random(&seed) % p.n].b[k % DIGEST_LEN] ^=
		    (uint8_t)(1 << k % 8);
		assert_int_equal(check_inclusion(&p, i, n), ERR_PROOF);
	}
}

static void
test_inclusion_bits(void **state)
{
	struct digest leaf, lie;
	struct proof p;
	uint64_t i, n;
	size_t bit;

	(void)state;
	for (n = 1; n <= 33; n++) {
		for (i = 0; i < n; i++) {
			p = make_inclusion(i, n);
			for (bit = 0; bit < p.n * DIGEST_LEN * 8; bit++) {
				p.h[bit / 256].b[bit / 8 % 32] ^=
				    (uint8_t)(1 << bit % 8);
				assert_int_equal(check_inclusion(&p, i, n),
				    ERR_PROOF);
				p.h[bit / 256].b[bit / 8 % 32] ^=
				    (uint8_t)(1 << bit % 8);
			}
			leaf = tree.leaf[i];
			leaf.b[i % DIGEST_LEN] ^= 1;
			assert_int_equal(inclusion_check(&root[n], &leaf, i, n,
					     p.h, p.n),
			    ERR_PROOF);
			lie = root[n];
			lie.b[i % DIGEST_LEN] ^= 1;
			assert_int_equal(inclusion_check(&lie, &tree.leaf[i], i,
					     n, p.h, p.n),
			    ERR_PROOF);
		}
	}
}

static void
test_consistency_all(void **state)
{
	uint64_t m, n;
	struct proof p, q;
	int how;

	(void)state;
	for (n = 0; n <= 64; n++) {
		for (m = 0; m <= n; m++) {
			p = make_consistency(m, n);
			for (how = p.n == 0 ? 2 : 0; how < 4; how++) {
				q = bend(&p, how);
				assert_int_equal(check_consistency(&q, m, n),
				    ERR_PROOF);
			}
			if (m == 0)
				continue;
			assert_int_equal(consistency_check(&root[m], m,
					     &root[n + 1], n, p.h, p.n),
			    ERR_PROOF);
			assert_int_equal(consistency_check(&root[m - 1], m,
					     &root[n], n, p.h, p.n),
			    ERR_PROOF);
		}
	}
}

static void
test_consistency_big(void **state)
{
	uint64_t m, n, k, seed = 2;
	struct proof p;

	(void)state;
	for (k = 0; k < 2000; k++) {
		n = 2 + memtree_random(&seed) % (MEMTREE_MAX - 1);
		m = 1 + memtree_random(&seed) % (n - 1);
		p = make_consistency(m, n);
		p.h[memtree_random(&seed) % p.n].b[k % DIGEST_LEN] ^=
		    (uint8_t)(1 << k % 8);
		assert_int_equal(check_consistency(&p, m, n), ERR_PROOF);
	}
}

static void
test_consistency_bits(void **state)
{
	struct proof p;
	uint64_t m, n;
	size_t bit;

	(void)state;
	for (n = 2; n <= 33; n++) {
		for (m = 1; m < n; m++) {
			p = make_consistency(m, n);
			for (bit = 0; bit < p.n * DIGEST_LEN * 8; bit++) {
				p.h[bit / 256].b[bit / 8 % 32] ^=
				    (uint8_t)(1 << bit % 8);
				assert_int_equal(check_consistency(&p, m, n),
				    ERR_PROOF);
				p.h[bit / 256].b[bit / 8 % 32] ^=
				    (uint8_t)(1 << bit % 8);
			}
		}
	}
}

static void
assert_proof(const struct proof *p, const char *const *want, size_t n)
{
	struct digest d;
	size_t i;

	assert_int_equal(p->n, n);
	for (i = 0; i < n; i++) {
		assert_int_equal(base64_decode(d.b, DIGEST_LEN,
				     span_str(want[i])),
		    ERR_OK);
		assert_true(digest_eq(&p->h[i], &d));
	}
}

/* Proofs of "e0" to "e6" that other implementations gave. */
static void
test_known(void **state)
{
	static const char *const grow[] = {
	    "526xuXsGdXFQ+V4GNXp9xATKURtjqQMwpWqU3z0NZtE=",
	    "1b21ihkXOmoBEd8/H2LbqgDkQiHg8JtHSJgSoBDNUxQ=",
	    "cY+gNp10dQmbxstDJ+OCOklyKF+SvUmXGlg8nwj/to0=",
	    "9fNP4FejGK1lmZw0+Msnd3fjNkUp/nARcLCQjQMUxEI=",
	};
	static const char *const path[] = {
	    "526xuXsGdXFQ+V4GNXp9xATKURtjqQMwpWqU3z0NZtE=",
	    "cY+gNp10dQmbxstDJ+OCOklyKF+SvUmXGlg8nwj/to0=",
	    "9fNP4FejGK1lmZw0+Msnd3fjNkUp/nARcLCQjQMUxEI=",
	};
	struct proof p;

	(void)state;
	p = make_consistency(3, 7);
	assert_proof(&p, grow, 4);
	p = make_inclusion(3, 7);
	assert_proof(&p, path, 3);
}

static void
test_ranges(void **state)
{
	struct hashes h = memtree_hashes(&tree);
	struct digest d = root[5], was = d;
	struct proof p, before;
	uint64_t huge = NUMBER_MAX + 1;

	(void)state;
	memset(&p, 0x5a, sizeof(p));
	before = p;
	assert_int_equal(inclusion_make(&p, &h, 0, 0), ERR_RANGE);
	assert_int_equal(inclusion_make(&p, &h, 7, 7), ERR_RANGE);
	assert_int_equal(inclusion_make(&p, &h, 7, huge), ERR_RANGE);
	assert_int_equal(inclusion_make(&p, &h, 7, MEMTREE_MAX + 1), ERR_RANGE);
	assert_int_equal(consistency_make(&p, &h, 8, 7), ERR_RANGE);
	assert_int_equal(consistency_make(&p, &h, 8, huge), ERR_RANGE);
	assert_int_equal(consistency_make(&p, &h, 7, MEMTREE_MAX + 1),
	    ERR_RANGE);
	assert_memory_equal(&p, &before, sizeof(p));
	assert_int_equal(inclusion_root(&d, &root[1], 0, 0, NULL, 0),
	    ERR_RANGE);
	assert_int_equal(inclusion_root(&d, &root[1], 1, 1, NULL, 0),
	    ERR_RANGE);
	assert_int_equal(inclusion_root(&d, &root[1], 0, huge, NULL, 0),
	    ERR_RANGE);
	assert_int_equal(inclusion_root(&d, &root[1], 0, 2, NULL, 0),
	    ERR_PROOF);
	assert_int_equal(inclusion_root(&d, &root[1], 0, 1, root, 1),
	    ERR_PROOF);
	assert_int_equal(inclusion_root(&d, &root[1], 0, 2, root, 2),
	    ERR_PROOF);
	assert_true(digest_eq(&d, &was));
	assert_int_equal(consistency_check(&d, 8, &d, 7, NULL, 0), ERR_RANGE);
	assert_int_equal(consistency_check(&d, 8, &d, huge, NULL, 0),
	    ERR_RANGE);
	assert_int_equal(consistency_check(&d, 3, &d, 7, NULL, 0), ERR_PROOF);
}

/* Nothing comes before everything; an empty tree has the one empty root. */
static void
test_from_nothing(void **state)
{
	(void)state;
	assert_int_equal(consistency_check(&root[9], 0, &root[5], 5, NULL, 0),
	    ERR_OK);
	assert_int_equal(consistency_check(&root[9], 0, &root[5], 5, root, 1),
	    ERR_PROOF);
	assert_int_equal(consistency_check(&root[0], 0, &root[0], 0, NULL, 0),
	    ERR_OK);
	assert_int_equal(consistency_check(&root[5], 0, &root[5], 0, NULL, 0),
	    ERR_PROOF);
	assert_int_equal(consistency_check(&root[0], 0, &root[0], 0, root, 1),
	    ERR_PROOF);
}

/* A tree of any size whose leaves are all the same: its hash by level. */
static enum err
get_uniform(void *arg, struct digest *h, unsigned level, uint64_t n)
{
	const struct digest *of_level = arg;

	(void)n;
	*h = of_level[level];
	return ERR_OK;
}

/* Proofs between sizes that are as large as they come. */
static void
test_largest(void **state)
{
	struct digest of_level[TREE_LEVELS], old_root, new_root;
	struct hashes h = {get_uniform, of_level};
	uint64_t m, n, k, seed = 3;
	struct proof p;
	struct edge e;
	size_t i;

	(void)state;
	of_level[0] = tree.leaf[0];
	for (i = 1; i < TREE_LEVELS; i++)
		of_level[i] = node_hash(&of_level[i - 1], &of_level[i - 1]);
	assert_int_equal(edge_load(&e, &h, NUMBER_MAX), ERR_OK);
	assert_int_equal(e.n, 53);
	for (k = 0; k < 300; k++) {
		n = NUMBER_MAX - memtree_random(&seed) % (k + 1);
		m = 1 + memtree_random(&seed) % (n - 1);
		assert_int_equal(range_root(&old_root, &h, 0, m), ERR_OK);
		assert_int_equal(range_root(&new_root, &h, 0, n), ERR_OK);
		assert_int_equal(inclusion_make(&p, &h, m, n), ERR_OK);
		assert_true(p.n < PROOF_MAX);
		assert_int_equal(inclusion_check(&new_root, &of_level[0], m, n,
				     p.h, p.n),
		    ERR_OK);
		assert_int_equal(consistency_make(&p, &h, m, n), ERR_OK);
		assert_true(p.n < PROOF_MAX);
		assert_int_equal(consistency_check(&old_root, m, &new_root, n,
				     p.h, p.n),
		    ERR_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_inclusion_all),
	    cmocka_unit_test(test_inclusion_big),
	    cmocka_unit_test(test_inclusion_bits),
	    cmocka_unit_test(test_consistency_all),
	    cmocka_unit_test(test_consistency_big),
	    cmocka_unit_test(test_consistency_bits),
	    cmocka_unit_test(test_known),
	    cmocka_unit_test(test_ranges),
	    cmocka_unit_test(test_from_nothing),
	    cmocka_unit_test(test_largest),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
