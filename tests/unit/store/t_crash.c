/*
 * t_crash.c - what is not committed, killed, altered, or too large for the
 * disk leaves no trace, or is noticed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "place.h"

/* Replace the first copy of these bytes in the file of the store. */
static void
alter(const struct place *p, const char *from, char to)
{
	size_t n, i, len = strlen(from);
	char path[160], *all;
	struct stat st;
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/data.mdb", p->dir);
	assert_int_equal(stat(path, &st), 0);
	all = malloc((size_t)st.st_size);
	f = fopen(path, "r+b");
	assert_true(all != NULL && f != NULL);
	n = fread(all, 1, (size_t)st.st_size, f);
	for (i = 0; i + len <= n; i++) {
		if (memcmp(all + i, from, len) != 0)
			continue;
		assert_int_equal(fseek(f, (long)i, SEEK_SET), 0);
		assert_int_equal(fputc(to, f), to);
	}
	assert_int_equal(fclose(f), 0);
	free(all);
}

static void
test_altered_bytes_are_noticed(void **state)
{
	struct fault f = {ERR_OK, 0, NULL};
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *t;

	append_committed(s, 30);
	store_close(s);
	alter(p, "leaf 17", 'L');
	s = opened(p, STORE_READ);
	t = begun(s, false);
	assert_int_equal(tree_verify(t, NULL, 0, &f), ERR_HASH);
	assert_int_equal(f.index, 17);
	assert_int_equal(tree_verify(t, NULL, 18, &f), ERR_OK);
	store_abort(t);
	store_close(s);
}

/* A process that dies in a batch leaves what was committed before. */
static void
test_kill(void **state)
{
	static const unsigned at[] = {1, 64, 700};
	struct place *p = *state;
	struct store *s;
	struct store_txn *t;
	size_t i;
	pid_t pid;
	int how;

	s = opened(p, STORE_WRITE);
	append_committed(s, 10);
	store_close(s);
	for (i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		pid = fork();
		assert_true(pid >= 0);
		if (pid == 0) {
			if (store_open(&s, p->dir, STORE_WRITE) == ERR_OK &&
			    store_begin(&t, s, true) == ERR_OK &&
			    append(t, at[i], 3000) == ERR_OK)
				(void)kill(getpid(), SIGKILL);
			_exit(1);
		}
		assert_int_equal(waitpid(pid, &how, 0), pid);
		assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
		s = opened(p, STORE_WRITE);
		assert_int_equal(verified(s), 10 + i);
		append_committed(s, 1);
		store_close(s);
	}
}

/* No room on the disk: the commit says so, and nothing of it is there. */
static void
test_full_disk(void **state)
{
	struct rlimit was, small;
	struct place *p = *state;
	struct store *s = opened(p, STORE_WRITE);
	struct store_txn *t;

	append_committed(s, 10);
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small = was;
	small.rlim_cur = 256 * 1024;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	t = begun(s, true);
	assert_int_equal(append(t, 500, 3000), ERR_OK);
	assert_int_equal(store_commit(t), ERR_IO);
	assert_true(strlen(store_error(s)) > 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_int_equal(verified(s), 10);
	store_close(s);
	s = opened(p, STORE_WRITE);
	append_committed(s, 1);
	assert_int_equal(verified(s), 11);
	store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(test_altered_bytes_are_noticed),
	    T(test_kill),
	    T(test_full_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
