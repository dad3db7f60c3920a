/*
 * t_public.c - the public side of the model ledger, which another
 * implementation made: roots, proofs, checkpoint, anchor, policy and every
 * tile come out the same to the byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/stat.h>

#include "checkpoint.h"
#include "memtree.h"
#include "proof.h"
#include "text.h"
#include "tile.h"
#include "trust.h"
#include "vector.h"

#define MODEL VECTORS "minhbach/"
#define PUBLIC MODEL "public/"
#define FILE_MAX (128 * 1024)
#define PATH_LEN 512
#define SIZE 65

static json_t *model;
static struct memtree tree;

static const json_t *
list(const char *key)
{
	const json_t *v;

	v = vector_get(model, key);
	assert_true(json_is_array(v));
	return v;
}

static struct span
leaf_text(uint64_t index)
{
	return vector_text(json_array_get(list("entries"), (size_t)index),
	    "leaf");
}

static struct digest
digest_at(const json_t *array, size_t i)
{
	const json_t *v = json_array_get(array, i);
	struct digest d;
	struct span s;
	uint8_t *p;

	p = vector_base64_text(&s, span_str(json_string_value(v)));
	assert_int_equal(s.n, DIGEST_LEN);
	memcpy(d.b, p, DIGEST_LEN);
	free(p);
	return d;
}

static struct span
read_file(const char *path)
{
	static uint8_t buf[FILE_MAX];
	size_t n;
	FILE *f;

	f = fopen(path, "rb");
	if (f == NULL)
		fail_msg("%s: not there", path);
	n = fread(buf, 1, sizeof(buf), f);
	assert_true(n < sizeof(buf));
	(void)fclose(f);
	return (struct span){buf, n};
}

static struct vkey
key_of(const char *who, const char *what)
{
	const json_t *k = vector_get(vector_get(model, "keys"), who);
	struct vkey v;

	assert_int_equal(vkey_decode(&v, vector_text(k, what)), ERR_OK);
	return v;
}

static int
setup(void **state)
{
	struct digest d;
	uint64_t i;

	(void)state;
	if (sodium_init() < 0)
		return 1;
	model = vector_load(MODEL "ledger.json");
	memtree_init(&tree);
	for (i = 0; i < SIZE; i++) {
		d = leaf_hash(leaf_text(i));
		memtree_append(&tree, &d);
	}
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	json_decref(model);
	return 0;
}

static void
test_roots(void **state)
{
	const json_t *roots = list("roots");
	struct hashes h = memtree_hashes(&tree);
	struct digest want, root;
	struct edge e;
	uint64_t n;

	(void)state;
	assert_int_equal(json_array_size(roots), SIZE + 1);
	for (n = 0; n <= SIZE; n++) {
		want = digest_at(roots, (size_t)n);
		assert_int_equal(edge_load(&e, &h, n), ERR_OK);
		root = edge_root(&e);
		assert_true(digest_eq(&root, &want));
	}
}

static void
assert_proof(const struct proof *p, const json_t *j)
{
	const json_t *want = vector_get(j, "proof");
	struct digest d;
	size_t i;

	assert_int_equal(p->n, json_array_size(want));
	for (i = 0; i < p->n; i++) {
		d = digest_at(want, i);
		assert_true(digest_eq(&p->h[i], &d));
	}
}

static void
test_inclusion(void **state)
{
	const json_t *proofs = list("inclusion"), *j;
	struct hashes h = memtree_hashes(&tree);
	uint64_t index, size;
	struct digest root;
	struct proof p;
	size_t i;

	(void)state;
	assert_true(json_array_size(proofs) > 0);
	for (i = 0; i < json_array_size(proofs); i++) {
		j = json_array_get(proofs, i);
		index = vector_number(j, "index");
		size = vector_number(j, "size");
		assert_int_equal(inclusion_make(&p, &h, index, size), ERR_OK);
		assert_proof(&p, j);
		root = digest_at(list("roots"), (size_t)size);
		assert_int_equal(inclusion_check(&root, &tree.leaf[index],
				     index, size, p.h, p.n),
		    ERR_OK);
	}
}

static void
test_consistency(void **state)
{
	const json_t *proofs = list("consistency"), *j;
	struct hashes h = memtree_hashes(&tree);
	struct digest old_root, root;
	uint64_t old, size;
	struct proof p;
	size_t i;

	(void)state;
	assert_true(json_array_size(proofs) > 0);
	for (i = 0; i < json_array_size(proofs); i++) {
		j = json_array_get(proofs, i);
		old = vector_number(j, "old");
		size = vector_number(j, "new");
		assert_int_equal(consistency_make(&p, &h, old, size), ERR_OK);
		assert_proof(&p, j);
		old_root = digest_at(list("roots"), (size_t)old);
		root = digest_at(list("roots"), (size_t)size);
		assert_int_equal(consistency_check(&old_root, old, &root, size,
				     p.h, p.n),
		    ERR_OK);
	}
}

static void
test_checkpoint(void **state)
{
	struct vkey log = key_of("log", "vkey");
	char buf[CHECKPOINT_TEXT_MAX], code[SEAL_CODE_LEN + 1];
	struct checkpoint c, d = {.size = SIZE};
	struct span text;
	struct note n;

	(void)state;
	assert_int_equal(checkpoint_verify(&c, &n,
			     vector_text(model, "checkpoint"), &log, NULL),
	    ERR_OK);
	memcpy(d.origin, vector_text(model, "origin").p,
	    vector_text(model, "origin").n);
	d.root = edge_root(&tree.edge);
	assert_int_equal(checkpoint_encode(&text, &d, buf, sizeof(buf)),
	    ERR_OK);
	assert_span_equal(text, n.text);
	assert_string_equal(c.origin, d.origin);
	assert_int_equal(c.size, SIZE);
	assert_true(digest_eq(&c.root, &d.root));
	seal_code(code, n.text);
	assert_span_equal(span_str(code), vector_text(model, "seal_code"));
}

/* The line of the witness, checked by its key and written again. */
static void
test_cosignature(void **state)
{
	struct vkey witness = key_of("witness", "vkey_cosigner");
	const json_t *j = vector_get(model, "cosignature");
	uint8_t buf[NOTE_MAX], sig[8 + 64], line[512];
	uint64_t time_s;
	struct note n;
	struct wr w;

	(void)state;
	wr_init(&w, buf, sizeof(buf));
	wr_span(&w, vector_text(model, "checkpoint"));
	wr_span(&w, vector_text(j, "line"));
	assert_int_equal(note_decode(&n, wr_done(&w)), ERR_OK);
	assert_int_equal(note_verify_cosign(&n, &witness, &time_s), ERR_OK);
	assert_int_equal(time_s, vector_number(j, "time"));
	assert_int_equal(note_sig_bytes(sig, sizeof(sig), &n.sigs[1]), ERR_OK);
	wr_init(&w, line, sizeof(line));
	note_sig_encode(&w, &witness, sig, sizeof(sig));
	assert_span_equal(wr_done(&w), vector_text(j, "line"));
	assert_span_equal(read_file(PUBLIC "checkpoint"),
	    (struct span){buf,
		vector_text(model, "checkpoint").n + vector_text(j, "line").n});
}

