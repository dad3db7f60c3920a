/*
 * t_merkle.c - the proofs, good and bad, that transparency-dev/merkle tests
 * itself with.
 *
 * Some hashes there are words of 12 bytes, or nothing.  A digest of ours has
 * always 32.  So words are filled up with zeros, which keeps what is equal
 * equal and what differs different; nothing is refused before it is one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/stat.h>

#include "proof.h"
#include "vector.h"

#define PATH_LEN 512

typedef enum err merkle_try(const json_t *j);

/*
 * Beginning at nothing is an error there, and left to the caller; here it is
 * consistent with every tree (proof.h).  In these two files nothing else is
 * wrong.
 */
static const char *const from_nothing[] = {
    "size1-is-zero-and-does-not-equal-size2.json",
    "size1-is-zero-and-size2-is-not-zero.json",
};

static bool
is_from_nothing(const char *name)
{
	size_t i;

	for (i = 0; i < 2; i++) {
		if (strcmp(name, from_nothing[i]) == 0)
			return true;
	}
	return false;
}

/* One file holds 2^64 - 1, too large for an integer of jansson. */
static uint64_t
number(const json_t *j, const char *key)
{
	double v;

	v = json_real_value(vector_get(j, key));
	return v > (double)NUMBER_MAX ? UINT64_MAX : (uint64_t)v;
}

static struct digest
digest_of(struct span base64)
{
	struct digest d = {{0}};
	struct span s;
	uint8_t *p;

	p = vector_base64_text(&s, base64);
	assert_true(s.n <= DIGEST_LEN);
	memcpy(d.b, p, s.n);
	free(p);
	return d;
}

static struct digest
get_digest(const json_t *j, const char *key)
{
	return digest_of(vector_text(j, key));
}

static struct proof
get_proof(const json_t *j)
{
	const json_t *list, *v;
	struct proof p;

	list = vector_get(j, "proof");
	p.n = 0;
	while (p.n < json_array_size(list)) {
		v = json_array_get(list, p.n);
		assert_true(p.n < PROOF_MAX);
		p.h[p.n++] = digest_of(span_str(json_string_value(v)));
	}
	return p;
}

static enum err
check_inclusion(const json_t *j)
{
	struct digest root, leaf;
	struct proof p;

	if (vector_text(j, "root").n == 0 || vector_text(j, "leafHash").n == 0)
		return ERR_FORMAT;
	root = get_digest(j, "root");
	leaf = get_digest(j, "leafHash");
	p = get_proof(j);
	return inclusion_check(&root, &leaf, number(j, "leafIdx"),
	    number(j, "treeSize"), p.h, p.n);
}

static enum err
check_consistency(const json_t *j)
{
	struct digest old_root, root;
	struct proof p;

	old_root = get_digest(j, "root1");
	root = get_digest(j, "root2");
	p = get_proof(j);
	return consistency_check(&old_root, number(j, "size1"), &root,
	    number(j, "size2"), p.h, p.n);
}

static void
check_file(const char *path, const char *name, merkle_try *judge)
{
	json_error_t why;
	json_t *j;
	bool want;
	enum err err;

	j = json_load_file(path, JSON_DECODE_INT_AS_REAL, &why);
	if (j == NULL)
		fail_msg("%s: %s", path, why.text);
	want = json_is_false(vector_get(j, "wantErr")) || is_from_nothing(name);
	err = judge(j);
	if ((err == ERR_OK) != want)
		fail_msg("%s: %s", path, err_word(err));
	json_decref(j);
}

/* Every file below dir; returns how many. */
static size_t
check_dir(const char *dir, merkle_try *judge)
{
	char path[PATH_LEN];
	struct dirent *e;
	struct stat st;
	size_t n = 0;
	DIR *d;

	d = opendir(dir);
	if (d == NULL)
		fail_msg("%s: not there", dir);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		assert_int_equal(stat(path, &st), 0);
		if (S_ISDIR(st.st_mode)) {
			n += check_dir(path, judge);
			continue;
		}
		check_file(path, e->d_name, judge);
		n++;
	}
	closedir(d);
	return n;
}

static void
test_inclusion(void **state)
{
	(void)state;
	assert_int_equal(check_dir(VECTORS "merkle/inclusion", check_inclusion),
	    98);
}

static void
test_consistency(void **state)
{
	(void)state;
	assert_int_equal(check_dir(VECTORS "merkle/consistency",
			     check_consistency),
	    98);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_inclusion),
	    cmocka_unit_test(test_consistency),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
