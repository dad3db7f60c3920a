/*
 * jail.c - the words of bubblewrap, and what is left behind on the way in.
 */
#include "jail.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BWRAP "/usr/bin/bwrap"
#define INPUT_FD 3
#define FDS_FREE 10 /* the first above those that are put in their places */
#define FDS_CLOSED 1024
#define WORDS_MAX 96

static const char *const common[] = {BWRAP, "--unshare-all",
    "--die-with-parent", "--new-session", "--clearenv", "--setenv", "LC_ALL",
    "C.UTF-8", "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr", "--symlink",
    "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--symlink",
    "usr/bin", "/bin", "--tmpfs", "/tmp", "--chdir", "/tmp", NULL};

bool
jail_exists(void)
{
	return access(BWRAP, X_OK) == 0;
}

static void
limit(int what, rlim_t most)
{
	struct rlimit r = {most, most};

	if (setrlimit(what, &r) != 0)
		_exit(JAIL_FAILED);
}

/* execve() wants words that it might change. */
static void
put(char **argv, size_t *n, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (*n == WORDS_MAX)
			_exit(JAIL_FAILED);
		argv[*n] = strdup(*words);
		if (argv[(*n)++] == NULL)
			_exit(JAIL_FAILED);
	}
}

/* Where no other is put over it before its turn. */
static int
above(int fd)
{
	int high = fcntl(fd, F_DUPFD, FDS_FREE);

	if (high < 0)
		_exit(JAIL_FAILED);
	return high;
}

/* Among what this process has open may be passphrases and the ledger. */
static void
descriptors(const struct jail *j)
{
	int null = open("/dev/null", O_RDWR), fd, in, out, complaint;

	if (null < 0)
		_exit(JAIL_FAILED);
	in = above(j->in);
	out = above(j->out);
	complaint = above(j->complaint < 0 ? null : j->complaint);
	if (dup2(null, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
	    dup2(complaint, STDERR_FILENO) < 0 || dup2(in, INPUT_FD) < 0)
		_exit(JAIL_FAILED);
	for (fd = INPUT_FD + 1; fd < FDS_CLOSED; fd++)
		(void)close(fd);
}

void
jail_enter(const struct jail *j)
{
	const char *const input[] = {"--ro-bind-data", "3", j->input, "--",
	    NULL};
	char *argv[WORDS_MAX + 1], *const none[] = {NULL};
	size_t n = 0;

	descriptors(j);
	limit(RLIMIT_CPU, j->cpu_seconds);
	limit(RLIMIT_AS, j->memory_max);
	limit(RLIMIT_FSIZE, j->file_max);
	limit(RLIMIT_CORE, 0);
	put(argv, &n, common);
	put(argv, &n, j->own);
	put(argv, &n, input);
	put(argv, &n, j->run);
	argv[n] = NULL;
	(void)execve(BWRAP, argv, none);
	_exit(JAIL_FAILED);
}
