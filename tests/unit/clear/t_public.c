/*
 * t_public.c - a public directory that another implementation made passes; with
 * any byte of it changed, or any file gone, it does not, and the fault is near
 * the place.  Its publication and grants are samples of payloads, so that
 * schemas and totals are not asked here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/stat.h>

#include "public.h"
#include "vector.h"

#define PUBLIC VECTORS "minhbach/public"
#define FILES_MAX 32
#define PATH_LEN 512

static struct file {
	char name[PATH_LEN];
	uint8_t *p;
	size_t n;
	bool gone;
} file[FILES_MAX];
static const char *names[FILES_MAX + 1];
static size_t n_file;
static struct anchor anchor;
static struct trust policy;

static void
load_file(const char *path)
{
	struct file *f;
	long n;
	FILE *in;

	assert_true(n_file < FILES_MAX);
	f = &file[n_file];
	(void)snprintf(f->name, sizeof(f->name), "%s", path + sizeof(PUBLIC));
	names[n_file++] = f->name;
	in = fopen(path, "rb");
	assert_non_null(in);
	assert_int_equal(fseek(in, 0, SEEK_END), 0);
	n = ftell(in);
	assert_true(n > 0);
	rewind(in);
	f->n = (size_t)n;
	f->p = malloc(f->n);
	assert_non_null(f->p);
	assert_int_equal(fread(f->p, 1, f->n, in), f->n);
	(void)fclose(in);
}

static void
load_dir(const char *dir)
{
	char path[PATH_LEN];
	struct dirent *e;
	struct stat st;
	DIR *d;

	d = opendir(dir);
	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		assert_true(snprintf(path, sizeof(path), "%s/%s", dir,
				e->d_name) < PATH_LEN);
		assert_int_equal(stat(path, &st), 0);
		if (S_ISDIR(st.st_mode))
			load_dir(path);
		else
			load_file(path);
	}
	(void)closedir(d);
}

static struct file *
find(const char *name)
{
	size_t i;

	for (i = 0; i < n_file; i++)
		if (strcmp(file[i].name, name) == 0 && !file[i].gone)
			return &file[i];
	return NULL;
}

static enum err
fetch(void *arg, const char *name, uint8_t **bytes, size_t *n, size_t max)
{
	const struct file *f = find(name);

	(void)arg;
	if (f == NULL)
		return ERR_MISSING;
	if (f->n > max)
		return ERR_RANGE;
	*bytes = malloc(f->n);
	assert_non_null(*bytes);
	memcpy(*bytes, f->p, f->n);
	*n = f->n;
	return ERR_OK;
}

static struct public_source
source(void)
{
	return (struct public_source){fetch, NULL, names, n_file};
}

static struct public_options
options(void)
{
	return (struct public_options){.anchor = &anchor,
	    .policy = &policy,
	    .no_schemas = true};
}

static int
setup(void **state)
{
	const struct file *f;
	unsigned line;

	(void)state;
	if (sodium_init() < 0)
		return 1;
	load_dir(PUBLIC);
	f = find("anchor");
	if (f == NULL || anchor_decode(&anchor, span_of(f->p, f->n)) != ERR_OK)
		return 1;
	f = find("policy");
	return f == NULL ||
	    trust_decode(&policy, span_of(f->p, f->n), &line) != ERR_OK;
}

static int
teardown(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < n_file; i++)
		free(file[i].p);
	return 0;
}

static bool
passes(const struct public_options *o, uint64_t *first)
{
	struct public_source s = source();
	struct public_result r;
	bool ok;

	ok = public_check(&r, &s, o) == ERR_OK && public_passed(&r);
	*first = checks_first_bad(&r.checks);
	public_release(&r);
	return ok;
}

static void
test_good(void **state)
{
	struct public_source s = source();
	struct public_options o = options();
	struct public_result r;
	size_t i;

	(void)state;
	assert_int_equal(public_check(&r, &s, &o), ERR_OK);
	for (i = 0; i < r.checks.n_finding; i++)
		print_message("%s\n", r.checks.finding[i].clause);
	assert_true(public_passed(&r));
	for (i = 0; i < r.checks.n; i++)
		assert_true(r.checks.check[i].result == CHECK_PASS ||
		    i == PUBLIC_SCHEMAS || i == PUBLIC_REFS ||
		    i == PUBLIC_TOTALS);
	assert_int_equal(r.checkpoint.size, 65);
	assert_true(r.trial);
	assert_string_equal(r.code, "b736 3e7f 3519 7d1e 92d5 4dae 5ddb bc86");
	assert_int_equal(r.n_publication, 1);
	assert_ptr_equal(r.latest, &r.publication[0]);
	assert_string_equal(r.latest->period, "2026-Q3");
	assert_string_equal(r.latest->code, r.code);
	assert_int_equal(r.n_seal, 1);
	public_release(&r);
}

/* Without an anchor nothing fails, and nothing is proven. */
static void
test_anchor(void **state)
{
	struct public_source s = source();
	struct public_options o = options();
	struct anchor other = anchor;
	struct public_result r;

	(void)state;
	o.anchor = NULL;
	assert_int_equal(public_check(&r, &s, &o), ERR_OK);
	assert_false(checks_failed(&r.checks));
	assert_false(public_passed(&r));
	public_release(&r);
	o.anchor = &other;
	other.genesis.b[0] ^= 1;
	assert_int_equal(public_check(&r, &s, &o), ERR_OK);
	assert_int_equal(r.checks.check[PUBLIC_ANCHOR].first_bad, 0);
	public_release(&r);
	other = anchor;
	other.log_key.key.b[0] ^= 1;
	assert_int_equal(public_check(&r, &s, &o), ERR_OK);
	assert_int_equal(r.checks.check[PUBLIC_ANCHOR].result, CHECK_FAIL);
	public_release(&r);
}