static void
test_anchor(void **state)
{
	struct anchor a = {.log_key = key_of("log", "vkey")};
	char buf[ANCHOR_MAX];
	struct span out;

	(void)state;
	memcpy(a.origin, vector_text(model, "origin").p,
	    vector_text(model, "origin").n);
	a.genesis = tree.leaf[0];
	assert_int_equal(anchor_encode(&out, &a, buf, sizeof(buf)), ERR_OK);
	assert_span_equal(out, vector_text(model, "anchor"));
	assert_span_equal(out, read_file(PUBLIC "anchor"));
}

static void
test_policy(void **state)
{
	uint8_t rules[4096], bytes[NOTE_MAX];
	struct span s;
	struct trust t;
	unsigned line;
	struct note n;

	(void)state;
	s = read_file(PUBLIC "policy");
	assert_true(s.n <= sizeof(rules));
	memcpy(rules, s.p, s.n);
	assert_int_equal(trust_decode(&t, (struct span){rules, s.n}, &line),
	    ERR_OK);
	assert_int_equal(t.n_log, 1);
	assert_int_equal(t.n_node, 1);
	assert_int_equal(t.quorum, 0);
	s = read_file(PUBLIC "checkpoint");
	memcpy(bytes, s.p, s.n);
	s.p = bytes;
	assert_int_equal(note_decode(&n, s), ERR_OK);
	assert_int_equal(trust_check(&t, &n), ERR_OK);
	n.n = 1;
	assert_int_equal(trust_check(&t, &n), ERR_MISSING);
	bytes[30] ^= 1;
	assert_int_equal(trust_check(&t, &n), ERR_SIGNATURE);
}

static void
check_bundle(struct span file, const struct tile *t)
{
	struct span leaf, rest = file;
	uint8_t buf[BUNDLE_MAX];
	struct wr w;
	uint64_t i;

	wr_init(&w, buf, sizeof(buf));
	for (i = t->n * TILE_WIDTH; i < t->n * TILE_WIDTH + t->width; i++) {
		assert_int_equal(bundle_next(&leaf, &rest), ERR_OK);
		assert_span_equal(leaf, leaf_text(i));
		wr_u16(&w, (uint16_t)leaf.n);
		wr_span(&w, leaf);
	}
	assert_int_equal(rest.n, 0);
	assert_span_equal(wr_done(&w), file);
}

/* Files below a directory. */
static size_t
count_files(const char *dir)
{
	char path[PATH_LEN];
	struct dirent *e;
	struct stat st;
	size_t n = 0;
	DIR *d;

	d = opendir(dir);
	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		assert_int_equal(stat(path, &st), 0);
		n += S_ISDIR(st.st_mode) ? count_files(path) : 1;
	}
	closedir(d);
	return n;
}

static void
test_tiles(void **state)
{
	char path[sizeof(PUBLIC) + TILE_PATH_MAX] = PUBLIC;
	uint8_t out[TILE_WIDTH * DIGEST_LEN];
	struct hashes h = memtree_hashes(&tree);
	struct span file;
	uint64_t i = 0;
	struct tile t;

	(void)state;
	while (tile_next(&t, &i, 0, SIZE)) {
		tile_path(path + sizeof(PUBLIC) - 1, &t);
		file = read_file(path);
		if (t.level == TILE_BUNDLE_LEVEL) {
			check_bundle(file, &t);
			continue;
		}
		assert_int_equal(tile_hashes(out, &t, &h), ERR_OK);
		assert_span_equal(file,
		    (struct span){out, (size_t)t.width * DIGEST_LEN});
	}
	assert_int_equal(i, count_files(PUBLIC "tile"));
}

static enum err
try_checkpoint(struct span bytes, const json_t *context)
{
	struct checkpoint c;
	struct vkey log;
	struct note n;

	if (vkey_decode(&log, vector_text(context, "vkey")) != ERR_OK)
		return ERR_KEY;
	return checkpoint_verify(&c, &n, bytes, &log, NULL);
}

static void
test_bad(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("checkpoint", try_checkpoint), 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_roots),
	    cmocka_unit_test(test_inclusion),
	    cmocka_unit_test(test_consistency),
	    cmocka_unit_test(test_checkpoint),
	    cmocka_unit_test(test_cosignature),
	    cmocka_unit_test(test_anchor),
	    cmocka_unit_test(test_policy),
	    cmocka_unit_test(test_tiles),
	    cmocka_unit_test(test_bad),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