static void
test_remembered(void **state)
{
	struct public_source s = source();
	struct public_options o = options();
	struct public_result r;
	struct checkpoint c;

	(void)state;
	assert_int_equal(public_check(&r, &s, &o), ERR_OK);
	c = r.checkpoint;
	public_release(&r);
	o.seen = &c;
	assert_int_equal(public_check(&r, &s, &o), ERR_OK);
	assert_true(public_passed(&r));
	public_release(&r);
	c.size++;
	assert_int_equal(public_check(&r, &s, &o), ERR_OK);
	assert_int_equal(r.checks.check[PUBLIC_HISTORY].result, CHECK_FAIL);
	public_release(&r);
	c.size -= 2;
	assert_int_equal(public_check(&r, &s, &o), ERR_OK);
	assert_int_equal(r.checks.check[PUBLIC_HISTORY].result, CHECK_FAIL);
	public_release(&r);
}

static void
test_flips(void **state)
{
	struct public_options o = options();
	uint64_t first, index;
	size_t i, k, step;
	char *end;

	(void)state;
	for (i = 0; i < n_file; i++) {
		if (strcmp(file[i].name, "anchor") == 0 ||
		    strcmp(file[i].name, "policy") == 0)
			continue;
		step = file[i].n / 24 + 1;
		for (k = 0; k < file[i].n; k += step) {
			file[i].p[k] ^= 1;
			if (passes(&o, &first))
				fail_msg("%s: byte %zu", file[i].name, k);
			file[i].p[k] ^= 1;
			if (strncmp(file[i].name, "clear/", 6) != 0)
				continue;
			index = strtoull(file[i].name + 6, &end, 10);
			assert_int_equal(first, index);
		}
	}
	assert_true(passes(&o, &first));
}

static void
test_gone(void **state)
{
	struct public_options o = options();
	uint64_t first;
	size_t i;

	(void)state;
	for (i = 0; i < n_file; i++) {
		file[i].gone = true;
		if (passes(&o, &first) !=
		    (strcmp(file[i].name, "anchor") == 0 ||
			strcmp(file[i].name, "policy") == 0))
			fail_msg("%s", file[i].name);
		file[i].gone = false;
	}
}

/* A leaf that was changed is named itself, not only the one after it. */
static void
test_leaf(void **state)
{
	struct file *f = find("tile/entries/000.p/65");
	struct public_options o = options();
	uint64_t first;
	size_t i, at;

	(void)state;
	assert_non_null(f);
	for (i = 0, at = 0; i < 40; i++)
		at += 2 + (size_t)(f->p[at] << 8 | f->p[at + 1]);
	f->p[at + 100] ^= 1;
	assert_false(passes(&o, &first));
	f->p[at + 100] ^= 1;
	assert_int_equal(first, 40);
}

static void
rename_last(const char *name)
{
	(void)snprintf(file[n_file - 1].name, PATH_LEN, "%s", name);
}

static void
test_more(void **state)
{
	struct public_options o = options();
	uint64_t first;

	(void)state;
	assert_true(n_file + 1 < FILES_MAX);
	file[n_file] = *find("clear/6.json");
	names[n_file] = file[n_file].name;
	n_file++;
	rename_last("clear/9.json");
	assert_false(passes(&o, &first));
	assert_int_equal(first, 9);
	rename_last("clear/0900.json");
	assert_false(passes(&o, &first));
	rename_last("clear/900.json");
	assert_true(passes(&o, &first));
	n_file--;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_anchor),
	    cmocka_unit_test(test_remembered),
	    cmocka_unit_test(test_flips),
	    cmocka_unit_test(test_gone),
	    cmocka_unit_test(test_leaf),
	    cmocka_unit_test(test_more),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
